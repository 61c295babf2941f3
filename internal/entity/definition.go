package entity

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
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
	Schema          schema.Schema
	// Parts points into a model.
	Parts func(*M) Parts
	// Fill puts an API object into a model.
	Fill func(*M, *T)
	// Name and System read an API object.
	Name   func(*T) string
	System func(*T) bool
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
	*Connection
}

// NewResource is the constructor that the provider lists.
func (d Definition[T, M]) NewResource() resource.Resource {
	return &definition[T, M]{Definition: d}
}

func (r *definition[T, M]) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.Type
}

func (r *definition[T, M]) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.Definition.Schema
}

func (r *definition[T, M]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.Connection = Connect(req.ProviderData, &resp.Diagnostics)
}

func (r *definition[T, M]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var m M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p := r.Parts(&m)
	have, made, err := r.Definition.Create(ctx, r.Client, &m)
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, At("display_name"))...)
		return
	}
	name := p.DisplayName
	misfit := r.Misfit(have, &m)
	r.Fill(&m, have)
	p.DisplayName = name
	key := p.Key.ValueString()
	if !made {
		r.refuseFound(have, misfit, p, &resp.Diagnostics)
	}
	if !resp.Diagnostics.HasError() && !r.Catalog.Claim(key) {
		resp.Diagnostics.AddAttributeError(path.Root("display_name"), "Two resources of one configuration manage the same object.",
			fmt.Sprintf("Another %s resource of this configuration has the display name %q and manages the key %s. "+
				"Remove one of the two, and refer to the other's key.", r.Type, name.ValueString(), key))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	r.Listing(r.Catalog).Put(have)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// refuseFound says why an object that existed before is not taken over.
func (r *definition[T, M]) refuseFound(have *T, misfit string, p Parts, diags *diag.Diagnostics) {
	at, key := path.Root("display_name"), p.Key.ValueString()
	switch {
	case r.System(have):
		diags.AddAttributeError(at, "Wix itself defines an object of that name.",
			fmt.Sprintf("The site has %s %q with the key %s, which nobody can change or delete. Read it with the data source %s, or choose another display name.",
				r.Noun, r.Name(have), key, r.Type))
	case misfit != "":
		diags.AddAttributeError(at, "An object of that name exists and differs.", misfit)
	case !p.AdoptExisting.ValueBool():
		diags.AddAttributeError(at, "An object of that name exists already.",
			fmt.Sprintf("The site has %s %q with the key %s that this configuration did not create. Import it:\n\n%s\n\n"+
				"Or set adopt_existing = true to take over whatever has the name, or choose another display name.",
				r.Noun, r.Name(have), key, ImportBlock(r.Type, key)))
	case !wix.SameText(r.Name(have), p.DisplayName.ValueString()):
		diags.AddAttributeError(at, "An object exists under another spelling of the name.",
			fmt.Sprintf("The site has %s %q with the key %s. Use exactly that display name to take it over, or choose another one.",
				r.Noun, r.Name(have), key))
	}
}

func (r *definition[T, M]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	if r.Connection == nil {
		KeptAsIs(&resp.Diagnostics)
		return
	}
	var m M
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p := r.Parts(&m)
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
	r.Catalog.Claim(p.Key.ValueString())
	resp.Diagnostics.Append(r.store(ctx, &m, have, &resp.State)...)
}

// store fills the model and keeps the name's spelling where it means the same.
func (r *definition[T, M]) store(ctx context.Context, m *M, have *T, state *tfsdk.State) diag.Diagnostics {
	p := r.Parts(m)
	name := p.DisplayName
	r.Fill(m, have)
	if !name.IsNull() && wix.SameText(name.ValueString(), r.Name(have)) {
		p.DisplayName = name
	}
	p.Complete()
	if p.ForceDestroy.IsNull() {
		p.ForceDestroy = types.BoolValue(false)
	}
	return state.Set(ctx, m)
}

func (r *definition[T, M]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var m, state M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p, was := r.Parts(&m), r.Parts(&state)
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
	r.Listing(r.Catalog).Put(have)
	resp.Diagnostics.Append(r.store(ctx, &m, have, &resp.State)...)
}

// taken refuses a rename to a name in use: Wix may allow it, and two objects of
// one name cannot be told apart (contract 11, row 21).
func (r *definition[T, M]) taken(ctx context.Context, key, name string, diags *diag.Diagnostics) {
	all, _, err := r.Listing(r.Catalog).All(ctx)
	if err != nil {
		diags.Append(Diagnose(err, Nowhere)...)
		return
	}
	for other, have := range all {
		if other != key && r.Name(have) == name {
			diags.AddAttributeError(path.Root("display_name"), "The new name belongs to another object.",
				fmt.Sprintf("The site has %s %q with the key %s. Choose another display name, or rename that one first.", r.Noun, name, other))
		}
	}
}

func (r *definition[T, M]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
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

// refuseInUse protects what contacts use from being destroyed.
func (r *definition[T, M]) refuseInUse(ctx context.Context, p Parts, diags *diag.Diagnostics) {
	if p.ForceDestroy.ValueBool() || p.DeletionPolicy.ValueString() == Retain {
		return
	}
	n, err := r.Count(ctx, r.Catalog, p.Key.ValueString())
	switch {
	case err != nil:
		diags.Append(Diagnose(err, Nowhere)...)
	case n > 0:
		contacts := fmt.Sprintf("%d contacts %s", n, r.Use)
		if n == 1 {
			contacts = "1 contact " + strings.Replace(r.Use, "carry", "carries", 1)
			contacts = strings.Replace(contacts, "hold ", "holds ", 1)
		}
		diags.AddError("The object is in use by contacts.",
			fmt.Sprintf("%s %q (%s), and destroying it would take it off them for good. "+
				"Set force_destroy = true and apply that first if the loss is meant, or set deletion_policy = %q to leave it on the site.",
				contacts, p.DisplayName.ValueString(), p.Key.ValueString(), Retain))
	}
}

// ModifyPlan keeps what a plan does not change out of it, and refuses the destroy
// of what contacts use while it is planned.
func (r *definition[T, M]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() {
		return
	}
	var state M
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	was := r.Parts(&state)
	if req.Plan.Raw.IsNull() || len(resp.RequiresReplace) > 0 {
		if r.Connection != nil {
			r.refuseInUse(ctx, was, &resp.Diagnostics)
		}
		return
	}
	var m M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p := r.Parts(&m)
	guarded, name, updated := *p.Guarded, p.DisplayName, p.UpdatedDate
	same := !name.IsUnknown() && wix.SameText(name.ValueString(), was.DisplayName.ValueString())
	if m = state; !same {
		p.DisplayName, p.UpdatedDate = name, updated
	}
	*p.Guarded = guarded
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &m)...)
}

func (r *definition[T, M]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	name, byName := strings.CutPrefix(req.ID, "name:")
	if !byName {
		if !strings.Contains(req.ID, ".") {
			resp.Diagnostics.AddError("The import id is not a key.",
				fmt.Sprintf("%q is neither a key, such as custom.vip, nor name: followed by a display name, such as name:VIP.", req.ID))
			return
		}
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("key"), req.ID)...)
		return
	}
	all, order, err := r.Listing(r.Catalog).All(ctx)
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, Nowhere)...)
		return
	}
	var keys []string
	for _, key := range order {
		if r.Name(all[key]) == name {
			keys = append(keys, key)
		}
	}
	switch len(keys) {
	case 0:
		resp.Diagnostics.AddError("Nothing has that name.",
			fmt.Sprintf("The site has nothing of type %s with exactly the display name %q. Names are compared with case. Import by key, or correct the name.", r.Type, name))
	case 1:
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("key"), keys[0])...)
	default:
		resp.Diagnostics.AddError("Several objects have that name.",
			fmt.Sprintf("The display name %q belongs to %s. Import the right one by its key.", name, strings.Join(keys, ", ")))
	}
}
