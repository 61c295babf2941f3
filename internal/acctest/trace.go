package acctest

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// tracer is a provider that tells the calls about resources that it gets.
type tracer struct {
	Server
	process string
	tell    func(process, call string)
	types   func() map[string]tftypes.Type
}

var processes struct {
	sync.Mutex
	n int
}

// traced numbers the process and tells its calls.
func traced(server Server, tell func(process, call string)) *tracer {
	processes.Lock()
	defer processes.Unlock()
	processes.n++
	return &tracer{server, fmt.Sprint(processes.n), tell, sync.OnceValue(func() map[string]tftypes.Type {
		out := map[string]tftypes.Type{}
		all, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
		if err == nil {
			for name, schema := range all.ResourceSchemas {
				out[name] = schema.ValueType()
			}
		}
		return out
	})}
}

// tracedTo adds the calls to a file, each with the number of the process.
func tracedTo(file string, server Server) Server {
	if file == "" {
		return server
	}
	out := traced(server, func(_, call string) {
		f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err == nil {
			_, err = fmt.Fprintf(f, "%d\t%s\n", os.Getpid(), call)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		_ = f.Close()
	})
	return out
}

// call words a call: of a value only whether it is null, known or partly unknown, and
// of private data whether there is any.
func (t *tracer) call(method, typ string, private []byte, values ...any) {
	name := ""
	var words []string
	for i := 0; i < len(values); i += 2 {
		value, _ := values[i+1].(*tfprotov6.DynamicValue)
		state := "null"
		if value != nil {
			if v, err := value.Unmarshal(t.types()[typ]); err == nil && !v.IsNull() {
				if state = "known"; !v.IsFullyKnown() {
					state = "unknown"
				}
				for _, attribute := range []string{"display_name", "company"} {
					if text, ok := native(members(v)[attribute]).(string); ok && name == "" {
						name = " " + text
					}
				}
			}
		}
		words = append(words, fmt.Sprintf("%s=%s", values[i], state))
	}
	t.tell(t.process, fmt.Sprintf("%s %s%s %s private=%t", method, typ, name, strings.Join(words, " "), len(private) > 0))
}

func (t *tracer) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	t.tell(t.process, "Configure")
	return t.Server.ConfigureProvider(ctx, req)
}

func (t *tracer) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	resp, err := t.Server.UpgradeResourceState(ctx, req)
	if err == nil {
		t.call("Upgrade", req.TypeName, nil, "state", resp.UpgradedState)
	}
	return resp, err
}

func (t *tracer) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	t.call("Validate", req.TypeName, nil, "config", req.Config)
	return t.Server.ValidateResourceConfig(ctx, req)
}

func (t *tracer) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	t.call("Read", req.TypeName, req.Private, "state", req.CurrentState)
	return t.Server.ReadResource(ctx, req)
}

func (t *tracer) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	t.call("Plan", req.TypeName, req.PriorPrivate, "prior", req.PriorState, "config", req.Config, "proposed", req.ProposedNewState)
	return t.Server.PlanResourceChange(ctx, req)
}

func (t *tracer) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	t.call("Apply", req.TypeName, req.PlannedPrivate, "prior", req.PriorState, "config", req.Config, "planned", req.PlannedState)
	return t.Server.ApplyResourceChange(ctx, req)
}

func (t *tracer) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	t.call("Import", req.TypeName, nil)
	return t.Server.ImportResourceState(ctx, req)
}
