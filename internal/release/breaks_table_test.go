package release_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// TestBreaks: each kind of break is found, and nothing else.
func TestBreaks(t *testing.T) {
	const before = `{
		"api_key":  {"type": "string", "optional": true},
		"name":     {"type": "string", "required": true},
		"company":  {"type": "string", "optional": true},
		"policy":   {"type": "string", "optional": true, "computed": true},
		"keys":     {"type": ["set", "string"], "optional": true},
		"key":      {"type": "string", "computed": true},
		"report":   {"type": ["list", ["object", {"row": "number"}]], "computed": true},
		"emails":   {"nested_type": {"nesting_mode": "list", "attributes": {
			"email": {"type": "string", "required": true},
			"tag":   {"type": "string", "optional": true}
		}}, "optional": true},
		"site_id":  {"type": "string", "optional_for_import": true}
	}`
	for name, c := range map[string]struct {
		change string // of attributes; null removes one
		want   []string
	}{
		"nothing": {`{}`, nil},
		"additions": {`{
			"phones": {"type": "string", "optional": true}, "count": {"type": "number", "computed": true},
			"report": {"type": ["list", ["object", {"row": "number", "column": "string"}]], "computed": true},
			"emails": {"nested_type": {"nesting_mode": "list", "attributes": {
				"email": {"type": "string", "required": true}, "tag": {"type": "string", "optional": true, "computed": true}, "primary": {"type": "bool", "optional": true}
			}}, "optional": true},
			"other":  {"type": "string", "optional_for_import": true}
		}`, nil},
		"looser":              {`{"name": {"type": "string", "optional": true, "computed": true}, "key": {"type": "string", "optional": true, "computed": true}}`, nil},
		"description":         {`{"name": {"type": "string", "required": true, "description": "A name.", "deprecated": true}}`, nil},
		"removed":             {`{"company": null}`, []string{"`company` of `wix_thing` is gone, in the resource"}},
		"retyped":             {`{"company": {"type": "number", "optional": true}}`, []string{"`company` of `wix_thing` has another type, in the resource"}},
		"other elements":      {`{"keys": {"type": ["set", "number"], "optional": true}}`, []string{"`keys` of `wix_thing` has another type, in the resource"}},
		"other collection":    {`{"keys": {"type": ["list", "string"], "optional": true}}`, []string{"`keys` of `wix_thing` has another type, in the resource"}},
		"member removed":      {`{"report": {"type": ["list", ["object", {"column": "number"}]], "computed": true}}`, []string{"`report` of `wix_thing` has another type, in the resource"}},
		"nested otherwise":    {`{"emails": {"nested_type": {"nesting_mode": "set", "attributes": {"email": {"type": "string", "required": true}, "tag": {"type": "string", "optional": true}}}, "optional": true}}`, []string{"`emails` of `wix_thing` has another type, in the resource"}},
		"nested no longer":    {`{"emails": {"type": ["list", "string"], "optional": true}}`, []string{"`emails` of `wix_thing` has another type, in the resource"}},
		"newly required":      {`{"company": {"type": "string", "required": true}}`, []string{"`company` of `wix_thing` is required now, in the resource"}},
		"computed only":       {`{"policy": {"type": "string", "computed": true}}`, []string{"`policy` of `wix_thing` can no longer be set, in the resource"}},
		"no longer computed":  {`{"policy": {"type": "string", "optional": true}}`, []string{"`policy` of `wix_thing` is no longer computed, in the resource"}},
		"newly sensitive":     {`{"key": {"type": "string", "computed": true, "sensitive": true}}`, []string{"`key` of `wix_thing` is sensitive now, in the resource"}},
		"newly write-only":    {`{"company": {"type": "string", "optional": true, "write_only": true}}`, []string{"`company` of `wix_thing` is not in the state now, in the resource"}},
		"new and required":    {`{"phones": {"type": "string", "required": true}}`, []string{"`phones` of `wix_thing` is new and required, in the resource"}},
		"required for import": {`{"site_id": {"type": "string", "required_for_import": true}}`, []string{"`site_id` of `wix_thing` is required now, in the resource"}},
		"not for import":      {`{"site_id": {"type": "string"}}`, []string{"`site_id` of `wix_thing` no longer serves to import, in the resource"}},
		"in a nested one": {`{"emails": {"nested_type": {"nesting_mode": "list", "attributes": {
			"email": {"type": "number", "required": true}, "primary": {"type": "bool", "required": true}
		}}, "optional": true}}`, []string{
			"`emails.email` of `wix_thing` has another type, in the resource",
			"`emails.primary` of `wix_thing` is new and required, in the resource",
			"`emails.tag` of `wix_thing` is gone, in the resource",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			old, now := thing(t, before, ""), thing(t, before, c.change)
			compare(t, breaks(old, now), c.want)
		})
	}
	t.Run("newly replaced", func(t *testing.T) {
		old, now := thing(t, before, ""), thing(t, before, "")
		thing := now[[2]string{"resource", "wix_thing"}]
		one := thing["company"]
		one.Replaces = true
		thing["company"] = one
		compare(t, breaks(old, now), []string{"`company` of `wix_thing` replaces the object now, in the resource"})
		compare(t, breaks(now, old), nil)
	})
	t.Run("object removed", func(t *testing.T) {
		compare(t, breaks(thing(t, before, ""), objects{}), []string{"`wix_thing` is gone, a resource"})
		compare(t, breaks(objects{}, thing(t, before, "")), nil)
	})
}

// TestBreaks_functions: the parameters of a function have an order.
func TestBreaks_functions(t *testing.T) {
	const before = `{"parameters": [{"name": "text", "type": "string"}], "return_type": ["object", {"rows": "number"}]}`
	for now, want := range map[string][]string{
		before: nil,
		`{"parameters": [{"name": "csv", "type": "string"}], "return_type": ["object", {"rows": "number", "columns": "number"}]}`:                       nil,
		`{"parameters": [{"name": "text", "type": "string"}], "variadic_parameter": {"type": "string"}, "return_type": ["object", {"rows": "number"}]}`: nil,
		`{"parameters": [{"type": "number"}], "return_type": ["object", {"rows": "number"}]}`:                                                           {"`parameter 1` of `thing` has another type, in the function"},
		`{"parameters": [{"type": "string"}, {"type": "bool"}], "return_type": ["object", {"rows": "number"}]}`:                                         {"`parameter 2` of `thing` is new and required, in the function"},
		`{"return_type": ["object", {"rows": "number"}]}`:                                                                                               {"`parameter 1` of `thing` is gone, in the function"},
		`{"parameters": [{"type": "string"}], "return_type": "number"}`:                                                                                 {"`result` of `thing` has another type, in the function"},
	} {
		of := func(text string) objects {
			var f function
			if err := json.Unmarshal([]byte(text), &f); err != nil {
				t.Fatal(err)
			}
			return objects{{"function", "thing"}: f.object()}
		}
		compare(t, breaks(of(before), of(now)), want)
	}
}

func thing(t *testing.T, texts ...string) objects {
	t.Helper()
	out := object{}
	for _, text := range texts {
		var change map[string]*attribute
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), &change); err != nil {
			t.Fatal(err)
		}
		for name, one := range change {
			if delete(out, name); one != nil {
				out[name] = *one
			}
		}
	}
	return objects{{"resource", "wix_thing"}: out}
}

func compare(t *testing.T, found []broken, want []string) {
	t.Helper()
	var have []string
	for _, one := range found {
		have = append(have, one.String())
	}
	if !slices.Equal(have, want) {
		t.Errorf("found is\n%s\nwant\n%s", strings.Join(have, "\n"), strings.Join(want, "\n"))
	}
}
