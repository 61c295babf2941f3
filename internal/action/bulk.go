package action

import (
	"context"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// bulk is an action on all contacts that its arguments choose.
type bulk struct {
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

func (b bulk) action() action.Action {
	attributes := choiceAttributes(b.maxContacts)
	maps.Copy(attributes, b.attributes)
	return &definition{name: b.name, description: b.description, attributes: attributes, parse: b.parseConfig}
}

// parseConfig reads choice and operation apart, so that what is known of the one is
// checked while a part of the other is unknown.
func (b bulk) parseConfig(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) runner {
	chosen := b.parseChoice(ctx, config, diags)
	own := subset(config, b.attributes)
	if !own.Raw.IsFullyKnown() {
		return nil
	}
	op := b.parse(ctx, own, diags)
	if chosen == nil || op == nil {
		return nil
	}
	return &bulkRun{operation: op, choice: chosen}
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
