package contact

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Keys of the private state.
const (
	privateOwned    = "owned"    // what the configuration of the last apply set
	privateRemote   = "remote"   // what the server has of members that are sent whole
	privateImported = "imported" // set by an import until the next read
	privateSeen     = "seen"     // what the state was made of
	// Set by a read that found no private state, until the next apply.
	privateForgotten = "forgotten"
)

// ownership is what the configuration of the last apply set, in the form of the
// configuration: nothing is owned where it is nil.
type ownership struct {
	// Set is for a text, a number or a truth value.
	Set bool `json:"set,omitempty"`
	// Parts are the attributes that were set in an object, or the entries of a set
	// or map.
	Parts map[string]*ownership `json:"parts,omitempty"`
	// Items are those of a list; Key tells which item one is.
	Items []*ownership `json:"items,omitempty"`
	Key   string       `json:"key,omitempty"`
}

// part is the ownership of a part, nil for one that is not owned.
func (o *ownership) part(name string) *ownership {
	if o == nil {
		return nil
	}
	return o.Parts[name]
}

// item is the ownership of the list item with that key.
func (o *ownership) item(key string) *ownership {
	if o == nil {
		return nil
	}
	i := slices.IndexFunc(o.Items, func(x *ownership) bool { return x.Key == key })
	if i < 0 {
		return nil
	}
	return o.Items[i]
}

// keys are the owned entries of a set or map.
func (o *ownership) keys() []string {
	if o == nil {
		return nil
	}
	return slices.Collect(maps.Keys(o.Parts))
}

// ownershipOf reads from a configuration what it sets, nil where it sets nothing.
func ownershipOf(v attr.Value, s shape) *ownership {
	if v == nil || v.IsNull() {
		return nil
	}
	out := &ownership{Set: true}
	switch v := v.(type) {
	case types.Object:
		out.Parts = map[string]*ownership{}
		for name, part := range v.Attributes() {
			if o := ownershipOf(part, s.parts[name]); o != nil {
				out.Parts[name] = o
			}
		}
	case types.List:
		for i, item := range v.Elements() {
			if o := ownershipOf(item, *s.item); o != nil {
				o.Key = s.keyOf(item, i)
				out.Items = append(out.Items, o)
			}
		}
	case types.Set:
		out.Parts = map[string]*ownership{}
		for _, item := range v.Elements() {
			if text, ok := item.(types.String); ok {
				out.Parts[text.ValueString()] = &ownership{Set: true}
			}
		}
	case types.Map:
		out.Parts = map[string]*ownership{}
		for key, item := range v.Elements() {
			if !item.IsNull() {
				out.Parts[key] = &ownership{Set: true}
			}
		}
	}
	return out
}

// configured is what a configuration sets, for all attributes.
func configured(ctx context.Context, config tfsdk.Config) (*ownership, diag.Diagnostics) {
	var diags diag.Diagnostics
	out := &ownership{Set: true, Parts: map[string]*ownership{}}
	for _, name := range writable {
		var v attr.Value
		diags.Append(config.GetAttribute(ctx, path.Root(name), &v)...)
		if o := ownershipOf(v, shapes[name]); o != nil {
			out.Parts[name] = o
		}
	}
	return out, diags
}

// private is the private state of a request or a response.
type private interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// recall reads a value of the private state. What is not there, or in a form of
// another version, is as if there were none.
func recall[T any](ctx context.Context, p private, key string) T {
	var out T
	if data, diags := p.GetKey(ctx, key); !diags.HasError() && len(data) > 0 {
		_ = json.Unmarshal(data, &out)
	}
	return out
}

func remember(ctx context.Context, p private, key string, v any) diag.Diagnostics {
	data, err := json.Marshal(v)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("The state cannot be written.", err.Error()+" Report this to the provider's developers.")}
	}
	return p.SetKey(ctx, key, data)
}

// remoteOf is the part of a contact to remember: members that are sent whole and
// may hold parts that nobody owns.
func remoteOf(have wix.Info) wix.Info {
	return wix.Info{Name: have.Name, Emails: have.Emails, Phones: have.Phones, Addresses: have.Addresses}
}

// join is what either of two says.
func (o *ownership) join(other *ownership) *ownership {
	switch {
	case o == nil:
		return other
	case other == nil:
		return o
	}
	out := &ownership{Set: true, Key: o.Key, Parts: map[string]*ownership{}}
	maps.Copy(out.Parts, o.Parts)
	for name, part := range other.Parts {
		out.Parts[name] = out.Parts[name].join(part)
	}
	for _, item := range o.Items {
		out.Items = append(out.Items, item.join(other.item(item.Key)))
	}
	for _, item := range other.Items {
		if o.item(item.Key) == nil {
			out.Items = append(out.Items, item)
		}
	}
	return out
}

// Only is the owned part: what an import filled in and no configuration set is
// neither compared nor written.
func (o Owned) Only(by *ownership) Owned {
	var out Owned
	if own := by.part("name"); own != nil && o.Name != nil {
		out.Name = &Name{First: mine(o.Name.First, own, "first"), Last: mine(o.Name.Last, own, "last")}
	}
	if own := by.part("emails"); own != nil && o.Emails != nil {
		out.Emails = []Email{}
		for _, e := range o.Emails {
			item := own.item(wix.FoldEmail(e.Email))
			out.Emails = append(out.Emails, Email{Email: e.Email, Tag: mine(e.Tag, item, "tag"), Primary: mine(e.Primary, item, "primary")})
		}
	}
	if own := by.part("phones"); own != nil && o.Phones != nil {
		out.Phones = []Phone{}
		for _, p := range o.Phones {
			item := own.item(wix.FoldEmail(p.Phone))
			out.Phones = append(out.Phones, Phone{
				Phone: p.Phone, CountryCode: mine(p.CountryCode, item, "country_code"),
				Tag: mine(p.Tag, item, "tag"), Primary: mine(p.Primary, item, "primary"),
			})
		}
	}
	if own := by.part("addresses"); own != nil && o.Addresses != nil {
		out.Addresses = []Address{}
		for i, a := range o.Addresses {
			out.Addresses = append(out.Addresses, a.only(own.item(strconv.Itoa(i))))
		}
	}
	out.Company = mine(o.Company, by, "company")
	out.JobTitle = mine(o.JobTitle, by, "job_title")
	out.Birthdate = mine(o.Birthdate, by, "birthdate")
	out.Locale = mine(o.Locale, by, "locale")
	if by.part("label_keys") != nil {
		out.LabelKeys = o.LabelKeys
	}
	if by.part("extended_fields") != nil {
		out.ExtendedFields = o.ExtendedFields
	}
	return out
}

func (a Address) only(by *ownership) Address {
	if by == nil { // an address that nobody set is there or not, as a whole
		return a
	}
	out := Address{
		Tag: mine(a.Tag, by, "tag"), AddressLine: mine(a.AddressLine, by, "address_line"), AddressLine2: mine(a.AddressLine2, by, "address_line_2"),
		City: mine(a.City, by, "city"), Subdivision: mine(a.Subdivision, by, "subdivision"), Country: mine(a.Country, by, "country"),
		PostalCode: mine(a.PostalCode, by, "postal_code"),
	}
	if own := by.part("street"); own != nil && a.Street != nil {
		out.Street = &Street{Number: mine(a.Street.Number, own, "number"), Name: mine(a.Street.Name, own, "name")}
	}
	return out
}

func mine[T any](v *T, by *ownership, name string) *T {
	if by.part(name) == nil {
		return nil
	}
	return v
}
