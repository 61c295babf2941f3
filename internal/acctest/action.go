package acctest

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Action is one action, run through the calls that Terraform makes.
type Action struct {
	*Core
	name   string
	object tftypes.Object
	// OnProgress is called with each progress message. It can be nil.
	OnProgress func(message string)
}

// Invoked is the result of an invocation.
type Invoked struct {
	Progress []string
	Diagnostics
}

// HasProgress reports whether some progress message holds the text.
func (i Invoked) HasProgress(text string) bool {
	return strings.Contains(strings.Join(i.Progress, "\n"), text)
}

// Action returns an action of the provider.
func (c *Core) Action(name string) *Action {
	c.t.Helper()
	all, err := c.server.Load().GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	c.must(err, all.Diagnostics)
	schema := all.ActionSchemas[name]
	if schema == nil {
		c.t.Fatalf("there is no action %s", name)
	}
	typ, _ := schema.Schema.ValueType().(tftypes.Object)
	return &Action{Core: c, name: name, object: typ}
}

// Validate checks a configuration.
func (a *Action) Validate(config map[string]any) Diagnostics {
	a.t.Helper()
	resp, err := a.server.Load().ValidateActionConfig(context.Background(), &tfprotov6.ValidateActionConfigRequest{
		ActionType: a.name, Config: a.pack(a.object, object(a.object, config)),
	})
	a.must(err, nil)
	return resp.Diagnostics
}

// Plan plans an invocation.
func (a *Action) Plan(config map[string]any) Diagnostics {
	a.t.Helper()
	resp, err := a.server.Load().PlanAction(context.Background(), &tfprotov6.PlanActionRequest{
		ActionType: a.name, Config: a.pack(a.object, object(a.object, config)),
	})
	a.must(err, nil)
	return resp.Diagnostics
}

// Run validates, plans and invokes, and stops at the first error.
func (a *Action) Run(ctx context.Context, config map[string]any) Invoked {
	a.t.Helper()
	for _, step := range []func(map[string]any) Diagnostics{a.Validate, a.Plan} {
		if d := step(config); d.Failed() {
			return Invoked{Diagnostics: d}
		}
	}
	return a.Invoke(ctx, config)
}

// Invoke carries the action out, whatever a plan would say.
func (a *Action) Invoke(ctx context.Context, config map[string]any) Invoked {
	a.t.Helper()
	stream, err := a.server.Load().InvokeAction(ctx, &tfprotov6.InvokeActionRequest{
		ActionType: a.name, Config: a.pack(a.object, object(a.object, config)),
	})
	a.must(err, nil)
	var out Invoked
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			out.Progress = append(out.Progress, e.Message)
			if a.OnProgress != nil {
				a.OnProgress(e.Message)
			}
		case tfprotov6.CompletedInvokeActionEventType:
			out.Diagnostics = e.Diagnostics
		}
	}
	return out
}
