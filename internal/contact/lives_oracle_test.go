package contact_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"golang.org/x/text/unicode/norm"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/contact"
)

// memberOf gives the members of the API by attribute.
var memberOf = map[string]string{
	"name": "name", "company": "company", "job_title": "jobTitle", "birthdate": "birthdate", "locale": "locale",
	"emails": "emails", "phones": "phones", "addresses": "addresses", "label_keys": "labelKeys", "extended_fields": "extendedFields",
}

// TestLives_attributes: the lives know each attribute that a configuration may write.
func TestLives_attributes(t *testing.T) {
	var resp resource.SchemaResponse
	contact.NewResource().Schema(t.Context(), resource.SchemaRequest{}, &resp)
	choices := (&life{}).choices()
	for name, a := range resp.Schema.Attributes {
		if !a.IsOptional() || slices.Contains([]string{"adopt_existing", "allow_duplicates", "deletion_policy"}, name) {
			continue
		}
		if memberOf[name] == "" || choices[name] == nil {
			t.Errorf("%s is missing: add it to memberOf and choices here, and to attributes", name)
		}
	}
}

// unchanged fails the test where attributes are not as they were, byte for byte.
func (l *life) unchanged(before, after map[string]any, attributes []string) {
	for _, name := range attributes {
		if was, is := written(name, before), written(name, after); !reflect.DeepEqual(was, is) {
			l.Fatalf("%s was not in the plan, and went from %v to %v", name, was, is)
		}
	}
}

// written is an attribute of the contact without what Wix derives from others.
func written(name string, info map[string]any) any {
	if name != "extended_fields" {
		return info[memberOf[name]]
	}
	values := maps.Clone(fieldValues(info))
	maps.DeleteFunc(values, func(key string, _ any) bool { return !strings.HasPrefix(key, "custom.") })
	return values
}

// asPlanned compares the contact before and after an apply with the plan: whatever
// changed was in the plan, and whatever the plan said is so.
func (l *life) asPlanned(p acctest.Planned, before, after map[string]any, edited []string) {
	diff, changes := p.Changes[theContact]
	names := diff.Names()
	for name := range memberOf {
		if slices.Contains(edited, name) {
			continue // either's; the next command tells
		}
		if name == "label_keys" || name == "extended_fields" {
			l.entriesAsPlanned(name, diff, p.Said, before, after)
			continue
		}
		if !changes || !slices.Contains(names, name) {
			l.unchanged(before, after, []string{name})
			continue
		}
		want := diff.After[name]
		if unknown(want) {
			want = l.d.Get(theContact, name)
			if reflect.DeepEqual(want, diff.Before[name]) { // nothing to change, as it turned out
				l.unchanged(before, after, []string{name})
				continue
			}
		}
		if said, is := meaning(name, want, want), meaning(name, fromSite(name, after), want); said != is {
			l.Fatalf("%s was planned from %v to %s, and is %s", name, diff.Before[name], said, is)
		}
	}
}

// unknown tells that a value, or a part of it, is known after apply.
func unknown(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		return slices.ContainsFunc(slices.Collect(maps.Values(v)), unknown)
	case []any:
		return slices.ContainsFunc(v, unknown)
	}
	return v == any(acctest.Unknown)
}

// entriesAsPlanned does that for what is owned entry by entry. Where the plan says so,
// entries leave the state alone.
func (l *life) entriesAsPlanned(name string, diff acctest.Diff, said string, before, after map[string]any) {
	state := func(v any) map[string]string {
		out := map[string]string{}
		switch v := v.(type) {
		case []any:
			for _, key := range v {
				out[or(key)] = "on"
			}
		case map[string]any:
			for key, value := range v {
				if value != nil && value != "" {
					out[key] = or(value)
				}
			}
		}
		return out
	}
	site := func(info map[string]any) map[string]string {
		if name == "label_keys" {
			return state(items(info, "labelKeys"))
		}
		return state(written(name, info))
	}
	want, was := site(before), state(diff.Before[name])
	planned := diff.After[name]
	if unknown(planned) {
		planned = l.d.Get(theContact, name)
	}
	for key := range was {
		if !slices.Contains(left(name, said), key) && state(planned)[key] == "" {
			delete(want, key)
		}
	}
	for key, v := range state(planned) {
		if was[key] != v {
			want[key] = v
		}
	}
	for key, v := range site(after) {
		if want[key] != v && !(want[key] == "12.0" && v == "12") {
			l.Fatalf("%s: %s is %q on the contact, want %q (planned from %v to %v)", name, key, v, want[key], diff.Before[name], diff.After[name])
		}
		delete(want, key)
	}
	for _, key := range l.gone { // a contact that does not refer to what is replaced loses it
		delete(want, key)
	}
	if len(want) > 0 {
		l.Fatalf("%s: %v is not on the contact (planned from %v to %v)", name, want, diff.Before[name], diff.After[name])
	}
}

// left are the keys that a warning names as leaving the state only.
func left(name, said string) []string {
	_, after, _ := strings.Cut(said, "Entries of "+name+" leave the state")
	listed, _, _ := strings.Cut(after, " came with an import")
	words := strings.Fields(listed)
	for i, word := range words {
		words[i] = strings.TrimSuffix(word, ",")
	}
	return words
}

// fromSite gives an attribute of the contact in the form of a state.
func fromSite(name string, info map[string]any) any {
	v := info[memberOf[name]]
	wrapper, _ := v.(map[string]any)
	list, isList := wrapper["items"].([]any)
	if !isList {
		return v
	}
	out := []any{}
	for _, item := range list {
		one := maps.Clone(item.(map[string]any))
		if address, ok := one["address"].(map[string]any); ok {
			maps.Copy(one, address)
			one["address_line"], one["postal_code"], one["street"] = address["addressLine"], address["postalCode"], address["streetAddress"]
		}
		one["country_code"] = one["countryCode"]
		out = append(out, one)
	}
	return out
}

// meaning words a value so that two of the same meaning have the same words. What is
// not owned is left out: like tells.
func meaning(name string, v, like any) string {
	text := func(v any) string { return strings.ToLower(norm.NFC.String(strings.TrimSpace(or(v)))) }
	one := func(v any, parts ...string) string {
		m, _ := v.(map[string]any)
		var out []string
		for _, part := range parts {
			out = append(out, text(m[part]))
		}
		return strings.Join(out, "|")
	}
	var out []string
	list, _ := v.([]any)
	liked, _ := like.([]any)
	marked := slices.ContainsFunc(liked, func(item any) bool { return item.(map[string]any)["primary"] == true })
	for _, item := range list {
		m := item.(map[string]any)
		switch name {
		case "emails":
			out = append(out, one(m, "email", "tag"))
		case "phones":
			digits := strings.Map(func(r rune) rune {
				if r < '0' || r > '9' {
					return -1
				}
				return r
			}, or(m["phone"]))
			out = append(out, digits+one(m, "tag"))
		case "addresses":
			out = append(out, one(m, "tag", "address_line", "city", "country", "postal_code")+one(m["street"], "number", "name"))
		}
		if marked && m["primary"] == true {
			out[len(out)-1] += " primary"
		}
	}
	slices.Sort(out)
	switch {
	case name == "name":
		return one(v, "first", "last")
	case list == nil && v != nil && memberOf[name] != "" && !strings.HasSuffix(name, "s"):
		return text(v)
	}
	return strings.Join(out, ",")
}
