package settled

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// within gives a context for a call of the server behind. The framework keeps the
// context of every call for as long as it runs, so that it can be stopped, and the
// loggers in a context take 13 kB: 500 MB in a plan of ten thousand resources. A
// silent one has nothing but its end in common with the caller's.
func (f *Front) within(ctx context.Context) (context.Context, func()) {
	if !f.Silent {
		return ctx, func() {}
	}
	bare, cancel := context.WithCancel(context.Background())
	stop := context.AfterFunc(ctx, cancel)
	return bare, func() {
		stop()
		cancel()
	}
}

// ValidateResourceConfig calls the server behind.
func (f *Front) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	ctx, done := f.within(ctx)
	defer done()
	return f.Server.ValidateResourceConfig(ctx, req)
}

// UpgradeResourceState calls the server behind.
func (f *Front) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	ctx, done := f.within(ctx)
	defer done()
	return f.Server.UpgradeResourceState(ctx, req)
}
