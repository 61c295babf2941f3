package provider_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/provider"
)

type config = map[string]any

// key is a configuration that works, with other values in place of some.
func key(more config) config {
	out := config{"api_key": acctest.APIKey, "site_id": acctest.SiteID}
	maps.Copy(out, more)
	return out
}

// app is the same with the credentials of an app.
func app(more config) config {
	out := config{"app_id": "an-app", "app_secret": "a-secret-of-an-app", "instance_id": "an-instance"}
	maps.Copy(out, more)
	return out
}

func appSite(t *testing.T, adjust ...func(*emulator.Options)) *acctest.Site {
	t.Helper()
	return acctest.NewSite(t, append(adjust, func(o *emulator.Options) {
		o.AppID, o.AppSecret, o.InstanceID = "an-app", "a-secret-of-an-app", "an-instance"
	})...)
}

// command is one use of a provider by the CLI, in process.
type command struct {
	t      *testing.T
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
}

func begin(t *testing.T, server tfprotov6.ProviderServer) *command {
	t.Helper()
	all, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return &command{t: t, server: server, schema: all}
}

// live is a provider that sends its requests over the network.
func live() tfprotov6.ProviderServer {
	return provider.NewServer("test", nil)
}

// dynamic makes an object of texts, numbers and booleans for a schema.
func (s *command) dynamic(schema *tfprotov6.Schema, values config) *tfprotov6.DynamicValue {
	s.t.Helper()
	typ := schema.ValueType().(tftypes.Object)
	members := map[string]tftypes.Value{}
	for name, t := range typ.AttributeTypes {
		switch v := values[name]; {
		case v == any(acctest.Unknown):
			members[name] = tftypes.NewValue(t, tftypes.UnknownValue)
		default:
			members[name] = tftypes.NewValue(t, v)
		}
	}
	for name := range values {
		if !slices.Contains(slices.Collect(maps.Keys(typ.AttributeTypes)), name) {
			s.t.Fatalf("no attribute %s", name)
		}
	}
	out, err := tfprotov6.NewDynamicValue(typ, tftypes.NewValue(typ, members))
	if err != nil {
		s.t.Fatal(err)
	}
	return &out
}

// configure validates a configuration of the provider and takes it.
func (s *command) configure(values config) acctest.Diagnostics {
	s.t.Helper()
	value := s.dynamic(s.schema.Provider, values)
	valid, err := s.server.ValidateProviderConfig(context.Background(), &tfprotov6.ValidateProviderConfigRequest{Config: value})
	if err != nil {
		s.t.Fatal(err)
	}
	if d := acctest.Diagnostics(valid.Diagnostics); d.Failed() {
		return d
	}
	out, err := s.server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.11.0", Config: value})
	if err != nil {
		s.t.Fatal(err)
	}
	return out.Diagnostics
}

// refusal is a configuration that is refused, and what the error says.
type refusal struct {
	config config
	env    map[string]string
	says   []string
}

// refuses fails the test unless each configuration is one error, which sends nothing and
// does not show the secret hunter2.
func refuses(t *testing.T, cases map[string]refusal) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			for variable, v := range c.env {
				t.Setenv(variable, v)
			}
			site := acctest.NewSite(t)
			d := begin(t, site.Provider()).configure(c.config)
			says(t, d, c.says...)
			if d.Mentions("hunter2") {
				t.Errorf("the secret is in the error: %s", d)
			}
			if n := site.CountAll(); n != 0 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}

// read reads a data source.
func (s *command) read(name string, values config) acctest.Diagnostics {
	s.t.Helper()
	out, err := s.server.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{
		TypeName: name, Config: s.dynamic(s.schema.DataSourceSchemas[name], values),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return out.Diagnostics
}

// labels reads all labels, which any credential must be good for.
func (s *command) labels() acctest.Diagnostics {
	s.t.Helper()
	return s.read("wix_contact_labels", nil)
}

// ask configures a provider and reads all labels.
func ask(t *testing.T, server tfprotov6.ProviderServer, values config) acctest.Diagnostics {
	t.Helper()
	s := begin(t, server)
	if d := s.configure(values); d.Failed() {
		return d
	}
	return s.labels()
}

// says fails the test unless there is one error, with all of this in it.
func says(t *testing.T, d acctest.Diagnostics, texts ...string) {
	t.Helper()
	if len(d) != 1 || !d.Failed() {
		t.Fatalf("want one error, got: %s", d)
	}
	for _, text := range texts {
		if !d.Mentions(text) {
			t.Errorf("the error does not say %q: %s", text, d)
		}
	}
}
