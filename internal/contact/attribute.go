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

// attribute is one row: all that the package knows of an attribute that a configuration
// may write. Planning, refreshing, updating and importing loop over the rows and name no
// attribute.
//
// In a state, null means that the attribute is not managed.
type attribute interface {
	name() string
	schema() schema.Attribute
	null() attr.Value
	// affected names the computed attributes that a change of this one can change.
	affected() []string
	// plan returns the value to plan for a configured one: the prior value where it means
	// the same. It does not depend on which other values are known.
	plan(c *call, config, prior attr.Value) attr.Value
	// read returns the value of what the contact has: the prior value where it means the
	// same. For null it returns everything that users may write, null where there is
	// nothing, and needs no call.
	read(c *call, prior attr.Value, have wix.Info) attr.Value
	// write sets in out what changes the contact from prior to planned. It returns false
	// where the contact is as planned already.
	write(c *call, planned, prior attr.Value, have wix.Info, out *wix.Info) bool
}

// entryAttribute is an attribute whose entries are managed one by one, because others
// add entries too.
type entryAttribute interface {
	attribute
	keys(v attr.Value) []string
	// only keeps the entries with these keys.
	only(v attr.Value, keys []string) attr.Value
	// made reports whether this run has created the label or field with the key.
	made(c *call, key string) bool
	// uses counts the contacts that use the labels or fields.
	uses(c *call) *cache.Uses
	// check refuses what the plan adds and what certainly does not fit the site.
	check(c *call, planned, prior attr.Value)
	// guarded returns the entries of the prior value that must not have changed on the
	// contact when a plan is applied.
	guarded(c *call, planned, prior attr.Value, have wix.Info) attr.Value
}

// rows are the attributes that a configuration may write, in the order in which plans
// and errors name them.
var rows = slices.Concat([]attribute{name, emails, phones, addresses}, texts, []attribute{labels, extendedFields})

// row is what all rows have in common.
type row struct {
	title     string
	attribute schema.Attribute
	affects   []string
}

func (r row) name() string             { return r.title }
func (r row) schema() schema.Attribute { return r.attribute }
func (r row) affected() []string       { return r.affects }
func (r row) null() attr.Value         { return entity.Null(r.attribute.GetType()) }

// refresh refreshes the value of a row; null, which is not managed, stays null.
func (c *call) refresh(a attribute, prior attr.Value, have wix.Info) attr.Value {
	if prior.IsNull() {
		return prior
	}
	return a.read(c, prior, have)
}

// readAll returns everything that users may write in an attribute.
func readAll(a attribute, have wix.Info) attr.Value { return a.read(nil, a.null(), have) }

// guarded returns the part of the prior value that must not have changed on the contact
// when a plan is applied: all of it, unless the contact is as planned already.
func (c *call) guarded(a attribute, planned, prior attr.Value, have wix.Info) attr.Value {
	if e, ok := a.(entryAttribute); ok {
		return e.guarded(c, planned, prior, have)
	}
	if !planned.IsNull() && a.read(c, planned, have).Equal(planned) {
		return a.null()
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

// of returns the value of a row, null where there is none.
func (v values) of(a attribute) attr.Value {
	if v[a.name()] == nil {
		return a.null()
	}
	return v[a.name()]
}

func (v values) text(name string) string {
	s, _ := v[name].(types.String)
	return s.ValueString()
}

func (v values) isTrue(name string) bool {
	b, _ := v[name].(types.Bool)
	return b.ValueBool()
}

// object returns the values as that of the whole resource.
func (v values) object() types.Object { return types.ObjectValueMust(resourceType.AttrTypes, v) }

// without returns the keys of all that others does not hold.
func without(all, others []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(key string) bool { return slices.Contains(others, key) })
}

// call is one call of Terraform, as the rows need it.
type call struct {
	*entity.ProviderData // nil while a value of the provider's configuration is unknown
	ctx                  context.Context
	diags                *diag.Diagnostics
}
