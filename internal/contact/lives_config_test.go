package contact_test

import (
	"flag"
	"maps"
	"slices"

	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var cliLives = flag.Int("cli", 0, "how many random lives to run through the CLI")

func randomSwitches(t *rapid.T) emulator.Switches {
	all := acctest.PatchCombinations()
	s := all[rapid.IntRange(0, len(all)-1).Draw(t, "switches")]
	s.Order = rapid.SampledFrom([]string{"", "on"}).Draw(t, "order")
	s.TextTrim = rapid.SampledFrom([]string{"", "on"}).Draw(t, "trim")
	s.Locale = rapid.SampledFrom([]string{"", "lower", "canonical"}).Draw(t, "locale")
	s.EmailLower = rapid.SampledFrom([]string{"", "on"}).Draw(t, "e-mail")
	s.RevisionLabel = rapid.SampledFrom([]string{"", "always", "never"}).Draw(t, "revision of labels")
	s.RevisionType = rapid.SampledFrom([]string{"", "string"}).Draw(t, "revision type")
	s.Unknowns = rapid.SampledFrom([]string{"", "on"}).Draw(t, "unknowns")
	s.FieldKeys = rapid.SampledFrom([]string{"", "plain"}).Draw(t, "field keys")
	return s
}

const (
	labelAddress = "wix_contact_label.mine"
	fieldAddress = "wix_contact_extended_field.mine"
)

// life is a random life of one contact, its configuration, and a label and a field
// that are configured beside it.
type life struct {
	*rapid.T
	d               acctest.Driver
	config          config
	ignored         []string
	replace         bool
	gone            []string // keys of what the apply replaces
	theirs, theirs2 string   // a label and a field of others
	color           string   // a field that is not configured here
	moves           bool     // revisions move by themselves
}

// choices are the values that each attribute is configured with.
func (l *life) choices() map[string][]any {
	mine := acctest.Ref{Address: labelAddress, Attribute: "key"}
	value := func(v any) acctest.Entry {
		return acctest.Entry{Key: acctest.Ref{Address: fieldAddress, Attribute: "key"}, Value: v}
	}
	return map[string][]any{
		"name":      {config{"first": "Ada", "last": "Byron"}, config{"first": "Ada"}, config{"first": "Zoe\u0301 ", "last": ""}},
		"company":   {"Example Ltd", " Example Ltd", "Sample GmbH", ""},
		"job_title": {"Engineer", "Architect", ""},
		"birthdate": {"1990-01-02", "1991-02-03", ""},
		"locale":    {"en-US", "en-us", "de", ""},
		"emails": {
			[]any{config{"email": "ada@example.com"}},
			[]any{config{"email": "Ada@Example.com", "tag": "WORK"}},
			[]any{},
			[]any{config{"email": "b@example.com", "primary": true}, config{"email": "ada@example.com"}},
			[]any{config{"email": "ada@example.com", "tag": "HOME"}, config{"email": "B@example.com"}},
		},
		"phones": {
			[]any{config{"phone": "555-0100"}},
			[]any{config{"phone": "(555) 0100", "country_code": "US", "tag": "MOBILE"}},
			[]any{},
			[]any{config{"phone": "555-0101", "tag": "FAX"}, config{"phone": "5550100", "primary": true}},
		},
		"addresses": {
			[]any{config{"city": "Paris", "country": "FR"}},
			[]any{config{"city": "Paris ", "tag": "HOME", "postal_code": "75001"}},
			[]any{},
			[]any{config{"street": config{"number": "5", "name": "Elm St"}, "city": "Springfield"}, config{"city": "Paris"}},
			[]any{config{"address_line": "5 Elm St", "city": "Springfield"}, config{"city": "Paris", "country": "FR"}},
		},
		"label_keys":      {[]any{mine}, []any{mine, l.theirs}, []any{l.theirs}, []any{}},
		"extended_fields": {acctest.Entries{value("Blue")}, acctest.Entries{value("Red"), {Key: l.color, Value: "12"}}, acctest.Entries{{Key: l.color, Value: "12.0"}}, acctest.Entries{value(""), {Key: l.color, Value: nil}}, acctest.Entries{}},
	}
}

func (l *life) flip(what string) bool { return rapid.Bool().Draw(l.T, what) }

func (l *life) rarely(what string) bool { return rapid.IntRange(0, 5).Draw(l.T, what) == 0 }

// redraw edits the configuration as people do.
func (l *life) redraw() {
	choices := l.choices()
	l.ignored, l.replace = nil, l.rarely("replace the label and the field")
	for _, name := range slices.Sorted(maps.Keys(choices)) {
		switch rapid.IntRange(0, 4).Draw(l.T, name) {
		case 0:
			if name != "name" { // or nothing might identify the contact
				delete(l.config, name)
			}
		case 1, 2:
			l.config[name] = rapid.SampledFrom(choices[name]).Draw(l.T, "value of "+name)
			if l.rarely("known later") {
				l.config[name] = later(l.config[name])
			}
		}
		if l.rarely("ignore " + name) {
			l.ignored = append(l.ignored, name)
		}
	}
	if l.rarely("settings") {
		l.config["deletion_policy"] = rapid.SampledFrom([]any{"DELETE", "RETAIN"}).Draw(l.T, "policy")
	}
}

// later has a value known after the plan, unless it refers to a resource that says so
// itself.
func later(v any) any {
	switch v := v.(type) {
	case string, config:
		return acctest.Later{Value: v}
	case []any:
		for i, item := range v {
			if one, ok := item.(config); ok {
				v = slices.Clone(v)
				v[i] = acctest.Later{Value: one}
				return v
			}
		}
	}
	return v
}

func (l *life) blocks(replace bool) blocks {
	return blocks{
		theContact:   {Config: l.config, IgnoreChanges: l.ignored},
		labelAddress: {Config: config{"display_name": "Mine", "force_destroy": true}, Replace: replace},
		fieldAddress: {Config: config{"display_name": "Field", "data_type": "TEXT", "force_destroy": true}, Replace: replace},
	}
}

// foreignEdit is an edit that the owner of the site makes, and the attribute that it is
// about.
type foreignEdit struct {
	attribute string
	do        func()
}

// others draws an edit of the owner.
func (l *life) others(when string) foreignEdit {
	site := l.d.Emulator()
	edit := func(attribute, member string, v any) foreignEdit {
		return foreignEdit{attribute, func() {
			l.must(site.EditContact(l.id(), func(info map[string]any) { info[member] = v }))
		}}
	}
	one := rapid.SampledFrom([]string{"name", "company", "job_title", "emails", "phones", "addresses", "label", "value", "nothing"}).Draw(l.T, when)
	switch one {
	case "name":
		return edit("name", "name", map[string]any{"first": "Grace", "last": "Hopper"})
	case "company":
		return edit("company", "company", "Other Inc")
	case "job_title":
		return edit("job_title", "jobTitle", "Manager")
	case "emails":
		return edit("emails", "emails", wrapped(map[string]any{"email": "ada@example.com", "tag": "MAIN"}, map[string]any{"email": "their@example.com", "primary": true}))
	case "phones":
		return edit("phones", "phones", wrapped(map[string]any{"phone": "555-0100", "countryCode": "CA"}))
	case "addresses":
		return edit("addresses", "addresses", wrapped(map[string]any{"address": map[string]any{"city": "Paris", "addressLine": "1 Rue"}}))
	case "label":
		on := l.flip("put on")
		return foreignEdit{"label_keys", func() {
			if on {
				l.must(site.LabelContact(l.id(), l.theirs))
			} else {
				l.must(site.UnlabelContact(l.id(), l.theirs))
			}
		}}
	case "value":
		v := rapid.SampledFrom([]any{"theirs", "", 7}).Draw(l.T, "value")
		return foreignEdit{"extended_fields", func() { l.must(site.SetField(l.id(), l.theirs2, v)) }}
	}
	return foreignEdit{"", func() { l.must(site.BumpRevision(l.id())) }}
}

func (l *life) must(err error) {
	if err != nil {
		l.Fatal(err)
	}
}

func (l *life) id() string { return or(l.d.Emulator().Contacts()[0]["id"]) }

// info is what the site has of the contact, nothing before it exists.
func (l *life) info() map[string]any {
	all := l.d.Emulator().Contacts()
	if len(all) == 0 {
		return map[string]any{}
	}
	if len(all) > 1 {
		l.Fatalf("the site has %d contacts", len(all))
	}
	info, _ := all[0]["info"].(map[string]any)
	return info
}
