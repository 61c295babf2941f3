//go:build unix

package entity_test

import (
	"flag"
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

var cliLabels = flag.Int("cli.labels", 100, "how many labels to generate configuration for through the CLI")

// A query over a whole site generates a configuration that imports all labels and
// fields and changes nothing.
func TestCLIDefinitions_query(t *testing.T) {
	t.Parallel()
	x := acctest.NewShell(t)
	x.SkipBelow(t, "1.14.0")
	site := acctest.NewSite(t)
	server := httptest.NewServer(site.Server)
	t.Cleanup(server.Close)
	for i := range *cliLabels - 3 {
		site.PutLabel(fmt.Sprintf("Label %d", i))
	}
	for _, name := range []string{"${x} %{if} \"quoted\" \\", " outer ", "Zoe\u0301 名前"} {
		site.PutLabel(name)
		site.PutField(name, "URL")
	}
	for i := range 97 {
		site.PutField(fmt.Sprintf("Field %d", i), []string{"TEXT", "NUMBER", "DATE", "URL"}[i%4])
	}
	x.Write(t, "main.tf", acctest.Provider(server.URL))
	x.Write(t, "all.tfquery.hcl", "list \"wix_contact_label\" \"labels\" {\n  provider = wix\n  limit    = 10000\n}\n\n"+
		"list \"wix_contact_extended_field\" \"fields\" {\n  provider = wix\n  limit    = 1000\n}\n")
	before, n := site.Changes(), *cliLabels+100
	x.MustRun(t, "", "query", "-generate-config-out=generated.tf")
	if sent := site.CountAll(); sent > 5 {
		t.Errorf("the query sent %d requests: %v", sent, site.Counts())
	}
	x.MustRun(t, fmt.Sprintf("Plan: %d to import, 0 to add, 0 to change, 0 to destroy.", n), "plan")
	x.MustRun(t, fmt.Sprintf("%d imported, 0 added, 0 changed, 0 destroyed.", n), "apply", "-auto-approve")
	x.MustRun(t, "No changes.", "plan", "-detailed-exitcode")
	if site.Changes() != before {
		t.Error("something was written to the site")
	}
}
