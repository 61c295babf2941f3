package entity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/catalog"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Definition is a resource for objects that have a key made by Wix and a display
// name given by the user, and that are made by find-or-create: labels and
// extended fields. T is the API's object, M the model of the resource.
type Definition[T, M any] struct {
	// Type is the resource type, Noun what texts call one, with its article, Use
	// what a contact does with it ("carry the label"), UsedIn the attribute that says so.
	Type, Noun, Use, UsedIn string
	// Collection is the last part of the path of all of them, Member what answers
	// of the API call one (contract 4.2, 5.2).
	Collection, Member string
	Schema             schema.Schema
	// Parts points into a model.
	Parts func(*M) Parts
	// Fill puts an API object into a model.
	Fill func(*M, *T)
	// Name and System read an API object.
	Name   func(*T) string
	System func(*T) bool
	// Fixed are the attributes that cannot be changed in place.
	Fixed []string
	// Misfit says why an object that was found cannot serve, "" if it can.
	Misfit  func(have *T, want *M) string
	Listing func(*catalog.Catalog) *catalog.Listing[T]
	Create  func(context.Context, *wix.Client, *M) (*T, bool, error)
	Rename  func(ctx context.Context, c *wix.Client, key, name string) (*T, error)
	Delete  func(ctx context.Context, c *wix.Client, key string) error
	// Uses tells which contacts use the object.
	Uses func(*catalog.Catalog) *catalog.Uses
}

// Identified are the attributes that labels and fields have in common.
type Identified struct {
	Key         types.String `tfsdk:"key"`
	DisplayName types.String `tfsdk:"display_name"`
	Namespace   types.String `tfsdk:"namespace"`
	CreatedDate types.String `tfsdk:"created_date"`
	UpdatedDate types.String `tfsdk:"updated_date"`
}

// Guarded are the settings of labels and fields.
type Guarded struct {
	Settings
	ForceDestroy types.Bool `tfsdk:"force_destroy"`
}

// Parts are the shared parts of a model.
type Parts struct {
	*Identified
	*Guarded
}

type definition[T, M any] struct {
	Definition[T, M]
	Resource
}

var (
	_ resource.ResourceWithIdentity     = (*definition[wix.Label, struct{}])(nil)
	_ resource.ResourceWithImportState  = (*definition[wix.Label, struct{}])(nil)
	_ resource.ResourceWithModifyPlan   = (*definition[wix.Label, struct{}])(nil)
	_ resource.ResourceWithMoveState    = (*definition[wix.Label, struct{}])(nil)
	_ resource.ResourceWithUpgradeState = (*definition[wix.Label, struct{}])(nil)
)

// NewResource is the constructor that the provider lists.
func (d Definition[T, M]) NewResource() resource.Resource {
	return &definition[T, M]{d, Resource{TypeName: d.Type}}
}

func (r *definition[T, M]) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.Definition.Schema
}

func (r *definition[T, M]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	var m M
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p := r.Parts(&m)
	key := p.Key.ValueString()
	resp.Diagnostics.Append(r.Identify(ctx, resp.Identity, "key", p.Key)...)
	if r.Connection == nil {
		KeptAsIs(&resp.Diagnostics)
		return
	}
	if !r.remembered(ctx, req.Private, resp.Private, key, &resp.Diagnostics) {
		return
	}
	have, err := r.Listing(r.Catalog).Get(ctx, key, p.UpdatedDate.ValueString())
	if wix.IsNotFound(err) {
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, Nowhere)...)
		return
	}
	if r.System(have) {
		resp.Diagnostics.AddError("What Wix itself defines cannot be managed.",
			fmt.Sprintf("The key %s is that of %s which Wix defines: nobody can change or delete it. Read it with the data source %s.",
				key, r.Noun, r.Type))
		return
	}
	r.store(&m, have)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// remembered tells that an object is one of the configured site, and has that kept
// with it.
func (r *definition[T, M]) remembered(ctx context.Context, from, to Private, key string, diags *diag.Diagnostics) bool {
	m := Memory{ID: key}
	Recall(ctx, from, &m)
	if !r.OnSite(m, diags) {
		return false
	}
	diags.Append(Remember(ctx, to, Memory{Site: r.Site(), ID: key})...)
	return true
}

// store fills the model and keeps the name's spelling where it means the same.
func (d Definition[T, M]) store(m *M, have *T) {
	p := d.Parts(m)
	name := p.DisplayName
	d.Fill(m, have)
	if !name.IsNull() && wix.SameText(name.ValueString(), d.Name(have)) {
		p.DisplayName = name
	}
	p.Complete()
	if p.ForceDestroy.IsNull() {
		p.ForceDestroy = types.BoolValue(false)
	}
}

func (r *definition[T, M]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	var m, state M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p, was := r.Parts(&m), r.Parts(&state)
	key, name := was.Key.ValueString(), wix.Plain(p.DisplayName.ValueString())
	resp.Diagnostics.Append(r.Identify(ctx, resp.Identity, "key", was.Key)...)
	if r.Overtaken(r.Type, key, &resp.Diagnostics) {
		return
	}
	if p.DisplayName.Equal(was.DisplayName) {
		resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
		return
	}
	if r.awaitName(ctx, key, name, &resp.Diagnostics); resp.Diagnostics.HasError() {
		return
	}
	have, err := r.Rename(ctx, r.Client, key, name)
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, At("display_name"))...)
		return
	}
	r.Listing(r.Catalog).Put(have)
	r.Register.Release(r.Type, names(was.DisplayName))
	r.store(&m, have)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func (r *definition[T, M]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	var m M
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p := r.Parts(&m)
	key := p.Key.ValueString()
	if p.DeletionPolicy.ValueString() == Retain || r.Forgets(r.Type, key, &resp.Diagnostics) {
		return
	}
	if r.refuseInUse(ctx, p, &resp.Diagnostics); resp.Diagnostics.HasError() {
		return
	}
	if err := r.Definition.Delete(ctx, r.Client, key); err != nil {
		resp.Diagnostics.Append(Diagnose(err, Nowhere)...)
		return
	}
	r.Listing(r.Catalog).Drop(key)
	r.Register.Release(r.Type, names(p.DisplayName))
}
