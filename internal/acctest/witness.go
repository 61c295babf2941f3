package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/settled"
)

// witness has the framework answer as well where the provider answers without it,
// and fails where the two differ.
type witness struct {
	*settled.Front
	types func() (map[string]tftypes.Type, error)
}

func watch(front *settled.Front) *witness {
	return &witness{front, sync.OnceValues(func() (map[string]tftypes.Type, error) {
		all, err := front.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
		if err != nil {
			return nil, err
		}
		types := map[string]tftypes.Type{}
		for name, schema := range all.ResourceSchemas {
			types[name] = schema.ValueType()
		}
		return types, nil
	})}
}

// ReadResource reads what the provider says is unchanged.
func (w *witness) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	ctx, done := w.Within(ctx)
	defer done()
	ctx, have := w.Look(ctx, req)
	if have == nil {
		return w.Server.ReadResource(ctx, req)
	}
	again := *req
	again.Private = bytes.Clone(req.Private)
	want, err := w.Server.ReadResource(ctx, &again)
	if err != nil {
		return nil, err
	}
	same, err := w.same(req.TypeName, want.NewState, have.NewState)
	if err != nil {
		return nil, err
	}
	if !same || len(want.Diagnostics) > 0 || !samePrivate(want.Private, have.Private) || !sameIdentity(req.CurrentIdentity, want.NewIdentity, have.NewIdentity) {
		return nil, fmt.Errorf("the framework reads %s otherwise than as unchanged (state alike: %t): %v", req.TypeName, same, want.Diagnostics)
	}
	return have, nil
}

// sameIdentity compares identities for a CLI that knows of them.
func sameIdentity(asked, a, b *tfprotov6.ResourceIdentityData) bool {
	return asked == nil || a != nil && b != nil && bytes.Equal(a.IdentityData.MsgPack, b.IdentityData.MsgPack)
}

func samePrivate(a, b []byte) bool {
	var x, y map[string][]byte
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && maps.EqualFunc(x, y, bytes.Equal)
}

// same compares two values of a resource.
func (w *witness) same(typeName string, a, b *tfprotov6.DynamicValue) (bool, error) {
	types, err := w.types()
	if err != nil {
		return false, err
	}
	x, err := a.Unmarshal(types[typeName])
	if err != nil {
		return false, err
	}
	y, err := b.Unmarshal(types[typeName])
	return x.Equal(y), err
}

// PlanResourceChange plans what the provider says is settled.
func (w *witness) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	have, err := w.Front.PlanResourceChange(ctx, req)
	if err != nil || have.PlannedState != req.PriorState {
		return have, err
	}
	again := *req
	again.PriorPrivate = bytes.Clone(req.PriorPrivate)
	want, err := w.Server.PlanResourceChange(ctx, &again)
	if err != nil {
		return nil, err
	}
	same, err := w.same(req.TypeName, want.PlannedState, have.PlannedState)
	if err != nil {
		return nil, err
	}
	if !same || len(want.RequiresReplace) > 0 || len(want.Diagnostics) > 0 || !samePrivate(want.PlannedPrivate, have.PlannedPrivate) {
		return nil, fmt.Errorf("the framework plans %s otherwise than as settled (state alike: %t): %v", req.TypeName, same, want.Diagnostics)
	}
	return have, nil
}
