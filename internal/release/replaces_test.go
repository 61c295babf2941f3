package release_test

import (
	"encoding/json"
	"math/big"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/provider"
)

// presentReplaces tells, in JSON, by which attributes each resource is replaced. It changes
// and removes one attribute after the other in plans of a provider without a site.
func presentReplaces(t *testing.T) []byte {
	t.Helper()
	server := provider.NewServer("test", nil)
	all, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for name, schema := range all.ResourceSchemas {
		typ := schema.ValueType().(tftypes.Object)
		out[name] = []string{}
		for _, a := range schema.Block.Attributes {
			if !a.Required && !a.Optional {
				continue
			}
			replaced := replaces(t, server, name, typ, configured(schema, a.Name, example(a.ValueType(), 2)))
			if !a.Required {
				replaced = replaced || replaces(t, server, name, typ, configured(schema, a.Name, tftypes.NewValue(a.ValueType(), nil)))
			}
			if replaced {
				out[name] = append(out[name], a.Name)
			}
		}
		slices.Sort(out[name])
	}
	data, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(data, '\n')
}

// replaces reports whether a plan for a configuration replaces the object of which all
// attributes have the first example.
func replaces(t *testing.T, server tfprotov6.ProviderServer, name string, typ tftypes.Object, config tftypes.Value) bool {
	t.Helper()
	prior := dynamic(t, typ, example(typ, 1))
	resp, err := server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: name, PriorState: prior, ProposedNewState: dynamic(t, typ, config), Config: dynamic(t, typ, config),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range resp.Diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			t.Fatalf("%s: %s: %s", name, d.Summary, d.Detail)
		}
	}
	return len(resp.RequiresReplace) > 0
}

func dynamic(t *testing.T, typ tftypes.Type, v tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	out, err := tfprotov6.NewDynamicValue(typ, v)
	if err != nil {
		t.Fatal(err)
	}
	return &out
}

// configured is the configuration of the first examples with another value for one
// attribute.
func configured(schema *tfprotov6.Schema, name string, value tftypes.Value) tftypes.Value {
	out := map[string]tftypes.Value{}
	for _, a := range schema.Block.Attributes {
		switch {
		case a.Name == name:
			out[a.Name] = value
		case a.Required || a.Optional:
			out[a.Name] = example(a.ValueType(), 1)
		default:
			out[a.Name] = tftypes.NewValue(a.ValueType(), nil)
		}
	}
	return tftypes.NewValue(schema.ValueType(), out)
}

// example is a value of a type; two of different numbers differ.
func example(typ tftypes.Type, n int64) tftypes.Value {
	switch typ := typ.(type) {
	case tftypes.Object:
		out := map[string]tftypes.Value{}
		for name, t := range typ.AttributeTypes {
			out[name] = example(t, n)
		}
		return tftypes.NewValue(typ, out)
	case tftypes.List:
		return tftypes.NewValue(typ, []tftypes.Value{example(typ.ElementType, n)})
	case tftypes.Set:
		return tftypes.NewValue(typ, []tftypes.Value{example(typ.ElementType, n)})
	case tftypes.Map:
		return tftypes.NewValue(typ, map[string]tftypes.Value{"custom.example": example(typ.ElementType, n)})
	}
	switch {
	case typ.Is(tftypes.Bool):
		return tftypes.NewValue(typ, n == 1)
	case typ.Is(tftypes.Number):
		return tftypes.NewValue(typ, big.NewFloat(float64(n)))
	}
	return tftypes.NewValue(typ, []string{"", "1", "2"}[n])
}
