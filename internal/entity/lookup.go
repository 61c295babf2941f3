package entity

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/catalog"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Lookup is the pair of data sources for labels or for extended fields. T is the
// API's object, F the model of one.
type Lookup[T, F any] struct {
	// Type is the singular data source; Plural the plural one; List its list.
	Type, Plural, List string
	// One and Many describe the two data sources.
	One, Many  string
	Attributes map[string]schema.Attribute
	Listing    func(*catalog.Catalog) *catalog.Listing[T]
	Fill       func(*F, *T)
	Name, Key  func(*T) string
	Filters    []Filter[T]
}

type one[T, F any] struct {
	Lookup[T, F]
	DataSource
}

type many[T, F any] struct {
	Lookup[T, F]
	DataSource
}

// NewOne is the constructor of the singular data source.
func (l Lookup[T, F]) NewOne() datasource.DataSource {
	return &one[T, F]{l, DataSource{TypeName: l.Type}}
}

// NewMany is the constructor of the plural data source.
func (l Lookup[T, F]) NewMany() datasource.DataSource {
	return &many[T, F]{l, DataSource{TypeName: l.Plural}}
}

func (d *one[T, F]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	argument := func(text string) schema.Attribute {
		return schema.StringAttribute{MarkdownDescription: text, Optional: true, Computed: true}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: d.One,
		Attributes: With(d.Attributes, map[string]schema.Attribute{
			"key":          argument("The key to look up. Give either this or `display_name`."),
			"display_name": argument("The exact display name to look up, upper and lower case distinguished. Give either this or `key`."),
		}),
	}
}

func (d *one[T, F]) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("key"), path.MatchRoot("display_name"))}
}

func (d *one[T, F]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Configured(&resp.Diagnostics) {
		return
	}
	var key, name types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("key"), &key)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("display_name"), &name)...)
	if resp.Diagnostics.HasError() {
		return
	}
	found, err := d.find(ctx, key, name)
	switch {
	case err != nil:
		resp.Diagnostics.Append(Diagnose(err, Nowhere)...)
	case len(found) == 0:
		at, value := path.Root("key"), key.ValueString()
		if key.IsNull() {
			at, value = path.Root("display_name"), name.ValueString()
		}
		resp.Diagnostics.AddAttributeError(at, "The site has no such object.",
			fmt.Sprintf("Nothing on the site matches %q exactly. Look at the data source %s for what there is, and correct the value.", value, d.Plural))
	case len(found) > 1:
		keys := make([]string, len(found))
		for i, have := range found {
			keys[i] = d.Key(have)
		}
		resp.Diagnostics.AddAttributeError(path.Root("display_name"), "Several objects have that name.",
			fmt.Sprintf("The display name belongs to %s. Look it up by key.", strings.Join(keys, ", ")))
	default:
		var m F
		d.Fill(&m, found[0])
		resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
	}
}

// find gives what has the key, else what has the name. A key is asked for singly
// where the listing lacks it: listings lag behind writes (contract 3.4).
func (d *one[T, F]) find(ctx context.Context, key, name types.String) ([]*T, error) {
	if key.IsNull() {
		return d.sorted(ctx, d.Catalog, func(have *T) bool { return wix.SameText(d.Name(have), name.ValueString()) })
	}
	if strings.Trim(key.ValueString(), ". ") == "" {
		return nil, nil
	}
	have, err := d.Listing(d.Catalog).Get(ctx, key.ValueString(), "")
	switch {
	case wix.IsNotFound(err):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return []*T{have}, nil
}

// sorted gives the objects that match, by display name and key.
func (l Lookup[T, F]) sorted(ctx context.Context, c *catalog.Catalog, match func(*T) bool) ([]*T, error) {
	all, _, err := l.Listing(c).All(ctx)
	if err != nil {
		return nil, err
	}
	out := []*T{}
	for _, have := range all {
		if match(have) {
			out = append(out, have)
		}
	}
	slices.SortFunc(out, func(a, b *T) int {
		return cmp.Or(cmp.Compare(l.Name(a), l.Name(b)), cmp.Compare(l.Key(a), l.Key(b)))
	})
	return out, nil
}

func (d *many[T, F]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		d.List: schema.ListNestedAttribute{
			MarkdownDescription: "What matches all given arguments, by display name; empty if nothing does.",
			Computed:            true,
			NestedObject:        schema.NestedAttributeObject{Attributes: d.Attributes},
		},
	}
	for _, f := range d.Filters {
		attributes[f.Name] = schema.StringAttribute{MarkdownDescription: f.Text, Optional: true, Validators: f.Validators}
	}
	resp.Schema = schema.Schema{MarkdownDescription: d.Many, Attributes: attributes}
}

func (d *many[T, F]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Configured(&resp.Diagnostics) {
		return
	}
	values := map[string]types.String{}
	for _, f := range d.Filters {
		var value types.String
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(f.Name), &value)...)
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(f.Name), value)...)
		values[f.Name] = value
	}
	found, err := d.sorted(ctx, d.Catalog, func(have *T) bool {
		return !slices.ContainsFunc(d.Filters, func(f Filter[T]) bool {
			value := values[f.Name]
			return !value.IsNull() && !f.match(have, value.ValueString())
		})
	})
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, Nowhere)...)
		return
	}
	list := make([]F, len(found))
	for i, have := range found {
		d.Fill(&list[i], have)
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(d.List), list)...)
}
