package provider_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/provider"
)

// face is one thing that a configuration is written for, and how its configuration is
// validated.
type face struct {
	name     string
	schema   *tfprotov6.Schema
	validate func(context.Context, *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error)
}

// faces are all of the provider.
func faces(t *testing.T) (all []face) {
	t.Helper()
	server := provider.NewServer("test", nil)
	schemas := begin(t, server).schema
	all = append(all, face{"provider", schemas.Provider, func(ctx context.Context, c *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
		resp, err := server.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: c})
		return resp.Diagnostics, err
	}})
	for name, schema := range schemas.ResourceSchemas {
		all = append(all, face{"resource " + name, schema, func(ctx context.Context, c *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
			resp, err := server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: name, Config: c})
			return resp.Diagnostics, err
		}})
	}
	for name, schema := range schemas.DataSourceSchemas {
		all = append(all, face{"data source " + name, schema, func(ctx context.Context, c *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
			resp, err := server.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: c})
			return resp.Diagnostics, err
		}})
	}
	for name, schema := range schemas.ListResourceSchemas {
		all = append(all, face{"list " + name, schema, func(ctx context.Context, c *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
			resp, err := server.ValidateListResourceConfig(ctx, &tfprotov6.ValidateListResourceConfigRequest{TypeName: name, Config: c})
			return resp.Diagnostics, err
		}})
	}
	for name, schema := range schemas.ActionSchemas {
		all = append(all, face{"action " + name, schema.Schema, func(ctx context.Context, c *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
			resp, err := server.ValidateActionConfig(ctx, &tfprotov6.ValidateActionConfigRequest{ActionType: name, Config: c})
			return resp.Diagnostics, err
		}})
	}
	return all
}

// trial is an attribute that a configuration can set.
type trial struct {
	place string // "resource wix_contact.emails[].tag"
	path  string // which those of its errors begin with
	typ   tftypes.Type
	// requires tells that an object has attributes that are required.
	requires bool
	// in makes a configuration of a value for it, which is valid if the value is.
	in func(value any) config
	// items makes a collection of one item, nil for what is none.
	items func(item any) any
}

// trials are the attributes that a face has, at every depth. least is what a configuration,
// or an object at a place of it, needs beside the attribute that is tried.
func (f face) trials(least map[string]config) []trial {
	return trialsOf(f.name, "", f.schema.Block.Attributes, func(v config) config { return v }, least)
}

func trialsOf(place, path string, attributes []*tfprotov6.SchemaAttribute, around func(config) config, least map[string]config) (all []trial) {
	for _, a := range attributes {
		if !a.Optional && !a.Required {
			continue
		}
		one := trial{place: place + "." + a.Name, path: fmt.Sprintf("%sAttributeName(%q)", path, a.Name), typ: a.ValueType()}
		one.in = func(value any) config {
			out := config{}
			maps.Copy(out, least[place])
			out[a.Name] = value
			return around(out)
		}
		switch {
		case one.typ.Is(tftypes.Map{}):
			one.items = func(item any) any { return config{"custom.a": item} }
		case one.typ.Is(tftypes.List{}), one.typ.Is(tftypes.Set{}):
			one.items = func(item any) any { return []any{item} }
		}
		one.requires = a.NestedType != nil && slices.ContainsFunc(a.NestedType.Attributes, func(a *tfprotov6.SchemaAttribute) bool { return a.Required })
		all = append(all, one)
		switch {
		case a.NestedType == nil:
		case one.items == nil:
			all = append(all, trialsOf(one.place, one.path+".", a.NestedType.Attributes, func(v config) config { return one.in(v) }, least)...)
		default:
			all = append(all, trialsOf(one.place+"[]", one.path+".ElementKeyInt(0).", a.NestedType.Attributes, func(v config) config { return one.in(one.items(v)) }, least)...)
		}
	}
	return all
}
