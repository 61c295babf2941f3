package contact

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/catalog"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// ModifyPlan plans what is owned and leaves the rest as it was.
func (r *contact) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	creating := req.State.Raw.IsNull()
	config, prior := gather(ctx, req, resp)
	if resp.Diagnostics.HasError() {
		return
	}
	owned := recall[*ownership](ctx, req.Private, privateOwned)
	if owned == nil && recall[bool](ctx, req.Private, privateForgotten) {
		owned = presumed(config, prior)
		resp.Diagnostics.Append(remember(ctx, resp.Private, privateOwned, owned)...)
	}
	changed := map[string]bool{}
	values := map[string]attr.Value{}
	for _, name := range writable {
		planned, left := r.planAttribute(ctx, name, config[name], prior[name], owned.part(name))
		if len(left) > 0 {
			resp.Diagnostics.AddAttributeWarning(path.Root(name), "Entries leave the state but stay on the contact.", leftBehind(name, left))
		}
		values[name], changed[name] = planned, !planned.Equal(prior[name])
	}
	r.checkValues(ctx, values["extended_fields"], changed["extended_fields"], resp)
	if !creating && !r.differs(ctx, changed, req, resp) {
		resp.Plan.Raw = req.State.Raw // all of it, so that the plan is empty
		return
	}
	for _, name := range writable {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(name), values[name])...)
	}
	if creating {
		checkIdentified(values, resp)
		return
	}
	keepObserved(ctx, changed, req, resp)
}

// gather reads the writable attributes of the configuration and of the state.
func gather(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) (config, prior map[string]attr.Value) {
	config, prior = map[string]attr.Value{}, map[string]attr.Value{}
	for _, name := range writable {
		var c, p attr.Value
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(name), &c)...)
		p = nullOf(ctx, c)
		if !req.State.Raw.IsNull() {
			resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root(name), &p)...)
		}
		config[name], prior[name] = c, p
	}
	return config, prior
}

func (r *contact) planAttribute(ctx context.Context, name string, config, prior attr.Value, owned *ownership) (attr.Value, []string) {
	switch name {
	case "label_keys":
		return planEntries(ctx, config, prior, owned, func(_, a, b string) bool { return a == b })
	case "extended_fields":
		return planEntries(ctx, config, prior, owned, r.same(ctx))
	}
	return shapes[name].plan(ctx, config, prior, owned), nil
}

// observedBy tells which of the computed attributes a change moves. The others
// keep their prior value, so that nothing that depends on them is planned anew.
var observedBy = map[string][]string{
	"id": nil, "created_date": nil, "source": nil, "last_activity": nil,
	"revision": writable, "updated_date": writable,
	"primary_email":             {"emails"},
	"primary_phone":             {"phones"},
	"effective_label_keys":      {"label_keys"},
	"effective_extended_fields": {"extended_fields", "emails"},
}

// differs tells whether the plan changes anything at all.
func (r *contact) differs(ctx context.Context, changed map[string]bool, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) bool {
	for _, c := range changed {
		if c {
			return true
		}
	}
	for _, name := range []string{"adopt_existing", "deletion_policy", "allow_duplicates"} {
		var planned, prior attr.Value
		resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(name), &planned)...)
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root(name), &prior)...)
		if !resp.Diagnostics.HasError() && !planned.Equal(prior) {
			return true
		}
	}
	return false
}

// keepObserved puts back what a change does not move.
func keepObserved(ctx context.Context, changed map[string]bool, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	for name, movers := range observedBy {
		moved := false
		for _, by := range movers {
			moved = moved || changed[by]
		}
		if moved {
			continue
		}
		var prior attr.Value
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root(name), &prior)...)
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(name), prior)...)
		}
	}
}

// checkIdentified refuses to plan a contact that Wix cannot create: it needs a
// name, an e-mail address or a phone (contract 6.3).
func checkIdentified(values map[string]attr.Value, resp *resource.ModifyPlanResponse) {
	for _, name := range []string{"emails", "phones"} {
		list, ok := values[name].(types.List)
		if !ok || list.IsUnknown() || len(list.Elements()) > 0 {
			return
		}
	}
	name := values["name"]
	if name.IsUnknown() {
		return
	}
	for _, part := range []string{"first", "last"} {
		text, _ := member(name, part).(types.String)
		if text.IsUnknown() || strings.TrimSpace(text.ValueString()) != "" {
			return
		}
	}
	resp.Diagnostics.AddError("Nothing identifies the contact.",
		"Wix needs a name, an e-mail address or a phone. Set name, emails or phones.")
}

// checkValues refuses values that certainly do not fit: the key and the value are
// known, and so are the fields of the site.
func (r *contact) checkValues(ctx context.Context, planned attr.Value, changed bool, resp *resource.ModifyPlanResponse) {
	if r.Connection == nil || !changed {
		return
	}
	for key, text := range entries(planned) {
		if text.IsUnknown() {
			continue
		}
		at := path.Root("extended_fields").AtMapKey(key)
		dataType, err := catalog.DataType(ctx, r.Catalog.Fields, key)
		if err != nil {
			resp.Diagnostics.Append(entity.Diagnose(err, entity.Nowhere)...)
			return
		}
		if dataType == "" {
			resp.Diagnostics.AddAttributeError(at, "The extended field does not exist.",
				fmt.Sprintf("The site has no extended field with the key %q. Refer to the key of a wix_contact_extended_field, or of the data source of that name, instead of spelling it.", key))
			continue
		}
		if _, err := wix.EncodeValue(dataType, text.ValueString()); err != nil {
			resp.Diagnostics.AddAttributeError(at, "The value does not fit the extended field.",
				fmt.Sprintf("The field %s has the data type %s, and %s. Correct the value.", key, dataType, err))
		}
	}
}
