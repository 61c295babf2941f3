package entity_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

func TestAccNamed_basic(t *testing.T) {
	eachAcc(t, func(a acc) {
		checks := []statecheck.StateCheck{
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

func TestAccNamed_renameTaken(t *testing.T) {
	eachAcc(t, func(a acc) {
		other := a.put(a.site, "Gold")
		a.run([]string{other},
			resource.TestStep{Config: a.config("VIP")},
			resource.TestStep{
				Config:      a.config("Gold"),
				ExpectError: acctest.Says("The new name belongs to another object.", `display_name = "Gold"`, `"Gold" with the key `+other, "rename that one first"),
			})
		a.sent(1, 0, 1)
	})
}

// Settings live in the state only.
func TestAccNamed_settings(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.run(nil,
			resource.TestStep{Config: a.config("VIP")},
			resource.TestStep{
				Config:           a.config("VIP", `adopt_existing = true`, `deletion_policy = "RETAIN"`, `force_destroy = true`),
				ConfigPlanChecks: a.plans(plancheck.ResourceActionUpdate, a.planned("updated_date", knownvalue.NotNull())),
				ConfigStateChecks: []statecheck.StateCheck{
					a.has("adopt_existing", knownvalue.Bool(true)), a.has("force_destroy", knownvalue.Bool(true)), a.has("deletion_policy", text("RETAIN")),
				},
			},
			resource.TestStep{Config: a.config("VIP"), ConfigPlanChecks: a.plans(plancheck.ResourceActionUpdate)})
		a.sent(1, 0, 1)
	})
}

func TestAccNamed_invalid(t *testing.T) {
	type invalid struct{ name, line, says string }
	eachCase(t, map[string]func(longest int) invalid{
		"empty":  func(n int) invalid { return invalid{`""`, "", fmt.Sprintf("from 1 to %d characters", n)} },
		"spaces": func(n int) invalid { return invalid{`"   "`, "", fmt.Sprintf("from 1 to %d characters", n)} },
		"long": func(n int) invalid {
			return invalid{fmt.Sprintf(`join("", [for i in range(%d) : "x"])`, n+1), "", fmt.Sprintf("this one has %d", n+1)}
		},
		"missing": func(int) invalid { return invalid{"", "", `The argument "display_name" is required`} },
		"null": func(int) invalid {
			return invalid{`null`, "", "Must set a configuration value for the display_name attribute"}
		},
		"policy": func(int) invalid {
			return invalid{`"VIP"`, `deletion_policy = "KEEP"`, `value must be one of: ["DELETE" "RETAIN"]`}
		},
		"key": func(int) invalid {
			return invalid{`"VIP"`, `key = "custom.vip"`, "Cannot set value for this attribute"}
		},
		"adopt existing": func(int) invalid { return invalid{`"VIP"`, `adopt_existing = "maybe"`, "a bool is required"} },
	}, func(a acc, of func(int) invalid) {
		c := of(a.longest)
		a.run(nil, resource.TestStep{Config: acctest.Config(a.block("vip", c.name, c.line)), PlanOnly: true, ExpectError: acctest.Says(c.says)})
		if n := a.site.CountAll(); n != 0 {
			a.t.Errorf("%d requests were sent", n)
		}
	})
}

// The length counts characters, and outer spaces do not count.
func TestAccNamed_longest(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.run(nil, resource.TestStep{
			Config: acctest.Config(a.block("vip", fmt.Sprintf(`"  ${join("", [for i in range(%d) : "é"])}  "`, a.longest))),
			PostApplyFunc: func() {
				if name, _ := a.get(a.site, a.key())["displayName"].(string); len([]rune(name)) != a.longest {
					t.Errorf("the site has the name %q", name)
				}
			},
		})
	})
}
