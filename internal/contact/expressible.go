package contact

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// isImport tells that a state is that of an import, or of a move from another
// provider: it has nothing but the id.
func isImport(prior values) bool { return prior["revision"].IsNull() }

// fill fills in everything that a user may write and a configuration can say, as an
// import does, and gives the names of what it has filled in.
func (c *call) fill(state values, have *wix.Contact) []string {
	filled, left := fill(c.ctx, state, have)
	if len(left) > 0 {
		c.diags.AddWarning(fmt.Sprintf("A part of the contact %s cannot be written in a configuration.", have.ID),
			fmt.Sprintf("The configuration of this provider has no valid form for the present value of %s. The import left that out: it is not managed, and stays as it is on the site. "+
				"To manage it, correct it in the dashboard first, or set the attribute to a value of the documented form.", strings.Join(left, ", ")))
	}
	return append(filled, policyName)
}

func fill(ctx context.Context, state values, have *wix.Contact) (filled, left []string) {
	for _, a := range rows {
		v := a.read(have.Info)
		at := path.Root(a.name())
		if diags := entity.Invalid(ctx, a.schema(), v, at); diags.HasError() {
			left = append(left, at.String()+fault(diags, at))
			v = entity.Null(a.schema().GetType())
		}
		if state[a.name()] = v; !v.IsNull() {
			filled = append(filled, a.name())
		}
	}
	return filled, left
}

// fault names the part at fault, where an error does.
func fault(diags diag.Diagnostics, at path.Path) string {
	for _, d := range diags.Errors() {
		if where, ok := d.(diag.DiagnosticWithPath); ok && !where.Path().Equal(at) {
			return fmt.Sprintf(" (for %s)", where.Path())
		}
	}
	return ""
}
