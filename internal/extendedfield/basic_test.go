package extendedfield_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

func TestAccExtendedField_basic(t *testing.T) {
	for _, dataType := range []string{"TEXT", "NUMBER", "DATE", "URL"} {
		t.Run(dataType, func(t *testing.T) {
			site := acctest.NewSite(t)
			cli(t, site, nil, resource.TestStep{
				Config: field(`display_name = "Size"`, `data_type = "`+dataType+`"`),
				ConfigPlanChecks: planned(
					plancheck.ExpectResourceAction(size, plancheck.ResourceActionCreate),
					plancheck.ExpectUnknownValue(size, tfjsonpath.New("key")),
					plancheck.ExpectKnownValue(size, tfjsonpath.New("data_type"), knownvalue.StringExact(dataType)),
				),
				ConfigStateChecks: []statecheck.StateCheck{
					has("key", customKey),
					has("display_name", knownvalue.StringExact("Size")),
					has("data_type", knownvalue.StringExact(dataType)),
					has("field_type", knownvalue.StringExact("USER_DEFINED")),
					has("namespace", knownvalue.StringExact("custom")),
					has("description", knownvalue.Null()),
					has("created_date", knownvalue.NotNull()),
					has("updated_date", knownvalue.NotNull()),
					has("adopt_existing", knownvalue.Bool(false)),
					has("force_destroy", knownvalue.Bool(false)),
					has("deletion_policy", knownvalue.StringExact("DELETE")),
				},
			})
			site.Sent(t, map[string]int{createRoute: 1, renameRoute: 0, readRoute: 0, deleteRoute: 1})
		})
	}
}

func TestAccExtendedField_rename(t *testing.T) {
	site := acctest.NewSite(t)
	key := statecheck.CompareValue(compare.ValuesSame())
	cli(t, site, nil,
		resource.TestStep{
			Config:            field(`display_name = "Size"`, `data_type = "NUMBER"`),
			ConfigStateChecks: []statecheck.StateCheck{key.AddStateValue(size, tfjsonpath.New("key"))},
		},
		resource.TestStep{
			Config: field(`display_name = "Shoe size"`, `data_type = "NUMBER"`),
			ConfigPlanChecks: planned(
				plancheck.ExpectResourceAction(size, plancheck.ResourceActionUpdate),
				plancheck.ExpectKnownValue(size, tfjsonpath.New("key"), customKey),
				plancheck.ExpectUnknownValue(size, tfjsonpath.New("updated_date")),
			),
			ConfigStateChecks: []statecheck.StateCheck{
				key.AddStateValue(size, tfjsonpath.New("key")), has("display_name", knownvalue.StringExact("Shoe size")),
			},
			PostApplyFunc: func() {
				if got := name(t, site); got != "Shoe size" {
					t.Errorf("the field is called %q", got)
				}
			},
		})
	site.Sent(t, map[string]int{createRoute: 1, renameRoute: 1, deleteRoute: 1})
}

func TestAccExtendedField_renameTaken(t *testing.T) {
	site := acctest.NewSite(t)
	other := site.PutField("Color", "TEXT")
	cli(t, site, []string{other},
		resource.TestStep{Config: field(`display_name = "Size"`, `data_type = "TEXT"`)},
		resource.TestStep{
			Config:      field(`display_name = "Color"`, `data_type = "TEXT"`),
			ExpectError: acctest.Says("The new name belongs to another object.", `display_name = "Color"`, `"Color" with the key `+other, "rename that one first"),
		})
	site.Sent(t, map[string]int{renameRoute: 0, deleteRoute: 1})
}

// Another data type is another field: Wix cannot change the type.
func TestAccExtendedField_replace(t *testing.T) {
	site := acctest.NewSite(t)
	key := statecheck.CompareValue(compare.ValuesDiffer())
	cli(t, site, nil,
		resource.TestStep{
			Config:            field(`display_name = "Size"`, `data_type = "TEXT"`),
			ConfigStateChecks: []statecheck.StateCheck{key.AddStateValue(size, tfjsonpath.New("key"))},
		},
		resource.TestStep{
			Config: field(`display_name = "Size"`, `data_type = "NUMBER"`),
			ConfigPlanChecks: planned(
				plancheck.ExpectResourceAction(size, plancheck.ResourceActionDestroyBeforeCreate),
				plancheck.ExpectUnknownValue(size, tfjsonpath.New("key")),
			),
			ConfigStateChecks: []statecheck.StateCheck{
				key.AddStateValue(size, tfjsonpath.New("key")), has("data_type", knownvalue.StringExact("NUMBER")),
			},
			PostApplyFunc: func() {
				if got := site.Field(custom(site)[0])["dataType"]; got != "NUMBER" {
					t.Errorf("the field has the type %v", got)
				}
			},
		})
	site.Sent(t, map[string]int{createRoute: 2, renameRoute: 0, deleteRoute: 2})
}

// Settings live in the state only.
func TestAccExtendedField_settings(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil,
		resource.TestStep{Config: field(`display_name = "Size"`, `data_type = "TEXT"`)},
		resource.TestStep{
			Config:           field(`display_name = "Size"`, `data_type = "TEXT"`, `adopt_existing = true`, `deletion_policy = "RETAIN"`, `force_destroy = true`),
			ConfigPlanChecks: planned(plancheck.ExpectResourceAction(size, plancheck.ResourceActionUpdate)),
		},
		resource.TestStep{Config: field(`display_name = "Size"`, `data_type = "TEXT"`)})
	site.Sent(t, map[string]int{createRoute: 1, renameRoute: 0, deleteRoute: 1})
}

func TestAccExtendedField_invalid(t *testing.T) {
	for name, c := range map[string]struct{ name, dataType, says string }{
		"empty":     {`""`, `"TEXT"`, "from 1 to 150 characters"},
		"spaces":    {`"   "`, `"TEXT"`, "from 1 to 150 characters"},
		"long":      {`join("", [for i in range(151) : "x"])`, `"TEXT"`, "this one has 151"},
		"null name": {`null`, `"TEXT"`, "Must set a configuration value for the display_name attribute"},
		"null type": {`"Size"`, `null`, "Must set a configuration value for the data_type attribute"},
		"type":      {`"Size"`, `"BOOLEAN"`, `value must be one of: ["TEXT" "NUMBER" "DATE" "URL"]`},
		"lower":     {`"Size"`, `"text"`, `value must be one of: ["TEXT" "NUMBER" "DATE" "URL"]`},
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			cli(t, site, nil, resource.TestStep{
				Config: field("display_name = "+c.name, "data_type = "+c.dataType), PlanOnly: true, ExpectError: acctest.Says(c.says),
			})
			if n := site.CountAll(); n != 0 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}
