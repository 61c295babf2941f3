package provider

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// ValidateActionConfig checks the attributes one by one and, if each is valid, together,
// which is what planning does.
func (s *Server) ValidateActionConfig(ctx context.Context, req *tfprotov6.ValidateActionConfigRequest) (*tfprotov6.ValidateActionConfigResponse, error) {
	return serve(ctx, s, req, func(ctx context.Context, req *tfprotov6.ValidateActionConfigRequest) (*tfprotov6.ValidateActionConfigResponse, error) {
		planned, err := s.planAction(ctx, &tfprotov6.PlanActionRequest{ActionType: req.ActionType, Config: req.Config})
		if err != nil {
			return nil, err
		}
		return &tfprotov6.ValidateActionConfigResponse{Diagnostics: planned.Diagnostics}, nil
	})
}

// PlanAction does the same, with the values that have become known. Terraform does not
// validate actions again.
func (s *Server) PlanAction(ctx context.Context, req *tfprotov6.PlanActionRequest) (*tfprotov6.PlanActionResponse, error) {
	return serve(ctx, s, req, s.planAction)
}

func (s *Server) planAction(ctx context.Context, req *tfprotov6.PlanActionRequest) (*tfprotov6.PlanActionResponse, error) {
	refused, err := s.refused(ctx, req.ActionType, req.Config)
	if err != nil || refused != nil {
		return &tfprotov6.PlanActionResponse{Diagnostics: refused}, err
	}
	return s.framework.PlanAction(ctx, req)
}

// refused returns why an attribute of an action is not valid, nil where each is.
func (s *Server) refused(ctx context.Context, actionType string, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
	resp, err := s.framework.ValidateActionConfig(ctx, &tfprotov6.ValidateActionConfigRequest{ActionType: actionType, Config: config})
	isError := func(d *tfprotov6.Diagnostic) bool { return d.Severity == tfprotov6.DiagnosticSeverityError }
	if err != nil || !slices.ContainsFunc(resp.Diagnostics, isError) {
		return nil, err
	}
	return resp.Diagnostics, nil
}

// InvokeAction checks the attributes one by one, as some may have become known since the
// plan, and calls the framework.
func (s *Server) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	refused, err := s.refused(ctx, req.ActionType, req.Config)
	if err != nil || refused != nil {
		return &tfprotov6.InvokeActionServerStream{Events: func(yield func(tfprotov6.InvokeActionEvent) bool) {
			yield(tfprotov6.InvokeActionEvent{Type: tfprotov6.CompletedInvokeActionEventType{Diagnostics: s.shown(refused)}})
		}}, err
	}
	resp, err := s.framework.InvokeAction(ctx, req)
	if resp == nil || resp.Events == nil {
		return resp, err
	}
	events, ended := resp.Events, s.invoked()
	resp.Events = func(yield func(tfprotov6.InvokeActionEvent) bool) {
		defer ended()
		for e := range events {
			switch event := e.Type.(type) {
			case tfprotov6.ProgressInvokeActionEventType:
				event.Message = s.provider.secrets.Text(event.Message)
				e.Type = event
			case tfprotov6.CompletedInvokeActionEventType:
				event.Diagnostics = s.shown(event.Diagnostics)
				e.Type = event
			}
			if !yield(e) {
				return
			}
		}
	}
	return resp, err
}

// lastWords is how long a stop waits for the running actions to end.
const lastWords = 2 * time.Second

// StopProvider cancels the calls of the walk, those to come included, and waits for the
// running actions: once it has returned, plugin-go drops the event with which an action
// says how it has ended, and the CLI takes that for success.
func (s *Server) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	s.mu.Lock()
	s.stop()
	running := slices.Collect(maps.Keys(s.invocations))
	s.mu.Unlock()
	resp, err := s.framework.StopProvider(ctx, req)
	ctx, cancel := context.WithTimeout(ctx, lastWords)
	defer cancel()
	for _, ended := range running {
		select {
		case <-ended:
		case <-ctx.Done():
		}
	}
	return resp, err
}

// invoked records that an action is running, until the returned function is called.
func (s *Server) invoked() (end func()) {
	ended := make(chan struct{})
	s.mu.Lock()
	s.invocations[ended] = true
	s.mu.Unlock()
	return func() {
		s.mu.Lock()
		delete(s.invocations, ended)
		s.mu.Unlock()
		close(ended)
	}
}
