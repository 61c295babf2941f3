package contact

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// attribute is one row: all that the package knows of an attribute of a contact that
// a configuration may write. Planning, refreshing, updating and importing loop over
// the rows and name no attribute.
//
// In a state, null means that the attribute is not owned.
type attribute interface {
	name() string
	schema() schema.Attribute
	// moves names the computed attributes that a change of this one can move.
	moves() []string
	// planned is the value to plan for one that is configured: it is spelled as in the
	// prior state where it means the same. It does not depend on which other values
	// are known.
	planned(c *call, config, prior attr.Value) attr.Value
	// refreshed is the value of a state by what the contact has now. Null stays null,
	// and the spelling stays where it means the same.
	refreshed(c *call, prior attr.Value, have wix.Info) attr.Value
	// read is everything that users may write, null where there is nothing.
	read(have wix.Info) attr.Value
	// guarded is the part of the prior value that must not have changed on the contact
	// when a plan is applied.
	guarded(c *call, planned, prior attr.Value, have wix.Info) attr.Value
	// write lays the change from prior to planned over what the contact has, and puts
	// it into out. It is false where the contact is as planned already.
	write(c *call, planned, prior attr.Value, have wix.Info, out *wix.Info) bool
}

// entryAttribute is an attribute whose entries are owned one by one, because others
// put entries beside them.
type entryAttribute interface {
	attribute
	keys(v attr.Value) []string
	// only has the entries with these keys.
	only(v attr.Value, keys []string) attr.Value
	// made tells that this run has made the label or field with the key.
	made(c *call, key string) bool
	// uses tells which contacts use the labels or fields.
	uses(c *call) *cache.Uses
	// check refuses what certainly does not fit the site.
	check(c *call, planned attr.Value)
}

// rows are the attributes that a configuration may write, in the order in which plans
// and errors name them.
var rows = slices.Concat([]attribute{name, emails, phones, addresses}, texts, []attribute{labels, extendedFields})

// row is what all rows have in common.
type row struct {
	title     string
	attribute schema.Attribute
	moved     []string
}

func (r row) name() string             { return r.title }
func (r row) schema() schema.Attribute { return r.attribute }
func (r row) moves() []string          { return r.moved }

// unlessHeld is the prior value, null where the contact is as planned already.
func unlessHeld(a attribute, c *call, planned, prior attr.Value, have wix.Info) attr.Value {
	if !planned.IsNull() && a.refreshed(c, planned, have).Equal(planned) {
		return entity.Null(a.schema().GetType())
	}
	return prior
}

// values are the attributes of a contact by name.
type values map[string]attr.Value

// valuesOf reads a plan, a state or a configuration; null has no values.
func valuesOf(ctx context.Context, from interface {
	Get(context.Context, any) diag.Diagnostics
}, diags *diag.Diagnostics,
) values {
	var o types.Object
	diags.Append(from.Get(ctx, &o)...)
	return o.Attributes()
}

// of is the value of a row, null where there is none.
func (v values) of(a attribute) attr.Value {
	if v[a.name()] == nil {
		return entity.Null(a.schema().GetType())
	}
	return v[a.name()]
}

func isNull(v attr.Value) bool { return v == nil || v.IsNull() }

func (v values) text(name string) string {
	s, _ := v[name].(types.String)
	return s.ValueString()
}

func (v values) isTrue(name string) bool {
	b, _ := v[name].(types.Bool)
	return b.ValueBool()
}

// object is the value of the whole resource.
func (v values) object() types.Object { return types.ObjectValueMust(resourceType.AttrTypes, v) }

// call is what rows need of the call that they serve.
type call struct {
	*entity.ProviderData // nil while a value of the provider's configuration is unknown
	ctx                  context.Context
	diags                *diag.Diagnostics
}
