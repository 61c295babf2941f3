package contact_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// Drift on what is owned is shown with the configured value and put right; what
// is not owned is left as others made it.
func TestAccContact_drift(t *testing.T) {
	site := acctest.NewSite(t)
	config := hcl(`name = { first = "Ada" }`, `emails = [{ email = "ada@example.com", tag = "WORK" }]`, `company = "Example Ltd"`)
	cli(t, site, 0,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() {
				id, _ := only(t, site)
				check(t, site.EditContact(id, func(info map[string]any) {
					info["name"] = map[string]any{"first": "Augusta", "last": "King"}
					info["emails"] = wrapped(map[string]any{"email": "ada@example.com", "tag": "HOME"}, map[string]any{"email": "king@example.com"})
					info["company"], info["jobTitle"] = "Other Inc", "Countess"
				}))
			},
			Config: config,
			ConfigPlanChecks: planned(
				action(plancheck.ResourceActionUpdate),
				plancheck.ExpectKnownValue(ada, tfjsonpath.New("name"), knownvalue.ObjectExact(map[string]knownvalue.Check{"first": knownvalue.StringExact("Ada"), "last": knownvalue.Null()})),
				plancheck.ExpectKnownValue(ada, tfjsonpath.New("company"), knownvalue.StringExact("Example Ltd")),
				plancheck.ExpectKnownValue(ada, tfjsonpath.New("job_title"), knownvalue.Null()),
				plancheck.ExpectKnownValue(ada, tfjsonpath.New("emails").AtSliceIndex(0).AtMapKey("tag"), knownvalue.StringExact("WORK")),
			),
			PostApplyFunc: func() {
				if got := facts(t, site); got != "Ada |ada@example.com/WORK|||Example Ltd|Countess|||[]" {
					t.Errorf("the contact is %s", got)
				}
			},
		})
	site.Sent(t, map[string]int{createRoute: 1, patchRoute: 1, deleteRoute: 1})
}

// Values that move by themselves leave the plan empty, and what depends on the
// contact's id or on what did not move is not planned anew.
func TestAccContact_movesByItself(t *testing.T) {
	for name, after := range map[string]time.Duration{"others": 0, "background": 300 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			movesByItself(t, acctest.NewSite(t, func(o *emulator.Options) { o.Switches.RevisionBackground = after }))
		})
	}
}

func movesByItself(t *testing.T, site *acctest.Site) {
	t.Helper()
	contact := func(company string) string {
		return hcl(`emails = [{ email = "ada@example.com" }]`, `company = "`+company+`"`) + `
resource "terraform_data" "id" {
  input = wix_contact.ada.id
}

resource "terraform_data" "email" {
  input = wix_contact.ada.primary_email.email
}

resource "terraform_data" "labels" {
  input = wix_contact.ada.effective_label_keys
}
`
	}
	others := func(do func(id string) error) func() {
		return func() {
			_ = site.Clock.Sleep(t.Context(), time.Second)
			id, _ := only(t, site)
			check(t, do(id))
			_ = site.Clock.Sleep(t.Context(), time.Second)
		}
	}
	empty := func(do func(id string) error) resource.TestStep {
		return resource.TestStep{PreConfig: others(do), Config: contact("Example Ltd"), PlanOnly: true}
	}
	still := func(name string) plancheck.PlanCheck {
		return plancheck.ExpectResourceAction("terraform_data."+name, plancheck.ResourceActionNoop)
	}
	cli(t, site, 0,
		resource.TestStep{Config: contact("Example Ltd")},
		empty(func(string) error { return nil }),
		empty(site.BumpRevision),
		empty(func(id string) error { return site.Subscribe(id, "SUBSCRIBED") }),
		empty(func(id string) error { return site.Subscribe(id, "UNSUBSCRIBED") }),
		resource.TestStep{
			PreConfig:        others(func(string) error { return nil }),
			Config:           contact("Sample GmbH"),
			ConfigPlanChecks: planned(action(plancheck.ResourceActionUpdate), still("id"), still("email"), still("labels")),
		},
		// A label of others does change what depends on the labels, and nothing else.
		resource.TestStep{
			PreConfig: others(func(id string) error { return site.LabelContact(id, "contacts.customers") }),
			Config:    contact("Sample GmbH"),
			ConfigPlanChecks: planned(action(plancheck.ResourceActionNoop), still("id"), still("email"),
				plancheck.ExpectResourceAction("terraform_data.labels", plancheck.ResourceActionUpdate)),
		},
	)
	site.Sent(t, map[string]int{createRoute: 1, patchRoute: 1, deleteRoute: 1})
}

// Labels and values of others are never in the way, and never taken off.
func TestAccContact_others(t *testing.T) {
	site := acctest.NewSite(t)
	theirs, field := site.PutLabel("Theirs"), site.PutField("Theirs", "TEXT")
	ours := func(name string) string {
		return "resource \"wix_contact_label\" \"" + name + "\" {\n  display_name  = \"" + name + "\"\n  force_destroy = true\n}\n"
	}
	config := func(label string) string {
		return hcl(`emails = [{ email = "ada@example.com" }]`, `label_keys = [wix_contact_label.`+label+`.key]`) + ours("gold") + ours("silver")
	}
	cli(t, site, 0,
		resource.TestStep{Config: config("gold")},
		resource.TestStep{
			PreConfig: func() {
				id, _ := only(t, site)
				check(t, site.LabelContact(id, theirs))
				check(t, site.EditContact(id, func(info map[string]any) {
					info["extendedFields"] = map[string]any{"items": map[string]any{field: "theirs"}}
				}))
			},
			Config:   config("gold"),
			PlanOnly: true,
		},
		resource.TestStep{
			Config:           config("silver"),
			ConfigPlanChecks: planned(action(plancheck.ResourceActionUpdate)),
			PostApplyFunc: func() {
				_, info := only(t, site)
				labels := items(info, "labelKeys")
				if len(labels) != 2 || labels[0] != "custom.silver" && labels[1] != "custom.silver" || labels[0] != theirs && labels[1] != theirs {
					t.Errorf("the labels are %v", labels)
				}
				if values, _ := info["extendedFields"].(map[string]any)["items"].(map[string]any); values[field] != "theirs" {
					t.Errorf("the values are %v", values)
				}
			},
		})
}

// A contact that was merged into another leaves the state, and the survivor is
// left alone.
func TestAccContact_merged(t *testing.T) {
	site := acctest.NewSite(t)
	config := hcl(`name = { first = "Ada" }`)
	var survivor string
	cli(t, site, 1,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() {
				id, _ := only(t, site)
				var err error
				survivor, err = site.PutContact(map[string]any{"name": map[string]any{"first": "Grace"}})
				check(t, err)
				check(t, site.MergeContacts(survivor, id))
			},
			Config:           config,
			ConfigPlanChecks: planned(action(plancheck.ResourceActionCreate)),
		})
	if site.Contact(survivor) == nil {
		t.Error("the survivor is gone")
	}
	site.Sent(t, map[string]int{patchRoute: 0, deleteRoute: 1})
}
