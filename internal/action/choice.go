package action

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/selection"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// choice holds the arguments that choose the contacts of a bulk action, and its limits.
type choice struct {
	selection.Contacts
	IDs         []string     `tfsdk:"ids"`
	MaxContacts types.Int64  `tfsdk:"max_contacts"`
	Timeout     types.String `tfsdk:"timeout"`
}

// defaultTimeout is how long an action waits for its job.
const defaultTimeout = 30 * time.Minute

// choiceAttributes is the schema of a choice, by default of at most maxContacts.
func choiceAttributes(maxContacts int64) map[string]schema.Attribute {
	out := selection.ActionAttributes()
	out["ids"] = schema.SetAttribute{
		MarkdownDescription: "Only the contacts with these ids.", ElementType: types.StringType, Optional: true, Validators: entity.ChosenSet,
	}
	out["max_contacts"] = schema.Int64Attribute{
		MarkdownDescription: fmt.Sprintf("How many contacts may be chosen at most, by default %d. The contacts are counted first; if there are more, the action is refused and nothing is done.", maxContacts),
		Optional:            true,
		Validators:          []validator.Int64{int64validator.AtLeast(1)},
	}
	out["timeout"] = schema.StringAttribute{
		MarkdownDescription: "How long to wait for the job, such as `90s` or `2h`, by default `30m`. After that the action fails, and the job goes on at Wix.",
		Optional:            true,
		Validators:          []validator.String{duration},
	}
	return out
}

var duration = entity.Rule{
	What:    "a duration such as 90s, 30m or 2h",
	Summary: "The duration is not valid.",
	Check: entity.Unless(func(s string) bool {
		d, err := time.ParseDuration(s)
		return err == nil && d > 0
	}, "is not a duration such as 90s, 30m or 2h. Correct it."),
}

// subset returns the part of a configuration that holds these attributes.
func subset(config tfsdk.Config, attributes map[string]schema.Attribute) tfsdk.Config {
	var all map[string]tftypes.Value
	_ = config.Raw.As(&all)
	typ, values := tftypes.Object{AttributeTypes: map[string]tftypes.Type{}}, map[string]tftypes.Value{}
	for name := range attributes {
		values[name] = all[name]
		typ.AttributeTypes[name] = all[name].Type()
	}
	return tfsdk.Config{Raw: tftypes.NewValue(typ, values), Schema: schema.Schema{Attributes: attributes}}
}

// parseChoice reads the choice of a configuration. It returns nil where a value is
// invalid, which it reports, or not known yet.
func (b bulk) parseChoice(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) *choice {
	attributes := choiceAttributes(b.maxContacts)
	config = subset(config, attributes)
	if !config.Raw.IsFullyKnown() {
		return nil
	}
	c := new(choice)
	if d := config.Get(ctx, c); d.HasError() {
		diags.Append(d...)
		return nil
	}
	if c.MaxContacts.IsNull() {
		c.MaxContacts = types.Int64Value(b.maxContacts)
	}
	for i, id := range c.IDs {
		c.IDs[i] = forms.ID(strings.TrimSpace(id))
	}
	slices.Sort(c.IDs)
	c.IDs = slices.Compact(c.IDs)
	before := diags.ErrorsCount()
	c.check(config, diags)
	if diags.ErrorsCount() > before {
		return nil
	}
	return c
}

// check refuses a choice of everybody.
func (c *choice) check(config tfsdk.Config, diags *diag.Diagnostics) {
	var all map[string]tftypes.Value
	_ = config.Raw.As(&all)
	maps.DeleteFunc(all, func(name string, value tftypes.Value) bool {
		return value.IsNull() || name == "max_contacts" || name == "timeout"
	})
	if len(all) == 0 {
		diags.AddError("The choice of contacts is empty.",
			"No argument chooses contacts, and the action would be for everybody. Nothing was sent. Set ids or one of "+strings.Join(slices.Sorted(maps.Keys(selection.Attributes)), ", ")+".")
	}
	var raw map[string]any
	if json.Unmarshal([]byte(c.Filter.ValueString()), &raw) == nil && wix.MatchesAll(raw) {
		diags.AddAttributeError(path.Root("filter"), "The choice of contacts is empty.",
			"The filter says nothing, and the action would be for everybody. Nothing was sent. Write a filter that chooses contacts, with jsonencode.")
	}
	if n, most := int64(len(c.IDs)), c.MaxContacts.ValueInt64(); n > most {
		addTooManyError(n, most, diags)
	}
}

func addTooManyError(n, most int64, diags *diag.Diagnostics) {
	diags.AddAttributeError(path.Root("max_contacts"), "More contacts are chosen than max_contacts allows.",
		fmt.Sprintf("%d contacts are chosen, and max_contacts is %d. Nothing was changed. Choose fewer, or raise max_contacts to at least %d if all of them are meant.", n, most, n))
}

// query renders the choice in the query language.
func (c *choice) query(ctx context.Context, fields cache.Definitions) (map[string]any, diag.Diagnostics) {
	filter, diags := c.Query(ctx, fields)
	if len(c.IDs) == 0 || diags.HasError() {
		return filter, diags
	}
	ids := map[string]any{"id": map[string]any{"$in": c.IDs}}
	if filter == nil {
		return ids, diags
	}
	return map[string]any{"$and": []map[string]any{ids, filter}}, diags
}

func (c *choice) timeout() time.Duration {
	if d, err := time.ParseDuration(c.Timeout.ValueString()); err == nil && d > 0 {
		return d
	}
	return defaultTimeout
}
