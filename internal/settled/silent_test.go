package settled_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/settled"
)

// listener keeps the context of each call, as the framework does, and ends the
// caller's in the middle of it.
type listener struct {
	settled.Server
	cancel context.CancelFunc
	calls  []context.Context
	during []error
}

type callerKey struct{}

func (l *listener) hear(ctx context.Context) {
	l.cancel()
	<-ctx.Done()
	l.calls, l.during = append(l.calls, ctx), append(l.during, ctx.Err())
}

func (l *listener) ValidateResourceConfig(ctx context.Context, _ *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	l.hear(ctx)
	return nil, nil
}

func (l *listener) UpgradeResourceState(ctx context.Context, _ *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	l.hear(ctx)
	return nil, nil
}

func (l *listener) ReadResource(ctx context.Context, _ *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	l.hear(ctx)
	return nil, nil
}

func (l *listener) PlanResourceChange(ctx context.Context, _ *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	l.hear(ctx)
	return nil, nil
}

func (l *listener) ApplyResourceChange(ctx context.Context, _ *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	l.hear(ctx)
	return &tfprotov6.ApplyResourceChangeResponse{}, nil
}

// TestSilent: what the server behind keeps of a call holds nothing of the caller's
// context, and ends with it all the same.
func TestSilent(t *testing.T) {
	for name, call := range map[string]func(context.Context, *settled.Front) error{
		"validate": func(ctx context.Context, f *settled.Front) error {
			_, err := f.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{})
			return err
		},
		"upgrade": func(ctx context.Context, f *settled.Front) error {
			_, err := f.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{})
			return err
		},
		"read": func(ctx context.Context, f *settled.Front) error {
			_, err := f.ReadResource(ctx, &tfprotov6.ReadResourceRequest{})
			return err
		},
		"plan": func(ctx context.Context, f *settled.Front) error {
			_, err := f.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{})
			return err
		},
		"apply": func(ctx context.Context, f *settled.Front) error {
			_, err := f.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{})
			return err
		},
	} {
		for _, silent := range []bool{true, false} {
			ctx, cancel := context.WithCancel(context.WithValue(t.Context(), callerKey{}, "loggers"))
			l := &listener{cancel: cancel}
			f := settled.InFrontOf(l, "1.0.0", settled.Kind{TypeName: "thing"})
			f.Silent = silent
			if err := call(ctx, f); err != nil {
				t.Errorf("%s: %s", name, err)
			}
			if len(l.calls) != 1 || l.during[0] == nil {
				t.Fatalf("%s: the server behind was called %d times, and the end of the call did not reach it", name, len(l.calls))
			}
			if held := l.calls[0].Value(callerKey{}) != nil; held == silent {
				t.Errorf("%s: that the context of the caller is held is %t with silent %t", name, held, silent)
			}
		}
	}
}
