package emulator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// SwitchDoc describes one switch.
type SwitchDoc struct {
	// Name is what Set takes, as in "patch.extendedFields".
	Name string
	// Values are the values Set takes. A switch that is a span of time has
	// "off" and "duration", and takes off or any time.ParseDuration text.
	Values []string
	// Default is the contract's default, one of Values.
	Default string
	// Doc says in a sentence what the switch decides.
	Doc string
}

type switchEntry struct {
	SwitchDoc
	text func(*Switches) *string
	span func(*Switches) *time.Duration
}

// choice takes the values in one text, the default first.
func choice(name, values, doc string, text func(*Switches) *string) switchEntry {
	list := strings.Split(values, "|")
	return switchEntry{SwitchDoc{name, list, list[0], doc}, text, nil}
}

func span(name, doc string, field func(*Switches) *time.Duration) switchEntry {
	return switchEntry{SwitchDoc{name, []string{"off", "duration"}, "off", doc}, nil, field}
}

var switchEntries = []switchEntry{
	choice("patch.extendedFields", "replace|merge", "A PATCH of extended fields replaces all custom values, or merges the given ones into them.", func(s *Switches) *string { return &s.PatchExtendedFields }),
	choice("patch.subObject", "merge|replace", "A PATCH of one half of a name keeps the other half, or removes it.", func(s *Switches) *string { return &s.PatchSubObject }),
	choice("patch.labelKeys", "ignore|replace", "A PATCH of labelKeys is ignored, or replaces the set.", func(s *Switches) *string { return &s.PatchLabelKeys }),
	choice("patch.null", "clear|noop", "null in a PATCH clears the member, or means nothing.", func(s *Switches) *string { return &s.PatchNull }),
	choice("item.ids", "new|keep", "E-mails, phones and addresses of a list that is sent get new ids, or keep theirs where nothing of them changes.", func(s *Switches) *string { return &s.ItemIDs }),
	span("revision.background", "That long after a create or update the revision moves once more by itself.", func(s *Switches) *time.Duration { return &s.RevisionBackground }),
	choice("revision.label", "change|always|never", "Labelling moves the revision when it changes something, always, or never.", func(s *Switches) *string { return &s.RevisionLabel }),
	span("query.lag", "Queries show the site as it was that long ago.", func(s *Switches) *time.Duration { return &s.QueryLag }),
	span("query.list.lag", "Lists show the site as it was that long ago.", func(s *Switches) *time.Duration { return &s.ListLag }),
	choice("delete.missing", "404|200", "The status for deleting a contact that is not there.", func(s *Switches) *string { return &s.DeleteMissing }),
	choice("label.unknownKey", "400|404|create|partial", "What becomes of an unknown label key on create and label: that status, a new label, or 400 after the known keys are applied.", func(s *Switches) *string { return &s.LabelUnknownKey }),
	choice("unlabel.unknownKey", "400|404|200", "The status for an unknown label key on unlabel.", func(s *Switches) *string { return &s.UnlabelUnknownKey }),
	choice("write.systemKeys", "ignore|refuse", "System keys among the extended fields of a write are ignored, or refused.", func(s *Switches) *string { return &s.WriteSystemKeys }),
	choice("extendedFields.unknownKey", "400|404", "The status for an unknown extended field key on write.", func(s *Switches) *string { return &s.FieldUnknownKey }),
	choice("extendedFields.values", "strict|lax", "Numbers given as text, and text given as numbers, are refused, or converted.", func(s *Switches) *string { return &s.FieldValues }),
	choice("fieldKeys", "random|underscore|plain", "The end of new extended field keys: a hyphen or an underscore with random letters, or nothing.", func(s *Switches) *string { return &s.FieldKeys }),
	choice("labelKeys", "slug|opaque", "New label keys are made from the name alone, or end in random letters.", func(s *Switches) *string { return &s.LabelKeys }),
	choice("names.match", "exact|fold", "Find-or-create compares names exactly, or without case and outer spaces.", func(s *Switches) *string { return &s.NamesMatch }),
	choice("find.existing", "200|409", "The status of find-or-create for a name that exists.", func(s *Switches) *string { return &s.FindExisting }),
	choice("create.race", "atomic|conflict", "The later of two overlapping find-or-creates of a new name finds it, or gets 409.", func(s *Switches) *string { return &s.CreateRace }),
	choice("rename.taken", "409|allow", "A rename to a name that exists gets 409, or is allowed.", func(s *Switches) *string { return &s.RenameTaken }),
	choice("system.definition", "400|403|428", "The status for changing a label or field of the system.", func(s *Switches) *string { return &s.SystemDefinition }),
	choice("email.compare", "fold|exact", "Duplicates and filters compare e-mails without case, or exactly.", func(s *Switches) *string { return &s.EmailCompare }),
	choice("duplicate.leavesContact", "off|on", "A create that is refused as a duplicate leaves a contact behind all the same.", func(s *Switches) *string { return &s.DuplicateLeavesContact }),
	choice("subdivision", "lax|strict", "Subdivisions of addresses can be any text, or must be ISO 3166-2 codes of the country.", func(s *Switches) *string { return &s.Subdivision }),
	choice("phoneEmail.format", "lax|strict", "E-mails and phone numbers can be any text, or must look like what they are.", func(s *Switches) *string { return &s.Format }),
	choice("phone.format", "keep|reformat", "Phones that are valid in their country are stored as given, or without the country code and in another form.", func(s *Switches) *string { return &s.PhoneFormat }),
	choice("lists.empty", "absent|wrapper", "Lists of a contact that are empty are absent, or a wrapper without items.", func(s *Switches) *string { return &s.EmptyLists }),
	choice("vatId.empty", "absent|text", "A VAT ID that is not set is absent, or the empty text.", func(s *Switches) *string { return &s.EmptyVATID }),
	choice("definition.dates", "seconds|milliseconds", "Dates of labels and fields have no fraction, or milliseconds in the answer that creates one and .000 later.", func(s *Switches) *string { return &s.DefinitionDates }),
	choice("envelope", "current|printed", "Answers are shaped as the types of the API say, or as its printed examples show them.", func(s *Switches) *string { return &s.Envelope }),
	choice("revision.type", "number|string", "The JSON type of revisions in answers.", func(s *Switches) *string { return &s.RevisionType }),
	choice("url.scheme", "add|keep", "URL values without a scheme get https:// in front, or stay as they are.", func(s *Switches) *string { return &s.URLScheme }),
	choice("locale", "keep|lower|canonical", "Locales are stored as given, in lower case, or as in en-US.", func(s *Switches) *string { return &s.Locale }),
	choice("text.trim", "off|on", "Outer spaces of texts are cut on write.", func(s *Switches) *string { return &s.TextTrim }),
	choice("email.lower", "off|on", "E-mails are stored in lower case.", func(s *Switches) *string { return &s.EmailLower }),
	choice("sort.default", "createdDateAsc|createdDateDesc", "The order of contacts when none is asked for.", func(s *Switches) *string { return &s.SortDefault }),
	choice("missing.definition", "404|400", "The status for a label or field that is not there.", func(s *Switches) *string { return &s.MissingDefinition }),
	choice("missing.total", "off|on", "Paging metadata comes without total.", func(s *Switches) *string { return &s.MissingTotal }),
	choice("auth.badKey", "401|403", "The status for a key or token that is not valid.", func(s *Switches) *string { return &s.BadKey }),
	choice("empty.formatted", "400|clear", "Empty text for a birthdate, a locale, a country code, a number or a date gets 400, or clears it.", func(s *Switches) *string { return &s.EmptyFormatted }),
	choice("order.shuffle", "off|on", "Label keys and list items come back in another order.", func(s *Switches) *string { return &s.Order }),
	choice("unknowns", "off|on", "Answers hold undocumented members and enum values.", func(s *Switches) *string { return &s.Unknowns }),
	choice("merge.stale", "428|409", "The status for a stale revision on merge.", func(s *Switches) *string { return &s.MergeStale }),
	choice("merge.member", "428|400", "The status for a member as source of a merge.", func(s *Switches) *string { return &s.MergeMember }),
	choice("rate.retryAfter", "on|off", "Answers of 429 for the rate carry Retry-After.", func(s *Switches) *string { return &s.RetryAfter }),
	choice("bulk.match", "submit|run", "The contacts of a bulk job are settled when it is submitted, or when it begins to run.", func(s *Switches) *string { return &s.BulkMatch }),
	choice("bulk.stuck", "off|new|loading|running|indexing", "The status that a bulk job never gets beyond. With running, half of its work is done.", func(s *Switches) *string { return &s.BulkStuck }),
	span("bulk.indexing", "How long a bulk job is INDEXING before it is COMPLETED.", func(s *Switches) *time.Duration { return &s.BulkIndexing }),
	span("bulk.slow", "What is added to the time that a bulk job runs.", func(s *Switches) *time.Duration { return &s.BulkSlow }),
	choice("bulk.updateAll", "allow|refuse", "A bulk update with neither filter nor search is for everybody, or is refused.", func(s *Switches) *string { return &s.BulkUpdateAll }),
	choice("bulk.updateMaskless", "patch|nothing", "A bulk update without a field mask is a PATCH of each contact, or changes nothing.", func(s *Switches) *string { return &s.BulkUpdateMaskless }),
	choice("bulk.bothLists", "removed|added", "A label key that a bulk job is both to add and to remove ends up removed, or added.", func(s *Switches) *string { return &s.BulkBothLists }),
	choice("oauth.error", "ietf|envelope", "Errors of the token endpoint are shaped as in OAuth, or as in the rest of the API.", func(s *Switches) *string { return &s.OAuthError }),
	choice("oauth.body", "plain|string", "The token comes as JSON, or as JSON in the text of a body member.", func(s *Switches) *string { return &s.OAuthBody }),
}

// SwitchNames describes every switch, in a fixed order.
func SwitchNames() []SwitchDoc {
	out := make([]SwitchDoc, len(switchEntries))
	for i, entry := range switchEntries {
		out[i] = entry.SwitchDoc
		out[i].Values = slices.Clone(entry.Values)
	}
	return out
}

// Set sets the switch of that name, or says that name or value is unknown.
func (s *Switches) Set(name, value string) error {
	for _, entry := range switchEntries {
		if entry.Name != name {
			continue
		}
		if entry.span != nil {
			return setSpan(entry.span(s), name, value)
		}
		if !slices.Contains(entry.Values, value) {
			return fmt.Errorf("switch %s: unknown value %q, want one of %s", name, value, strings.Join(entry.Values, ", "))
		}
		*entry.text(s) = value
		return nil
	}
	return fmt.Errorf("unknown switch %q", name)
}

// Value returns the switch of that name as Set would take it, empty for an
// unknown name.
func (s *Switches) Value(name string) string {
	for _, entry := range switchEntries {
		switch {
		case entry.Name != name:
		case entry.span == nil:
			return cmp.Or(*entry.text(s), entry.Default)
		case *entry.span(s) == 0:
			return entry.Default
		default:
			return entry.span(s).String()
		}
	}
	return ""
}

func setSpan(field *time.Duration, name, value string) error {
	if value == "off" {
		*field = 0
		return nil
	}
	d, err := time.ParseDuration(value)
	if err != nil || d < 0 {
		return fmt.Errorf("switch %s: %q is neither off nor a duration such as 500ms", name, value)
	}
	*field = d
	return nil
}
