package entity_test

import (
	"testing"

	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
)

// What a resource says to those who write an attribute is not said to those who
// read it.
func TestAttributesDescribeReading(t *testing.T) {
	writes := "The name.\nIt can be changed in place."
	out := entity.Attributes(map[string]resource.Attribute{
		"name": resource.StringAttribute{MarkdownDescription: writes, Required: true},
		"item": resource.SingleNestedAttribute{
			MarkdownDescription: writes,
			Attributes:          map[string]resource.Attribute{"name": resource.StringAttribute{MarkdownDescription: writes, Optional: true}},
		},
	})
	if len(out) != 2 {
		t.Fatalf("there are %d attributes", len(out))
	}
	for name, a := range out {
		if have := a.GetMarkdownDescription(); have != "The name." || !a.IsComputed() {
			t.Errorf("%s: %q", name, have)
		}
	}
}
