package contact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// What only an undocumented server can answer is left out of an import: the whole
// attribute, since what is owned is complete.
func TestImportLeavesOutWhatIsNotValid(t *testing.T) {
	t.Parallel()
	const id = "8046df3c-7575-4098-a5ab-c91ad8f33c47"
	for name, c := range map[string]struct{ info, left, kept string }{
		"two primary":      {`"company":"Example Ltd","emails":{"items":[{"email":"a@example.com","primary":true},{"email":"b@example.com","primary":true}]}`, "emails (for emails[1])", "company:Example Ltd"},
		"an unknown tag":   {`"phones":{"items":[{"phone":"555-0100","tag":"CAR"}]}`, "phones (for phones[0].tag)", ""},
		"line and street":  {`"addresses":{"items":[{"tag":"HOME","address":{"addressLine":"1 Main St","streetAddress":{"name":"Main St"},"city":"Ulm"}}]}`, "addresses (for addresses[0].street)", ""},
		"another country":  {`"addresses":{"items":[{"address":{"country":"DE","subdivision":"US-NY"}}]}`, "addresses (for addresses[0].subdivision)", ""},
		"no address":       {`"emails":{"items":[{"email":""},{"email":"b@example.com"}]}`, "emails (for emails[0])", ""},
		"a date with time": {`"birthdate":"1990-12-31T00:00:00Z","company":"Example Ltd"`, "birthdate", "company:Example Ltd"},
		"too long":         {`"company":"` + strings.Repeat("x", 1_001) + `","name":{"first":"Ada","last":"` + strings.Repeat("x", 1_001) + `"}`, "name (for name.last), company", ""},
		"a long label key": {`"labelKeys":{"items":["custom.` + strings.Repeat("x", 80) + `","custom.vip"]}`, "label_keys (for label_keys[Value(", ""},
		"JSON with spaces": {`"company":"Example Ltd","jobTitle":"{\"a\": 1}"`, "job_title", "company:Example Ltd"},
		"nothing at all":   {`"picture":{}`, "", ""},
	} {
		site := acctest.NewSite(t)
		contact := fmt.Sprintf(`{"id":%q,"revision":1,"info":{%s}}`, id, c.info)
		site.Inject(emulator.Fault{Kind: emulator.FaultGarbage, Body: fmt.Sprintf(`{"contact":%[1]s,"contacts":[%[1]s],"pagingMetadata":{"total":1}}`, contact)})
		r := site.Core(t).Resource("wix_contact")
		r.Restart()
		d := r.ImportAlong(id)
		if d.Failed() || d.Mentions("cannot be written") != (c.left != "") || !d.Mentions(c.left) {
			t.Errorf("%s: %s", name, d)
			continue
		}
		generated := r.Generate()
		if text := fmt.Sprint(generated); !strings.Contains(text, c.kept) {
			t.Errorf("%s: generated %s", name, text)
		}
		if p, d := r.Plan(generated); p == nil || !p.Empty() {
			t.Errorf("%s: %v %s", name, p, d)
		}
	}
}
