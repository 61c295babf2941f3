package entity_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/text/unicode/norm"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// FuzzImportBlock: the block to paste names the object and does nothing else,
// whatever the id looks like.
func FuzzImportBlock(f *testing.F) {
	for _, id := range []string{"custom.vip", "", "${file(\"/etc/passwd\")}", "%{ if true }a%{ endif }", "$${a}", "$$${a}", "a\"\n}\nresource \"x\" \"y\" {", "\\", "\x1b[2J", "käse", "\U0001f600", "\u202e", "$", "a${", "\U000e0001"} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		if !utf8.ValidString(id) {
			return // which neither Wix nor the CLI can give
		}
		block := entity.ImportBlock("wix_contact", id)
		file, diags := hclsyntax.ParseConfig([]byte(block), "import.tf", hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatalf("%q: %s", block, diags)
		}
		body := file.Body.(*hclsyntax.Body)
		if len(body.Blocks) != 1 || len(body.Blocks[0].Body.Attributes) != 2 || len(body.Attributes) != 0 {
			t.Fatalf("%q holds more than an import", block)
		}
		value, diags := body.Blocks[0].Body.Attributes["id"].Expr.Value(nil)
		if diags.HasErrors() || value.AsString() != norm.NFC.String(id) {
			t.Errorf("%q says %v instead of %q: %v", block, value, id, diags)
		}
	})
}

// FuzzDiagnose: every error becomes errors with a summary and a detail that says
// what to do, in a form that the plugin protocol can carry.
func FuzzDiagnose(f *testing.F) {
	for _, status := range []int{0, 200, 400, 401, 403, 404, 409, 428, 429, 500, 501} {
		f.Add(status, "CODE", "a message", "1.2", "info.emails", "is bad", "")
		f.Add(status, wix.CodeLabelsQuota, "", "", "", "", "cut off")
		f.Add(status, "\ufffd", "ß", "", "extendedFields.items.", "\n", "é")
	}
	f.Fuzz(func(t *testing.T, status int, code, message, request, field, description, cause string) {
		for _, text := range []string{code, message, request, field, description, cause} {
			if !utf8.ValidString(text) {
				return // which the client never gives
			}
		}
		e := &wix.Error{Operation: "read a contact", Host: "www.wixapis.com", Method: "GET", Path: "/contacts/v4/contacts/c1", Status: status, Code: code, Message: message, RequestID: request}
		if field != "" || description != "" {
			e.Violations = []wix.Violation{{Field: field, Description: description}}
		}
		if cause != "" {
			e.Cause = errors.New(cause)
		}
		diags := entity.Diagnose(e, entity.NoPath)
		if !diags.HasError() || diags.WarningsCount() > 0 {
			t.Fatalf("%+v: %v", e, diags)
		}
		for _, d := range diags {
			if !strings.HasSuffix(d.Summary(), ".") || !strings.Contains(d.Detail(), "\n\n") || !strings.Contains(d.Detail(), "/contacts/v4/contacts/c1 at www.wixapis.com") {
				t.Errorf("%+v: %s\n%s", e, d.Summary(), d.Detail())
			}
			if !utf8.ValidString(d.Summary()) || !utf8.ValidString(d.Detail()) {
				t.Errorf("not UTF-8: %q", d.Detail())
			}
		}
	})
}
