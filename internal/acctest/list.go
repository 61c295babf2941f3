package acctest

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Listed is one result of a list.
type Listed struct {
	Name        string
	Identity    map[string]any
	Diagnostics Diagnostics
	// Resource holds the attributes, where they were asked for.
	Resource *Resource
}

// Listing asks for a list as `terraform query` does.
type Listing struct {
	Type    string
	Config  map[string]any
	Limit   int64
	Include bool
	// Stop is asked after each result whether that is enough; nil is never.
	Stop func(Listed) bool
}

// List validates and runs a list. Like Terraform it takes no more than the limit,
// and stops at the first error.
func (c *Core) List(ctx context.Context, want Listing) ([]Listed, Diagnostics) {
	c.t.Helper()
	all, err := c.server.Load().GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	c.must(err, all.Diagnostics)
	typ := all.ListResourceSchemas[want.Type].ValueType().(tftypes.Object)
	config := c.pack(typ, object(typ, want.Config))
	valid, err := c.server.Load().ValidateListResourceConfig(ctx, &tfprotov6.ValidateListResourceConfigRequest{TypeName: want.Type, Config: config})
	c.must(err, nil)
	if d := Diagnostics(valid.Diagnostics); d.Failed() {
		return nil, d
	}
	stream, err := c.server.Load().ListResource(ctx, &tfprotov6.ListResourceRequest{
		TypeName: want.Type, Config: config, Limit: want.Limit, IncludeResource: want.Include,
	})
	c.must(err, nil)
	var found []Listed
	for result := range stream.Results {
		d := Diagnostics(result.Diagnostics)
		if d.Failed() {
			return found, d
		}
		one := Listed{Name: result.DisplayName, Identity: c.identityOf(want.Type, result.Identity), Diagnostics: d}
		if result.Resource != nil {
			one.Resource = c.Resource(want.Type)
			one.Resource.State = c.unpack(one.Resource.typ(), result.Resource)
		}
		found = append(found, one)
		if int64(len(found)) >= want.Limit || want.Stop != nil && want.Stop(one) {
			break
		}
	}
	return found, nil
}

// Generate is the configuration that Terraform generates for the state: without
// what is null.
func (r *Resource) Generate() map[string]any {
	r.t.Helper()
	resp, err := r.server.Load().GenerateResourceConfig(context.Background(), &tfprotov6.GenerateResourceConfigRequest{
		TypeName: r.Type, State: r.pack(r.typ(), r.State),
	})
	r.must(err, nil)
	if d := Diagnostics(resp.Diagnostics); d.Failed() {
		r.t.Fatal(d)
	}
	config, _ := withoutNull(native(r.unpack(r.typ(), resp.Config))).(map[string]any)
	return config
}

func withoutNull(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, part := range v {
			if v[name] = withoutNull(part); part == nil {
				delete(v, name)
			}
		}
	case []any:
		for i := range v {
			v[i] = withoutNull(v[i])
		}
	}
	return v
}
