//go:build unix

package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// mistake is one that people make in their first hours.
type mistake struct {
	config string
	// says is in the summary and the text, in this order: what is wrong, at which part of
	// an item, and what to do. Nothing is said where it is empty.
	says []string
	// line is that of the configuration which the CLI shows. "" is none, as of an import.
	line string
}

func block(typ, name string, lines ...string) string {
	return fmt.Sprintf("resource %q %q {\n  %s\n}\n", typ, name, strings.Join(lines, "\n  "))
}

func contact(lines ...string) string { return block("wix_contact", "NAME", lines...) }

// withProvider is a listing by another provider block.
func withProvider(lines ...string) string {
	return "provider \"wix\" {\n  alias = \"NAME\"\n  " + strings.Join(lines, "\n  ") + "\n}\n" +
		"data \"wix_contact_labels\" \"NAME\" {\n  provider = wix.NAME\n}\n"
}

// ofValidation are the mistakes that validating finds, ofPlan those of a plan on a site with
// the label "VIP customer" and the field "Visits", a number.
var ofValidation = map[string]mistake{
	"one address twice": {
		contact(`emails = [`, `  { email = "ada@example.com" },`, `  { email = "Ada@example.com", tag = "WORK" },`, `]`),
		[]string{"The same item is in the list twice.", "emails[1]: item 0 has the same email", "Keep one of the two."},
		`{ email = "Ada@example.com", tag = "WORK" },`,
	},
	"wrong country": {
		contact(`name = { first = "Ada" }`, `addresses = [`, `  { city = "London", country = "UK" },`, `]`),
		[]string{"The country is not valid.", "addresses[0].country:", `"UK" is not an ISO 3166-1 code`, "Did you mean GB?"},
		`{ city = "London", country = "UK" },`,
	},
	"phone with letters": {
		contact(`phones = [`, `  { phone = "555-0100" },`, `  { phone = "ask reception" },`, `]`),
		[]string{"The phone is not valid.", "phones[1].phone:", `"ask reception" is not a phone number`, "Correct the number."},
		`{ phone = "ask reception" },`,
	},
	"birthdate in local order": {
		contact(`name = { first = "Ada" }`, `birthdate = "31.12.1990"`),
		[]string{"The date is not valid.", `"31.12.1990" is not a day`, "form YYYY-MM-DD", "Correct the date."},
		`birthdate = "31.12.1990"`,
	},
	"two primaries": {
		contact(`emails = [`, `  { email = "ada@example.com", primary = true },`, `  { email = "zoe@example.com", primary = true },`, `]`),
		[]string{"More than one item is marked primary.", "emails[1]: item 0 is primary already.", "Mark one item only."},
		`{ email = "zoe@example.com", primary = true },`,
	},
	"null items": {
		contact(`emails = [`, `  { email = "ada@example.com" },`, `  null,`, `]`),
		[]string{"An item is null.", "emails[1]", "Leave the item out"},
		`null,`,
	},
	"wrong CSV heading": {
		"locals {\n  NAME = provider::wix::contacts_from_csv(\"Emial,First Name\\nada@example.com,Ada\\n\")\n}\noutput \"NAME\" {\n  value = keys(local.NAME)\n}\n",
		[]string{"Emial"},
		`NAME = provider::wix::contacts_from_csv("Emial,First Name\nada@example.com,Ada\n")`,
	},
}

var ofPlan = map[string]mistake{
	"wrong key": {
		withProvider(`api_key = "a-key-of-nobody-at-all"`, `site_id = "`+acctest.SiteID+`"`, `endpoint = "ENDPOINT"`),
		[]string{"Wix did not accept the credential.", "Check api_key (WIX_API_KEY)"},
		`data "wix_contact_labels" "NAME" {`,
	},
	"bad site id": {
		withProvider(`api_key = "`+acctest.APIKey+`"`, `site_id = "my-site"`, `endpoint = "ENDPOINT"`),
		[]string{"The site id is not valid.", "Take the part after /dashboard/"},
		`site_id = "my-site"`,
	},
	"both credentials": {
		withProvider(`api_key = "`+acctest.APIKey+`"`, `site_id = "`+acctest.SiteID+`"`, `app_id = "an-app"`, `app_secret = "a-secret-of-the-app"`, `instance_id = "an-instance"`),
		[]string{"Two kinds of credential are given.", "Remove one of the two."},
		`provider "wix" {`,
	},
	"wrong label key": {
		contact(`name = { first = "Ada" }`, `label_keys = ["custom.vip"]`),
		[]string{"The contact label does not exist.", `no contact label with the key "custom.vip"`, "Refer to the key of a wix_contact_label"},
		`label_keys = ["custom.vip"]`,
	},
	"label by name": {
		contact(`name = { first = "Ada" }`, `label_keys = ["VIP customer"]`),
		[]string{"A display name is not a key.", `"VIP customer" is a name; its key is "custom.vip-customer".`, "Refer to the key of a wix_contact_label"},
		`label_keys = ["VIP customer"]`,
	},
	"field by name": {
		contact(`name = { first = "Ada" }`, `extended_fields = {`, `  Visits = 12`, `}`),
		[]string{"A display name is not a key.", `"Visits" is a name; its key is "custom.visits".`, "Refer to the key of a wix_contact_extended_field"},
		`Visits = 12`,
	},
	"value of the wrong type": {
		contact(`name = { first = "Ada" }`, `extended_fields = {`, `  "custom.visits" = "twelve"`, `}`),
		[]string{"The value does not fit the extended field.", "custom.visits has the data type NUMBER", `"twelve" is not a number`, "Correct the value."},
		`"custom.visits" = "twelve"`,
	},
	"system field": {
		contact(`name = { first = "Ada" }`, `extended_fields = {`, `  "ecom.totalSpentAmount" = 12`, `}`),
		[]string{"The field cannot be set.", "Wix itself writes ecom.totalSpentAmount", "remove the entry."},
		`"ecom.totalSpentAmount" = 12`,
	},
	"number for a text": {contact(`company = 1984`, `phones = [{ phone = 5550100 }]`), nil, ""},
	"empty lists": {
		contact(`emails = []`, `phones = []`),
		[]string{"Nothing identifies the contact.", "Set name, emails or phones."},
		`emails = []`,
	},
	"wrong import id": {
		contact(`emails = [{ email = "zoe@example.com" }]`) + "import {\n  to = wix_contact.NAME\n  id = \"Ada Okafor\"\n}\n",
		[]string{"The import id is not the id of a contact.", `"Ada Okafor" is neither an id, a GUID, nor`, "such as email:name@example.com"},
		"", // of an import, the CLI shows none
	},
	"duplicate label": {
		block("wix_contact_label", "NAME", `display_name = "Twice"`) + block("wix_contact_label", "NAME_2", `display_name = "Twice"`),
		[]string{"Two resources of one configuration want the same object.", `Another wix_contact_label of this plan wants "Twice", too.`, "Remove one of the two resources and refer to the other"},
		`display_name = "Twice"`,
	},
	"renamed block": { // of the address that is planned last, which need not be in a file
		block("wix_contact_label", "NAME", `display_name = "Renamed block"`),
		[]string{"The object of a resource that is destroyed would be made again.", "say so with a moved block", "moved {"},
		`display_name = "Renamed block"`,
	},
}

// TestAccMistakes makes twenty mistakes, all that one command finds at once: each is one
// error that says what is wrong and what to do, at its line.
func TestAccMistakes(t *testing.T) {
	w := acctest.NewWorkspace(t, func(o *emulator.Options) { o.Switches.FieldKeys = "plain" })
	w.Site.PutLabel("VIP customer")
	w.Site.PutField("Visits", "NUMBER")
	w.Shell.Write(t, "provider.tf", acctest.Provider(w.URL))

	w.Shell.Write(t, "before.tf", block("wix_contact_label", "in_use", `display_name = "In use"`)+block("wix_contact_label", "before", `display_name = "Renamed block"`))
	w.MustApply()
	if _, err := w.Site.PutContact(map[string]any{"company": "Example Ltd", "name": map[string]any{"first": "Ada"}, "labelKeys": map[string]any{"items": []any{"custom.in-use"}}}); err != nil {
		t.Fatal(err)
	}
	w.Shell.Write(t, "before.tf", block("wix_contact_label", "before", `display_name = "Renamed block"`))
	if o := w.Apply(); !o.Says("The object is in use by contacts.", `1 contact carries the label "In use"`, "set force_destroy = true and apply that first") {
		t.Errorf("of a label in use: %s", o)
	}
	w.Shell.Write(t, "before.tf", "")
	for _, mistakes := range []map[string]mistake{ofValidation, ofPlan} {
		planMistakes(t, w, mistakes)
	}
}

// planMistakes plans all mistakes together, each in a file of its own.
func planMistakes(t *testing.T, w *acctest.Workspace, mistakes map[string]mistake) {
	t.Helper()
	texts := map[string]string{}
	for title, m := range mistakes {
		name := strings.ReplaceAll(title, " ", "_")
		texts[name+".tf"] = strings.NewReplacer("NAME", name, "ENDPOINT", w.URL).Replace(m.config)
		w.Shell.Write(t, name+".tf", texts[name+".tf"])
		defer w.Shell.Write(t, name+".tf", "")
	}
	found := map[string][]acctest.Message{}
	for _, e := range w.Run("plan", "-json").Errors {
		found[e.Range.Filename] = append(found[e.Range.Filename], e)
	}
	for title, m := range mistakes {
		name := strings.ReplaceAll(title, " ", "_")
		wants := acctest.Says(m.says...)
		errors := found[name+".tf"]
		delete(found, name+".tf")
		found[""] = slices.DeleteFunc(found[""], func(e acctest.Message) bool {
			itsOwn := len(m.says) > 0 && wants.MatchString(e.Summary+"\n"+e.Detail)
			if itsOwn {
				errors = append(errors, e)
			}
			return itsOwn
		})
		if len(errors) != min(1, len(m.says)) {
			t.Errorf("%s: %d errors: %v", title, len(errors), errors)
		}
		for _, e := range errors {
			if !wants.MatchString(e.Summary + "\n" + e.Detail) {
				t.Errorf("%s: %s\n%s", title, e.Summary, e.Detail)
			}
			if e.Range.Filename == "" {
				continue
			}
			line := strings.TrimSpace(strings.Split(texts[name+".tf"], "\n")[e.Range.Start.Line-1])
			if want := strings.ReplaceAll(m.line, "NAME", name); line != want {
				t.Errorf("%s: the CLI shows %q, want %q", title, line, want)
			}
		}
	}
	for file, errors := range found {
		if len(errors) > 0 {
			t.Errorf("%q: %v", file, errors)
		}
	}
}
