package entity_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

func TestAccNamed_drift(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.run(nil,
			resource.TestStep{Config: a.config("VIP")},
			resource.TestStep{
				PreConfig:        a.renamed("Very important"),
				Config:           a.config("VIP"),
				ConfigPlanChecks: a.plans(plancheck.ResourceActionUpdate, a.planned("display_name", text("VIP"))),
				PostApplyFunc:    a.named("VIP"),
			})
		a.sent(1, 1, 1)
	})
}

func TestAccNamed_disappears(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.run(nil,
			resource.TestStep{Config: a.config("VIP")},
			resource.TestStep{
				PreConfig:         a.removed,
				Config:            a.config("VIP"),
				ConfigPlanChecks:  a.plans(plancheck.ResourceActionCreate),
				ConfigStateChecks: []statecheck.StateCheck{a.has("key", knownvalue.StringRegexp(a.keyOfVIP))},
			})
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

const (
	composed   = "Caf\u00e9"
	decomposed = "Cafe\u0301"
)

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

// Case is a difference.
func TestAccNamed_case(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.run(nil,
			resource.TestStep{Config: a.config("VIP")},
			resource.TestStep{Config: a.config("Vip"), ConfigPlanChecks: a.plans(plancheck.ResourceActionUpdate)})
		a.sent(1, 1, 1)
	})
}

// TestAccNamed_otherwise is the life of an object where the site differs from the
// default in everything that concerns it.
func TestAccNamed_otherwise(t *testing.T) {
	eachAcc(t, func(a acc) {
		later := func(do func()) func() {
			return func() {
				_ = a.site.Clock.Sleep(a.t.Context(), 10*time.Second)
				do()
				_ = a.site.Clock.Sleep(a.t.Context(), 10*time.Second)
			}
		}
		update := a.plans(plancheck.ResourceActionUpdate)
		a.run(nil,
			resource.TestStep{Config: a.config("VIP")},
			resource.TestStep{PreConfig: later(func() {}), Config: a.config("Gold"), ConfigPlanChecks: update},
			resource.TestStep{PreConfig: later(a.renamed("Silver")), Config: a.config("Gold"), ConfigPlanChecks: update},
			resource.TestStep{PreConfig: later(a.removed), Config: a.config("Gold"), ConfigPlanChecks: a.plans(plancheck.ResourceActionCreate)},
			resource.TestStep{PreConfig: later(a.used(1)), Config: acctest.Config(), ExpectError: acctest.Says("The object is in use by contacts.")},
			resource.TestStep{Config: a.config("Gold", `force_destroy = true`)},
		)
		a.sent(2, 2, 1)
	}, func(o *emulator.Options) {
		o.Switches = emulator.Switches{
			LabelKeys: "opaque", FieldKeys: "underscore", NamesMatch: "fold", FindExisting: "409", CreateRace: "conflict", RenameTaken: "allow",
			MissingDefinition: "400", SystemDefinition: "403", Envelope: "printed", ListLag: 3 * time.Second, QueryLag: 3 * time.Second,
			MissingTotal: "on", Unknowns: "on", Order: "on", TextTrim: "on",
		}
	})
}
