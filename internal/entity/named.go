package entity

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// NamedKind is one kind of objects that have a key made by Wix and a display name given
// by the user, labels or extended fields: what its resource, its data sources and its
// list resource are made of. T is the wire type.
type NamedKind[T wix.NamedObject] struct {
	wix.Kind[T]
	// Type is the type of the resource and of the data source. The plural data source
	// has an s behind it.
	Type string
	// One and Many describe the two data sources.
	One, Many string
	// UsedByOne and UsedByMany are what one contact, and what several do with an object,
	// such as "carries the label" and "carry the label"; UsedIn is the attribute of a
	// contact that says so.
	UsedByOne, UsedByMany, UsedIn string
	// Example is a display name for texts, such as "VIP". In small letters, it is that of
	// a key.
	Example string
	// Schema is that of the resource, from which the others are derived.
	Schema schema.Schema
	// RequiresReplace are the attributes that cannot be changed in place.
	RequiresReplace []string
	// Filters choose objects for the plural data source and the list resource.
	Filters  []Filter[T]
	NewModel func() Model[T]
	NewFacts func() Facts[T]
	// Listing is where the objects of the site are remembered.
	Listing func(*cache.Cache) *cache.Listing[T]
}

// Facts is the model of a data source: what the site determines or stores of an object.
// Common is embedded in it.
type Facts[T wix.NamedObject] interface {
	withCommon
	// FromAPI fills the model.
	FromAPI(have *T)
}

// Model is the model of a resource. Common and NamedSettings are embedded in it.
type Model[T wix.NamedObject] interface {
	Facts[T]
	withSettings
	// ToAPI gives the object that a create asks for.
	ToAPI() T
	// ConflictReason says why an object of the name cannot serve, "" if it can.
	ConflictReason(have *T) string
}

type (
	withCommon   interface{ common() *Common }
	withSettings interface{ settings() *NamedSettings }
)

// Common are the attributes that all kinds have.
type Common struct {
	ID          types.String `tfsdk:"id"`
	Key         types.String `tfsdk:"key"`
	DisplayName types.String `tfsdk:"display_name"`
	Namespace   types.String `tfsdk:"namespace"`
	CreatedDate types.String `tfsdk:"created_date"`
	UpdatedDate types.String `tfsdk:"updated_date"`
}

func (c *Common) common() *Common { return c }

// FromAPI fills the attributes.
func (c *Common) FromAPI(have wix.Named) {
	c.ID = types.StringValue(have.Key)
	c.Key = c.ID
	c.DisplayName = types.StringValue(have.DisplayName)
	c.Namespace = Optional(have.Namespace)
	c.CreatedDate = Optional(forms.Second(have.CreatedDate))
	c.UpdatedDate = Optional(forms.Second(have.UpdatedDate))
}

// keyAttributes are those that hold the key.
var keyAttributes = []string{"id", "key"}

// Name is the display name without outer white space, which Wix does not keep.
func (c *Common) Name() string { return strings.TrimSpace(c.DisplayName.ValueString()) }

// NamedSettings are the settings that all kinds have.
type NamedSettings struct {
	Settings
	ForceDestroy types.Bool `tfsdk:"force_destroy"`
}

func (s *NamedSettings) settings() *NamedSettings { return s }

// Complete gives the defaults to settings that an import left empty.
func (s *NamedSettings) Complete() {
	s.Settings.Complete()
	if s.ForceDestroy.IsNull() {
		s.ForceDestroy = types.BoolValue(false)
	}
}

func common[T wix.NamedObject](have *T) wix.Named { return (*have).Common() }
