package ownership

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// stack is a label, a field and contacts that use them.
func stack(first bool) blocks {
	all := blocks{
		"wix_contact_label.vip":           {Config: config{"display_name": "VIP"}, CreateBeforeDestroy: first},
		"wix_contact_extended_field.size": {Config: config{"display_name": "Size", "data_type": "TEXT"}, CreateBeforeDestroy: first},
	}
	for i := range 3 {
		all[fmt.Sprint("wix_contact.c", i)] = acctest.Block{Config: config{
			"emails":          []any{config{"email": fmt.Sprintf("c%d@example.com", i)}},
			"label_keys":      []any{acctest.Ref{Address: "wix_contact_label.vip", Attribute: "key"}},
			"extended_fields": acctest.Entries{{Key: acctest.Ref{Address: "wix_contact_extended_field.size", Attribute: "key"}, Value: "L"}},
		}}
	}
	return all
}

// bare is the stack without the label and the field.
func bare() blocks {
	all := stack(false)
	delete(all, "wix_contact_label.vip")
	delete(all, "wix_contact_extended_field.size")
	for _, b := range all {
		delete(b.Config, "label_keys")
		delete(b.Config, "extended_fields")
	}
	return all
}

// onLagging runs a test on a site whose queries, listings and counts are 5 s behind.
// pass lets 10 s pass there.
func onLagging(t *testing.T, test func(t *testing.T, d acctest.Driver, pass func())) {
	t.Helper()
	run := func(t *testing.T, start func(testing.TB, ...func(*emulator.Options)) acctest.Driver) {
		clock := emulator.NewRunningClock()
		d := start(t, lagging, func(o *emulator.Options) { o.Clock, o.Now = clock, nil })
		test(t, d, func() {
			if err := clock.Advance(10 * time.Second); err != nil {
				t.Fatal(err)
			}
		})
	}
	t.Run("process", func(t *testing.T) {
		run(t, func(t testing.TB, adjust ...func(*emulator.Options)) acctest.Driver {
			return acctest.InProcess(t, 1, adjust...)
		})
	})
	if os.Getenv("TF_ACC") != "" {
		t.Run("cli", func(t *testing.T) {
			t.Parallel()
			run(t, acctest.OnCLI)
		})
	}
}

func lagging(o *emulator.Options) {
	o.Switches.QueryLag, o.Switches.ListLag = 5*time.Second, 5*time.Second
}

// TestDestroy: a whole stack goes in one apply, contacts first, though the site still
// counts those that the run has deleted; the plan warns of what is in use.
func TestDestroy(t *testing.T) {
	onLagging(t, func(t *testing.T, d acctest.Driver, pass func()) {
		apply(t, d, stack(false))
		pass()
		said := apply(t, d, blocks{})
		if !acctest.Says("3 contacts carry the label", "which is destroyed").MatchString(said) || !acctest.Says("3 contacts hold a value").MatchString(said) {
			t.Errorf("the plan does not warn: %s", said)
		}
		for _, k := range kinds {
			if left := k.all(d.Emulator()); len(left) > 0 {
				t.Errorf("the site still has %v", left)
			}
		}
	})
}

// TestDestroy_letGo: a label and a field that were given create_before_destroy are
// destroyed after their contacts have let go of them, also when their blocks are gone.
func TestDestroy_letGo(t *testing.T) {
	onLagging(t, func(t *testing.T, d acctest.Driver, pass func()) {
		apply(t, d, stack(true))
		pass()
		apply(t, d, bare())
		if labels, contacts := kinds[0].all(d.Emulator()), kinds[2].all(d.Emulator()); len(labels) > 0 || len(contacts) != 3 {
			t.Errorf("the site still has the labels %v, and the contacts %v", labels, contacts)
		}
	})
}

// TestDestroy_inUse: what somebody else's contact uses stays, and the next step is told.
func TestDestroy_inUse(t *testing.T) {
	acctest.OnEach(t, func(t *testing.T, d acctest.Driver) {
		apply(t, d, stack(false))
		id := kinds[2].put(d.Emulator(), "theirs")
		if err := d.Emulator().LabelContact(id, "custom.vip"); err != nil {
			t.Fatal(err)
		}
		p := d.Plan(blocks{}, acctest.Options{})
		if p.Failed {
			t.Fatal(p.Said)
		}
		said, failed := p.Apply()
		if !failed || !acctest.Says("1 contact carries the label", "take it out of label_keys").MatchString(said) || len(kinds[0].all(d.Emulator())) != 1 {
			t.Errorf("the apply says: %s", said)
		}
	})
}

// TestDestroy_together: a label and a field that go in the edit which takes them off their
// contacts are refused, before a contact changes, until the contacts are applied alone.
func TestDestroy_together(t *testing.T) {
	acctest.OnEach(t, func(t *testing.T, d acctest.Driver) {
		apply(t, d, stack(false))
		if said, failed := d.Plan(bare(), acctest.Options{}).Apply(); !failed || !acctest.Says("If the block is gone already", "apply the contacts alone first, with -target").MatchString(said) {
			t.Errorf("the apply says: %s", said)
		}
		if said, failed := d.Plan(bare(), acctest.Options{Targets: slices.Collect(maps.Keys(bare()))}).Apply(); failed {
			t.Fatal(said)
		}
		apply(t, d, bare())
		if labels, contacts := kinds[0].all(d.Emulator()), kinds[2].all(d.Emulator()); len(labels) > 0 || len(contacts) != 3 {
			t.Errorf("the site still has the labels %v, and the contacts %v", labels, contacts)
		}
	})
}

// apply plans and applies, and gives all that was said.
func apply(t *testing.T, d acctest.Driver, b blocks) string {
	t.Helper()
	p := d.Plan(b, acctest.Options{})
	if p.Failed {
		t.Fatal(p.Said)
	}
	said, failed := p.Apply()
	if failed {
		t.Fatal(said)
	}
	return p.Said + said
}

// TestTeardown: terraform test leaves nothing behind.
func TestTeardown(t *testing.T) {
	t.Parallel()
	w := acctest.NewWorkspace(t, lagging)
	w.Write(stack(false))
	const run = "run \"set_up\" {\n  command = apply\n}\n"
	if err := os.WriteFile(filepath.Join(w.Dir, "main.tftest.hcl"), []byte(run), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := w.Bare("test", "-no-color").CombinedOutput()
	for _, k := range kinds {
		if left := k.all(w.Site); err != nil || len(left) > 0 {
			t.Errorf("%v, and the site still has %v: %s", err, left, out)
		}
	}
	if n := w.Site.Count("POST /contacts/v4/contacts"); n != 3 {
		t.Errorf("%d contacts were made", n)
	}
}
