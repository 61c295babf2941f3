package action_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// cli takes steps through the CLI where it knows of actions.
func cli(t *testing.T, site *acctest.Site, steps ...resource.TestStep) {
	t.Helper()
	acctest.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: site.Providers(), Steps: steps,
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
	})
}

// trigger is a resource whose creation, or change to another input, runs an action.
func trigger(input, action, name string, arguments ...string) string {
	return fmt.Sprintf(`resource "terraform_data" "trigger" {
  input = %q
  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.%s.%s]
    }
  }
}
action %[2]q %[3]q {
  config {
    %s
  }
}
`, input, action, name, strings.Join(arguments, "\n    "))
}

// counted counts the contacts of the site for which a test holds.
func counted(site *acctest.Site, want int, what string, holds func(map[string]any) bool) func(*terraform.State) error {
	return func(*terraform.State) error {
		n := 0
		for _, contact := range site.Contacts() {
			if holds(contact) {
				n++
			}
		}
		if n != want {
			return fmt.Errorf("%d contacts %s, want %d", n, what, want)
		}
		return nil
	}
}

// The label is made by the same apply, and the choice is not known before it.
func TestAccBulkLabel_basic(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Seed = 1000 })
	label := "resource \"wix_contact_label\" \"vip\" {\n  display_name = \"VIP\"\n}\n"
	arguments := []string{`created_after = "2000-01-01T00:00:00Z"`, `add_label_keys = [wix_contact_label.vip.key]`}
	cli(t, site, resource.TestStep{
		Config: acctest.Config(label, trigger("a", "wix_contacts_bulk_label", "all", arguments...)),
		PostApplyFunc: func() {
			if err := counted(site, 1000, "carry the label", func(c map[string]any) bool { return labels(c)["custom.vip"] })(nil); err != nil {
				t.Error(err)
			}
			site.Sent(t, map[string]int{countRoute: 1, labelRoute: 1})
		},
	}, resource.TestStep{
		Config: acctest.Config(label, trigger("b", "wix_contacts_bulk_label", "all", `has_all_labels = [wix_contact_label.vip.key]`, `remove_label_keys = [wix_contact_label.vip.key]`)),
		Check:  counted(site, 0, "carry the label", func(c map[string]any) bool { return labels(c)["custom.vip"] }),
	})
}

// The contact is made by the same apply, and queries are behind.
func TestAccBulkLabel_givenLags(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Switches.QueryLag = 3 * time.Second })
	label := site.PutLabel("VIP")
	cli(t, site, resource.TestStep{
		Config: acctest.Config(fmt.Sprintf(`resource "wix_contact" "me" {
  name = {
    first = "Ada"
  }
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.wix_contacts_bulk_label.me]
    }
  }
}
action "wix_contacts_bulk_label" "me" {
  config {
    ids            = [wix_contact.me.id]
    add_label_keys = [%q]
  }
}
`, label)),
		Check: counted(site, 1, "carry the label", func(c map[string]any) bool { return labels(c)[label] }),
	})
}

func TestAccBulkUpdate_basic(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Seed = 100 })
	cli(t, site, resource.TestStep{
		Config: acctest.Config(trigger("a", "wix_contacts_bulk_update", "all", `created_after = "2000-01-01T00:00:00Z"`, `company = "Example Group"`)),
		Check:  counted(site, 100, "have the company", func(c map[string]any) bool { return info(c)["company"] == "Example Group" }),
	})
}

func TestAccBulkDelete_basic(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Seed = 100 })
	keep, err := site.PutContact(config{"name": config{"first": "Ada"}})
	if err != nil {
		t.Fatal(err)
	}
	cli(t, site, resource.TestStep{
		Config:      acctest.Config(trigger("a", "wix_contacts_bulk_delete", "seeded", `email_prefix = "seed"`)),
		ExpectError: acctest.Says("Some contacts could not be deleted.", "CANNOT_DELETE_SITE_MEMBERS"),
	}, resource.TestStep{
		Config: acctest.Config(""),
		Check:  counted(site, 1, "are Ada", func(c map[string]any) bool { return id(c) == keep }),
	})
	if n := len(site.Contacts()); n > 60 {
		t.Errorf("%d contacts are left", n)
	}
}

func TestAccBulk_invalid(t *testing.T) {
	for name, c := range map[string]struct {
		arguments []string
		says      string
	}{
		"empty":    {nil, "The choice of contacts is empty."},
		"no ids":   {[]string{`ids = []`}, "The choice of contacts is empty."},
		"too many": {[]string{`ids = ["a", "b"]`, `max_contacts = 1`}, "More contacts are chosen than max_contacts allows."},
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			cli(t, site, resource.TestStep{
				Config: acctest.Config(trigger("a", "wix_contacts_bulk_delete", "all", c.arguments...)), PlanOnly: true, ExpectError: acctest.Says(c.says),
			})
			if n := site.CountAll(); n != 0 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}

func TestAccMerge_basic(t *testing.T) {
	site := acctest.NewSite(t)
	put := func(name string) string {
		out, err := site.PutContact(config{"name": config{"first": name}, "emails": config{"items": []any{config{"email": name + "@example.com"}}}})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	target, source := put("ada"), put("countess")
	cli(t, site, resource.TestStep{
		Config: acctest.Config(
			"data \"wix_contact\" \"ada\" {\n  id = \""+target+"\"\n}\n",
			trigger("a", "wix_contact_merge", "ada", `target_id = data.wix_contact.ada.id`, `target_revision = data.wix_contact.ada.revision`, fmt.Sprintf("source_ids = [%q]", source))),
		Check: counted(site, 1, "are left", func(map[string]any) bool { return true }),
	})
}

// TestAccExamples validates the examples.
func TestAccExamples(t *testing.T) {
	for _, name := range []string{"wix_contacts_bulk_label", "wix_contacts_bulk_update", "wix_contacts_bulk_delete", "wix_contact_merge"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "examples", "actions", name, "action*.tf"))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		var texts []string
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(text))
		}
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			for _, address := range []string{"ada@example.com", "ada@work.example.com"} {
				if _, err := site.PutContact(config{"emails": config{"items": []any{config{"email": address}}}}); err != nil {
					t.Fatal(err)
				}
			}
			cli(t, site, resource.TestStep{Config: acctest.Config(texts...)})
		})
	}
}
