package extendedfield_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// The error of a create that meets an existing field holds an import block that
// works as it is.
func TestAccExtendedField_exists(t *testing.T) {
	site := acctest.NewSite(t)
	key := site.PutField("Size", "TEXT")
	config := field(`display_name = "Size"`, `data_type = "TEXT"`)
	steps := []resource.TestStep{{
		Config: config,
		ExpectError: acctest.Says("An object of that name exists already.", "on terraform_plugin_test.tf line", `display_name = "Size"`,
			`"Size" with the key `+key, `import { to = wix_contact_extended_field.example id = "`+key+`" }`, "adopt_existing = true"),
	}}
	cli(t, site, nil, append(steps, imported(key, config)...)...)
	site.Sent(t, map[string]int{createRoute: 1, renameRoute: 0, deleteRoute: 1})
}

func TestAccExtendedField_adopt(t *testing.T) {
	site := acctest.NewSite(t)
	key := site.PutField("Size", "DATE")
	cli(t, site, nil, resource.TestStep{
		Config:            field(`display_name = "Size"`, `data_type = "DATE"`, `adopt_existing = true`),
		ConfigStateChecks: []statecheck.StateCheck{has("key", knownvalue.StringExact(key))},
	})
	site.Sent(t, map[string]int{createRoute: 0, renameRoute: 0, deleteRoute: 1})
}

// A field of another data type cannot serve, whatever the settings are.
func TestAccExtendedField_adoptOtherType(t *testing.T) {
	for _, setting := range []string{"true", "false"} {
		t.Run(setting, func(t *testing.T) {
			site := acctest.NewSite(t)
			key := site.PutField("Size", "NUMBER")
			cli(t, site, []string{key}, resource.TestStep{
				Config: field(`display_name = "Size"`, `data_type = "TEXT"`, `adopt_existing = `+setting),
				ExpectError: acctest.Says("An object of that name exists and differs.", key, "the data type NUMBER",
					`Set data_type = "NUMBER", choose another display name, or delete that field`),
			})
			site.Sent(t, map[string]int{createRoute: map[string]int{"true": 0, "false": 1}[setting], renameRoute: 0, deleteRoute: 0})
		})
	}
}

func TestAccExtendedField_adoptSystem(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil, resource.TestStep{
		Config:      field(`display_name = "VAT ID"`, `data_type = "TEXT"`, `adopt_existing = true`),
		ExpectError: acctest.Says("Wix itself defines an object of that name.", "invoices.vatId", "data source wix_contact_extended_field", "another display name"),
	})
	site.Sent(t, map[string]int{renameRoute: 0, deleteRoute: 0})
}

// Two resources with one name are one error, in the plan.
func TestAccExtendedField_twins(t *testing.T) {
	for name, c := range map[string]struct{ setting, other string }{
		"plain": {`adopt_existing = false`, "TEXT"}, "adopt": {`adopt_existing = true`, "TEXT"}, "types": {`adopt_existing = true`, "NUMBER"},
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			cli(t, site, nil, resource.TestStep{
				Config: field(`display_name = "Size"`, `data_type = "TEXT"`, c.setting) +
					block("other", `display_name = "Size"`, `data_type = "`+c.other+`"`, c.setting),
				ExpectError: acctest.Says("Two resources of one configuration want the same object.",
					`Another wix_contact_extended_field of this plan wants "Size", too.`, "Remove one of the two resources"),
			})
			site.Sent(t, map[string]int{createRoute: 0, renameRoute: 0, deleteRoute: 0})
		})
	}
}

// A create whose answer is lost is repeated, and is one field.
func TestAccExtendedField_lostAnswer(t *testing.T) {
	site := acctest.NewSite(t)
	site.Inject(emulator.Fault{Route: createRoute, Times: 1, Kind: emulator.FaultDropAfter})
	cli(t, site, nil, resource.TestStep{
		Config: field(`display_name = "Size"`, `data_type = "TEXT"`),
		PostApplyFunc: func() {
			if keys := custom(site); len(keys) != 1 {
				t.Errorf("the fields %v exist", keys)
			}
		},
	})
	site.Sent(t, map[string]int{createRoute: 2, renameRoute: 0, deleteRoute: 1})
}
