package main

import "github.com/hashicorp/terraform-plugin-go/tfprotov6"

func toProvider(s *tfprotov6.GetProviderSchemaResponse, ids *tfprotov6.GetResourceIdentitySchemasResponse) providerJSON {
	return providerJSON{
		Provider:           toSchema(s.Provider),
		Resources:          each(s.ResourceSchemas, toSchema),
		DataSources:        each(s.DataSourceSchemas, toSchema),
		EphemeralResources: each(s.EphemeralResourceSchemas, toSchema),
		ListResources:      each(s.ListResourceSchemas, toSchema),
		Functions:          each(s.Functions, toFunction),
		Identities:         each(ids.IdentitySchemas, toIdentity),
		Actions:            each(s.ActionSchemas, toAction),
	}
}

func each[In, Out any](in map[string]In, convert func(In) Out) map[string]Out {
	out := make(map[string]Out, len(in))
	for name, v := range in {
		out[name] = convert(v)
	}
	return out
}

// named turns the protocol's lists of named things into the format's maps.
func named[In, Out any](in []In, name func(In) string, convert func(In) Out) map[string]Out {
	out := make(map[string]Out, len(in))
	for _, v := range in {
		out[name(v)] = convert(v)
	}
	return out
}

func toSchema(s *tfprotov6.Schema) schemaJSON {
	return schemaJSON{Version: s.Version, Block: toBlock(s.Block)}
}

func toAction(a *tfprotov6.ActionSchema) actionJSON {
	return actionJSON{Block: toBlock(a.Schema.Block)}
}

func toBlock(b *tfprotov6.SchemaBlock) *blockJSON {
	return &blockJSON{
		Attributes: toAttributes(b.Attributes),
		BlockTypes: named(b.BlockTypes, func(n *tfprotov6.SchemaNestedBlock) string { return n.TypeName }, toNestedBlock),

		Description:        b.Description,
		DescriptionKind:    kind(b.DescriptionKind),
		Deprecated:         b.Deprecated,
		DeprecationMessage: b.DeprecationMessage,
	}
}

func toNestedBlock(n *tfprotov6.SchemaNestedBlock) nestedBlockJSON {
	return nestedBlockJSON{
		NestingMode: nesting(n.Nesting),
		Block:       toBlock(n.Block),
		MinItems:    n.MinItems,
		MaxItems:    n.MaxItems,
	}
}

func toAttributes(list []*tfprotov6.SchemaAttribute) map[string]attributeJSON {
	return named(list, func(a *tfprotov6.SchemaAttribute) string { return a.Name }, toAttribute)
}

func toAttribute(a *tfprotov6.SchemaAttribute) attributeJSON {
	out := attributeJSON{
		Type:               a.Type,
		Description:        a.Description,
		DescriptionKind:    kind(a.DescriptionKind),
		Deprecated:         a.Deprecated,
		DeprecationMessage: a.DeprecationMessage,
		Required:           a.Required,
		Optional:           a.Optional,
		Computed:           a.Computed,
		Sensitive:          a.Sensitive,
		WriteOnly:          a.WriteOnly,
	}
	if a.NestedType != nil {
		out.NestedType = &objectJSON{
			Attributes:  toAttributes(a.NestedType.Attributes),
			NestingMode: nesting(a.NestedType.Nesting),
		}
	}
	return out
}

func toFunction(f *tfprotov6.Function) functionJSON {
	out := functionJSON{
		Description:        f.Description,
		Summary:            f.Summary,
		DeprecationMessage: f.DeprecationMessage,
		ReturnType:         f.Return.Type,
	}
	for _, p := range f.Parameters {
		out.Parameters = append(out.Parameters, toParameter(p))
	}
	if f.VariadicParameter != nil {
		p := toParameter(f.VariadicParameter)
		out.VariadicParameter = &p
	}
	return out
}

func toParameter(p *tfprotov6.FunctionParameter) parameterJSON {
	return parameterJSON{
		Name:        p.Name,
		Description: p.Description,
		IsNullable:  p.AllowNullValue,
		Type:        p.Type,
	}
}

func toIdentity(s *tfprotov6.ResourceIdentitySchema) identityJSON {
	return identityJSON{
		Version: s.Version,
		Attributes: named(s.IdentityAttributes,
			func(a *tfprotov6.ResourceIdentitySchemaAttribute) string { return a.Name },
			func(a *tfprotov6.ResourceIdentitySchemaAttribute) identityAttributeJSON {
				return identityAttributeJSON{
					Type:              a.Type,
					Description:       a.Description,
					RequiredForImport: a.RequiredForImport,
					OptionalForImport: a.OptionalForImport,
				}
			}),
	}
}
