package entity_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

func TestAccNamed_retain(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.steps(resource.TestStep{Config: a.config("VIP", `deletion_policy = "RETAIN"`), PostApplyFunc: a.used(1)})
		a.named("VIP")()
		a.sent(1, 0, 0)
		a.site.Sent(a.t, map[string]int{a.countRoute: 0})
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

// One contact is told as one.
func TestAccNamed_inUseByOne(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.run(nil,
			resource.TestStep{Config: a.config("VIP"), PostApplyFunc: a.used(1)},
			resource.TestStep{Config: acctest.Config(), ExpectError: acctest.Says("1 contact " + a.one + ` "VIP"`)},
			resource.TestStep{Config: a.config("VIP", `force_destroy = true`)},
		)
		a.sent(1, 0, 1)
	})
}
