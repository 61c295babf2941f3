package entity

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Values of deletion_policy.
const (
	Delete = "DELETE"
	Retain = "RETAIN"
)

// Settings are the attributes that steer a resource and never reach the site.
type Settings struct {
	AdoptExisting  types.Bool   `tfsdk:"adopt_existing"`
	DeletionPolicy types.String `tfsdk:"deletion_policy"`
}

// Complete gives the defaults to settings that an import left empty.
func (s *Settings) Complete() {
	if s.AdoptExisting.IsNull() {
		s.AdoptExisting = types.BoolValue(false)
	}
	if s.DeletionPolicy.IsNull() {
		s.DeletionPolicy = types.StringValue(Delete)
	}
}

// settingNames are left out of data sources.
var settingNames = map[string]bool{
	"adopt_existing": true, "deletion_policy": true, "force_destroy": true, "allow_duplicates": true,
}

// AdoptExisting is the schema of adopt_existing.
func AdoptExisting(noun string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: "Whether to adopt " + noun + " that already exists on the site, as the plan shows. By default, creating one that exists is an error that shows an `import` block.",
		Optional:            true,
		Computed:            true,
		Default:             booldefault.StaticBool(false),
	}
}

// DeletionPolicy is the schema of deletion_policy.
func DeletionPolicy(noun string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "What destroying does: `DELETE`, the default, deletes " + noun + " from the site; `RETAIN` only forgets it. It must be in the state, that is applied, before the destroy.",
		Optional:            true,
		Computed:            true,
		Default:             stringdefault.StaticString(Delete),
		Validators:          []validator.String{OneOf(Delete, Retain)},
	}
}

// ForceDestroy is the schema of force_destroy.
func ForceDestroy(text string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: text + " By default false: the destroy is refused. It must be in the state, that is applied, before the destroy.",
		Optional:            true,
		Computed:            true,
		Default:             booldefault.StaticBool(false),
	}
}
