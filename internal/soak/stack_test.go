package soak_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

type object = map[string]any

// person is what a configuration says of a contact.
type person struct {
	email, first, company, job string
	labels                     []string          // names of label resources
	values                     map[string]string // by names of field resources
}

// stack is a configuration: display names by names of resources, and contacts.
type stack struct {
	labels, fields map[string]string
	people         map[string]*person
	// settings are for all resources.
	settings object
}

func newStack() *stack {
	return &stack{labels: map[string]string{}, fields: map[string]string{}, people: map[string]*person{}}
}

func (s *stack) clone() *stack {
	out := &stack{labels: maps.Clone(s.labels), fields: maps.Clone(s.fields), people: map[string]*person{}, settings: maps.Clone(s.settings)}
	for name, p := range s.people {
		next := *p
		next.labels, next.values = slices.Clone(p.labels), maps.Clone(p.values)
		out.people[name] = &next
	}
	return out
}

// size is the number of resources.
func (s *stack) size() int { return len(s.labels) + len(s.fields) + len(s.people) }

// parts are the resources in Terraform's JSON form.
func (s *stack) parts() object {
	with := func(values object) object {
		maps.Copy(values, s.settings)
		return values
	}
	labels, fields, people := object{}, object{}, object{}
	for name, display := range s.labels {
		labels[name] = with(object{"display_name": display, "force_destroy": true})
	}
	for name, display := range s.fields {
		fields[name] = with(object{"display_name": display, "data_type": "TEXT", "force_destroy": true})
	}
	for name, p := range s.people {
		keys, values := []any{}, object{}
		for _, l := range p.labels {
			keys = append(keys, "${wix_contact_label."+l+".key}")
		}
		for f, v := range p.values {
			values["${wix_contact_extended_field."+f+".key}"] = v
		}
		contact := object{
			"emails": []any{object{"email": p.email}}, "name": object{"first": p.first},
			"company": p.company, "job_title": p.job,
		}
		// Empty ones would clear what others have on a contact that is imported.
		if len(keys) > 0 {
			contact["label_keys"] = keys
		}
		if len(values) > 0 {
			contact["extended_fields"] = values
		}
		people[name] = with(contact)
	}
	resources := object{}
	for typ, all := range map[string]object{"wix_contact_label": labels, "wix_contact_extended_field": fields, "wix_contact": people} {
		if len(all) > 0 {
			resources[typ] = all
		}
	}
	if len(resources) == 0 {
		return object{}
	}
	return object{"resource": resources}
}

// foreign is what other people have on the site.
type foreign struct {
	// labels and fields by display name.
	labels, fields map[string]bool
	// contacts that no configuration knows, by e-mail address.
	contacts map[string]object
	// parts of contacts that the configuration knows, by e-mail address.
	birthdates map[string]string
	labelled   map[string]map[string]bool   // display names of foreign labels
	values     map[string]map[string]string // by display names of foreign fields
}

func newForeign() *foreign {
	return &foreign{
		labels: map[string]bool{}, fields: map[string]bool{}, contacts: map[string]object{},
		birthdates: map[string]string{}, labelled: map[string]map[string]bool{}, values: map[string]map[string]string{},
	}
}

// named gives the keys of what people made by display name, and what is doubled.
func named(all []map[string]any, problems *[]string) map[string]string {
	out := map[string]string{}
	for _, one := range all {
		key, name := text(one["key"]), text(one["displayName"])
		if !strings.HasPrefix(key, "custom.") {
			continue
		}
		if out[name] != "" {
			*problems = append(*problems, fmt.Sprintf("%q exists twice, as %s and %s", name, out[name], key))
		}
		out[name] = key
	}
	return out
}

// compare holds a site against configurations and what other people did, and gives
// the number of objects compared and the differences.
func compare(site *emulator.Server, others *foreign, stacks ...*stack) (n int, problems []string) {
	labels, fields := named(site.Labels(), &problems), named(site.Fields(), &problems)
	wantLabels, wantFields := maps.Clone(others.labels), maps.Clone(others.fields)
	people := map[string]*person{}
	for _, s := range stacks {
		for _, display := range s.labels {
			wantLabels[display] = true
		}
		for _, display := range s.fields {
			wantFields[display] = true
		}
		for _, p := range s.people {
			people[p.email] = resolved(p, s)
		}
	}
	n += len(labels) + len(fields)
	problems = append(problems, unlike("label", labels, wantLabels)...)
	problems = append(problems, unlike("field", fields, wantFields)...)
	seen := map[string]bool{}
	for _, contact := range site.Contacts() {
		n++
		info, _ := contact["info"].(map[string]any)
		email := emailOf(info)
		if seen[email] {
			problems = append(problems, fmt.Sprintf("the contact %s exists twice", email))
		}
		seen[email] = true
		if p := people[email]; p != nil {
			problems = append(problems, unlikePerson(info, p, others, labels, fields)...)
		} else if want := others.contacts[email]; want == nil {
			problems = append(problems, fmt.Sprintf("the contact %s is of nobody", email))
		} else if got := fmt.Sprint(info); got != fmt.Sprint(want) {
			problems = append(problems, fmt.Sprintf("the foreign contact %s has become %s, was %v", email, got, want))
		}
	}
	for email := range people {
		if !seen[email] {
			problems = append(problems, fmt.Sprintf("the contact %s is lost", email))
		}
	}
	for email := range others.contacts {
		if !seen[email] {
			problems = append(problems, fmt.Sprintf("the foreign contact %s is lost", email))
		}
	}
	slices.Sort(problems)
	return n, problems
}

// resolved is a person with display names in place of names of resources.
func resolved(p *person, s *stack) *person {
	out := *p
	out.labels, out.values = nil, map[string]string{}
	for _, l := range p.labels {
		out.labels = append(out.labels, s.labels[l])
	}
	for f, v := range p.values {
		out.values[s.fields[f]] = v
	}
	return &out
}

func unlike(kind string, have map[string]string, want map[string]bool) (problems []string) {
	for name := range have {
		if !want[name] {
			problems = append(problems, fmt.Sprintf("the %s %q is of nobody", kind, name))
		}
	}
	for name := range want {
		if have[name] == "" {
			problems = append(problems, fmt.Sprintf("the %s %q is lost", kind, name))
		}
	}
	return problems
}

func unlikePerson(info object, p *person, others *foreign, labels, fields map[string]string) (problems []string) {
	keys, values := map[string]bool{}, map[string]string{}
	for _, l := range p.labels {
		keys[labels[l]] = true
	}
	for l, on := range others.labelled[p.email] {
		if on {
			keys[labels[l]] = true
		}
	}
	for f, v := range p.values {
		values[fields[f]] = v
	}
	for f, v := range others.values[p.email] {
		values[fields[f]] = v
	}
	maps.DeleteFunc(values, func(_, v string) bool { return v == "" })
	name, _ := info["name"].(map[string]any)
	for _, c := range []struct{ what, have, want string }{
		{"first name", text(name["first"]), p.first},
		{"company", text(info["company"]), p.company},
		{"job title", text(info["jobTitle"]), p.job},
		{"birthdate", text(info["birthdate"]), others.birthdates[p.email]},
		{"labels", fmt.Sprint(labelsOf(info)), fmt.Sprint(slices.Sorted(maps.Keys(keys)))},
		{"values", fmt.Sprint(valuesOf(info)), fmt.Sprint(values)},
	} {
		if c.have != c.want {
			problems = append(problems, fmt.Sprintf("%s of %s: %q instead of %q", c.what, p.email, c.have, c.want))
		}
	}
	return problems
}

func text(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

func emailOf(info object) string {
	list, _ := info["emails"].(map[string]any)
	items, _ := list["items"].([]any)
	if len(items) == 0 {
		return ""
	}
	return text(items[0].(map[string]any)["email"])
}

// labelsOf are the labels on a contact that people made.
func labelsOf(info object) (out []string) {
	list, _ := info["labelKeys"].(map[string]any)
	items, _ := list["items"].([]any)
	for _, key := range items {
		if strings.HasPrefix(text(key), "custom.") {
			out = append(out, text(key))
		}
	}
	slices.Sort(out)
	return out
}

func valuesOf(info object) map[string]string {
	out := map[string]string{}
	wrapper, _ := info["extendedFields"].(map[string]any)
	items, _ := wrapper["items"].(map[string]any)
	for key, v := range items {
		if strings.HasPrefix(key, "custom.") && text(v) != "" {
			out[key] = text(v)
		}
	}
	return out
}
