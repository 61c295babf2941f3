// Package action holds the actions: what runs once, when it is invoked, and leaves no
// state. Each is a definition with a closure. Those in bulk start a job at Wix and report
// its progress.
package action

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
)

// definition is an action.
type definition struct {
	*entity.ProviderData
	name, description string
	attributes        map[string]schema.Attribute
	// parse reads a configuration. The server has checked the attributes one by one, before
	// each call. It returns nil where a value is not known yet, or does not go with others,
	// which it reports.
	parse func(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) runner
}

// runner carries an action out.
type runner interface {
	run(ctx context.Context, i *invocation)
}

// invocation is one invocation of an action.
type invocation struct {
	*entity.ProviderData
	diags        *diag.Diagnostics
	sendProgress func(format string, values ...any)
}

var (
	_ action.ActionWithConfigure  = (*definition)(nil)
	_ action.ActionWithModifyPlan = (*definition)(nil)
)

func (d *definition) Metadata(_ context.Context, _ action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = d.name
}

func (d *definition) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: d.description, Attributes: d.attributes}
}

func (d *definition) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	d.ProviderData = entity.AsProviderData(req.ProviderData, &resp.Diagnostics)
}

// ModifyPlan checks the attributes together. It sends nothing, and validating calls it too.
func (d *definition) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	d.parse(ctx, req.Config, &resp.Diagnostics)
}

func (d *definition) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	if !d.Configured(&resp.Diagnostics) {
		return
	}
	r := d.parse(ctx, req.Config, &resp.Diagnostics)
	if r == nil || resp.Diagnostics.HasError() {
		return
	}
	r.run(ctx, &invocation{d.ProviderData, &resp.Diagnostics, func(format string, values ...any) {
		if ctx.Err() == nil {
			resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf(format, values...)})
		}
	}})
}
