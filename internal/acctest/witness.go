package acctest

import (
	"bytes"
	"context"
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/settled"
)

// witness has every plan that the provider answers without the framework made by
// the framework too, and fails those that differ.
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

func (w *witness) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	// The framework takes the private state to pieces: each gets its own.
	again := *req
	again.PriorPrivate = bytes.Clone(req.PriorPrivate)
	have, err := w.Front.PlanResourceChange(ctx, req)
	if err != nil || have.PlannedState != req.PriorState {
		return have, err
	}
	want, err := w.Front.Server.PlanResourceChange(ctx, &again)
	if err != nil {
		return nil, err
	}
	types, err := w.types()
	if err != nil {
		return nil, err
	}
	planned, err := want.PlannedState.Unmarshal(types[req.TypeName])
	if err != nil {
		return nil, err
	}
	prior, err := have.PlannedState.Unmarshal(types[req.TypeName])
	if err != nil {
		return nil, err
	}
	if !planned.Equal(prior) || len(want.RequiresReplace) > 0 || len(want.Diagnostics) > 0 || !bytes.Equal(want.PlannedPrivate, have.PlannedPrivate) {
		return nil, fmt.Errorf("the framework plans %s otherwise than as settled: %v, not %v; %v; private %s, not %s",
			req.TypeName, planned, prior, want.Diagnostics, want.PlannedPrivate, have.PlannedPrivate)
	}
	return have, nil
}
