package provider

import (
	"cmp"
	"context"
	"encoding/json"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/contact"
)

// Unreleased is the version of a build that is none of a release.
const Unreleased = "dev"

// Server serves the provider, with contexts of its own for the calls.
//
// The framework keeps the context of every call for as long as it runs, so that it
// can be stopped, and the loggers in a context take 13 kB: 500 MB in a plan of ten
// thousand resources. A context of this server has nothing but its end in common
// with the caller's, where nobody reads a log.
type Server struct {
	framework
	provider *Provider
	// DiscardLogs has the calls know of no log. Set it where nobody reads one.
	DiscardLogs bool

	mu       sync.Mutex
	stopping context.Context // until the walk is told to stop
	stop     context.CancelFunc
}

// framework is all that the framework serves.
type framework interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// NewServer makes the server of the provider in the given version, with a last
// word on the options as in NewWith.
func NewServer(version string, adjust func(*Options)) *Server {
	p := &Provider{version: version, adjust: adjust}
	//nolint:forcetypeassert // the framework serves more than its constructor's result type says
	s := &Server{provider: p, framework: providerserver.NewProtocol6(p)().(framework)}
	s.stopping, s.stop = context.WithCancel(context.Background())
	return s
}

// call gives a context for a call, which ends with the caller's and when the
// provider is told to stop, and a function to call when the call is over.
func (s *Server) call(ctx context.Context) (context.Context, func()) {
	parent := ctx
	if s.DiscardLogs {
		parent = context.Background()
	}
	s.mu.Lock()
	stopping := s.stopping
	s.mu.Unlock()
	call, cancel := context.WithCancel(parent)
	if stopping.Err() != nil {
		cancel() // at once: nothing may be sent any more
	}
	ended, stopped := context.AfterFunc(ctx, cancel), context.AfterFunc(stopping, cancel)
	return call, func() {
		ended()
		stopped()
		cancel()
	}
}

// ConfigureProvider begins a walk. A provider that is attached to serves several, so
// an interruption of the last one is over.
func (s *Server) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	s.mu.Lock()
	s.stop()
	s.stopping, s.stop = context.WithCancel(context.Background())
	s.mu.Unlock()
	return s.framework.ConfigureProvider(ctx, req)
}

// StopProvider ends the calls under way, and those of the walk that are still to come.
func (s *Server) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	s.mu.Lock()
	s.stop()
	s.mu.Unlock()
	return s.framework.StopProvider(ctx, req)
}

// ValidateResourceConfig calls the framework.
func (s *Server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	ctx, done := s.call(ctx)
	defer done()
	return s.framework.ValidateResourceConfig(ctx, req)
}

// UpgradeResourceState tells the register of the walk what the state has, and calls the
// framework. Terraform calls it for each instance that the walk touches, before
// anything else.
func (s *Server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	ctx, done := s.call(ctx)
	defer done()
	var state struct{ ID, Key string }
	if c := s.provider.data.Load(); c != nil && req.RawState != nil && json.Unmarshal(req.RawState.JSON, &state) == nil {
		c.Register.See(req.TypeName, cmp.Or(state.ID, state.Key))
	}
	return s.framework.UpgradeResourceState(ctx, req)
}

// ReadResource calls the framework.
func (s *Server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	ctx, done := s.call(ctx)
	defer done()
	return s.framework.ReadResource(ctx, req)
}

// PlanResourceChange has contacts planned, and calls the framework for all else.
func (s *Server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	ctx, done := s.call(ctx)
	defer done()
	if req.TypeName == contact.TypeName {
		return contact.PlanChange(ctx, s.provider.data.Load(), req), nil
	}
	return s.framework.PlanResourceChange(ctx, req)
}

// ApplyResourceChange calls the framework, and tells the register of the walk that a
// change is under way.
func (s *Server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	ctx, done := s.call(ctx)
	defer done()
	if c := s.provider.data.Load(); c != nil {
		defer c.Register.Begin()()
	}
	return s.framework.ApplyResourceChange(ctx, req)
}
