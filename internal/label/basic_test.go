package label_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

func has(name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(vip, tfjsonpath.New(name), value)
}

func TestAccLabel_basic(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil, resource.TestStep{
		Config: label(`display_name = "VIP"`),
		ConfigPlanChecks: planned(
			plancheck.ExpectResourceAction(vip, plancheck.ResourceActionCreate),
			plancheck.ExpectUnknownValue(vip, tfjsonpath.New("key")),
			plancheck.ExpectKnownValue(vip, tfjsonpath.New("display_name"), knownvalue.StringExact("VIP")),
		),
		ConfigStateChecks: []statecheck.StateCheck{
			has("key", knownvalue.StringExact("custom.vip")),
			has("display_name", knownvalue.StringExact("VIP")),
			has("namespace", knownvalue.StringExact("custom")),
			has("label_type", knownvalue.StringExact("USER_DEFINED")),
			has("created_date", knownvalue.NotNull()),
			has("updated_date", knownvalue.NotNull()),
			has("adopt_existing", knownvalue.Bool(false)),
			has("force_destroy", knownvalue.Bool(false)),
			has("deletion_policy", knownvalue.StringExact("DELETE")),
		},
	})
	site.Sent(t, map[string]int{createRoute: 1, renameRoute: 0, readRoute: 0, deleteRoute: 1})
}

func TestAccLabel_rename(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil,
		resource.TestStep{Config: label(`display_name = "VIP"`)},
		resource.TestStep{
			Config: label(`display_name = "Gold"`),
			ConfigPlanChecks: planned(
				plancheck.ExpectResourceAction(vip, plancheck.ResourceActionUpdate),
				plancheck.ExpectKnownValue(vip, tfjsonpath.New("key"), knownvalue.StringExact("custom.vip")),
				plancheck.ExpectUnknownValue(vip, tfjsonpath.New("updated_date")),
			),
			ConfigStateChecks: []statecheck.StateCheck{
				has("key", knownvalue.StringExact("custom.vip")), has("display_name", knownvalue.StringExact("Gold")),
			},
			PostApplyFunc: func() {
				if name := site.Label("custom.vip")["displayName"]; name != "Gold" {
					t.Errorf("the label is called %v", name)
				}
			},
		})
	site.Sent(t, map[string]int{createRoute: 1, renameRoute: 1, deleteRoute: 1})
}

// A rename moves nothing that depends on the key.
func TestAccLabel_renameLeavesDependents(t *testing.T) {
	site := acctest.NewSite(t)
	config := func(name string) string {
		return label(`display_name = "`+name+`"`) + "resource \"terraform_data\" \"user\" {\n  input = wix_contact_label.vip.key\n}\n"
	}
	cli(t, site, nil,
		resource.TestStep{Config: config("VIP")},
		resource.TestStep{Config: config("Gold"), ConfigPlanChecks: planned(
			plancheck.ExpectResourceAction(vip, plancheck.ResourceActionUpdate),
			plancheck.ExpectResourceAction("terraform_data.user", plancheck.ResourceActionNoop),
		)})
}

// After an apply nothing is left to change, not even in an output of the whole
// label.
func TestAccLabel_output(t *testing.T) {
	site := acctest.NewSite(t)
	const whole = "output \"whole\" {\n  value = wix_contact_label.vip\n}\n"
	cli(t, site, nil,
		resource.TestStep{Config: label(`display_name = "VIP"`) + whole},
		resource.TestStep{Config: label(`display_name = "Gold"`) + whole},
	)
}

func TestAccLabel_renameTaken(t *testing.T) {
	site := acctest.NewSite(t)
	site.PutLabel("Gold")
	cli(t, site, []string{"custom.gold"},
		resource.TestStep{Config: label(`display_name = "VIP"`)},
		resource.TestStep{
			Config:      label(`display_name = "Gold"`),
			ExpectError: acctest.Says("The new name belongs to another object.", `display_name = "Gold"`, `"Gold" with the key custom.gold`, "rename that one first"),
		})
	site.Sent(t, map[string]int{renameRoute: 0, deleteRoute: 1})
}

// Settings live in the state only.
func TestAccLabel_settings(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil,
		resource.TestStep{Config: label(`display_name = "VIP"`)},
		resource.TestStep{
			Config: label(`display_name = "VIP"`, `adopt_existing = true`, `deletion_policy = "RETAIN"`, `force_destroy = true`),
			ConfigPlanChecks: planned(
				plancheck.ExpectResourceAction(vip, plancheck.ResourceActionUpdate),
				plancheck.ExpectKnownValue(vip, tfjsonpath.New("updated_date"), knownvalue.NotNull()),
			),
			ConfigStateChecks: []statecheck.StateCheck{
				has("adopt_existing", knownvalue.Bool(true)), has("force_destroy", knownvalue.Bool(true)),
				has("deletion_policy", knownvalue.StringExact("RETAIN")),
			},
		},
		resource.TestStep{
			Config:           label(`display_name = "VIP"`),
			ConfigPlanChecks: planned(plancheck.ExpectResourceAction(vip, plancheck.ResourceActionUpdate)),
		})
	site.Sent(t, map[string]int{createRoute: 1, renameRoute: 0, deleteRoute: 1})
}

func TestAccLabel_invalid(t *testing.T) {
	for name, c := range map[string]struct{ line, says string }{
		"empty":          {`display_name = ""`, "from 1 to 180 characters"},
		"spaces":         {`display_name = "   "`, "from 1 to 180 characters"},
		"long":           {`display_name = join("", [for i in range(181) : "x"])`, "this one has 181"},
		"missing":        {``, `The argument "display_name" is required`},
		"policy":         {"display_name = \"VIP\"\n  deletion_policy = \"KEEP\"", `value must be one of: ["DELETE" "RETAIN"]`},
		"key":            {"display_name = \"VIP\"\n  key = \"custom.vip\"", "Cannot set value for this attribute"},
		"adopt existing": {"display_name = \"VIP\"\n  adopt_existing = \"maybe\"", "a bool is required"},
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			cli(t, site, nil, resource.TestStep{Config: label(c.line), PlanOnly: true, ExpectError: acctest.Says(c.says)})
			if n := site.CountAll(); n != 0 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}

// The length counts characters, and outer spaces do not count.
func TestAccLabel_longest(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil, resource.TestStep{
		Config: label(`display_name = "  ${join("", [for i in range(180) : "é"])}  "`),
		PostApplyFunc: func() {
			if name := site.Labels()[0]["displayName"].(string); len([]rune(name)) != 180 {
				t.Errorf("the label is called %q", name)
			}
		},
	})
}
