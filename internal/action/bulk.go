// Package action holds the actions: what runs once, when it is invoked, and leaves no
// state. The bulk actions are one struct with closures; each starts a job at Wix and
// reports its progress.
package action

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// bulk is an action on all contacts that its arguments choose.
type bulk struct {
	*entity.ProviderData
	name, description string
	// maxContacts is the default of max_contacts.
	maxContacts int64
	// attributes are those besides the choice.
	attributes map[string]schema.Attribute
	// parse reads these attributes, all of them known. It returns nil where it has
	// reported an error.
	parse func(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) *operation
}

// operation is a bulk operation: what to do to every chosen contact.
type operation struct {
	// participle says what happens to a contact: "deleted".
	participle string
	submit     func(ctx context.Context, client *wix.Client, filter map[string]any) (jobID string, err error)
	// fields are what unmet reads of a contact.
	fields []string
	// unmet lists what of the operation a contact does not show; nil where the
	// operation leaves no contact.
	unmet func(*wix.Contact) []string
	// unreliable operations can succeed without having changed anything.
	unreliable bool
	// members maps members of the request to attributes.
	members map[string]string
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
	attributes := choiceAttributes(b.maxContacts)
	maps.Copy(attributes, b.attributes)
	resp.Schema = schema.Schema{MarkdownDescription: b.description, Attributes: attributes}
}

func (b *bulk) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	b.ProviderData = entity.AsProviderData(req.ProviderData, &resp.Diagnostics)
}

func (b *bulk) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	b.parseConfig(ctx, req.Config, &resp.Diagnostics)
}

// ModifyPlan validates again, with the values that have become known. It sends
// nothing: Invoke counts the contacts.
func (b *bulk) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	b.parseConfig(ctx, req.Config, &resp.Diagnostics)
}

// parseConfig reads a configuration. A part that is invalid or not known yet is nil.
func (b *bulk) parseConfig(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) (*choice, *operation) {
	chosen := b.parseChoice(ctx, config, diags)
	own := subset(config, b.attributes)
	if !own.Raw.IsFullyKnown() {
		return chosen, nil
	}
	return chosen, b.parse(ctx, own, diags)
}

// Invoke counts the chosen contacts, starts a job for them, and waits for its end.
func (b *bulk) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	if !b.Configured(&resp.Diagnostics) {
		return
	}
	chosen, op := b.parseConfig(ctx, req.Config, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	i := invocation{ProviderData: b.ProviderData, operation: op, choice: chosen, diags: &resp.Diagnostics, sendProgress: progressSender(ctx, resp)}
	i.run(ctx)
}

// progressSender formats progress messages and sends them until the context ends.
func progressSender(ctx context.Context, resp *action.InvokeResponse) func(format string, values ...any) {
	return func(format string, values ...any) {
		if ctx.Err() == nil {
			resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf(format, values...)})
		}
	}
}

// mapPath finds the attribute of a refused member of the request.
func (o *operation) mapPath(field string) (path.Path, bool) {
	for member, name := range o.members {
		if strings.HasPrefix(field, member) {
			return path.Root(name), true
		}
	}
	return path.Root("filter"), strings.HasPrefix(field, "filter")
}
