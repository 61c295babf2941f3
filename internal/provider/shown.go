package provider

import (
	"context"
	"fmt"
	"os"
	"reflect"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

const (
	// mostDiagnostics bounds how many diagnostics one call returns.
	mostDiagnostics = 100
	// mostDetail bounds, in bytes, the detail of one.
	mostDetail = 20_000
)

// hideEnvironment adds the credentials of the environment to those that are not shown.
func (p *Provider) hideEnvironment() {
	for _, name := range []string{"WIX_API_KEY", "WIX_APP_SECRET"} {
		p.secrets.Add(os.Getenv(name))
	}
}

// serve calls the framework and makes the diagnostics of its answer fit to be shown. All
// texts of the provider pass here or in a stream below: whatever of a server's answer, a
// file or a state is in them, no terminal obeys it, it is bounded, and it is no credential.
func serve[Req, Resp any](ctx context.Context, s *Server, req *Req, call func(context.Context, *Req) (*Resp, error)) (*Resp, error) {
	ctx, done := s.call(ctx)
	defer done()
	resp, err := call(ctx, req)
	if resp != nil {
		//nolint:forcetypeassert // all answers have the member
		diags := reflect.ValueOf(resp).Elem().FieldByName("Diagnostics").Addr().Interface().(*[]*tfprotov6.Diagnostic)
		*diags = s.shown(*diags)
	}
	return resp, err
}

func (s *Server) shown(diags []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	for _, d := range diags {
		endAtItem(d)
		d.Summary, d.Detail = s.provider.secrets.Text(d.Summary), s.provider.secrets.Lines(d.Detail, mostDetail)
	}
	more := len(diags) - mostDiagnostics
	if more <= 0 {
		return diags
	}
	severity := tfprotov6.DiagnosticSeverityWarning
	for _, d := range diags[mostDiagnostics:] {
		severity = min(severity, d.Severity) // an error is less: none may be lost
	}
	return append(diags[:mostDiagnostics:mostDiagnostics], &tfprotov6.Diagnostic{
		Severity: severity, Summary: "There is more to say.",
		Detail: fmt.Sprintf("%d more of these are left out. Correct what the first ones say, then run the command again.", more),
	})
}

// ValidateProviderConfig calls the framework.
func (s *Server) ValidateProviderConfig(ctx context.Context, req *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return serve(ctx, s, req, s.framework.ValidateProviderConfig)
}

// ValidateResourceConfig calls the framework.
func (s *Server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return serve(ctx, s, req, s.framework.ValidateResourceConfig)
}

// ValidateDataResourceConfig calls the framework.
func (s *Server) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return serve(ctx, s, req, s.framework.ValidateDataResourceConfig)
}

// ValidateListResourceConfig calls the framework.
func (s *Server) ValidateListResourceConfig(ctx context.Context, req *tfprotov6.ValidateListResourceConfigRequest) (*tfprotov6.ValidateListResourceConfigResponse, error) {
	return serve(ctx, s, req, s.framework.ValidateListResourceConfig)
}

// ReadResource calls the framework.
func (s *Server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return serve(ctx, s, req, s.framework.ReadResource)
}

// ImportResourceState calls the framework.
func (s *Server) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return serve(ctx, s, req, s.framework.ImportResourceState)
}

// MoveResourceState calls the framework.
func (s *Server) MoveResourceState(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	return serve(ctx, s, req, s.framework.MoveResourceState)
}

// UpgradeResourceIdentity calls the framework.
func (s *Server) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return serve(ctx, s, req, s.framework.UpgradeResourceIdentity)
}

// GenerateResourceConfig calls the framework.
func (s *Server) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	return serve(ctx, s, req, s.framework.GenerateResourceConfig)
}

// CallFunction calls the framework.
func (s *Server) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	resp, err := s.framework.CallFunction(ctx, req)
	if resp != nil && resp.Error != nil {
		resp.Error.Text = s.provider.secrets.Lines(resp.Error.Text, mostDetail)
	}
	return resp, err
}

// ListResource calls the framework. What the CLI shows of a result is its display name.
func (s *Server) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	resp, err := s.framework.ListResource(ctx, req)
	if resp == nil || resp.Results == nil {
		return resp, err
	}
	results := resp.Results
	resp.Results = func(yield func(tfprotov6.ListResourceResult) bool) {
		for r := range results {
			r.DisplayName, r.Diagnostics = s.provider.secrets.Text(r.DisplayName), s.shown(r.Diagnostics)
			if !yield(r) {
				return
			}
		}
	}
	return resp, err
}
