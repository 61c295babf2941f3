package entity_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// The error of a create that meets an existing object holds an import block that works
// as it is.
func TestAccNamed_exists(t *testing.T) {
	eachAcc(t, func(a acc) {
		key := a.put(a.site, "VIP")
		steps := []resource.TestStep{{
			Config: a.config("VIP"),
			ExpectError: acctest.Says("An object of that name exists already.", "on terraform_plugin_test.tf line", `display_name = "VIP"`,
				`"VIP" with the key `+key, `import { to = `+a.typ+`.example id = "`+key+`" }`, "adopt_existing = true"),
		}}
		a.run(nil, append(steps, a.imported(key, a.config("VIP"))...)...)
		a.sent(1, 0, 1)
	})
}

func TestAccNamed_adopt(t *testing.T) {
	eachAcc(t, func(a acc) {
		key := a.put(a.site, "VIP")
		a.run(nil, resource.TestStep{
			Config:            a.config("VIP", `adopt_existing = true`),
			ConfigStateChecks: []statecheck.StateCheck{a.has("key", text(key))},
		})
		a.sent(0, 0, 1)
	})
}

func TestAccNamed_adoptSystem(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.run(nil, resource.TestStep{
			Config:      a.config(a.system, `adopt_existing = true`),
			ExpectError: acctest.Says("Wix itself defines an object of that name.", a.systemKey, "data source "+a.typ, "another display name"),
		})
		a.sent(0, 0, 0)
	})
}

// Two resources with one name are one error, in the plan.
func TestAccNamed_twins(t *testing.T) {
	eachCase(t, map[string]string{"plain": `adopt_existing = false`, "adopt": `adopt_existing = true`}, func(a acc, setting string) {
		a.run(nil, resource.TestStep{
			Config: a.config("VIP", setting) + a.block("other", `" VIP"`, setting),
			ExpectError: acctest.Says("Two resources of one configuration want the same object.",
				"Another "+a.typ+` of this plan wants "VIP", too.`, "Remove one of the two resources"),
		})
		a.sent(0, 0, 0)
	})
}

// A create whose answer is lost is repeated, and makes one object.
func TestAccNamed_lostAnswer(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.site.Inject(emulator.Fault{Route: a.create(), Times: 1, Kind: emulator.FaultDropAfter})
		a.run(nil, resource.TestStep{Config: a.config("VIP"), PostApplyFunc: a.named("VIP")})
		a.sent(2, 0, 1)
	})
}
