package acctest

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// identityType is the type of the identity of a resource type.
func (c *Core) identityType(typeName string) tftypes.Object {
	c.t.Helper()
	all, err := c.server.Load().GetResourceIdentitySchemas(context.Background(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	c.must(err, all.Diagnostics)
	schema := all.IdentitySchemas[typeName]
	if schema == nil {
		c.t.Fatalf("%s has no identity", typeName)
	}
	typ, _ := schema.ValueType().(tftypes.Object)
	return typ
}

// identify keeps the identity of what exists.
func (r *Resource) identify(identity *tfprotov6.ResourceIdentityData) {
	if r.Identity = identity; r.State.IsNull() || r.Unidentified {
		r.Identity = nil
	}
}

// ImportByIdentity is Import with an import block that gives an identity.
func (r *Resource) ImportByIdentity(identity map[string]any) Diagnostics {
	r.t.Helper()
	r.Restart()
	return r.importIdentity(identity)
}

func (r *Resource) importIdentity(identity map[string]any) Diagnostics {
	r.t.Helper()
	typ := r.identityType(r.Type)
	resp, err := r.server.Load().ImportResourceState(context.Background(), &tfprotov6.ImportResourceStateRequest{
		TypeName: r.Type, Identity: &tfprotov6.ResourceIdentityData{IdentityData: r.pack(typ, object(typ, identity))},
	})
	r.must(err, nil)
	return r.imported(resp)
}

// imported reads what an import found.
func (r *Resource) imported(resp *tfprotov6.ImportResourceStateResponse) Diagnostics {
	r.t.Helper()
	if d := Diagnostics(resp.Diagnostics); d.Failed() {
		return d
	}
	found := resp.ImportedResources[0]
	r.State, r.Private = r.unpack(r.typ(), found.State), found.Private
	r.identify(found.Identity)
	return r.Refresh()
}

// Identified is the identity as Go values, nil where there is none.
func (r *Resource) Identified() map[string]any {
	r.t.Helper()
	return r.identityOf(r.Type, r.Identity)
}

func (c *Core) identityOf(typeName string, identity *tfprotov6.ResourceIdentityData) map[string]any {
	c.t.Helper()
	if identity == nil {
		return nil
	}
	out, _ := native(c.unpack(c.identityType(typeName), identity.IdentityData)).(map[string]any)
	return out
}
