package provider

import (
	"context"
	"encoding/json"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/contact"
)

// Unreleased is the version of a build outside of a release.
const Unreleased = "dev"

// Server serves the provider, with contexts of its own for the calls.
//
// The framework keeps the context of every call until it is stopped, and the loggers in a
// context take 13 kB: 500 MB in a plan of ten thousand resources. With DiscardLogs, a
// context of this server only ends with the caller's, and has no loggers.
type Server struct {
	framework
	provider *Provider
	// DiscardLogs removes the loggers from the contexts. Set it where no log is written.
	DiscardLogs bool

	mu       sync.Mutex
	stopping context.Context // until the provider is stopped
	stop     context.CancelFunc
	// invocations are those of actions that are running. Each is closed at its end.
	invocations map[chan struct{}]bool
}

// framework is what the framework implements.
type framework interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// NewServer makes the server of the provider in the given version. adjust, which can be
// nil, changes the options, for tests with their own transport and clock.
func NewServer(version string, adjust func(*Options)) *Server {
	p := &Provider{version: version, adjust: adjust}
	p.hideEnvironment()
	//nolint:forcetypeassert // the framework serves more than its constructor's result type says
	s := &Server{provider: p, invocations: map[chan struct{}]bool{}, framework: providerserver.NewProtocol6(p)().(framework)}
	s.stopping, s.stop = context.WithCancel(context.Background())
	return s
}

// call returns a context for a call, which ends with the caller's and when the provider is
// stopped, and a function to call at the end of the call.
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
		cancel() // before a request is sent
	}
	ended, stopped := context.AfterFunc(ctx, cancel), context.AfterFunc(stopping, cancel)
	return call, func() {
		ended()
		stopped()
		cancel()
	}
}

// ConfigureProvider begins a walk, and forgets that an earlier one was stopped: a provider
// in reattach mode serves several.
func (s *Server) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	s.mu.Lock()
	s.stop()
	s.stopping, s.stop = context.WithCancel(context.Background())
	s.mu.Unlock()
	return serve(ctx, s, req, s.framework.ConfigureProvider)
}

// UpgradeResourceState records in the register that the state has an object, and calls the
// framework. Terraform calls it first for each instance of a walk.
func (s *Server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	var state struct{ ID string }
	if c := s.provider.data.Load(); c != nil && req.RawState != nil && json.Unmarshal(req.RawState.JSON, &state) == nil {
		c.Register.See(req.TypeName, state.ID)
	}
	return serve(ctx, s, req, s.framework.UpgradeResourceState)
}

// PlanResourceChange plans contacts, and calls the framework for the other types.
func (s *Server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	if req.TypeName == contact.TypeName {
		return serve(ctx, s, req, func(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
			return contact.PlanChange(ctx, s.provider.data.Load(), req), nil
		})
	}
	return serve(ctx, s, req, s.framework.PlanResourceChange)
}

// ReadDataSource reads many contacts, and calls the framework for the other types.
func (s *Server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	if req.TypeName == contact.ContactsName {
		return serve(ctx, s, req, func(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
			return contact.ReadContacts(ctx, s.provider.data.Load(), req), nil
		})
	}
	return serve(ctx, s, req, s.framework.ReadDataSource)
}

// ApplyResourceChange records in the register that a change is running, and calls the
// framework.
func (s *Server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	if c := s.provider.data.Load(); c != nil {
		defer c.Register.Begin()()
	}
	return serve(ctx, s, req, s.framework.ApplyResourceChange)
}
