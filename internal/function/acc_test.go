//go:build unix

package function_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

func TestMain(m *testing.M) {
	acctest.BeProvider()
	os.Exit(m.Run())
}

const people = `
locals {
  contacts = provider::wix::contacts_from_csv(<<-EOT
    First Name,Last Name,Email 1,Email 2,Phone 1,Address 1 - Street,Address 1 - City,Address 1 - Country,Labels,Language
    Zoë,Müller,Zoe@example.com,z@example.com,,"Hauptstr. 1, 2. OG",Köln,Germany,VIP;Ä b,de-de
    José,,,,'+1 305 555 0142,,,,VIP,
    ,,only@example.com,,,,,,,
    花子,,,,,,,,,
  EOT
  )
}

resource "wix_contact_label" "this" {
  for_each     = toset(flatten(values(local.contacts)[*].label_names))
  display_name = each.key
}

resource "wix_contact" "this" {
  for_each   = local.contacts
  name       = each.value.name
  emails     = each.value.emails
  phones     = each.value.phones
  addresses  = each.value.addresses
  company    = each.value.company
  job_title  = each.value.job_title
  birthdate  = each.value.birthdate
  locale     = each.value.locale
  label_keys = [for name in each.value.label_names : wix_contact_label.this[name].key]
}
`

// The contacts of a table are created, and nothing is left to do.
func TestAccContactsFromCSV(t *testing.T) {
	site := acctest.NewSite(t)
	x := acctest.NewShell(t)
	x.SkipBelow(t, "1.8")
	server := httptest.NewServer(site.Server)
	t.Cleanup(server.Close)
	header := acctest.Provider(server.URL)
	x.Write(t, "main.tf", header+people)
	x.MustRun(t, "6 added, 0 changed, 0 destroyed", "apply", "-auto-approve")
	got := map[string]any{}
	for _, c := range site.Contacts() {
		info := c["info"].(map[string]any)
		name, _ := info["name"].(map[string]any)
		got[fmt.Sprint(name["first"])] = []any{info["company"], info["locale"], size(info["emails"]), size(info["phones"]), size(info["addresses"]), size(info["labelKeys"])}
	}
	want := map[string]any{
		"Zoë": []any{nil, "de-de", 2, 0, 1, 2}, "José": []any{nil, nil, 0, 1, 0, 1},
		"花子": []any{nil, nil, 0, 0, 0, 0}, "<nil>": []any{nil, nil, 1, 0, 0, 0},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	x.MustRun(t, "No changes.", "plan", "-detailed-exitcode")
	x.Write(t, "main.tf", header+strings.ReplaceAll(people, "Müller", "Muller"))
	x.MustRun(t, "0 added, 1 changed, 0 destroyed", "apply", "-auto-approve")
}

func size(list any) int {
	wrapper, _ := list.(map[string]any)
	items, _ := wrapper["items"].([]any)
	return len(items)
}

// A bad row stops the plan with its number, before anything is sent.
func TestAccContactsFromCSV_badRow(t *testing.T) {
	site := acctest.NewSite(t)
	says := func(row, about string) resource.TestStep {
		return resource.TestStep{
			Config:      acctest.Config(`output "all" { value = provider::wix::contacts_from_csv("Name,Email\n` + row + `") }`),
			ExpectError: regexp.MustCompile(`Invalid function argument[\s\S]*` + acctest.Says(about).String()),
		}
	}
	acctest.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: site.Providers(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_8_0)},
		Steps: []resource.TestStep{
			says(`Ada,x`, `Row 2, column "Email": It does not have the form name@example.com`),
			says(`Ada,a@example.com\nBo,A@example.com`, `Row 3, column "Email": It has the e-mail address of row 2.`),
		},
	})
	if n := site.CountAll(); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}
