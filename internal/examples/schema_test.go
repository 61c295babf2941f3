//go:build unix

package examples_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/provider"
)

// fits holds the actions and lists of a directory to the provider's schema. The
// CLIs that cannot read these blocks leave them to it.
func (x *reader) fits(t testing.TB) error {
	t.Helper()
	resp, err := provider.NewServer("test", nil).GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	schemas := map[string]*tfprotov6.Schema{}
	for name, a := range resp.ActionSchemas {
		schemas["action "+name] = a.Schema
	}
	for name, l := range resp.ListResourceSchemas {
		schemas["list "+name] = l
	}
	for _, file := range append(x.files(t, "*.tf"), x.files(t, "*.tfquery.hcl")...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parsed, diags := hclsyntax.ParseConfig(text, file, hcl.InitialPos)
		if diags.HasErrors() {
			return diags
		}
		for _, block := range parsed.Body.(*hclsyntax.Body).Blocks {
			if block.Type != "action" && block.Type != "list" {
				continue
			}
			schema := schemas[block.Type+" "+block.Labels[0]]
			if schema == nil {
				return fmt.Errorf("%s: the provider has no %s %s", block.Range(), block.Type, block.Labels[0])
			}
			if err := fitsSchema(block, schema); err != nil {
				return err
			}
		}
	}
	return nil
}

// fitsSchema compares the names in the config block with those of the schema.
func fitsSchema(block *hclsyntax.Block, schema *tfprotov6.Schema) error {
	has := hclsyntax.Attributes{}
	for _, inner := range block.Body.Blocks {
		if inner.Type == "config" {
			has = inner.Body.Attributes
		}
	}
	known := map[string]bool{}
	for _, a := range schema.Block.Attributes {
		known[a.Name] = true
		if a.Required && has[a.Name] == nil {
			return fmt.Errorf("%s: %s is missing", block.Range(), a.Name)
		}
	}
	for name, a := range has {
		if !known[name] {
			return fmt.Errorf("%s: there is no %s", a.Range(), name)
		}
	}
	return nil
}

// TestFits_broken shows that the check can fail.
func TestFits_broken(t *testing.T) {
	for name, text := range map[string]string{
		"no such action":    "action \"wix_contacts_bulk\" \"x\" {\n  config {}\n}\n",
		"no such attribute": "action \"wix_contacts_bulk_delete\" \"x\" {\n  config {\n    email_prefix = \"x\"\n    most = 5\n  }\n}\n",
		"missing":           "action \"wix_contact_merge\" \"x\" {\n  config {\n    target_id = \"x\"\n  }\n}\n",
		"no HCL":            "action \"wix_contact_merge\" \"x\" {\n",
	} {
		t.Run(name, func(t *testing.T) {
			x := newReader(t)
			x.Write(t, "main.tf", text)
			if err := x.fits(t); err == nil {
				t.Error("it is taken for right")
			}
		})
	}
}
