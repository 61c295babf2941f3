//go:build unix

package examples_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// guide gives a reader the files of a guide and an empty site, ready to apply.
func guide(t *testing.T, name string) (*reader, *emulator.Server) {
	t.Helper()
	x := newReader(t)
	x.copy(t, filepath.Join(examples, "guides", name), func(string) bool { return false })
	x.SkipBelow(t, x.needs(t, x.configuration(t)))
	x.must(t, "init")
	return x, x.site(acctest.SiteID)
}

// output is that of the last apply.
func output[T any](t *testing.T, x *reader, name string) (out T) {
	t.Helper()
	text := x.must(t, "output", "-json", name)
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return out
}

func (x *reader) visitor(t *testing.T, email string) {
	t.Helper()
	x.play(t, `POST /contacts {"info":{"emails":{"items":[{"email":"`+email+`"}]}}}`)
}

// Every contact is exported once, whatever the search does not find yet, and in
// spite of a run whose result was not taken.
func TestFlow_export(t *testing.T) {
	t.Parallel()
	x, site := guide(t, "export-new-contacts")
	export := func(command string) (emails []string) {
		t.Helper()
		x.sh(t, "sh export.sh "+command+" || test "+command+" = false")
		data, err := os.ReadFile(filepath.Join(x.Dir, "new-contacts.json"))
		if err != nil {
			t.Fatal(err)
		}
		var found []struct{ Email string }
		if err := json.Unmarshal(data, &found); err != nil {
			t.Fatal(err)
		}
		for _, contact := range found {
			emails = append(emails, contact.Email)
		}
		return emails
	}
	want := func(have []string, emails ...string) {
		t.Helper()
		if !slices.Equal(have, emails) {
			t.Errorf("exported are %q, want %q", have, emails)
		}
	}
	want(export("cat"))
	x.visitor(t, "a@example.com")
	want(export("cat"), "a@example.com")

	// A run at a time when the search does not find b yet, but c, which is younger.
	x.visitor(t, "b@example.com")
	x.play(t, `POST /clock {"advance":"1m"}`)
	x.visitor(t, "c@example.com")
	whole := x.ask(t, "GET /snapshot")
	x.play(t, "PUT /snapshot "+without(t, whole, site.Contacts()[1]["id"]))
	want(export("cat"), "c@example.com")
	x.play(t, "PUT /snapshot "+whole)
	want(export("false"), "b@example.com")
	want(export("cat"), "b@example.com")
	want(export("cat"))

	// More than a page, long after.
	x.play(t, `POST /clock {"advance":"24h"}`)
	for range 1001 {
		x.play(t, `POST /contacts {"info":{"name":{"first":"Lan"}}}`)
	}
	if n := len(export("cat")); n != 1001 {
		t.Errorf("%d were exported", n)
	}
}

// What a form says is laid over the contact that is there; the rest of it stays.
func TestFlow_form(t *testing.T) {
	t.Parallel()
	x, site := guide(t, "contacts-from-a-form")
	x.play(t, `POST /contacts {"info":{"company":"Okafor Interiors","emails":{"items":[{"email":"ADA@example.com"}]}}}
POST /contacts/{last}/labels {"labelKeys":["contacts.customers"]}`)
	ada := site.Contacts()[0]["id"].(string)
	x.must(t, "apply")
	if ids := output[map[string]string](t, x, "contact_ids"); len(ids) != 3 || ids["ada@example.com"] != ada || len(site.Contacts()) != 3 {
		t.Errorf("the contacts are %v", ids)
	}
	text := jsonOf(t, site.Contacts()[0])
	for _, part := range []string{"Okafor Interiors", "contacts.customers", "custom.summer-form", "Raku", `"first":"Ada"`} {
		if !strings.Contains(text, part) {
			t.Errorf("%s is missing: %s", part, text)
		}
	}
	// Another heading for the column of the field takes no values off.
	x.Write(t, "form.csv", "Email,First name,Course\nada@example.com,Ada,Raku\n")
	if out, err := x.says("apply"); err == nil || !strings.Contains(out, `no column "Workshop"`) || !strings.Contains(jsonOf(t, site.Contacts()[0]), "Raku") {
		t.Errorf("%v: %s", err, out)
	}
	// A row that is gone leaves the contact, and the export is applied again.
	x.Write(t, "form.csv", "Email,First name,Workshop\nlan@example.com,Lan,Glazing\n")
	x.must(t, "apply")
	if n := len(site.Contacts()); n != 3 {
		t.Errorf("%d contacts are left", n)
	}
}

// Only who subscribed, still is, and can be reached is mailed.
func TestFlow_mailingList(t *testing.T) {
	t.Parallel()
	x, _ := guide(t, "mailing-list")
	if out, err := x.says("apply"); err == nil || !strings.Contains(out, "Nobody has subscribed") {
		t.Errorf("an empty list is handed over: %s", out)
	}
	for email, status := range map[string]string{
		"yes@example.com": "SUBSCRIBED", "no@example.com": "UNSUBSCRIBED", "perhaps@example.com": "PENDING", "leaves@example.com": "SUBSCRIBED", "bounces@example.com": "SUBSCRIBED",
	} {
		x.visitor(t, email)
		x.about(t, email, "subscription", `{"status":"`+status+`"}`)
	}
	x.visitor(t, "unasked@example.com")
	x.about(t, "bounces@example.com", "system-field", `{"key":"emailSubscriptions.deliverabilityStatus","value":"BOUNCED"}`)
	// The search does not know yet that one has left.
	x.play(t, `POST /clock {"advance":"1h"}`)
	x.play(t, `PATCH /switches {"query.lag":"30m"}`)
	x.about(t, "leaves@example.com", "subscription", `{"status":"UNSUBSCRIBED"}`)
	if out := x.must(t, "apply"); !strings.Contains(out, "1 people have unsubscribed") {
		t.Errorf("nothing is said of who has left: %s", out)
	}
	have := output[[]struct{ Email string }](t, x, "recipients")
	if len(have) != 1 || have[0].Email != "yes@example.com" {
		t.Errorf("the recipients are %v", have)
	}
}

// The contacts of record carry the id, and the others are told of.
func TestFlow_twoWaySync(t *testing.T) {
	t.Parallel()
	x, site := guide(t, "two-way-sync")
	x.visitor(t, "ada@example.com")
	x.visitor(t, "lan@example.com")
	ada, lan := site.Contacts()[0]["id"], site.Contacts()[1]["id"].(string)
	x.must(t, "apply")
	if ids := output[map[string]string](t, x, "contact_ids"); len(ids) != 2 || ids["CRM-1001"] != ada {
		t.Errorf("the contacts are %v", ids)
	}
	if ids := output[[]string](t, x, "unknown_to_crm"); !slices.Equal(ids, []string{lan}) {
		t.Errorf("unknown are %v, and should be %s", ids, lan)
	}
	// A record that is gone leaves the contact.
	x.Write(t, "records.json", "[]")
	x.must(t, "apply")
	if n := len(site.Contacts()); n != 3 {
		t.Errorf("%d contacts are left", n)
	}
}

// without takes a contact out of a snapshot.
func without(t *testing.T, snapshot string, id any) string {
	t.Helper()
	site := map[string]any{}
	decoder := json.NewDecoder(strings.NewReader(snapshot))
	decoder.UseNumber()
	if err := decoder.Decode(&site); err != nil {
		t.Fatal(err)
	}
	site["contacts"] = slices.DeleteFunc(site["contacts"].([]any), func(c any) bool { return c.(map[string]any)["id"] == id })
	return jsonOf(t, site)
}

// about does something to the contact with the address.
func (x *reader) about(t *testing.T, email, act, body string) {
	t.Helper()
	for _, contact := range x.site(acctest.SiteID).Contacts() {
		if strings.Contains(jsonOf(t, contact), `"`+email+`"`) {
			x.play(t, "POST /contacts/"+contact["id"].(string)+"/"+act+" "+body)
			return
		}
	}
	t.Fatalf("there is no %s", email)
}

func jsonOf(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
