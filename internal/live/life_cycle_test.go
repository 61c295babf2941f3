package live_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// types are those that an extended field can have.
var types = []string{"TEXT", "NUMBER", "DATE", "URL"}

// life is a label, a field of each type, and a contact with everything on it.
type life struct {
	*site
	label, contact string
	fields         [4]string
}

// config is what is configured: names and an address end in version, and the contact has
// the other values.
func (l *life) config(version, first, company, phone, street, number string) string {
	return config(
		block("wix_contact_label.own", fmt.Sprintf("display_name = %q", l.name+"-"+version)),
		block("wix_contact_extended_field.own",
			fmt.Sprintf("count = %d", len(types)),
			fmt.Sprintf("display_name = \"%s-${count.index}-%s\"", l.name, version),
			fmt.Sprintf("data_type = [\"%s\"][count.index]", strings.Join(types, `", "`))),
		block("wix_contact.own",
			fmt.Sprintf("name = { first = %q, last = \"Live\" }", first),
			fmt.Sprintf("emails = [{ email = %q, tag = \"WORK\" }, { email = %q, tag = \"HOME\" }]", l.email(""), l.email("-"+version)),
			fmt.Sprintf("phones = [{ phone = %q, country_code = \"US\", tag = \"MOBILE\" }]", phone),
			fmt.Sprintf("addresses = [{ street = { number = \"1\", name = %q }, city = \"Springfield\", subdivision = \"US-IL\", country = \"US\", postal_code = \"62701\", tag = \"HOME\" }]", street),
			fmt.Sprintf("company = %q", company),
			`job_title = "Engineer"`, `birthdate = "1990-12-31"`, `locale = "en-US"`,
			`label_keys = [wix_contact_label.own.key]`,
			`extended_fields = {`,
			fmt.Sprintf("  (wix_contact_extended_field.own[0].key) = %q", company),
			fmt.Sprintf("  (wix_contact_extended_field.own[1].key) = %q", number),
			`  (wix_contact_extended_field.own[2].key) = "2026-01-31"`,
			`  (wix_contact_extended_field.own[3].key) = "https://example.com/live"`,
			`}`),
	)
}

// has checks what the site holds of the contact.
func (l *life) has(first, company, phone, street string) resource.TestCheckFunc {
	return func(*terraform.State) error {
		have, err := l.GetContact(l.t.Context(), l.contact)
		if err != nil {
			return err
		}
		info := have.Info
		addresses, phones := info.Addresses.Get().Items, info.Phones.Get().Items
		if info.Name.Get().First != first || info.Company.Get() != company || len(phones) != 1 || phones[0].Phone != phone ||
			len(addresses) != 1 || addresses[0].Address.Street.Name != street || len(info.Emails.Get().Items) != 2 {
			return fmt.Errorf("the contact holds %+v", info)
		}
		for _, key := range l.fields {
			if info.ExtendedFields.Get().Items[key] == nil {
				return fmt.Errorf("the contact holds no value of %s: %+v", key, info)
			}
		}
		if !slices.Contains(have.Labels(), l.label) {
			return fmt.Errorf("the contact carries %v, not %s", have.Labels(), l.label)
		}
		return nil
	}
}

// gone checks that the site has none of the objects.
func (l *life) gone(*terraform.State) error {
	read := map[string]error{}
	_, read["the contact"] = l.GetContact(l.t.Context(), l.contact)
	_, read["the label"] = l.Labels.Get(l.t.Context(), l.label)
	for _, key := range l.fields {
		_, read["the field "+key] = l.Fields.Get(l.t.Context(), key)
	}
	for what, err := range read {
		if !wix.IsNotFound(err) {
			return errors.New(fmt.Sprint(what, " is still there: ", err))
		}
	}
	return nil
}

// TestAccLive_lifeCycle makes one object of each kind with every attribute, changes them
// in place, and destroys them.
func TestAccLive_lifeCycle(t *testing.T) {
	l := &life{site: connect(t)}
	phone, another := l.phone(), l.phone()
	keys := []resource.TestCheckFunc{keep("wix_contact.own", "id", &l.contact), keep("wix_contact_label.own", "key", &l.label)}
	for i := range types {
		keys = append(keys, keep(fmt.Sprintf("wix_contact_extended_field.own.%d", i), "key", &l.fields[i]))
	}
	l.test(resource.TestCase{
		CheckDestroy: l.gone,
		Steps: []resource.TestStep{
			{
				Config: l.config("one", "Ada", "Example Ltd", phone, "Main St", "12.50"),
				Check:  resource.ComposeTestCheckFunc(append(keys, l.has("Ada", "Example Ltd", phone, "Main St"))...),
			},
			{
				Config: l.config("two", "Augusta", "Sample GmbH", another, "Elm St", "13"),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction("wix_contact.own", plancheck.ResourceActionUpdate),
					plancheck.ExpectResourceAction("wix_contact_label.own", plancheck.ResourceActionUpdate),
					plancheck.ExpectResourceAction("wix_contact_extended_field.own[3]", plancheck.ResourceActionUpdate),
				}},
				Check: l.has("Augusta", "Sample GmbH", another, "Elm St"),
			},
		},
	})
}
