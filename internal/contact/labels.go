package contact

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// labelKeys is the attribute of the labels. A create sends them with the contact, later
// changes have calls of their own (contract 6.9).
type labelKeys struct{ row }

var labels = labelKeys{row{
	title:   "label_keys",
	affects: []string{"effective_label_keys"},
	attribute: schema.SetAttribute{
		MarkdownDescription: "Keys of labels on the contact; those of all labels, of Wix too, are in `effective_label_keys`.\n" +
			"At most 2,000. Each is managed by itself: labels that others put on the contact stay. " +
			"The labels must exist. Refer to their `key` instead of spelling it.",
		ElementType: types.StringType,
		Optional:    true,
		Computed:    true,
		Validators: []validator.Set{
			setvalidator.SizeAtMost(2000),
			entity.NoNulls,
			setvalidator.ValueStringsAre(entity.Key),
		},
	},
}}

func setOf(keys []string) attr.Value {
	out := []attr.Value{}
	for _, key := range keys {
		out = append(out, types.StringValue(key))
	}
	return types.SetValueMust(types.StringType, out)
}

func (labelKeys) plan(_ *call, config, _ attr.Value) attr.Value { return config }

func (l labelKeys) read(_ *call, prior attr.Value, have wix.Info) attr.Value {
	keys := slices.Sorted(slices.Values(have.LabelKeys.Get().Items))
	if !prior.IsNull() {
		return l.only(prior, keys)
	}
	if keys = slices.DeleteFunc(keys, func(key string) bool { return !wix.CustomKey(key) }); len(keys) == 0 {
		return prior
	}
	return setOf(keys)
}

func (l labelKeys) guarded(*call, attr.Value, attr.Value, wix.Info) attr.Value { return l.null() }

func (l labelKeys) write(c *call, planned, prior attr.Value, have wix.Info, out *wix.Info) bool {
	add, remove := l.changes(c, planned, prior, have.LabelKeys.Get().Items)
	if len(add) > 0 {
		out.LabelKeys = wix.Items(add)
	}
	return len(add)+len(remove) > 0
}

// changes returns the keys to put on and to take off a contact: those that the plan
// changes, and those of labels that this run has created. It looks at what the contact has
// only where there is no prior state: a copy may be older than the state, as labels need
// not move the revision (contract 11, row 6).
func (l labelKeys) changes(c *call, planned, prior attr.Value, have []string) (add, remove []string) {
	want, was := l.keys(planned), l.keys(prior)
	if prior.IsNull() {
		was = have
	}
	for _, key := range want {
		if !slices.Contains(was, key) || l.made(c, key) {
			add = append(add, key)
		}
	}
	if prior.IsNull() {
		return add, nil
	}
	return add, without(was, want)
}

func (labelKeys) keys(v attr.Value) (out []string) {
	for _, item := range entity.Elements(v) {
		if key, ok := item.(types.String); ok && !key.IsUnknown() {
			out = append(out, key.ValueString())
		}
	}
	slices.Sort(out)
	return out
}

func (l labelKeys) only(v attr.Value, keys []string) attr.Value {
	return setOf(slices.DeleteFunc(l.keys(v), func(key string) bool { return !slices.Contains(keys, key) }))
}

func (labelKeys) made(c *call, key string) bool {
	return c.ProviderData != nil && c.Cache.Labels.Made(key)
}

func (labelKeys) uses(c *call) *cache.Uses { return c.Cache.Labels.Uses }

// check refuses keys that the site does not have. A credential that may not read labels may
// yet put them on contacts (contract 1.2): then the apply tells.
func (l labelKeys) check(c *call, planned, prior attr.Value) {
	if c.ProviderData == nil {
		return
	}
	for _, key := range without(l.keys(planned), l.keys(prior)) {
		known, err := c.Cache.Labels.Has(c.ctx, key)
		switch {
		case wix.IsForbidden(err):
			return
		case err != nil:
			c.diags.Append(entity.Diagnose(err, entity.NoPath)...)
			return
		case !known:
			refuseKey(c, path.Root(l.name()), c.Cache.Labels, "wix_contact_label", key)
		}
	}
}

// label puts labels on the contact and takes labels off it. It returns the contact of the
// last answer, or have.
func (r *contact) label(ctx context.Context, id string, add, remove []string, have *wix.Contact) (*wix.Contact, error) {
	if len(add) > 0 {
		labelled, err := r.Client.LabelContact(ctx, id, add)
		if labelled != nil {
			have = labelled
		}
		if err != nil {
			return have, err
		}
	}
	if len(remove) == 0 {
		return have, nil
	}
	unlabelled, err := r.Client.UnlabelContact(ctx, id, remove)
	if err == nil || unlabelled != nil {
		return unlabelled, err
	}
	// A label that was deleted is off already, and fails the call for the others too
	// (contract 11, row 13). Take off what the contact still has.
	now, readErr := r.Client.GetContact(ctx, id)
	if readErr != nil || now.ID != id {
		return have, err
	}
	left := slices.DeleteFunc(slices.Clone(remove), func(key string) bool { return !slices.Contains(now.Labels(), key) })
	switch len(left) {
	case 0:
		return now, nil
	case len(remove):
		return now, err
	}
	return r.label(ctx, id, nil, left, now)
}
