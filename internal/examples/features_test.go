//go:build unix

package examples_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

const provides = `
terraform {
  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}
`

const kept = provides + `
variable "on" {
  default = true
}

resource "wix_contact" "ada" {
  count  = var.on ? 1 : 0
  emails = [{ email = "ada@example.com" }]

  lifecycle {
    destroy = false
  }
}
`

// TestFeatures tries what newer CLIs add, as the pages describe it.
func TestFeatures(t *testing.T) {
	for name, c := range map[string]struct {
		terraform, tofu string // the oldest that has it, "" if none
		config          string
		run             func(t *testing.T, x *reader)
	}{
		"minimal refresh": {"1.17", "", provides + `
variable "company" {
  default = "Example Ltd"
}

resource "wix_contact_label" "vip" {
  display_name = "VIP"
}

resource "wix_contact" "this" {
  for_each   = toset(["ada", "zoe", "lan"])
  emails     = [{ email = "${each.key}@example.com" }]
  company    = each.key == "zoe" ? var.company : "Example Ltd"
  label_keys = [wix_contact_label.vip.key]
}
`, func(t *testing.T, x *reader) {
			for arg, requests := range map[string]int{"company=Example Ltd": 0, "company=Sample GmbH": 1} {
				x.site(acctest.SiteID).ResetRequests()
				out := x.must(t, "plan", "-minimal-refresh", "-var", arg)
				if n := len(x.site(acctest.SiteID).Requests()); n != requests || strings.Contains(out, "1 to change") != (requests == 1) {
					t.Errorf("%s: %d requests, want %d: %s", arg, n, requests, out)
				}
			}
			x.must(t, "apply", "-minimal-refresh", "-var", "company=Sample GmbH")
		}},
		"a destroy event": {"1.16", "", provides + `
variable "on" {
  default = true
}

resource "wix_contact_label" "campaign" {
  count        = var.on ? 1 : 0
  display_name = "Campaign"

  lifecycle {
    action_trigger {
      events  = [before_destroy]
      actions = [action.wix_contacts_bulk_label.archive]
    }
  }
}

resource "wix_contact_label" "archive" {
  display_name = "Archive"
}

action "wix_contacts_bulk_label" "archive" {
  config {
    has_any_labels    = [caller.key]
    add_label_keys    = [wix_contact_label.archive.key]
    remove_label_keys = [caller.key]
  }
}
`, func(t *testing.T, x *reader) {
			x.play(t, "POST /contacts {\"info\":{\"emails\":{\"items\":[{\"email\":\"ada@example.com\"}]}}}\n"+
				"POST /contacts/{last}/labels {\"labelKeys\":[\"custom.campaign\"]}\n")
			x.must(t, "apply", "-var", "on=false")
			if site := x.site(acctest.SiteID); site.Label("custom.campaign") != nil || !strings.Contains(fmt.Sprint(site.Contacts()), "custom.archive") {
				t.Errorf("the site has %v", site.Contacts())
			}
		}},
		"a resource that is kept": {"1.16", "1.12", kept, func(t *testing.T, x *reader) {
			x.must(t, "apply", "-var", "on=false")
			if n := len(x.site(acctest.SiteID).Contacts()); n != 1 || strings.Contains(x.must(t, "state", "list"), "ada") {
				t.Errorf("the site has %d contacts", n)
			}
		}},
		"a destroy that keeps": {"", "1.12", kept, func(t *testing.T, x *reader) {
			x.must(t, "destroy", "-suppress-forget-errors")
			if n := len(x.site(acctest.SiteID).Contacts()); n != 1 {
				t.Errorf("the site has %d contacts", n)
			}
		}},
		"a provider for each site": {"", "1.9", provides + `
variable "closed" {
  type    = set(string)
  default = []
}

provider "wix" {
  for_each = toset(["5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a21", "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a22"])
  alias    = "site"
  site_id  = each.key
}

resource "wix_contact_label" "vip" {
  for_each = setsubtract(["5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a21", "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a22"], var.closed)
  provider = wix.site[each.key]

  display_name = "VIP"
}
`, func(t *testing.T, x *reader) {
			const first, second = "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a21", "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a22"
			x.must(t, "apply", "-var", `closed=["`+second+`"]`)
			if x.site(first).Label("custom.vip") == nil || x.site(second).Label("custom.vip") != nil {
				t.Error("not the label of the second site was destroyed")
			}
		}},
		"a resource that is not enabled": {"", "1.11", provides + `
variable "beta" {
  default = true
}

resource "wix_contact_label" "beta" {
  display_name = "Beta"

  lifecycle {
    enabled = var.beta
  }
}
`, func(t *testing.T, x *reader) {
			x.must(t, "apply", "-var", "beta=false")
			if x.site(acctest.SiteID).Label("custom.beta") != nil {
				t.Error("the label is still there")
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newReader(t)
			least := c.terraform
			if x.isOpenTofu(t) {
				least = c.tofu
			}
			if least == "" {
				t.Skip("this CLI does not have it")
			}
			x.SkipBelow(t, least)
			x.Write(t, "main.tf", c.config)
			x.must(t, "init")
			x.must(t, "apply")
			c.run(t, x)
		})
	}
}

// An import block in a module is for Terraform 1.16.
func TestFeatures_importInModule(t *testing.T) {
	x := newReader(t)
	if x.isOpenTofu(t) {
		t.Skip("OpenTofu has imports in the root module only")
	}
	x.SkipBelow(t, "1.16")
	x.play(t, "POST /labels {\"displayName\":\"VIP\"}\n")
	x.Write(t, "main.tf", provides+"module \"schema\" {\n  source = \"./schema\"\n}\n")
	if err := os.Mkdir(filepath.Join(x.Dir, "schema"), 0o700); err != nil {
		t.Fatal(err)
	}
	x.Write(t, "schema/main.tf", provides+"import {\n  to = wix_contact_label.vip\n  id = \"name:VIP\"\n}\n\nresource \"wix_contact_label\" \"vip\" {\n  display_name = \"VIP\"\n}\n")
	x.must(t, "init")
	if out := x.must(t, "apply"); !strings.Contains(out, "1 imported, 0 added") {
		t.Error(out)
	}
}
