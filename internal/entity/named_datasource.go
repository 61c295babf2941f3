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
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

type namedDataSource[T wix.NamedObject] struct {
	NamedKind[T]
	DataSource
}

// NewDataSource is the constructor of the data source that finds one object.
func (k NamedKind[T]) NewDataSource() datasource.DataSource {
	return &namedDataSource[T]{k, DataSource{TypeName: k.Type}}
}

func (d *namedDataSource[T]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	argument := func(text string) schema.Attribute {
		return schema.StringAttribute{MarkdownDescription: text, Optional: true, Computed: true, Validators: []validator.String{NotBlank}}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: d.One + d.permissionText(),
		Attributes: With(Attributes(d.NamedKind.Schema.Attributes), map[string]schema.Attribute{
			"key":          argument("The key to look up. Give either this or `display_name`."),
			"display_name": argument("The exact display name to look up, upper and lower case distinguished. Give either this or `key`."),
		}),
	}
}

func (d *namedDataSource[T]) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("key"), path.MatchRoot("display_name"))}
}

func (d *namedDataSource[T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
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
		resp.Diagnostics.Append(InRead.Diagnose(err, NoPath)...)
	case len(found) == 0:
		at, value := path.Root("key"), key.ValueString()
		if key.IsNull() {
			at, value = path.Root("display_name"), name.ValueString()
		}
		resp.Diagnostics.AddAttributeError(at, "The site has no such object.",
			fmt.Sprintf("Nothing on the site matches %q exactly. Look at the data source %s for what there is, and correct the value.", value, d.pluralType()))
	case len(found) > 1:
		resp.Diagnostics.AddAttributeError(path.Root("display_name"), "Several objects have that name.",
			fmt.Sprintf("The display name belongs to %s. Look it up by key.", keys(found)))
	default:
		m := d.NewFacts()
		m.FromAPI(found[0])
		resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	}
}

// find gives what has the key, else what has the name. A key is asked for singly
// where the listing lacks it: listings lag behind writes (contract 3.4).
func (d *namedDataSource[T]) find(ctx context.Context, key, name types.String) ([]*T, error) {
	if key.IsNull() {
		found, err := d.Listing(d.Cache).Called(ctx, name.ValueString())
		return sorted(found), err
	}
	if strings.Trim(key.ValueString(), ". ") == "" {
		return nil, nil
	}
	have, err := d.Listing(d.Cache).Get(ctx, key.ValueString(), "")
	switch {
	case wix.IsNotFound(err):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return []*T{have}, nil
}

// sorted puts objects into the order of their display names and keys.
func sorted[T wix.NamedObject](found []*T) []*T {
	slices.SortFunc(found, func(a, b *T) int {
		x, y := common(a), common(b)
		return cmp.Or(cmp.Compare(x.DisplayName, y.DisplayName), cmp.Compare(x.Key, y.Key))
	})
	return found
}

type namedPluralDataSource[T wix.NamedObject] struct {
	NamedKind[T]
	DataSource
}

// NewDataSources is the constructor of the data source that finds all objects.
func (k NamedKind[T]) NewDataSources() datasource.DataSource {
	return &namedPluralDataSource[T]{k, DataSource{TypeName: k.pluralType()}}
}

func (k NamedKind[T]) pluralType() string { return k.Type + "s" }

// list is the attribute that holds the objects.
func (k NamedKind[T]) list() string { return k.Member + "s" }

func (k NamedKind[T]) permissionText() string {
	return "\n\nThe credential needs the permission " + k.Permission() + "."
}

func (d *namedPluralDataSource[T]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		d.list(): schema.ListNestedAttribute{
			MarkdownDescription: "What matches all given arguments, by display name; empty if nothing does.",
			Computed:            true,
			NestedObject:        schema.NestedAttributeObject{Attributes: Attributes(d.NamedKind.Schema.Attributes)},
		},
	}
	for _, f := range d.Filters {
		attributes[f.Name] = schema.StringAttribute{MarkdownDescription: f.Text, Optional: true, Validators: f.Validators}
	}
	resp.Schema = schema.Schema{MarkdownDescription: d.Many + d.permissionText(), Attributes: attributes}
}

func (d *namedPluralDataSource[T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Configured(&resp.Diagnostics) {
		return
	}
	arguments := d.arguments(ctx, req.Config, &resp.Diagnostics)
	for name, value := range arguments {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), value)...)
	}
	found, err := d.chosen(ctx, d.Cache, arguments)
	if err != nil {
		resp.Diagnostics.Append(InRead.Diagnose(err, NoPath)...)
		return
	}
	list := make([]Facts[T], len(found))
	for i, have := range sorted(found) {
		list[i] = d.NewFacts()
		list[i].FromAPI(have)
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(d.list()), list)...)
}
