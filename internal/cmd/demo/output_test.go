package main

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
)

func TestPrinter(t *testing.T) {
	var out bytes.Buffer
	p := &printer{w: &out}
	p.heading("A step")
	l := p.indented(all)
	fmt.Fprint(l, "\n\n\x1b[1mWarnings:\x1b[0m\n\n- Provider development overrides are in effect\n\n"+
		"To see the full warning notes, run OpenTofu without -compact-warnings.\nhalf ")
	fmt.Fprint(l, "a line\r\n\n\nwix_contact.a: Refreshing state...\n\nend")
	l.end()
	want := "\n== A step\n\n    half a line\n\n    end\n"
	if have := out.String(); have != want {
		t.Errorf("have %q, want %q", have, want)
	}
}

func TestFilters(t *testing.T) {
	inWork := work()
	for _, c := range []struct {
		show filter
		line string
		want bool
	}{
		{all, `  ~ company = "Reading" -> "Writing"`, true},
		{all, `wix_contact.this["a"]: Still creating... [10s elapsed]`, false},
		{all, `Saved the plan to: demo.tfplan`, false},
		{all, `    tofu apply "demo.tfplan"`, false},
		{headlines, `  # wix_contact.this["a"] will be created`, true},
		{headlines, `  + resource "wix_contact" "this" {`, false},
		{headlines, `Plan: 1 to add, 0 to change, 0 to destroy.`, true},
		{inWork, `wix_contact.this["a"]: Creation complete after 0s`, true},
		{inWork, `Outputs:`, false},
		{inWork, `keys = {`, false},
	} {
		if have := c.show(c.line); have != c.want {
			t.Errorf("%q is shown: %t", c.line, have)
		}
	}
}

func TestEnvironment(t *testing.T) {
	parent := []string{"PATH=/bin", "TF_LOG=TRACE", "WIX_API_KEY=real", "TOFU_X=1", "HOME=/TF_"}
	if have, want := environment(parent), []string{"PATH=/bin", "HOME=/TF_"}; !slices.Equal(have, want) {
		t.Errorf("have %q, want %q", have, want)
	}
}

func TestPlan(t *testing.T) {
	p := plan{"wix_contact.a": {"update", []string{"company"}}, "wix_contact_label.b": {"create", nil}}
	if err := p.only("create"); err == nil {
		t.Error("an update passes as a create")
	}
	if err := p.is(p); err != nil {
		t.Error(err)
	}
	if err := p.is(plan{}); err == nil {
		t.Error("passes as empty")
	}
	if n := p.count("wix_contact"); n != 1 {
		t.Errorf("counts %d contacts", n)
	}
}
