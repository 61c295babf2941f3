package entity

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Null is null of a type.
func Null(t attr.Type) attr.Value { return valueOf(t, nil) }

// Unknown is what is known after apply, of a type.
func Unknown(t attr.Type) attr.Value { return valueOf(t, tftypes.UnknownValue) }

func valueOf(t attr.Type, v any) attr.Value {
	ctx := context.Background()
	out, err := t.ValueFromTerraform(ctx, tftypes.NewValue(t.TerraformType(ctx), v))
	if err != nil { // null and unknown fit every type
		panic(err)
	}
	return out
}

// Member is an attribute of an object, null where there is none.
func Member(object attr.Value, name string) attr.Value {
	if o, ok := object.(types.Object); ok && o.Attributes()[name] != nil {
		return o.Attributes()[name]
	}
	return types.StringNull()
}

// Elements are the items of a list, set or map that is known.
func Elements(v attr.Value) []attr.Value {
	switch v := v.(type) {
	case types.List:
		return v.Elements()
	case types.Set:
		return v.Elements()
	}
	return nil
}
