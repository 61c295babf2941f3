package entity_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/register"
)

// TestEnter_sides: of two resources in conflict, the one that is planned second is told
// which of the two it is.
func TestEnter_sides(t *testing.T) {
	address := []string{"zoe@example.com"}
	holder := register.Change{Type: "wix_contact", ID: "1", Had: address, Holds: address, Wants: address}
	taker := register.Change{Type: "wix_contact", Holds: address, Wants: address}
	for name, row := range map[string]struct {
		first, second register.Change
		summary       string
		detail        []string
	}{
		"the taker": {holder, taker, "Another resource of the configuration has it.", []string{`Another wix_contact manages 1 ("zoe@example.com") and keeps it.`}},
		"the holder": {taker, holder, "Another resource of the configuration wants it.", []string{
			`This resource manages 1 ("zoe@example.com") and keeps it, and another wix_contact of this plan wants it, too.`, "also with other case or outer spaces",
		}},
	} {
		var data entity.ProviderData
		var diags diag.Diagnostics
		if !data.Enter(row.first, path.Root("emails"), &diags) || data.Enter(row.second, path.Root("emails"), &diags) {
			t.Fatalf("%s: %v", name, diags)
		}
		for _, text := range row.detail {
			if diags[0].Summary() != row.summary || !strings.Contains(diags[0].Detail(), text) {
				t.Errorf("%s: %v", name, diags)
			}
		}
	}
}
