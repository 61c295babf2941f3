package contact_test

import (
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// An update that certainly leaves nothing by which Wix identifies the contact is refused
// while planning. What is not managed may be there.
func TestAccContact_identifiersEmptied(t *testing.T) {
	name, emails, phones := config{"first": "Ada"}, []any{email(nil)}, []any{phone(nil)}
	all := config{"name": name, "emails": emails, "phones": phones}
	noName, none := config{"first": "", "last": ""}, []any{}
	for title, c := range map[string]struct {
		before, after config
		others        []any // phones that others add
		at            string
	}{
		"all emptied":           {all, config{"name": noName, "emails": none, "phones": none}, nil, at("name")},
		"all removed":           {all, config{"company": "Example Ltd"}, nil, at("name")},
		"without phones":        {config{"name": name, "emails": emails}, config{"name": noName, "emails": none}, nil, at("name")},
		"the last one":          {config{"name": noName, "emails": none, "phones": phones}, config{"name": noName, "emails": none, "phones": none}, nil, at("phones")},
		"the name stays":        {all, config{"name": name}, nil, ""},
		"a name may be there":   {config{"emails": emails}, config{"emails": none}, nil, ""},
		"others add a phone":    {config{"name": name, "emails": emails}, config{"name": noName, "emails": none}, phones, ""},
		"a name is known later": {all, config{"name": config{"first": acctest.Unknown}}, nil, ""},
		"a list is known later": {all, config{"phones": acctest.Unknown}, nil, ""},
	} {
		t.Run(title, func(t *testing.T) {
			w := newTestSite(t, emulator.Switches{})
			w.apply("create", c.before)
			if c.others != nil {
				w.must(w.site.EditContact(w.id(), func(info map[string]any) { info["phones"] = map[string]any{"items": c.others} }))
			}
			w.r.Restart()
			if d := w.r.Refresh(); d.Failed() {
				t.Fatal(d)
			}
			_, d := w.r.Plan(c.after)
			if c.at == "" && d.Failed() || c.at != "" && (len(d) != 1 || !d.Mentions("Nothing would identify the contact. "+c.at) || !d.Mentions("Keep name, emails or phones in the configuration.")) {
				t.Errorf("want an error at %q, got: %s", c.at, d)
			}
		})
	}
}

// The address or phone that another contact has is named, at its item.
func TestAccContact_clashes(t *testing.T) {
	for title, c := range map[string]struct {
		want     config
		at, says string
	}{
		"e-mail": {config{"emails": []any{email(nil), email(config{"email": "zoe@example.com"})}, "phones": []any{phone(nil)}}, at("emails", 1), `the e-mail address "zoe@example.com"`},
		"phone":  {config{"emails": []any{}, "phones": []any{phone(nil), phone(config{"phone": "555-0177"})}}, at("phones", 1), `the phone "555-0177"`},
	} {
		t.Run(title, func(t *testing.T) {
			w := newTestSite(t, emulator.Switches{})
			id := put(t, w.site, config{"emails": wrapped(map[string]any{"email": "zoe@example.com"}), "phones": wrapped(map[string]any{"phone": "555-0177"})})
			if d := w.r.Apply(c.want); len(d) != 1 || !d.Failed() || !d.Mentions(c.at) || !d.Mentions(c.says) || !d.Mentions(id) {
				t.Errorf("of the create: %s", d)
			}
			w.apply("create", config{"emails": []any{email(nil)}})
			if d := w.r.Apply(c.want); len(d) != 1 || !d.Failed() || !d.Mentions(c.at) || !d.Mentions("The contact "+id+" has "+c.says) {
				t.Errorf("of the update: %s", d)
			}
		})
	}
}
