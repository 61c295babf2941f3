package provider

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// endAtItem ends the path of a diagnostic at the item of a list, whose line the CLI shows.
// Below an item it finds no line, and shows the first one of the block. The text names the
// whole path.
func endAtItem(d *tfprotov6.Diagnostic) {
	steps := d.Attribute.Steps()
	item := slices.IndexFunc(steps, func(step tftypes.AttributePathStep) bool {
		_, ok := step.(tftypes.ElementKeyInt)
		return ok
	})
	if item < 0 || item == len(steps)-1 {
		return
	}
	if place := written(steps); !strings.Contains(d.Detail, place) {
		d.Detail = place + ": " + d.Detail
	}
	d.Attribute = tftypes.NewAttributePathWithSteps(steps[:item+1])
}

// written gives a path as a configuration has it: emails[1].email.
func written(steps []tftypes.AttributePathStep) string {
	var out strings.Builder
	for _, step := range steps {
		switch step := step.(type) {
		case tftypes.AttributeName:
			out.WriteString("." + string(step))
		case tftypes.ElementKeyInt:
			fmt.Fprintf(&out, "[%d]", step)
		case tftypes.ElementKeyString:
			fmt.Fprintf(&out, "[%q]", string(step))
		}
	}
	return strings.TrimPrefix(out.String(), ".")
}
