package entity_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

func TestAccNamed_basic(t *testing.T) {
	eachAcc(t, func(a acc) {
		checks := []statecheck.StateCheck{
			a.has("id", knownvalue.StringRegexp(a.keyOfVIP)),
			a.has("key", knownvalue.StringRegexp(a.keyOfVIP)),
			a.has("display_name", text("VIP")),
			a.has("namespace", text("custom")),
			a.has("created_date", knownvalue.NotNull()),
			a.has("updated_date", knownvalue.NotNull()),
			a.has("adopt_existing", knownvalue.Bool(false)),
			a.has("force_destroy", knownvalue.Bool(false)),
			a.has("deletion_policy", text("DELETE")),
		}
		for name, value := range a.facts {
			checks = append(checks, a.has(name, value))
		}
		a.run(nil, resource.TestStep{
			Config:            a.config("VIP"),
			ConfigPlanChecks:  a.plans(plancheck.ResourceActionCreate, a.unknown("key"), a.planned("display_name", text("VIP"))),
			ConfigStateChecks: checks,
			PostApplyFunc:     a.named("VIP"),
		})
		a.sent(1, 0, 1)
		a.site.Sent(a.t, map[string]int{a.read(): 0})
	})
}

// A rename keeps the key, and moves nothing that depends on it.
func TestAccNamed_rename(t *testing.T) {
	eachAcc(t, func(a acc) {
		config := func(name string) string {
			return a.config(name) + "resource \"terraform_data\" \"user\" {\n  input = " + a.vip + ".key\n}\n"
		}
		key := statecheck.CompareValue(compare.ValuesSame())
		a.run(nil,
			resource.TestStep{Config: config("VIP"), ConfigStateChecks: []statecheck.StateCheck{key.AddStateValue(a.vip, tfjsonpath.New("key"))}},
			resource.TestStep{
				Config: config("Gold"),
				ConfigPlanChecks: a.plans(plancheck.ResourceActionUpdate,
					a.planned("key", knownvalue.StringRegexp(a.keyOfVIP)), a.unknown("updated_date"),
					plancheck.ExpectResourceAction("terraform_data.user", plancheck.ResourceActionNoop)),
				ConfigStateChecks: []statecheck.StateCheck{key.AddStateValue(a.vip, tfjsonpath.New("key")), a.has("display_name", text("Gold"))},
				PostApplyFunc:     a.named("Gold"),
			})
		a.sent(1, 1, 1)
	})
}

// After an apply nothing is left to change, not even in an output of the whole
// object.
func TestAccNamed_output(t *testing.T) {
	eachAcc(t, func(a acc) {
		whole := "output \"whole\" {\n  value = " + a.vip + "\n}\n"
		a.run(nil, resource.TestStep{Config: a.config("VIP") + whole}, resource.TestStep{Config: a.config("Gold") + whole})
	})
}

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

// A create whose answer is lost is repeated, and makes one object.
func TestAccNamed_lostAnswer(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.site.Inject(emulator.Fault{Route: a.create(), Times: 1, Kind: emulator.FaultDropAfter})
		a.run(nil, resource.TestStep{Config: a.config("VIP"), PostApplyFunc: a.named("VIP")})
		a.sent(2, 0, 1)
	})
}

// Destroying what somebody else has deleted since the last refresh succeeds.
func TestAccNamed_disappearsBeforeDestroy(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.run(nil, resource.TestStep{Config: a.config("VIP"), PostApplyFunc: a.removed})
		a.sent(1, 0, 1)
	})
}

// Outer spaces and the Unicode normal form are no difference, on either side.
func TestAccNamed_spelling(t *testing.T) {
	eachAcc(t, func(a acc) {
		same := func(name string, before func()) resource.TestStep {
			return resource.TestStep{PreConfig: before, Config: a.config(name), PlanOnly: true}
		}
		a.run(nil,
			resource.TestStep{
				Config:            a.config("  " + composed + " "),
				ConfigStateChecks: []statecheck.StateCheck{a.has("display_name", text("  "+composed+" "))},
				PostApplyFunc:     a.named(composed),
			},
			same(composed, nil), same(decomposed, nil), same(" "+decomposed, nil),
			same(composed, a.renamed(decomposed)),
			same(decomposed, a.renamed(" "+composed+"  ")),
		)
		a.sent(1, 0, 1)
	})
}

// A destroy is refused at the apply, and allowed once force_destroy is in the state.
func TestAccNamed_inUse(t *testing.T) {
	eachAcc(t, func(a acc) {
		config := a.config("VIP")
		refused := acctest.Says("The object is in use by contacts.", "2 contacts "+a.many+` "VIP" (custom.vip`, "set force_destroy = true and apply that first", `deletion_policy = "RETAIN"`)
		a.run(nil,
			resource.TestStep{Config: config, PostApplyFunc: a.used(2)},
			resource.TestStep{Config: config, Destroy: true, ExpectError: refused},
			resource.TestStep{Config: acctest.Config(), ExpectError: refused},
			resource.TestStep{
				PreConfig:        func() { a.sent(1, 0, 0) },
				Config:           a.config("VIP", `force_destroy = true`),
				ConfigPlanChecks: a.plans(plancheck.ResourceActionUpdate),
			})
		a.sent(1, 0, 1)
	})
}
