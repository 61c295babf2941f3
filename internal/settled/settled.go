// Package settled answers plans in which nothing can differ, before the
// framework sees them.
//
// The framework walks the schema about ten times for each planned resource. In
// a plan of thousands of contacts, nearly all of which are as they were, that is
// most of what the provider computes. So each apply that succeeds leaves a mark
// of its configuration in the private state. As long as Terraform proposes what
// is already there, for the configuration that was applied, the plan is the
// prior state: everything that it depends on is what it was when the apply left
// nothing to do.
package settled

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Server is all that a provider serves.
type Server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// mark is the key of the private state under which an apply leaves its mark.
const mark = "settled"

// Front is a server that answers settled plans, and leaves all else to the one
// behind it.
type Front struct {
	Server
	version string
	types   []string
}

// InFrontOf puts a server in front of another one for resources of the given
// types. Their planning must be a pure function of what Terraform sends, without
// the site, and must change nothing in a configuration that was just applied. A
// mark of another version of the provider does not count.
func InFrontOf(behind Server, version string, types ...string) *Front {
	return &Front{behind, version, types}
}

// ApplyResourceChange marks what an apply without an error has settled.
func (f *Front) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resp, err := f.Server.ApplyResourceChange(ctx, req)
	if err != nil || !slices.Contains(f.types, req.TypeName) {
		return resp, err
	}
	failed := slices.ContainsFunc(resp.Diagnostics, func(d *tfprotov6.Diagnostic) bool {
		return d.Severity == tfprotov6.DiagnosticSeverityError
	})
	var private map[string][]byte
	if json.Unmarshal(resp.Private, &private) != nil || private == nil {
		return resp, nil // a destroy leaves none
	}
	delete(private, mark)
	if !failed {
		private[mark] = f.sign(req.Config)
	}
	if marked, err := json.Marshal(private); err == nil {
		resp.Private = marked
	}
	return resp, nil
}

// PlanResourceChange answers for what is settled.
func (f *Front) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	if !f.settled(req) {
		return f.Server.PlanResourceChange(ctx, req)
	}
	return &tfprotov6.PlanResourceChangeResponse{
		PlannedState: req.PriorState, PlannedPrivate: req.PriorPrivate, PlannedIdentity: req.PriorIdentity,
	}, nil
}

func (f *Front) settled(req *tfprotov6.PlanResourceChangeRequest) bool {
	if !slices.Contains(f.types, req.TypeName) || req.PriorState == nil || req.ProposedNewState == nil ||
		!bytes.Equal(req.PriorState.MsgPack, req.ProposedNewState.MsgPack) {
		return false
	}
	var private map[string][]byte
	return json.Unmarshal(req.PriorPrivate, &private) == nil && len(private[mark]) > 0 && bytes.Equal(private[mark], f.sign(req.Config))
}

// sign makes the mark of a configuration: JSON, as all private state has to be.
func (f *Front) sign(config *tfprotov6.DynamicValue) []byte {
	sum := sha256.Sum256(slices.Concat([]byte(f.version), []byte{0}, config.MsgPack))
	return []byte(`"` + hex.EncodeToString(sum[:]) + `"`)
}
