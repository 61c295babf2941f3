package acctest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Core stands in for Terraform: it runs one resource through the calls that a
// real plan and apply make, at protocol level and in process, and checks what
// Terraform checks between them. It is fast enough for thousands of runs.
type Core struct {
	t       testing.TB
	site    *Site
	server  tfprotov6.ProviderServer
	schemas map[string]*tfprotov6.Schema
	config  *tfprotov6.DynamicValue
	// Unidentified has it know of no identities, like a CLI before Terraform 1.12.
	Unidentified bool
}

// Core starts a provider for the site.
func (s *Site) Core(t testing.TB) *Core {
	t.Helper()
	c := &Core{t: t, site: s, server: s.Provider()}
	all, err := c.server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	c.must(err, all.Diagnostics)
	c.schemas = all.ResourceSchemas
	typ := all.Provider.ValueType().(tftypes.Object)
	c.config = c.pack(typ, object(typ, map[string]any{"api_key": APIKey, "site_id": SiteID}))
	c.Restart()
	return c
}

// Restart ends the command and begins another one, as each Terraform command
// does: what a provider remembers for the length of a run is forgotten.
func (c *Core) Restart() {
	c.t.Helper()
	configured, err := c.server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.11.0", Config: c.config})
	c.must(err, configured.Diagnostics)
}

func (c *Core) must(err error, diags []*tfprotov6.Diagnostic) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
	if d := Diagnostics(diags); d.Failed() {
		c.t.Fatal(d)
	}
}

func (c *Core) pack(typ tftypes.Type, v tftypes.Value) *tfprotov6.DynamicValue {
	c.t.Helper()
	out, err := tfprotov6.NewDynamicValue(typ, v)
	if err != nil {
		c.t.Fatal(err)
	}
	return &out
}

func (c *Core) unpack(typ tftypes.Type, v *tfprotov6.DynamicValue) tftypes.Value {
	c.t.Helper()
	if v == nil {
		return tftypes.NewValue(typ, nil)
	}
	out, err := v.Unmarshal(typ)
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

// Diagnostics of a call.
type Diagnostics []*tfprotov6.Diagnostic

// Failed tells whether there is an error among them.
func (d Diagnostics) Failed() bool {
	for _, one := range d {
		if one.Severity == tfprotov6.DiagnosticSeverityError {
			return true
		}
	}
	return false
}

// Mentions tells whether some diagnostic, with its attribute, holds the text.
func (d Diagnostics) Mentions(text string) bool { return strings.Contains(d.String(), text) }

// String gives all diagnostics for a message.
func (d Diagnostics) String() string {
	var b strings.Builder
	for _, one := range d {
		fmt.Fprintf(&b, "%s: %s [%s]\n%s\n", one.Severity, one.Summary, one.Attribute, one.Detail)
	}
	return b.String()
}

// Resource is one resource instance: its state between commands.
type Resource struct {
	*Core
	Type    string
	State   tftypes.Value
	Private []byte
	// Identity is nil for what does not exist, and with a Core that knows of none.
	Identity *tfprotov6.ResourceIdentityData
	object   tftypes.Object
}

// Resource makes an instance that does not exist yet.
func (c *Core) Resource(typeName string) *Resource {
	r := &Resource{Core: c, Type: typeName, object: c.schemas[typeName].ValueType().(tftypes.Object)}
	r.State = tftypes.NewValue(r.typ(), nil)
	return r
}

func (r *Resource) schema() *tfprotov6.Schema { return r.schemas[r.Type] }

func (r *Resource) typ() tftypes.Object { return r.object }

// Refresh reads the resource, as each plan does.
func (r *Resource) Refresh() Diagnostics {
	r.t.Helper()
	if r.State.IsNull() {
		return nil
	}
	resp, err := r.server.ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{
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

// Plan is what Terraform would show.
type Plan struct {
	Planned  tftypes.Value
	Private  []byte
	Replace  bool
	Changes  []string // attributes that differ, with from and to
	config   tftypes.Value
	identity *tfprotov6.ResourceIdentityData
	warnings Diagnostics
}

// Empty tells that the plan changes nothing.
func (p *Plan) Empty() bool { return len(p.Changes) == 0 }

// Plan validates a configuration, nil for a destroy, and plans it.
func (r *Resource) Plan(config map[string]any) (*Plan, Diagnostics) {
	r.t.Helper()
	typ := r.typ()
	value := tftypes.NewValue(typ, nil)
	if config != nil {
		value = object(typ, config)
		valid, err := r.server.ValidateResourceConfig(context.Background(), &tfprotov6.ValidateResourceConfigRequest{
			TypeName: r.Type, Config: r.pack(typ, value), ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{},
		})
		r.must(err, nil)
		if d := Diagnostics(valid.Diagnostics); d.Failed() {
			return nil, d
		}
	}
	proposed := proposedNew(r.schema().Block.Attributes, r.State, value)
	resp, err := r.server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: r.Type, PriorState: r.pack(typ, r.State), ProposedNewState: r.pack(typ, proposed),
		Config: r.pack(typ, value), PriorPrivate: r.Private, PriorIdentity: r.Identity,
	})
	r.must(err, nil)
	if d := Diagnostics(resp.Diagnostics); d.Failed() {
		return nil, d
	}
	p := &Plan{Planned: r.unpack(typ, resp.PlannedState), Private: resp.PlannedPrivate, Replace: len(resp.RequiresReplace) > 0, config: value, warnings: resp.Diagnostics, identity: resp.PlannedIdentity}
	if config != nil {
		if problems := planValid(r.schema().Block.Attributes, r.State, value, p.Planned, ""); len(problems) > 0 {
			r.t.Fatalf("Terraform would refuse the plan: %s", strings.Join(problems, "; "))
		}
	}
	p.Changes = differences(r.State, p.Planned, "")
	return p, resp.Diagnostics
}

// betweenPlanAndApply is the time that a person takes to say yes.
const betweenPlanAndApply = 400 * time.Millisecond

// Do carries a plan out, after a while.
func (r *Resource) Do(p *Plan) Diagnostics {
	r.t.Helper()
	if !r.site.Unlimited { // a benchmark does not wait for a person
		_ = r.site.Clock.Sleep(context.Background(), betweenPlanAndApply)
	}
	typ := r.typ()
	resp, err := r.server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: r.Type, PriorState: r.pack(typ, r.State), PlannedState: r.pack(typ, p.Planned),
		Config: r.pack(typ, p.config), PlannedPrivate: p.Private, PlannedIdentity: p.identity,
	})
	r.must(err, nil)
	state := r.unpack(typ, resp.NewState)
	d := Diagnostics(resp.Diagnostics)
	if !d.Failed() && !p.Planned.IsNull() {
		if problems := compatible(p.Planned, state, ""); len(problems) > 0 {
			r.t.Fatalf("Terraform would report an inconsistent result: %s", strings.Join(problems, "; "))
		}
		if !state.IsFullyKnown() {
			r.t.Fatal("Terraform would report unknown values after apply")
		}
	}
	r.State, r.Private = state, resp.Private
	r.identify(resp.NewIdentity)
	return d
}

// Apply is a whole command: refresh, plan, and apply where something differs.
func (r *Resource) Apply(config map[string]any) Diagnostics {
	r.t.Helper()
	r.Restart()
	if d := r.Refresh(); d.Failed() {
		return d
	}
	p, d := r.Plan(config)
	if p == nil {
		return d
	}
	if p.Empty() {
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
	resp, err := r.server.ImportResourceState(context.Background(), &tfprotov6.ImportResourceStateRequest{TypeName: r.Type, ID: id})
	r.must(err, nil)
	return r.imported(resp)
}

// Get is an attribute of the state as a Go value.
func (r *Resource) Get(name string) any {
	r.t.Helper()
	if r.State.IsNull() {
		return nil
	}
	var all map[string]tftypes.Value
	if err := r.State.As(&all); err != nil {
		r.t.Fatal(err)
	}
	return native(all[name])
}
