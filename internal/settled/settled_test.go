package settled_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/settled"
)

// behind is a server that counts reads and plans, and applies what it is told.
type behind struct {
	settled.Server
	plans, reads int
	// found is what the last read got from the look before it.
	found   any
	private []byte
	diags   []*tfprotov6.Diagnostic
}

func (b *behind) PlanResourceChange(context.Context, *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	b.plans++
	return &tfprotov6.PlanResourceChangeResponse{}, nil
}

func (b *behind) ReadResource(ctx context.Context, _ *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	b.reads++
	b.found = ctx.Value(foundKey{})
	return &tfprotov6.ReadResourceResponse{}, nil
}

type foundKey struct{}

// front puts a server in front, for which objects are unchanged or not.
func front(b *behind, edition string, unchanged bool) *settled.Front {
	return settled.InFrontOf(b, edition, settled.Kind{
		TypeName: "thing",
		Unchanged: func(ctx context.Context, private map[string][]byte) (context.Context, *tfprotov6.ResourceIdentityData, bool) {
			return context.WithValue(ctx, foundKey{}, string(private["owned"])), &identity, unchanged
		},
	})
}

var identity tfprotov6.ResourceIdentityData

func (b *behind) ApplyResourceChange(context.Context, *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return &tfprotov6.ApplyResourceChangeResponse{Private: b.private, Diagnostics: b.diags}, nil
}

func pack(text string) *tfprotov6.DynamicValue { return &tfprotov6.DynamicValue{MsgPack: []byte(text)} }

// apply gives the private state after an apply, which was owned before.
func apply(t *testing.T, b *behind, typeName, config string) []byte {
	t.Helper()
	resp, err := front(b, "1.0.0", true).ApplyResourceChange(t.Context(),
		&tfprotov6.ApplyResourceChangeRequest{TypeName: typeName, Config: pack(config)})
	if err != nil {
		t.Fatal(err)
	}
	return resp.Private
}

// request is a plan in which nothing differs from what was applied.
func request(private []byte) *tfprotov6.PlanResourceChangeRequest {
	return &tfprotov6.PlanResourceChangeRequest{
		TypeName: "thing", Config: pack("config"), PriorState: pack("state"), ProposedNewState: pack("state"), PriorPrivate: private,
		PriorIdentity: &identity,
	}
}

const owned = `{"owned":"e30="}`

func TestSettledPlanIsThePriorState(t *testing.T) {
	b := &behind{private: []byte(owned)}
	req := request(apply(t, b, "thing", "config"))
	resp, err := front(b, "1.0.0", true).PlanResourceChange(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if b.plans != 0 {
		t.Error("the server behind was asked")
	}
	if resp.PlannedState != req.PriorState || !bytes.Equal(resp.PlannedPrivate, req.PriorPrivate) || resp.PlannedIdentity != req.PriorIdentity {
		t.Errorf("the plan is not what was there: %+v", resp)
	}
	var private map[string][]byte
	if err := json.Unmarshal(req.PriorPrivate, &private); err != nil || string(private["owned"]) != "{}" {
		t.Errorf("the private state was %s and is %s: %v", owned, req.PriorPrivate, err)
	}
	for key, value := range private {
		if !json.Valid(value) {
			t.Errorf("%s is %q, which the framework refuses", key, value)
		}
	}
}

func TestEverythingElseIsPlanned(t *testing.T) {
	for name, c := range map[string]struct {
		version string
		behind  behind
		private func(t *testing.T, b *behind) []byte
		change  func(*tfprotov6.PlanResourceChangeRequest)
	}{
		"another configuration": {change: func(r *tfprotov6.PlanResourceChangeRequest) { r.Config = pack("other") }},
		"another proposal":      {change: func(r *tfprotov6.PlanResourceChangeRequest) { r.ProposedNewState = pack("other") }},
		"another type":          {change: func(r *tfprotov6.PlanResourceChangeRequest) { r.TypeName = "other" }},
		"another version":       {version: "1.0.1"},
		"no prior state":        {change: func(r *tfprotov6.PlanResourceChangeRequest) { r.PriorState = nil }},
		"no private state":      {change: func(r *tfprotov6.PlanResourceChangeRequest) { r.PriorPrivate = nil }},
		"no mark":               {private: func(*testing.T, *behind) []byte { return []byte(owned) }},
		"a failed apply":        {behind: behind{diags: []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityError}}}},
		"a failed apply after another one": {private: func(t *testing.T, b *behind) []byte {
			b.private = apply(t, b, "thing", "config")
			b.diags = []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityError}}
			return apply(t, b, "thing", "other")
		}},
		"an apply of another type": {private: func(t *testing.T, b *behind) []byte { return apply(t, b, "other", "config") }},
	} {
		t.Run(name, func(t *testing.T) {
			b := &c.behind
			b.private = []byte(owned)
			var private []byte
			if c.private != nil {
				private = c.private(t, b)
			} else {
				private = apply(t, b, "thing", "config")
			}
			req := request(private)
			if c.change != nil {
				c.change(req)
			}
			if c.version == "" {
				c.version = "1.0.0"
			}
			if _, err := front(b, c.version, true).PlanResourceChange(t.Context(), req); err != nil {
				t.Fatal(err)
			}
			if b.plans != 1 {
				t.Errorf("the server behind was asked %d times, not once", b.plans)
			}
		})
	}
}

func TestDestroyLeavesNoMark(t *testing.T) {
	for _, private := range []string{"", "null"} {
		if have := apply(t, &behind{private: []byte(private)}, "thing", "config"); string(have) != private {
			t.Errorf("the private state %q became %q", private, have)
		}
	}
}

func TestWarningSettles(t *testing.T) {
	b := &behind{private: []byte(owned), diags: []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityWarning}}}
	if _, err := front(b, "1.0.0", true).PlanResourceChange(t.Context(), request(apply(t, b, "thing", "config"))); err != nil || b.plans != 0 {
		t.Errorf("the server behind was asked %d times: %v", b.plans, err)
	}
}

func TestReads(t *testing.T) {
	const other = `{"owned":"W10="}`
	for name, c := range map[string]struct {
		typeName, edition, private string
		unchanged, answered        bool
		found                      any
	}{
		"unchanged":         {unchanged: true, answered: true},
		"changed":           {found: "{}"},
		"another type":      {typeName: "other", unchanged: true},
		"another edition":   {edition: "1.0.1", unchanged: true},
		"no mark":           {private: other, unchanged: true},
		"no private state":  {private: "null", unchanged: true},
		"odd private state": {private: "[", unchanged: true},
	} {
		t.Run(name, func(t *testing.T) {
			b := &behind{private: []byte(owned)}
			req := &tfprotov6.ReadResourceRequest{TypeName: "thing", CurrentState: pack("state"), Private: apply(t, b, "thing", "config")}
			if c.typeName != "" {
				req.TypeName = c.typeName
			}
			if c.private != "" {
				req.Private = []byte(c.private)
			}
			resp, err := front(b, cmp.Or(c.edition, "1.0.0"), c.unchanged).ReadResource(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			if answered := b.reads == 0; answered != c.answered || b.found != c.found {
				t.Errorf("the server behind was asked %d times, with %v found", b.reads, b.found)
			}
			if c.answered && (resp.NewState != req.CurrentState || !bytes.Equal(resp.Private, req.Private) || resp.NewIdentity != &identity) {
				t.Errorf("the answer is not what was there: %+v", resp)
			}
		})
	}
}
