// Package action holds the actions: what is done once, when it is asked for, and
// leaves no state. Those in bulk are one struct with closures; their work is a job
// at Wix, of which they tell how far it has come.
package action

import (
	"context"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// bulk is an action on all contacts that its arguments choose.
type bulk struct {
	*entity.ProviderData
	kind
}

// kind is what the bulk actions differ in.
type kind struct {
	name, description string
	// most is the default of max_contacts.
	most int64
	// attributes are those besides the choice.
	attributes map[string]schema.Attribute
	// read gives the work that these attributes ask for, nil where it has told
	// what is wrong with them. They are all known.
	read func(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) *work
}

// work is what a bulk action does to the contacts.
type work struct {
	// verb says what became of a contact: "deleted".
	verb   string
	submit func(ctx context.Context, client *wix.Client, filter map[string]any) (jobID string, err error)
	// fields are what left needs of a contact.
	fields []string
	// left tells what a contact lacks of what the work should have made of it.
	left func(*wix.Contact) []string
	// doubtful work can end well without having been done.
	doubtful bool
	// mapPath finds the attribute that a refused member of the request stands for.
	mapPath entity.PathMapper
}

var (
	_ action.ActionWithConfigure      = (*bulk)(nil)
	_ action.ActionWithValidateConfig = (*bulk)(nil)
	_ action.ActionWithModifyPlan     = (*bulk)(nil)
)

func (b *bulk) Metadata(_ context.Context, _ action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = b.name
}

func (b *bulk) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	attributes := choiceAttributes(b.most)
	maps.Copy(attributes, b.attributes)
	resp.Schema = schema.Schema{MarkdownDescription: b.description, Attributes: attributes}
}

func (b *bulk) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	b.ProviderData = entity.AsProviderData(req.ProviderData, &resp.Diagnostics)
}

func (b *bulk) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	b.understand(ctx, req.Config, &resp.Diagnostics)
}

// ModifyPlan says again what is wrong, of values that have become known. It sends
// nothing: who is chosen is counted when the action is carried out.
func (b *bulk) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	b.understand(ctx, req.Config, &resp.Diagnostics)
}

// understand reads a configuration. What is not known yet, or wrong, is nil.
func (b *bulk) understand(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) (*choice, *work) {
	chosen := b.chosenBy(ctx, config, diags)
	own := part(config, b.attributes)
	if !own.Raw.IsFullyKnown() {
		return chosen, nil
	}
	return chosen, b.read(ctx, own, diags)
}

// Invoke counts the chosen contacts, starts a job for them, and waits for its end.
func (b *bulk) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	if b.ProviderData == nil {
		entity.AddNotConfiguredError(&resp.Diagnostics)
		return
	}
	chosen, work := b.understand(ctx, req.Config, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	r := run{ProviderData: b.ProviderData, work: work, choice: chosen, diags: &resp.Diagnostics, tell: teller(ctx, resp)}
	r.do(ctx)
}

// teller sends progress as long as somebody listens.
func teller(ctx context.Context, resp *action.InvokeResponse) func(format string, values ...any) {
	return func(format string, values ...any) {
		if ctx.Err() == nil {
			resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf(format, values...)})
		}
	}
}
