package entity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

type namedResource[T wix.NamedObject] struct {
	NamedKind[T]
	Resource
}

var (
	_ resource.ResourceWithIdentity    = (*namedResource[wix.Label])(nil)
	_ resource.ResourceWithImportState = (*namedResource[wix.Label])(nil)
	_ resource.ResourceWithModifyPlan  = (*namedResource[wix.Label])(nil)
	_ resource.ResourceWithMoveState   = (*namedResource[wix.Label])(nil)
)

// NewResource is the constructor that the provider lists.
func (k NamedKind[T]) NewResource() resource.Resource {
	return &namedResource[T]{k, Resource{TypeName: k.Type}}
}

func (r *namedResource[T]) listing() *cache.Listing[T] { return r.Listing(r.Cache) }

func (r *namedResource[T]) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.NamedKind.Schema
}

func (r *namedResource[T]) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = IdentitySchema("key", "The key of "+r.Singular+", made by Wix.")
}

func (r *namedResource[T]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	m := r.NewModel()
	resp.Diagnostics.Append(req.State.Get(ctx, m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	key := m.common().ID.ValueString()
	resp.Diagnostics.Append(r.Identify(ctx, resp.Identity, "key", m.common().ID)...)
	if r.ProviderData == nil {
		AddSkippedRefreshWarning(&resp.Diagnostics)
		return
	}
	if key == "" { // upjet reads before it creates
		resp.State.RemoveResource(ctx)
		return
	}
	r.Register.Refresh(r.Type, key)
	imported := m.common().DisplayName.IsNull()
	moved := !Recall(ctx, req.Private, &Memory{}, &resp.Diagnostics) // from another provider, or read by upjet
	if !r.remembered(ctx, req.Private, resp.Private, key, &resp.Diagnostics) {
		return
	}
	have, err := r.listing().Get(ctx, key, m.common().UpdatedDate.ValueString())
	if wix.IsNotFound(err) {
		if imported && !moved {
			r.refuseMissing(key, &resp.Diagnostics)
		}
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, NoPath)...)
		return
	}
	if (*have).IsSystem() {
		resp.Diagnostics.AddError("What Wix itself defines cannot be managed.",
			fmt.Sprintf("The key %s is that of %s which Wix defines: nobody can change or delete it. Read it with the data source %s.",
				key, r.Singular, r.Type))
		return
	}
	if imported {
		if warning := r.nameWarning(ctx, have, ""); warning != nil {
			resp.Diagnostics.Append(warning)
		}
	}
	refresh(m, have)
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// remembered tells that an object is one of the configured site, and has that kept
// with it.
func (r *namedResource[T]) remembered(ctx context.Context, from, to Private, key string, diags *diag.Diagnostics) bool {
	m := Memory{ID: key}
	Recall(ctx, from, &m, diags)
	if diags.HasError() || !r.OnSite(m, diags) {
		return false
	}
	diags.Append(Remember(ctx, to, Memory{Site: r.Site(), ID: key})...)
	return true
}

// refresh fills a model and keeps the name's spelling where it means the same.
func refresh[T wix.NamedObject](m Model[T], have *T) {
	name := m.common().DisplayName
	m.FromAPI(have)
	if !name.IsNull() && forms.SameText(name.ValueString(), common(have).DisplayName) {
		m.common().DisplayName = name
	}
	m.settings().Complete()
}

func (r *namedResource[T]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	m, prior := r.NewModel(), r.NewModel()
	resp.Diagnostics.Append(req.Plan.Get(ctx, m)...)
	resp.Diagnostics.Append(req.State.Get(ctx, prior)...)
	if resp.Diagnostics.HasError() {
		return
	}
	was, name := prior.common(), m.common().DisplayName
	key := was.Key.ValueString()
	resp.Diagnostics.Append(r.Identify(ctx, resp.Identity, "key", was.Key)...)
	if r.Overtaken(r.Type, key, &resp.Diagnostics) {
		return
	}
	if !name.Equal(was.DisplayName) {
		have := r.rename(ctx, was, forms.Plain(name.ValueString()), &resp.Diagnostics)
		if have == nil {
			return
		}
		refresh(m, have)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// rename gives an object another name. It gives nil when it has reported why not.
func (r *namedResource[T]) rename(ctx context.Context, was *Common, name string, diags *diag.Diagnostics) *T {
	key := was.Key.ValueString()
	if r.awaitName(ctx, key, name, diags); diags.HasError() {
		return nil
	}
	have, err := r.listing().Rename(ctx, key, name)
	if err != nil {
		diags.Append(Diagnose(err, AtAttribute("display_name"))...)
		return nil
	}
	r.Register.Release(r.Type, names(was.DisplayName))
	return have
}

func (r *namedResource[T]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	m := r.NewModel()
	resp.Diagnostics.Append(req.State.Get(ctx, m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	key := m.common().Key.ValueString()
	if m.settings().DeletionPolicy.ValueString() == Retain || r.Forgets(r.Type, key, &resp.Diagnostics) {
		return
	}
	if r.refuseInUse(ctx, m, &resp.Diagnostics); resp.Diagnostics.HasError() {
		return
	}
	if err := r.listing().Delete(ctx, key); err != nil {
		resp.Diagnostics.Append(Diagnose(err, NoPath)...)
		return
	}
	r.Register.Release(r.Type, names(m.common().DisplayName))
}

func (r *namedResource[T]) MoveState(context.Context) []resource.StateMover {
	return Moved{Target: r.Type, Collection: r.Path[len(r.Path)-1], Member: r.Member, Attribute: "key"}.Movers()
}
