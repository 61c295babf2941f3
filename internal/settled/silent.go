package settled

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Within gives a context for a call, which ends with the caller's and when the
// provider is told to stop, and a function to call when the call is over.
//
// The framework keeps the context of every call for as long as it runs, so that it
// can be stopped, and the loggers in a context take 13 kB: 500 MB in a plan of ten
// thousand resources. A silent one has nothing but its end in common with the
// caller's.
func (f *Front) Within(ctx context.Context) (context.Context, func()) {
	parent := ctx
	if f.Silent {
		parent = context.Background()
	}
	f.mu.Lock()
	stopping := f.stopping
	f.mu.Unlock()
	call, cancel := context.WithCancel(parent)
	ended, stopped := context.AfterFunc(ctx, cancel), context.AfterFunc(stopping, cancel)
	return call, func() {
		ended()
		stopped()
		cancel()
	}
}

// StopProvider ends the calls under way.
func (f *Front) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	f.mu.Lock()
	f.stop()
	f.stopping, f.stop = context.WithCancel(context.Background())
	f.mu.Unlock()
	return f.Server.StopProvider(ctx, req)
}

// ValidateResourceConfig calls the server behind.
func (f *Front) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	ctx, done := f.Within(ctx)
	defer done()
	return f.Server.ValidateResourceConfig(ctx, req)
}

// UpgradeResourceState calls the server behind.
func (f *Front) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	ctx, done := f.Within(ctx)
	defer done()
	return f.Server.UpgradeResourceState(ctx, req)
}
