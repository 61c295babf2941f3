package acctest

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Core stands in for Terraform: it makes the calls that a real plan and apply make,
// at protocol level and in process, and checks what Terraform checks between them.
// It is fast enough for thousands of runs, and a test holds it against the real CLI
// (TestAccTraces).
//
// Each walk of Terraform (a plan, an apply) has a provider process of its own: what
// a provider remembers while planning is gone when the plan is applied.
type Core struct {
	t       testing.TB
	site    *Site
	schemas map[string]*tfprotov6.Schema
	config  *tfprotov6.DynamicValue
	// Unidentified has it know of no identities, like a CLI before Terraform 1.12.
	Unidentified bool
	// Version is what it says to be.
	Version string

	mu     sync.Mutex // held while a process is started
	server atomic.Pointer[process]
}

// process is a provider that is configured for one walk.
type process struct {
	Server
	applies *process // what this one has planned; nil before that
	planner *process // that of the plan, nil in it
}

// Server is all that the provider serves.
type Server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// Core starts a provider for the site, with more settings in its provider block.
func (s *Site) Core(t testing.TB, settings ...map[string]any) *Core {
	t.Helper()
	c := &Core{t: t, site: s, Version: "1.11.0"}
	server := s.Provider()
	all, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	c.must(err, all.Diagnostics)
	c.schemas = all.ResourceSchemas
	block := map[string]any{"api_key": APIKey, "site_id": SiteID}
	for _, more := range settings {
		maps.Copy(block, more)
	}
	typ := all.Provider.ValueType().(tftypes.Object)
	c.config = c.pack(typ, object(typ, block))
	c.server.Store(c.configured(server))
	return c
}

// Restart begins another command, with the process of its plan.
func (c *Core) Restart() {
	c.t.Helper()
	c.server.Store(c.configured(c.site.Provider()))
}

func (c *Core) configured(server Server) *process {
	c.t.Helper()
	if c.site.Trace != nil {
		server = traced(server, c.site.Trace)
	}
	configured, err := server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: c.Version, Config: c.config})
	c.must(err, configured.Diagnostics)
	return &process{Server: server}
}

// applying is the process that applies what another one has planned. Plans that one
// process has made are applied by one, too.
func (c *Core) applying(planned *process) *process {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if planned.applies == nil {
		planned.applies = c.configured(c.site.Provider())
		planned.applies.planner = planned
	}
	c.server.Store(planned.applies)
	return planned.applies
}

func (c *Core) must(err error, diags []*tfprotov6.Diagnostic) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
	if d := Diagnostics(diags); d.Failed() {
		c.t.Fatal(d)
	}
}

// Diagnostics of a call.
type Diagnostics []*tfprotov6.Diagnostic

// Failed reports whether there is an error among them.
func (d Diagnostics) Failed() bool {
	for _, one := range d {
		if one.Severity == tfprotov6.DiagnosticSeverityError {
			return true
		}
	}
	return false
}

// Mentions reports whether some diagnostic, with its attribute, holds the text.
func (d Diagnostics) Mentions(text string) bool { return strings.Contains(d.String(), text) }

// String returns all diagnostics for a message.
func (d Diagnostics) String() string {
	var b strings.Builder
	for _, one := range d {
		fmt.Fprintf(&b, "%s: %s [%s]\n%s\n", one.Severity, one.Summary, one.Attribute, one.Detail)
	}
	return b.String()
}
