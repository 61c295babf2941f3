package contact_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

type blocks = map[string]acctest.Block

const theContact = "wix_contact.ada"

// edits is a test in which people edit a configuration, and others the site.
type edits struct {
	*testing.T
	acctest.Driver
}

// onEach runs a test in process and through the real CLI.
func onEach(t *testing.T, test func(e *edits), adjust ...func(*emulator.Options)) {
	t.Parallel()
	acctest.OnEach(t, func(t *testing.T, d acctest.Driver) { test(&edits{t, d}) }, adjust...)
}

// contactOf is the configuration of one contact.
func contactOf(values config, lifecycle ...func(*acctest.Block)) blocks {
	b := acctest.Block{Config: values}
	for _, f := range lifecycle {
		f(&b)
	}
	return blocks{theContact: b}
}

func ignore(names ...string) func(*acctest.Block) {
	return func(b *acctest.Block) { b.IgnoreChanges = names }
}

// plan plans, and must succeed.
func (e *edits) plan(b blocks, o ...acctest.Options) acctest.Planned {
	e.Helper()
	p := e.Plan(b, append(o, acctest.Options{})[0])
	if p.Failed {
		e.Fatalf("the plan failed: %s", p.Said)
	}
	return p
}

// apply applies, and must succeed; the next plan must be empty, and a refresh alone
// must change nothing.
func (e *edits) apply(b blocks, o ...acctest.Options) acctest.Planned {
	e.Helper()
	p := e.plan(b, o...)
	e.carryOut(p)
	e.empty(b)
	return p
}

func (e *edits) carryOut(p acctest.Planned) {
	e.Helper()
	if said, failed := p.Apply(); failed {
		e.Fatalf("the apply failed: %s", said)
	}
}

func (e *edits) empty(b blocks) {
	e.Helper()
	e.Settled()
	if p := e.plan(b); len(p.Changes) > 0 {
		for address, diff := range p.Changes {
			for _, name := range diff.Names() {
				e.Errorf("the next plan changes %s: %s from %v to %v", address, name, diff.Before[name], diff.After[name])
			}
		}
		e.FailNow()
	}
}

// refused fails the test unless the plan is refused with these texts.
func (e *edits) refused(b blocks, texts ...string) {
	e.Helper()
	p := e.Plan(b, acctest.Options{})
	if !p.Failed || !acctest.Says(texts...).MatchString(p.Said) {
		e.Fatalf("want a refusal that says %q: %s", texts, p.Said)
	}
}

// shows fails the test unless the plan of the contact changes these attributes, and
// beside them only what Wix moves.
func (e *edits) shows(p acctest.Planned, names ...string) {
	e.Helper()
	moved := []string{"revision", "updated_date", "primary_email", "primary_phone", "effective_label_keys", "effective_extended_fields", "last_activity"}
	got := slices.DeleteFunc(p.Changes[theContact].Names(), func(name string) bool { return slices.Contains(moved, name) })
	slices.Sort(names)
	if !slices.Equal(got, names) {
		e.Fatalf("the plan changes %v, want %v", got, names)
	}
}

// contact is the only contact of the site.
func (e *edits) contact() (id string, info map[string]any) {
	e.Helper()
	all := e.Emulator().Contacts()
	if len(all) != 1 {
		e.Fatalf("the site has %d contacts", len(all))
	}
	info, _ = all[0]["info"].(map[string]any)
	return fmt.Sprint(all[0]["id"]), info
}

// others edit the contact.
func (e *edits) others(edit func(info map[string]any)) {
	e.Helper()
	id, _ := e.contact()
	if err := e.Emulator().EditContact(id, edit); err != nil {
		e.Fatal(err)
	}
}

// has fails the test unless a member of the contact is as wanted, by the words of see.
func (e *edits) has(what string, see func(map[string]any) string, want string) {
	e.Helper()
	if _, info := e.contact(); see(info) != want {
		e.Fatalf("%s is %q on the site, want %q", what, see(info), want)
	}
}

// same compares two infos without the ids of items, which a write renews.
func same(e *edits, want, got map[string]any) {
	e.Helper()
	if !reflect.DeepEqual(withoutIDs(want), withoutIDs(got)) {
		e.Fatalf("the contact has\n%v, want\n%v", got, want)
	}
}

func withoutIDs(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, part := range v {
			if name != "id" {
				out[name] = withoutIDs(part)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = withoutIDs(item)
		}
		return out
	}
	return v
}

func nameOf(info map[string]any) string {
	name, _ := info["name"].(map[string]any)
	return or(name["first"]) + " " + or(name["last"])
}

func labelsOf(info map[string]any) string {
	var out []string
	for _, key := range items(info, "labelKeys") {
		out = append(out, or(key))
	}
	slices.Sort(out)
	return strings.Join(out, ",")
}
