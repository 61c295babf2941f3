package entity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Decode reads the attributes of a value of the protocol, nil for null.
func Decode(ctx context.Context, t types.ObjectType, v *tfprotov6.DynamicValue, diags *diag.Diagnostics) map[string]attr.Value {
	terraform, err := v.Unmarshal(t.TerraformType(ctx))
	if err == nil && terraform.IsNull() {
		return nil
	}
	var o attr.Value
	if err == nil {
		o, err = t.ValueFromTerraform(ctx, terraform)
	}
	object, ok := o.(types.Object)
	if err != nil || !ok {
		diags.AddError("A value of Terraform cannot be read.", fmt.Sprintf("%v. Report this to the provider's developers.", err))
	}
	return object.Attributes()
}

// Encode writes a value of the protocol.
func Encode(ctx context.Context, v attr.Value, diags *diag.Diagnostics) *tfprotov6.DynamicValue {
	terraform, err := v.ToTerraformValue(ctx)
	var out tfprotov6.DynamicValue
	if err == nil {
		out, err = tfprotov6.NewDynamicValue(v.Type(ctx).TerraformType(ctx), terraform)
	}
	if err != nil {
		diags.AddError("A value for Terraform cannot be written.", err.Error()+". Report this to the provider's developers.")
	}
	return &out
}

// ToProtocol turns diagnostics into those of the protocol, for what answers before the
// framework.
func ToProtocol(ctx context.Context, diags diag.Diagnostics) (out []*tfprotov6.Diagnostic) {
	for _, d := range diags {
		one := &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: d.Summary(), Detail: d.Detail()}
		if d.Severity() == diag.SeverityWarning {
			one.Severity = tfprotov6.DiagnosticSeverityWarning
		}
		if at, ok := d.(diag.DiagnosticWithPath); ok {
			one.Attribute = attributePath(ctx, at.Path())
		}
		out = append(out, one)
	}
	return out
}

func attributePath(ctx context.Context, at path.Path) *tftypes.AttributePath {
	out := tftypes.NewAttributePath()
	for _, step := range at.Steps() {
		switch step := step.(type) {
		case path.PathStepAttributeName:
			out = out.WithAttributeName(string(step))
		case path.PathStepElementKeyInt:
			out = out.WithElementKeyInt(int(step))
		case path.PathStepElementKeyString:
			out = out.WithElementKeyString(string(step))
		case path.PathStepElementKeyValue:
			value, err := step.Value.ToTerraformValue(ctx)
			if err != nil {
				return out // the set is near enough
			}
			out = out.WithElementKeyValue(value)
		}
	}
	return out
}
