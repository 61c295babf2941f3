package extendedfield_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestAccExtendedField_otherwise is the life of a field where the site differs from the
// default in everything that concerns fields.
func TestAccExtendedField_otherwise(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) {
		o.Switches = emulator.Switches{
			FieldKeys: "underscore", NamesMatch: "fold", FindExisting: "409", CreateRace: "conflict", RenameTaken: "allow",
			MissingDefinition: "400", SystemDefinition: "403", Envelope: "printed", ListLag: 3 * time.Second, QueryLag: 3 * time.Second,
			MissingTotal: "on", Unknowns: "on", Order: "on", TextTrim: "on",
		}
	})
	later := func(do func()) func() {
		return func() {
			_ = site.Clock.Sleep(t.Context(), 10*time.Second)
			do()
			_ = site.Clock.Sleep(t.Context(), 10*time.Second)
		}
	}
	nothing := func() {}
	update := planned(plancheck.ExpectResourceAction(size, plancheck.ResourceActionUpdate))
	cli(t, site, nil,
		resource.TestStep{Config: field(`display_name = "VIP"`, `data_type = "TEXT"`)},
		resource.TestStep{PreConfig: later(nothing), Config: field(`display_name = "Gold"`, `data_type = "TEXT"`), ConfigPlanChecks: update},
		resource.TestStep{
			PreConfig: later(func() { must(t, site.RenameField(custom(site)[0], "Silver")) }),
			Config:    field(`display_name = "Gold"`, `data_type = "TEXT"`), ConfigPlanChecks: update,
		},
		resource.TestStep{
			PreConfig: later(func() { must(t, site.RemoveField(custom(site)[0])) }),
			Config:    field(`display_name = "Gold"`, `data_type = "TEXT"`), ConfigPlanChecks: planned(plancheck.ExpectResourceAction(size, plancheck.ResourceActionCreate)),
		},
		resource.TestStep{
			PreConfig: later(func() { holders(t, site, 1) }),
			Config:    acctest.Config(), ExpectError: acctest.Says("The object is in use by contacts."),
		},
		resource.TestStep{Config: field(`display_name = "Gold"`, `data_type = "TEXT"`, `force_destroy = true`)},
	)
	site.Sent(t, map[string]int{createRoute: 2, renameRoute: 2, deleteRoute: 1})
}
