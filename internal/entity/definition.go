package entity

import (
	"context"
	"fmt"
	"strings"

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
	// what a contact does with it: "carry", "hold a value in".
	Type, Noun, Use string
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
	// Count tells how many contacts use the object.
	Count func(ctx context.Context, c *catalog.Catalog, key string) (int, error)
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

func (r *definition[T, M]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	var m M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p := r.Parts(&m)
	name := p.DisplayName
	asked := strings.TrimSpace(name.ValueString())
	// One after the other, so that the second of two resources meets the claims of
	// the first, also where Wix compares names without case.
	free, err := r.Catalog.Hold(ctx, []string{r.Type + " " + strings.ToLower(asked)})
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, Nowhere)...)
		return
	}
	defer free()
	if !r.Catalog.Claim(r.Type + " " + asked) {
		r.refuseTwin(asked, &resp.Diagnostics)
		return
	}
	have, made, err := r.Definition.Create(ctx, r.Client, &m)
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, At("display_name"))...)
		return
	}
	misfit := r.Misfit(have, &m)
	r.Fill(&m, have)
	p.DisplayName = name
	if !made {
		r.refuseFound(have, misfit, p, &resp.Diagnostics)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	r.Catalog.Claim(p.Key.ValueString())
	r.Listing(r.Catalog).Created(have)
	resp.Diagnostics.Append(Identify(ctx, resp.Identity, "key", p.Key)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func (r *definition[T, M]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	var m M
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p := r.Parts(&m)
	resp.Diagnostics.Append(Identify(ctx, resp.Identity, "key", p.Key)...)
	if r.Connection == nil {
		KeptAsIs(&resp.Diagnostics)
		return
	}
	have, err := r.Listing(r.Catalog).Get(ctx, p.Key.ValueString(), p.UpdatedDate.ValueString())
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
				p.Key.ValueString(), r.Noun, r.Type))
		return
	}
	if !r.Catalog.Claim(p.Key.ValueString()) {
		resp.Diagnostics.AddWarning("Two resources manage the same object.",
			fmt.Sprintf("Another %s of this configuration manages the key %s too. They undo each other's changes, and destroying one destroys the object of both. "+
				"Take one of the two out of the configuration, and out of the state with terraform state rm.", r.Type, p.Key.ValueString()))
	}
	r.store(&m, have)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
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
	resp.Diagnostics.Append(Identify(ctx, resp.Identity, "key", was.Key)...)
	if p.DisplayName.Equal(was.DisplayName) {
		resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
		return
	}
	key, name := p.Key.ValueString(), strings.TrimSpace(p.DisplayName.ValueString())
	if r.taken(ctx, key, name, &resp.Diagnostics); resp.Diagnostics.HasError() {
		return
	}
	have, err := r.Rename(ctx, r.Client, key, name)
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, At("display_name"))...)
		return
	}
	r.Catalog.Claim(key)
	r.Listing(r.Catalog).Put(have)
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
	if p.DeletionPolicy.ValueString() == Retain {
		return
	}
	if r.refuseInUse(ctx, p, &resp.Diagnostics); resp.Diagnostics.HasError() {
		return
	}
	key := p.Key.ValueString()
	if err := r.Definition.Delete(ctx, r.Client, key); err != nil {
		resp.Diagnostics.Append(Diagnose(err, Nowhere)...)
		return
	}
	r.Listing(r.Catalog).Drop(key)
}
