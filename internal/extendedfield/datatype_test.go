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

// What fields share with labels is tested in internal/entity. Here is what the data
// type makes of it.

func hasType(t *testing.T, site *acctest.Site, want string) func() {
	return func() {
		t.Helper()
		if got := site.Field(custom(site)[0])["dataType"]; got != want {
			t.Errorf("the field has the type %v", got)
		}
	}
}

func TestAccExtendedField_types(t *testing.T) {
	for _, dataType := range []string{"TEXT", "NUMBER", "DATE", "URL"} {
		t.Run(dataType, func(t *testing.T) {
			site := acctest.NewSite(t)
			cli(t, site, nil,
				resource.TestStep{
					Config: field(dataType),
					ConfigPlanChecks: plans(plancheck.ResourceActionCreate,
						plancheck.ExpectKnownValue(size, tfjsonpath.New("data_type"), knownvalue.StringExact(dataType))),
					ConfigStateChecks: []statecheck.StateCheck{
						has("data_type", knownvalue.StringExact(dataType)), has("field_type", knownvalue.StringExact("USER_DEFINED")), has("description", knownvalue.Null()),
					},
					PostApplyFunc: hasType(t, site, dataType),
				},
				resource.TestStep{
					ResourceName: size, ImportState: true, ImportStateId: "name:Size", ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "key",
				})
			sent(t, site, 1, 1)
		})
	}
}

func TestAccExtendedField_invalid(t *testing.T) {
	for name, c := range map[string]struct{ config, says string }{
		"unknown": {field("BOOLEAN"), `value must be one of: ["TEXT" "NUMBER" "DATE" "URL"]`},
		"lower":   {field("text"), `value must be one of: ["TEXT" "NUMBER" "DATE" "URL"]`},
		"null": {
			acctest.Config("resource \"wix_contact_extended_field\" \"size\" {\n  display_name = \"Size\"\n  data_type = null\n}\n"),
			"Must set a configuration value for the data_type attribute",
		},
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			cli(t, site, nil, resource.TestStep{Config: c.config, PlanOnly: true, ExpectError: acctest.Says(c.says)})
			if n := site.CountAll(); n != 0 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}

// Another data type is another field: Wix cannot change the type.
func TestAccExtendedField_replace(t *testing.T) {
	site := acctest.NewSite(t)
	key := statecheck.CompareValue(compare.ValuesDiffer())
	cli(t, site, nil,
		resource.TestStep{
			Config:            field("TEXT"),
			ConfigStateChecks: []statecheck.StateCheck{key.AddStateValue(size, tfjsonpath.New("key"))},
		},
		resource.TestStep{
			Config:           field("NUMBER"),
			ConfigPlanChecks: plans(plancheck.ResourceActionDestroyBeforeCreate, plancheck.ExpectUnknownValue(size, tfjsonpath.New("key"))),
			ConfigStateChecks: []statecheck.StateCheck{
				key.AddStateValue(size, tfjsonpath.New("key")), has("data_type", knownvalue.StringExact("NUMBER")),
			},
			PostApplyFunc: hasType(t, site, "NUMBER"),
		})
	sent(t, site, 2, 2)
}

// A replacement loses the values as a destroy does, and is refused as well.
func TestAccExtendedField_replaceInUse(t *testing.T) {
	site := acctest.NewSite(t)
	use := func() {
		_, err := site.PutContact(map[string]any{
			"name":           map[string]any{"first": "Ada"},
			"extendedFields": map[string]any{"items": map[string]any{custom(site)[0]: "42"}},
		})
		must(t, err)
	}
	cli(t, site, nil,
		resource.TestStep{Config: field("TEXT"), PostApplyFunc: use},
		resource.TestStep{
			Config:      field("NUMBER"),
			ExpectError: acctest.Says("The object is in use by contacts.", `1 contact holds a value in the field "Size"`),
		},
		resource.TestStep{
			Config:      field("NUMBER", `force_destroy = true`),
			ExpectError: acctest.Says("The object is in use by contacts.", "apply that first"),
		},
		resource.TestStep{PreConfig: func() { sent(t, site, 1, 0) }, Config: field("TEXT", `force_destroy = true`)},
		resource.TestStep{Config: field("NUMBER", `force_destroy = true`), ConfigPlanChecks: plans(plancheck.ResourceActionDestroyBeforeCreate)})
	sent(t, site, 2, 2)
}

// A replacement with RETAIN leaves the old field, so its name is still taken.
func TestAccExtendedField_replaceRetained(t *testing.T) {
	site := acctest.NewSite(t)
	acctest.Test(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: []resource.TestStep{
		{Config: field("TEXT", `deletion_policy = "RETAIN"`)},
		{
			Config:      field("NUMBER", `deletion_policy = "RETAIN"`),
			ExpectError: acctest.Says("An object of that name exists and differs.", "the data type TEXT"),
		},
	}})
	site.Sent(t, map[string]int{"DELETE /contacts/v4/extended-fields/{key}": 0})
}

// Somebody deletes the field and makes one of the same name and another type:
// that one is not taken for ours.
func TestAccExtendedField_disappearsForAnother(t *testing.T) {
	site := acctest.NewSite(t)
	var other string
	cli(t, site, nil,
		resource.TestStep{Config: field("TEXT")},
		resource.TestStep{
			PreConfig: func() {
				must(t, site.RemoveField(custom(site)[0]))
				other = site.PutField("Size", "NUMBER")
			},
			Config:      field("TEXT"),
			ExpectError: acctest.Says("An object of that name exists and differs.", `the data type NUMBER`, `Set data_type = "NUMBER"`),
		},
		resource.TestStep{PreConfig: func() { must(t, site.RemoveField(other)) }, Config: field("TEXT")})
	site.Sent(t, map[string]int{"PATCH /contacts/v4/extended-fields/{key}": 0, "DELETE /contacts/v4/extended-fields/{key}": 1})
}

// A field of another data type cannot serve, whatever the settings are.
func TestAccExtendedField_adoptOtherType(t *testing.T) {
	for setting, creates := range map[string]int{"true": 0, "false": 1} {
		t.Run(setting, func(t *testing.T) {
			site := acctest.NewSite(t)
			key := site.PutField("Size", "NUMBER")
			cli(t, site, []string{key}, resource.TestStep{
				Config: field("TEXT", `adopt_existing = `+setting),
				ExpectError: acctest.Says("An object of that name exists and differs.", key, "the data type NUMBER",
					`Set data_type = "NUMBER", choose another display name, or delete that field`),
			})
			sent(t, site, creates, 0)
		})
	}
}

// Two resources with one name are one error, in the plan, also if the types differ.
func TestAccExtendedField_twins(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil, resource.TestStep{
		Config: field("TEXT", `adopt_existing = true`) + block("other", "NUMBER", `adopt_existing = true`),
		ExpectError: acctest.Says("Two resources of one configuration want the same object.",
			`Another wix_contact_extended_field of this plan wants "Size", too.`, "Remove one of the two resources"),
	})
	sent(t, site, 0, 0)
}

// An import with another data type in the configuration shows the replacement.
func TestAccExtendedField_importOtherType(t *testing.T) {
	site := acctest.NewSite(t)
	key := site.PutField("Size", "NUMBER")
	cli(t, site, nil, resource.TestStep{
		Config:           field("TEXT") + "import {\n  to = " + size + "\n  id = \"" + key + "\"\n}\n",
		ConfigPlanChecks: plans(plancheck.ResourceActionDestroyBeforeCreate),
	})
	sent(t, site, 1, 2)
}
