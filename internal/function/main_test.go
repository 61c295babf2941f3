package function_test

import (
	"context"
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	framework "github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/function"
)

// call calls a function with texts, in process. The result is nil with an error.
func call(t testing.TB, construct func() framework.Function, arguments ...string) (any, *framework.FuncError) {
	t.Helper()
	ctx := context.Background()
	f := construct()
	var definition framework.DefinitionResponse
	f.Definition(ctx, framework.DefinitionRequest{}, &definition)
	result, problem := definition.Definition.Return.NewResultData(ctx)
	if problem != nil {
		t.Fatal(problem)
	}
	values := make([]attr.Value, len(arguments))
	for i, text := range arguments {
		values[i] = types.StringValue(text)
	}
	resp := framework.RunResponse{Result: result}
	f.Run(ctx, framework.RunRequest{Arguments: framework.NewArgumentsData(values)}, &resp)
	if resp.Error != nil {
		return nil, resp.Error
	}
	v, err := resp.Result.Value().ToTerraformValue(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return plain(t, v), nil
}

// plain is a value as one of Go, absent attributes left out.
func plain(t testing.TB, v tftypes.Value) any {
	t.Helper()
	if v.IsNull() {
		return nil
	}
	var text string
	var number big.Float
	var list []tftypes.Value
	var members map[string]tftypes.Value
	switch {
	case v.As(&text) == nil:
		return text
	case v.As(&number) == nil:
		out, _ := number.Int64()
		return out
	case v.As(&list) == nil:
		out := make([]any, len(list))
		for i, item := range list {
			out[i] = plain(t, item)
		}
		return out
	case v.As(&members) == nil:
		out := map[string]any{}
		for name, item := range members {
			if !item.IsNull() {
				out[name] = plain(t, item)
			}
		}
		return out
	}
	t.Fatalf("%s is of no known type", v)
	return nil
}

// contactsOf are the contacts of a table that is right.
func contactsOf(t testing.TB, text string) map[string]any {
	t.Helper()
	out, problem := call(t, function.NewContactsFromCSV, text)
	if problem != nil {
		t.Fatal(problem)
	}
	return out.(map[string]any)
}
