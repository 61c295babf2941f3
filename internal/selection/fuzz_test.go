package selection_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/selection"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// accepted tells whether an argument passes its validators.
func accepted(ctx context.Context, argument, text string) bool {
	var resp validator.StringResponse
	for _, v := range selection.Attributes[argument].(schema.StringAttribute).Validators {
		v.ValidateString(ctx, validator.StringRequest{Path: path.Root(argument), ConfigValue: types.StringValue(text)}, &resp)
	}
	return !resp.Diagnostics.HasError()
}

// fields is a site whose every field takes text.
type fields struct{}

func (fields) Get(_ context.Context, key, _ string) (*wix.Field, error) {
	return &wix.Field{Named: wix.Named{Key: key}, DataType: forms.Text}, nil
}

// FuzzFilter: a raw filter that is accepted is sent as it was written, numbers
// included, never chooses all contacts unless it says so, and takes no other
// argument's place.
func FuzzFilter(f *testing.F) {
	for _, filter := range []string{
		`{}`, `null`, ` null `, `[]`, `"x"`, ``, `{"info.company":{"$eq":"A"}}`, `{"n":12345678901234567890}`, `{"n":1e400}`, `{"$and":[]}`, `{"a":1}{"b":2}`, `{"a":1} x`,
		`{"a":"${path.module}"}`, `{"info.emails.email":1,"info.emails.email":2}`, "{\"a\":\"\xff\"}", strings.Repeat(`{"a":`, 11_000),
	} {
		f.Add(filter, "Example Ltd")
	}
	f.Fuzz(func(t *testing.T, filter, other string) {
		if !utf8.ValidString(filter) || !utf8.ValidString(other) || !accepted(t.Context(), "filter", filter) {
			return
		}
		decoder := json.NewDecoder(strings.NewReader(strings.TrimSpace(filter)))
		decoder.UseNumber()
		var want map[string]any
		if err := decoder.Decode(&want); err != nil || want == nil || decoder.More() {
			t.Fatalf("%q is accepted: %v", filter, err)
		}
		check := func(got map[string]any) {
			t.Helper()
			data, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			decoder := json.NewDecoder(strings.NewReader(string(data)))
			decoder.UseNumber()
			var sent map[string]any
			if err := decoder.Decode(&sent); err != nil || !cmp.Equal(want, sent) {
				t.Errorf("%q is sent as %s", filter, data)
			}
		}
		alone, diags := selection.Contacts{Filter: types.StringValue(filter)}.Query(t.Context(), fields{})
		if diags.HasError() {
			t.Fatalf("%q: %v", filter, diags)
		}
		check(alone)
		both, diags := selection.Contacts{Filter: types.StringValue(filter), EmailPrefix: types.StringValue(other)}.Query(t.Context(), fields{})
		if diags.HasError() {
			t.Fatalf("%q: %v", filter, diags)
		}
		parts, _ := both["$and"].([]map[string]any)
		if len(parts) != 2 {
			t.Fatalf("%q with another argument is %v", filter, both)
		}
		check(parts[1])
	})
}
