package label_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestAccLabel_otherwise is the life of a label where the site differs from the
// default in everything that concerns labels.
func TestAccLabel_otherwise(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) {
		o.Switches = emulator.Switches{
			LabelKeys: "opaque", NamesMatch: "fold", FindExisting: "409", CreateRace: "conflict", RenameTaken: "allow",
			MissingDefinition: "400", SystemDefinition: "403", Envelope: "printed", ListLag: 3 * time.Second, QueryLag: 3 * time.Second,
			MissingTotal: "on", Unknowns: "on", Order: "on", TextTrim: "on",
		}
	})
	key := func() string {
		for _, l := range site.Labels() {
			if l["labelType"] == "USER_DEFINED" {
				return l["key"].(string)
			}
		}
		t.Fatal("the label is not there")
		return ""
	}
	later := func(do func()) func() {
		return func() {
			_ = site.Clock.Sleep(t.Context(), 10*time.Second)
			do()
			_ = site.Clock.Sleep(t.Context(), 10*time.Second)
		}
	}
	nothing := func() {}
	update := planned(plancheck.ExpectResourceAction(vip, plancheck.ResourceActionUpdate))
	cli(t, site, nil,
		resource.TestStep{Config: label(`display_name = "VIP"`)},
		resource.TestStep{PreConfig: later(nothing), Config: label(`display_name = "Gold"`), ConfigPlanChecks: update},
		resource.TestStep{
			PreConfig: later(func() { must(t, site.RenameLabel(key(), "Silver")) }),
			Config:    label(`display_name = "Gold"`), ConfigPlanChecks: update,
		},
		resource.TestStep{
			PreConfig: later(func() { must(t, site.RemoveLabel(key())) }),
			Config:    label(`display_name = "Gold"`), ConfigPlanChecks: planned(plancheck.ExpectResourceAction(vip, plancheck.ResourceActionCreate)),
		},
		resource.TestStep{
			PreConfig: later(func() { carriers(t, site, 1, key()) }),
			Config:    acctest.Config(), ExpectError: acctest.Says("The object is in use by contacts."),
		},
		resource.TestStep{Config: label(`display_name = "Gold"`, `force_destroy = true`)},
	)
	site.Sent(t, map[string]int{createRoute: 2, renameRoute: 2, deleteRoute: 1})
}
