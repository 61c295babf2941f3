package entity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// acc is a test of one kind through the CLI.
type acc struct {
	kind
	t    *testing.T
	site *acctest.Site
	vip  string // the address of the resource in the configuration
}

// eachAcc runs a test for each kind, on sites of their own.
func eachAcc(t *testing.T, test func(a acc)) {
	t.Helper()
	t.Parallel()
	for _, k := range kinds {
		t.Run(k.typ, func(t *testing.T) { test(newAcc(t, k)) })
	}
}

func newAcc(t *testing.T, k kind) acc { return acc{k, t, acctest.NewSite(t), k.typ + ".vip"} }

// block is a resource with a display name, given as an expression, "" for none, and more
// arguments.
func (k kind) block(resourceName, displayName string, lines ...string) string {
	if displayName != "" {
		lines = append([]string{"display_name = " + displayName}, lines...)
	}
	return fmt.Sprintf("resource %q %q {\n%s  %s\n}\n", k.typ, resourceName, k.fixed, strings.Join(lines, "\n  "))
}

// config is the configuration of the one resource.
func (a acc) config(displayName string, lines ...string) string {
	return acctest.Config(a.block("vip", fmt.Sprintf("%q", displayName), lines...))
}

// run takes steps and destroys at the end, which leaves nothing but what Wix itself
// defines and the objects with these keys.
func (a acc) run(left []string, steps ...resource.TestStep) {
	a.t.Helper()
	acctest.Test(a.t, resource.TestCase{ProtoV6ProviderFactories: a.site.Providers(), Steps: steps})
	if got := a.keys(); !slices.Equal(got, slices.Sorted(slices.Values(left))) {
		a.t.Errorf("%v are left, want %v", got, left)
	}
	if n := len(a.all(a.site)) - len(left); n != a.systems {
		a.t.Errorf("%d of those that Wix defines are left", n)
	}
}

// keys are those of the objects that Wix does not define, in order.
func (a acc) keys() (out []string) {
	for _, o := range a.all(a.site) {
		if o[a.typeName] == "USER_DEFINED" {
			out = append(out, o["key"].(string))
		}
	}
	slices.Sort(out)
	return out
}

// key is that of the only one.
func (a acc) key() string {
	a.t.Helper()
	keys := a.keys()
	if len(keys) != 1 {
		a.t.Fatalf("the site has %v, want one", keys)
	}
	return keys[0]
}

// named fails the test unless the only one has that name; for the end of a step.
func (a acc) named(name string) func() {
	return func() {
		a.t.Helper()
		if got := a.get(a.site, a.key())["displayName"]; got != name {
			a.t.Errorf("the site has the name %q, want %q", got, name)
		}
	}
}

// used has n contacts use the only one, and another one use nothing.
func (a acc) used(n int) func() {
	return func() {
		a.t.Helper()
		for range n {
			a.must(a.use(a.site, a.key()))
		}
		_, err := a.site.PutContact(map[string]any{"name": map[string]any{"first": "Grace"}})
		a.must(err)
	}
}

// renamed and removed are what somebody else does to the only one.
func (a acc) renamed(name string) func() {
	return func() { a.t.Helper(); a.must(a.rename(a.site, a.key(), name)) }
}

func (a acc) removed() { a.t.Helper(); a.must(a.remove(a.site, a.key())) }

// sent fails the test unless so many objects were created, renamed and deleted.
func (a acc) sent(creates, renames, deletes int) {
	a.t.Helper()
	a.site.Sent(a.t, map[string]int{a.create(): creates, a.patch(): renames, a.del(): deletes})
}

func (a acc) must(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
}

// plans expects an action on the resource, and more of the plan.
func (a acc) plans(action plancheck.ResourceActionType, more ...plancheck.PlanCheck) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: append(more, plancheck.ExpectResourceAction(a.vip, action))}
}

// planned and has expect an attribute in the plan and in the state.
func (a acc) planned(name string, value knownvalue.Check) plancheck.PlanCheck {
	return plancheck.ExpectKnownValue(a.vip, tfjsonpath.New(name), value)
}

func (a acc) unknown(name string) plancheck.PlanCheck {
	return plancheck.ExpectUnknownValue(a.vip, tfjsonpath.New(name))
}

func (a acc) has(name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(a.vip, tfjsonpath.New(name), value)
}

func text(s string) knownvalue.Check { return knownvalue.StringExact(s) }
