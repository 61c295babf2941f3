package acctest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Resource is one resource instance: its state between commands.
type Resource struct {
	*Core
	Type    string
	State   tftypes.Value
	Private []byte
	// Identity is nil for what does not exist, and with a Core that knows of none.
	Identity *tfprotov6.ResourceIdentityData
	// Tainted is set by a create that failed and left a state, as by terraform taint.
	Tainted bool
	object  tftypes.Object
}

// Resource makes an instance that does not exist yet.
func (c *Core) Resource(typeName string) *Resource {
	r := &Resource{Core: c, Type: typeName, object: c.schemas[typeName].ValueType().(tftypes.Object)}
	r.State = tftypes.NewValue(r.typ(), nil)
	return r
}

func (r *Resource) schema() *tfprotov6.Schema { return r.schemas[r.Type] }

func (r *Resource) typ() tftypes.Object { return r.object }

func (r *Resource) null() tftypes.Value { return tftypes.NewValue(r.typ(), nil) }

// upgrade hands the state to a process, as Terraform does for every instance that a
// walk touches, before anything else.
func (r *Resource) upgrade(server *process) {
	r.t.Helper()
	if r.State.IsNull() {
		return
	}
	raw, err := stateJSON(r.State)
	if err != nil {
		r.t.Fatal(err)
	}
	resp, err := server.UpgradeResourceState(context.Background(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: r.Type, Version: r.schema().Version, RawState: &tfprotov6.RawState{JSON: raw},
	})
	r.must(err, nil)
	r.must(nil, resp.Diagnostics)
}

// Refresh reads the resource, as each plan does.
func (r *Resource) Refresh() Diagnostics {
	r.t.Helper()
	if r.State.IsNull() {
		return nil
	}
	r.upgrade(r.server.Load())
	resp, err := r.server.Load().ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{
		TypeName: r.Type, CurrentState: r.pack(r.typ(), r.State), CurrentIdentity: r.Identity, Private: r.Private,
	})
	r.must(err, nil)
	if d := Diagnostics(resp.Diagnostics); d.Failed() {
		return d
	}
	r.State, r.Private = r.unpack(r.typ(), resp.NewState), resp.Private
	r.identify(resp.NewIdentity)
	return resp.Diagnostics
}

// Plan is what Terraform would show for one resource.
type Plan struct {
	Planned tftypes.Value
	Private []byte
	Replace bool
	Changes []string // attributes that differ, with from and to

	block    Block
	by       *process // which planned it
	prior    tftypes.Value
	identity *tfprotov6.ResourceIdentityData
}

// Empty reports whether the plan changes nothing.
func (p *Plan) Empty() bool { return len(p.Changes) == 0 && !p.Replace }

// Plan validates a configuration, nil for a destroy, and plans it.
func (r *Resource) Plan(config map[string]any) (*Plan, Diagnostics) {
	r.t.Helper()
	return r.PlanBlock(Block{Config: config})
}

// PlanBlock is Plan with a lifecycle.
func (r *Resource) PlanBlock(b Block) (*Plan, Diagnostics) {
	r.t.Helper()
	r.upgrade(r.server.Load())
	return r.plan(r.server.Load(), b, r.encoded(b, false))
}

// encoded is the configuration of a block, null for a destroy.
func (r *Resource) encoded(b Block, applying bool) tftypes.Value {
	if b.Config == nil {
		return r.null()
	}
	value := object(r.typ(), resolved(b.Config, applying))
	return r.unpack(r.typ(), r.pack(r.typ(), value))
}

// plan makes the calls that plan one instance for a configuration.
func (r *Resource) plan(server *process, b Block, config tftypes.Value) (*Plan, Diagnostics) {
	r.t.Helper()
	prior, private, identity := r.State, r.Private, r.Identity
	if r.Tainted {
		prior, private, identity = r.null(), nil, nil
	}
	p := &Plan{block: b, by: server, prior: r.State, Replace: r.Tainted && !r.State.IsNull()}
	if config.IsNull() { // a destroy
		p.prior = r.State
		d := r.change(server, p, r.State, config, r.Private, r.Identity)
		if d.Failed() {
			return nil, d
		}
		p.Changes = differences(r.State, p.Planned, "")
		return p, d
	}
	valid, err := server.ValidateResourceConfig(context.Background(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: r.Type, Config: r.pack(r.typ(), config), ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{},
	})
	r.must(err, nil)
	if d := Diagnostics(valid.Diagnostics); d.Failed() {
		return nil, d
	}
	d := append(Diagnostics(valid.Diagnostics), r.change(server, p, prior, ignoring(r.schema().Block.Attributes, prior, config, b.IgnoreChanges), private, identity)...)
	if !d.Failed() && !prior.IsNull() && (p.Replace || b.Replace) {
		// It is planned anew as if there were no object. What the second call warns of
		// is not shown.
		p.Replace = true
		if again := r.change(server, p, r.null(), config, p.Private, p.identity); again.Failed() {
			d = append(d, again...)
		}
	}
	if d.Failed() {
		return nil, d
	}
	p.Changes = differences(r.State, p.Planned, "")
	return p, d
}

// change makes one call of PlanResourceChange and completes the plan by it.
func (r *Resource) change(server *process, p *Plan, prior, config tftypes.Value, private []byte, identity *tfprotov6.ResourceIdentityData) Diagnostics {
	r.t.Helper()
	attributes := r.schema().Block.Attributes
	resp, err := server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: r.Type, PriorState: r.pack(r.typ(), prior), ProposedNewState: r.pack(r.typ(), proposedNew(attributes, prior, config)),
		Config: r.pack(r.typ(), config), PriorPrivate: private, PriorIdentity: identity,
	})
	r.must(err, nil)
	d := Diagnostics(resp.Diagnostics)
	if d.Failed() {
		return d
	}
	p.Planned, p.Private, p.identity = r.unpack(r.typ(), resp.PlannedState), resp.PlannedPrivate, resp.PlannedIdentity
	if config.IsNull() {
		return d
	}
	if problems := planValid(attributes, prior, config, p.Planned, ""); len(problems) > 0 {
		return append(d, failure("Provider produced invalid plan", problems))
	}
	for _, at := range resp.RequiresReplace {
		before, _, errBefore := tftypes.WalkAttributePath(prior, at)
		after, _, errAfter := tftypes.WalkAttributePath(p.Planned, at)
		x, okBefore := before.(tftypes.Value)
		y, okAfter := after.(tftypes.Value)
		p.Replace = p.Replace || errBefore != nil || errAfter != nil || !okBefore || !okAfter || !x.Equal(y)
	}
	return d
}

func failure(summary string, problems []string) *tfprotov6.Diagnostic {
	return &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: summary, Detail: strings.Join(problems, "; ")}
}

// betweenPlanAndApply is the time that a person takes to say yes.
const betweenPlanAndApply = 400 * time.Millisecond

// Do carries a plan out, after a while and in another process.
func (r *Resource) Do(p *Plan) Diagnostics {
	r.t.Helper()
	if !r.site.Unlimited { // a benchmark does not wait for a person
		_ = r.site.Clock.Sleep(context.Background(), betweenPlanAndApply)
	}
	server := r.applying(p.by)
	if p.block.Config == nil {
		return r.destroy(server, p)
	}
	if !p.Replace {
		return r.apply(server, p)
	}
	if d := r.destroy(server, p); d.Failed() {
		return d
	}
	return r.apply(server, p)
}

// apply plans once more, now that all values are known, and applies a create or an
// update where the two plans agree.
func (r *Resource) apply(server *process, p *Plan) Diagnostics {
	r.t.Helper()
	r.upgrade(server)
	config := r.encoded(p.block, true)
	block := p.block
	block.Replace = false // done
	again, d := r.plan(server, block, config)
	if again == nil {
		return d
	}
	if problems := compatible(p.Planned, again.Planned, ""); len(problems) > 0 {
		return append(d, failure("Provider produced inconsistent final plan", problems))
	}
	if again.Empty() && !r.State.IsNull() {
		return d
	}
	resp, err := server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: r.Type, PriorState: r.pack(r.typ(), r.State), PlannedState: r.pack(r.typ(), again.Planned),
		Config: r.pack(r.typ(), config), PlannedPrivate: again.Private, PlannedIdentity: again.identity,
	})
	r.must(err, nil)
	state := r.unpack(r.typ(), resp.NewState)
	d = append(d, resp.Diagnostics...)
	if !d.Failed() {
		if problems := compatible(again.Planned, state, ""); len(problems) > 0 {
			d = append(d, failure("Provider produced inconsistent result after apply", problems))
		}
		if !state.IsFullyKnown() {
			d = append(d, failure("Provider returned invalid result object after apply", []string{fmt.Sprint(state)}))
		}
	}
	if d.Failed() && state.IsNull() {
		return d // the state stays as it was
	}
	r.Tainted = d.Failed() && r.State.IsNull()
	r.State, r.Private = state, resp.Private
	r.identify(resp.NewIdentity)
	return d
}

// destroy applies the destroy of a plan.
func (r *Resource) destroy(server *process, p *Plan) Diagnostics {
	r.t.Helper()
	r.upgrade(server)
	resp, err := server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: r.Type, PriorState: r.pack(r.typ(), r.State), PlannedState: r.pack(r.typ(), r.null()),
		Config: r.pack(r.typ(), r.null()), PlannedPrivate: p.Private, PlannedIdentity: p.identity,
	})
	r.must(err, nil)
	d := Diagnostics(resp.Diagnostics)
	state := r.unpack(r.typ(), resp.NewState)
	switch {
	case d.Failed() && state.IsNull():
		return d
	case !d.Failed() && !state.IsNull():
		d = append(d, failure("Provider returned invalid result object after apply", []string{fmt.Sprint(state)}))
	}
	r.State, r.Private, r.Tainted = state, resp.Private, r.Tainted && !state.IsNull()
	r.identify(resp.NewIdentity)
	return d
}

// Apply is a whole command: refresh, plan, and apply where something differs.
func (r *Resource) Apply(config map[string]any) Diagnostics {
	r.t.Helper()
	return r.ApplyBlock(Block{Config: config})
}

// ApplyBlock is Apply with a lifecycle.
func (r *Resource) ApplyBlock(b Block) Diagnostics {
	r.t.Helper()
	r.Restart()
	refreshed := r.Refresh()
	if refreshed.Failed() {
		return refreshed
	}
	p, d := r.PlanBlock(b)
	d = append(refreshed, d...)
	if p == nil || p.Empty() {
		return d
	}
	return append(d, r.Do(p)...)
}

// MustApply fails the test where Apply does, or where the next plan differs.
func (r *Resource) MustApply(config map[string]any) {
	r.t.Helper()
	if d := r.Apply(config); d.Failed() {
		r.t.Fatal(d)
	}
	r.MustBeEmpty(config)
}

// MustBeEmpty fails the test where a command would change something.
func (r *Resource) MustBeEmpty(config map[string]any) {
	r.t.Helper()
	if p := r.MustPlan(config); !p.Empty() {
		r.t.Fatalf("the next plan is not empty: %s", strings.Join(p.Changes, "; "))
	}
}

// MustPlan refreshes and plans in a new command.
func (r *Resource) MustPlan(config map[string]any) *Plan {
	r.t.Helper()
	r.Restart()
	if d := r.Refresh(); d.Failed() {
		r.t.Fatal(d)
	}
	p, d := r.Plan(config)
	if p == nil {
		r.t.Fatal(d)
	}
	return p
}

// Import takes an object into an empty state and reads it, in a new command.
func (r *Resource) Import(id string) Diagnostics {
	r.t.Helper()
	r.Restart()
	return r.ImportAlong(id)
}

// ImportAlong is Import in the command that runs, beside others.
func (r *Resource) ImportAlong(id string) Diagnostics {
	r.t.Helper()
	resp, err := r.server.Load().ImportResourceState(context.Background(), &tfprotov6.ImportResourceStateRequest{TypeName: r.Type, ID: id})
	r.must(err, nil)
	return r.imported(resp)
}

// Get is an attribute of the state as a Go value.
func (r *Resource) Get(name string) any {
	r.t.Helper()
	if r.State.IsNull() {
		return nil
	}
	return native(members(r.State)[name])
}
