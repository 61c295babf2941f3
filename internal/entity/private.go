package entity

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Private is the private state of a request or a response.
type Private interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// Memory is what every object is kept with: where it is, and which one, also while a
// replacement is planned, when Terraform gives no prior state.
type Memory struct {
	Site string `json:"site"`
	ID   string `json:"id"`
}

// privateKey is the one key of the private state of every object.
const privateKey = "wix"

// Recall reads what was remembered with an object. It is false where nothing was, and
// an error where that cannot be read.
func Recall(ctx context.Context, p Private, v any, diags *diag.Diagnostics) bool {
	data, d := p.GetKey(ctx, privateKey)
	diags.Append(d...)
	if d.HasError() || len(data) == 0 {
		return false
	}
	unreadable(json.Unmarshal(data, v), diags)
	return true
}

func unreadable(err error, diags *diag.Diagnostics) {
	if err != nil {
		diags.AddError("The private state of the resource cannot be read.",
			"A newer version of the provider may have written it, or the state was edited: use that version, or an older copy of the state. "+
				"Or remove the resource from the state (terraform state rm) and import the object, which changes nothing on the site. "+err.Error()+".")
	}
}

// Remember has something kept with an object, beside its state.
func Remember(ctx context.Context, p Private, v any) diag.Diagnostics {
	data, err := json.Marshal(v)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("The private state cannot be written.", err.Error()+". Report this to the provider's developers.")}
	}
	return p.SetKey(ctx, privateKey, data)
}

// PrivateData is a private state as the framework writes it.
type PrivateData map[string][]byte

// DecodePrivate reads a private state.
func DecodePrivate(data []byte, diags *diag.Diagnostics) PrivateData {
	out := PrivateData{}
	if len(data) > 0 {
		unreadable(json.Unmarshal(data, &out), diags)
	}
	return out
}

// Encode writes the private state.
func (p PrivateData) Encode() []byte {
	out, _ := json.Marshal(p)
	return out
}

// GetKey gives a value.
func (p PrivateData) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return p[key], nil
}

// SetKey sets a value.
func (p PrivateData) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	p[key] = value
	return nil
}
