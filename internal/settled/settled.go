// Package settled answers for resources of which nothing can have changed, before
// the framework sees them.
//
// The framework walks the schema about twenty times to read and plan a resource. In
// a plan of thousands of contacts, nearly all of which are as they were, that is
// most of what the provider computes. So each apply that succeeds leaves a mark
// in the private state, with what was configured.
//
//   - While an object is what its state was made of, reading it gives that state.
//   - While Terraform proposes what is already there, for the configuration that was
//     applied, the plan is the prior state: all that it depends on is what it was when
//     the apply left nothing to do.
package settled

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Server is all that a provider serves.
type Server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// Kind is a type of resource whose planning is a pure function of what Terraform
// sends, without the site, and plans no change for what was just applied.
type Kind struct {
	TypeName string
	// Unchanged reads the object of a private state and tells whether its state
	// would stay as it is, and its identity. The context that it gives is for the
	// read behind, where it can save a request.
	Unchanged func(ctx context.Context, private map[string][]byte) (context.Context, *tfprotov6.ResourceIdentityData, bool)
}

// Front is a server that answers for what is settled, and leaves all else to the
// one behind it.
type Front struct {
	Server
	// Silent calls the server behind with contexts that know of no log. Set it where
	// nobody reads one.
	Silent  bool
	edition string
	kind    Kind

	mu       sync.Mutex
	stopping context.Context // until the provider is told to stop
	stop     context.CancelFunc
}

// InFrontOf puts a server in front of another one. A mark that another edition of
// the provider left does not count.
func InFrontOf(behind Server, edition string, kind Kind) *Front {
	f := &Front{Server: behind, edition: edition, kind: kind}
	f.stopping, f.stop = context.WithCancel(context.Background())
	return f
}

// markKey is the key of the private state under which an apply leaves its mark.
const markKey = "settled"

type mark struct {
	Edition string `json:"edition"`
	Config  string `json:"config"`
}

// markOf is the mark in a private state, nothing where it does not count.
func (f *Front) markOf(private map[string][]byte) mark {
	var m mark
	if json.Unmarshal(private[markKey], &m) != nil || m.Edition != f.edition {
		return mark{}
	}
	return m
}

func digest(config *tfprotov6.DynamicValue) string {
	if config == nil {
		return ""
	}
	sum := sha256.Sum256(config.MsgPack)
	return hex.EncodeToString(sum[:])
}

// ApplyResourceChange marks what an apply without an error has settled.
func (f *Front) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	ctx, done := f.Within(ctx)
	defer done()
	resp, err := f.Server.ApplyResourceChange(ctx, req)
	if err != nil || req.TypeName != f.kind.TypeName {
		return resp, err
	}
	private := parse(resp.Private)
	if private == nil { // a destroy leaves none
		return resp, nil
	}
	delete(private, markKey)
	if !slices.ContainsFunc(resp.Diagnostics, isError) {
		if private[markKey], err = json.Marshal(mark{f.edition, digest(req.Config)}); err != nil {
			return nil, err
		}
	}
	resp.Private, err = json.Marshal(private)
	return resp, err
}

// parse gives the values of a private state, nil where there is none.
func parse(data []byte) map[string][]byte {
	var private map[string][]byte
	if err := json.Unmarshal(data, &private); err != nil {
		return nil
	}
	return private
}

func isError(d *tfprotov6.Diagnostic) bool { return d.Severity == tfprotov6.DiagnosticSeverityError }

// ReadResource answers for what is unchanged.
func (f *Front) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	ctx, done := f.Within(ctx)
	defer done()
	ctx, resp := f.Look(ctx, req)
	if resp != nil {
		return resp, nil
	}
	return f.Server.ReadResource(ctx, req)
}

// Look gives the answer for what is unchanged, nil for all else, and a context for
// the read behind.
func (f *Front) Look(ctx context.Context, req *tfprotov6.ReadResourceRequest) (context.Context, *tfprotov6.ReadResourceResponse) {
	private := parse(req.Private)
	if req.TypeName != f.kind.TypeName || f.markOf(private) == (mark{}) {
		return ctx, nil
	}
	ctx, identity, same := f.kind.Unchanged(ctx, private)
	if !same {
		return ctx, nil
	}
	return ctx, &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Private: req.Private, NewIdentity: identity}
}

// PlanResourceChange answers for what is settled.
func (f *Front) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	if !f.settled(req) {
		ctx, done := f.Within(ctx)
		defer done()
		return f.Server.PlanResourceChange(ctx, req)
	}
	return &tfprotov6.PlanResourceChangeResponse{
		PlannedState: req.PriorState, PlannedPrivate: req.PriorPrivate, PlannedIdentity: req.PriorIdentity,
	}, nil
}

func (f *Front) settled(req *tfprotov6.PlanResourceChangeRequest) bool {
	if req.TypeName != f.kind.TypeName || req.PriorState == nil || req.ProposedNewState == nil ||
		!bytes.Equal(req.PriorState.MsgPack, req.ProposedNewState.MsgPack) {
		return false
	}
	return f.markOf(parse(req.PriorPrivate)) == mark{f.edition, digest(req.Config)}
}
