package emulator

import (
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
	choice("patch.extendedFields", "replace|merge", "PATCH of extendedFields.items: keys left out go, or stay.", func(s *Switches) *string { return &s.PatchExtendedFields }),
	choice("patch.subObject", "merge|replace", "PATCH of a part of name: the rest stays, or goes.", func(s *Switches) *string { return &s.PatchSubObject }),
	choice("patch.labelKeys", "ignore|replace", "PATCH of labelKeys: ignored, or replacing the set.", func(s *Switches) *string { return &s.PatchLabelKeys }),
	choice("patch.null", "clear|noop", "null on PATCH: clears, or means nothing.", func(s *Switches) *string { return &s.PatchNull }),
	choice("item.ids", "keep|new", "ids of unchanged list items after a PATCH.", func(s *Switches) *string { return &s.ItemIDs }),
	span("revision.background", "That long after a create or update the revision moves by itself.", func(s *Switches) *time.Duration { return &s.RevisionBackground }),
	choice("revision.label", "change|always|never", "When label and unlabel move the revision.", func(s *Switches) *string { return &s.RevisionLabel }),
	span("query.lag", "How far query is behind the writes.", func(s *Switches) *time.Duration { return &s.QueryLag }),
	span("query.list.lag", "How far list is behind the writes.", func(s *Switches) *time.Duration { return &s.ListLag }),
	choice("delete.missing", "404|200", "Deleting a contact that is not there.", func(s *Switches) *string { return &s.DeleteMissing }),
	choice("label.unknownKey", "400|404|create|partial", "Unknown label key on create and label.", func(s *Switches) *string { return &s.LabelUnknownKey }),
	choice("unlabel.unknownKey", "400|404|200", "Unknown label key on unlabel.", func(s *Switches) *string { return &s.UnlabelUnknownKey }),
	choice("write.systemKeys", "ignore|refuse", "System keys among extended fields on write.", func(s *Switches) *string { return &s.WriteSystemKeys }),
	choice("extendedFields.unknownKey", "400|404", "Status for an unknown extended field key on write.", func(s *Switches) *string { return &s.FieldUnknownKey }),
	choice("extendedFields.values", "strict|lax", "Numbers given as text and text given as numbers.", func(s *Switches) *string { return &s.FieldValues }),
	choice("fieldKeys", "random|underscore|plain", "Form of new extended field keys.", func(s *Switches) *string { return &s.FieldKeys }),
	choice("labelKeys", "slug|opaque", "Form of new label keys.", func(s *Switches) *string { return &s.LabelKeys }),
	choice("names.match", "exact|fold", "How find-or-create compares names.", func(s *Switches) *string { return &s.NamesMatch }),
	choice("find.existing", "200|409", "Find-or-create of a name that exists.", func(s *Switches) *string { return &s.FindExisting }),
	choice("create.race", "atomic|conflict", "The later of two overlapping find-or-creates of a new name.", func(s *Switches) *string { return &s.CreateRace }),
	choice("rename.taken", "409|allow", "Rename to a name that exists.", func(s *Switches) *string { return &s.RenameTaken }),
	choice("system.definition", "400|403|428", "Status for changing a system label or field.", func(s *Switches) *string { return &s.SystemDefinition }),
	choice("email.compare", "fold|exact", "How duplicates and filters compare e-mails.", func(s *Switches) *string { return &s.EmailCompare }),
	choice("duplicate.leavesContact", "off|on", "A create refused as a duplicate leaves a contact behind.", func(s *Switches) *string { return &s.DuplicateLeavesContact }),
	choice("subdivision", "lax|strict", "Check of address subdivisions.", func(s *Switches) *string { return &s.Subdivision }),
	choice("phoneEmail.format", "lax|strict", "Check of e-mails and phone numbers.", func(s *Switches) *string { return &s.Format }),
	choice("envelope", "current|printed", "Shapes of answers: as the types say, or as the examples print them.", func(s *Switches) *string { return &s.Envelope }),
	choice("revision.type", "number|string", "JSON type of revisions in answers.", func(s *Switches) *string { return &s.RevisionType }),
	choice("url.scheme", "add|keep", "URL values without a scheme get https://, or not.", func(s *Switches) *string { return &s.URLScheme }),
	choice("locale", "keep|lower|canonical", "Casing of stored locales.", func(s *Switches) *string { return &s.Locale }),
	choice("text.trim", "off|on", "Outer spaces of texts are cut on write.", func(s *Switches) *string { return &s.TextTrim }),
	choice("email.lower", "off|on", "E-mails are stored in lower case.", func(s *Switches) *string { return &s.EmailLower }),
	choice("sort.default", "createdDateAsc|createdDateDesc", "Order of contacts when none is asked for.", func(s *Switches) *string { return &s.SortDefault }),
	choice("missing.definition", "404|400", "Status for a label or field that is not there.", func(s *Switches) *string { return &s.MissingDefinition }),
	choice("missing.total", "off|on", "Paging metadata comes without total.", func(s *Switches) *string { return &s.MissingTotal }),
	choice("auth.badKey", "401|403", "Status for a key or token that is not valid.", func(s *Switches) *string { return &s.BadKey }),
	choice("empty.formatted", "400|clear", "Empty text in birthdate, locale, country codes, numbers and dates.", func(s *Switches) *string { return &s.EmptyFormatted }),
	choice("order.shuffle", "off|on", "Label keys and list items come back in another order.", func(s *Switches) *string { return &s.Order }),
	choice("unknowns", "off|on", "Answers hold undocumented members and enum values.", func(s *Switches) *string { return &s.Unknowns }),
	choice("merge.stale", "428|409", "Status for a stale revision on merge.", func(s *Switches) *string { return &s.MergeStale }),
	choice("merge.member", "428|400", "Status for a member as merge source.", func(s *Switches) *string { return &s.MergeMember }),
	choice("rate.retryAfter", "on|off", "429 carries Retry-After.", func(s *Switches) *string { return &s.RetryAfter }),
	choice("oauth.error", "ietf|envelope", "Form of token errors.", func(s *Switches) *string { return &s.OAuthError }),
	choice("oauth.body", "plain|string", "Form of the token answer.", func(s *Switches) *string { return &s.OAuthBody }),
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
