package acctest

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Bridged is a resource instance in the hands of a tool that brings providers of Terraform
// to another system, as Pulumi's bridge and upjet do. Such a tool keeps the state alone: it
// hands neither private state nor an identity back. It plans once to see whether something
// differs and once more to apply that, in one process, and destroys without a plan.
type Bridged struct {
	*Resource
	// Bare has it propose the bare configuration, where Terraform proposes that with
	// what is computed from the prior state, and keep it beside a destroy: upjet.
	Bare bool
	// NullIdentity has it give a null one where others give none, as Terraform 1.16 does
	// with a destroy.
	NullIdentity bool
}

// Refresh reads the resource.
func (b *Bridged) Refresh() Diagnostics {
	b.t.Helper()
	b.Private, b.Identity = nil, b.identity()
	return b.Resource.Refresh()
}

// Import takes an object into an empty state and reads it.
func (b *Bridged) Import(id string) Diagnostics {
	b.t.Helper()
	resp, err := b.server.Load().ImportResourceState(context.Background(), &tfprotov6.ImportResourceStateRequest{TypeName: b.Type, ID: id})
	b.must(err, nil)
	if d := Diagnostics(resp.Diagnostics); d.Failed() {
		return d
	}
	b.State = b.unpack(b.typ(), resp.ImportedResources[0].State)
	return b.Refresh()
}

// Observe reads an object of which nothing is known but the id.
func (b *Bridged) Observe(id string) Diagnostics {
	b.t.Helper()
	b.State = object(b.typ(), map[string]any{"id": id})
	return b.Refresh()
}

// identity is what it hands to each call.
func (b *Bridged) identity() *tfprotov6.ResourceIdentityData {
	b.t.Helper()
	if !b.NullIdentity {
		return nil
	}
	typ := b.identityType(b.Type)
	return &tfprotov6.ResourceIdentityData{IdentityData: b.pack(typ, tftypes.NewValue(typ, nil))}
}

// Plan validates a configuration, and plans it.
func (b *Bridged) Plan(config map[string]any) (*Plan, Diagnostics) {
	b.t.Helper()
	b.upgrade(b.server.Load())
	value := b.encoded(Block{Config: config}, false)
	valid, err := b.server.Load().ValidateResourceConfig(context.Background(), &tfprotov6.ValidateResourceConfigRequest{TypeName: b.Type, Config: b.pack(b.typ(), value)})
	b.must(err, nil)
	if d := Diagnostics(valid.Diagnostics); d.Failed() {
		return nil, d
	}
	proposed := value
	if !b.Bare {
		proposed = proposedNew(b.schema().Block.Attributes, b.State, value)
	}
	resp, err := b.server.Load().PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: b.Type, PriorState: b.pack(b.typ(), b.State), ProposedNewState: b.pack(b.typ(), proposed), Config: b.pack(b.typ(), value), PriorIdentity: b.identity(),
	})
	b.must(err, nil)
	d := Diagnostics(resp.Diagnostics)
	if d.Failed() {
		return nil, d
	}
	p := &Plan{Planned: b.unpack(b.typ(), resp.PlannedState), Replace: !b.State.IsNull() && len(resp.RequiresReplace) > 0}
	p.Changes = differences(b.State, p.Planned, "")
	return p, d
}

// Apply plans a configuration, and applies it where something differs.
func (b *Bridged) Apply(config map[string]any) Diagnostics {
	b.t.Helper()
	p, d := b.Plan(config)
	if p == nil || p.Empty() {
		return d
	}
	p, d = b.Plan(config)
	if p == nil {
		return d
	}
	return append(d, b.change(p.Planned, b.encoded(Block{Config: config}, true))...)
}

// Destroy deletes the object, of which the configuration still exists.
func (b *Bridged) Destroy(config map[string]any) Diagnostics {
	b.t.Helper()
	value := b.null()
	if b.Bare {
		value = b.encoded(Block{Config: config}, true)
	}
	return b.change(b.null(), value)
}

func (b *Bridged) change(planned, config tftypes.Value) Diagnostics {
	b.t.Helper()
	resp, err := b.server.Load().ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: b.Type, PriorState: b.pack(b.typ(), b.State), PlannedState: b.pack(b.typ(), planned), Config: b.pack(b.typ(), config),
		PlannedIdentity: b.identity(),
	})
	b.must(err, nil)
	if d := Diagnostics(resp.Diagnostics); d.Failed() {
		return d
	}
	b.State = b.unpack(b.typ(), resp.NewState)
	return resp.Diagnostics
}
