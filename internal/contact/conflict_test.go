package contact_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

const patchRoute = "PATCH /contacts/v4/contacts/{id}"

// everywhere runs a scenario over all combinations of switches.
func everywhere(t *testing.T, scenario func(w *testSite)) {
	t.Helper()
	t.Parallel()
	combinations := acctest.PatchCombinations()
	for _, sw := range combinations {
		w := newTestSite(t, sw)
		scenario(w)
	}
	t.Logf("%d combinations of switches", len(combinations))
}

// planned plans a change and stops before it is carried out.
func (w *testSite) planned(c config) *acctest.Plan {
	w.t.Helper()
	return w.r.MustPlan(c)
}

const getRoute = "GET /contacts/v4/contacts/{id}"

func TestConflictOverForeignChange(t *testing.T) {
	everywhere(t, func(w *testSite) {
		w.apply("create", with(config{"company": "Example Ltd", "name": config{"first": "Ada"}}))
		w.others()
		p := w.planned(with(config{"company": "Sample GmbH", "name": config{"first": "Ada"}}))
		w.edit(func(info map[string]any) { info["jobTitle"] = "Manager" })
		w.must2(w.r.Do(p))
		info := w.info()
		if info["company"] != "Sample GmbH" || info["jobTitle"] != "Manager" {
			t.Fatalf("%s: company and job title are %v, %v", w.combos, info["company"], info["jobTitle"])
		}
		w.untouched("conflict")
		w.empty("conflict", with(config{"company": "Sample GmbH", "name": config{"first": "Ada"}}))
	})
}

func TestConflictOverOwnedChange(t *testing.T) {
	everywhere(t, func(w *testSite) {
		w.apply("create", with(config{"company": "Example Ltd", "locale": "en-US"}))
		p := w.planned(with(config{"company": "Sample GmbH", "locale": "en-US"}))
		w.edit(func(info map[string]any) { info["company"] = "Other Inc" })
		w.site.ResetRequests()
		d := w.r.Do(p)
		if !d.Failed() || !d.Mentions(`company: planned from "Example Ltd", found "Other Inc"`) || d.Mentions("locale:") {
			t.Fatalf("%s: the conflict is not reported: %s", w.combos, d)
		}
		if w.info()["company"] != "Other Inc" {
			t.Fatalf("%s: the change of others was overwritten", w.combos)
		}
		for _, r := range w.site.Requests() {
			if r.Route == patchRoute && r.Status == 200 {
				t.Fatalf("%s: something was written", w.combos)
			}
		}
		w.apply("after deciding", with(config{"company": "Sample GmbH", "locale": "en-US"}))
	})
}

// Somebody else does just what the plan wants: that is no conflict.
func TestConflictOverSameChange(t *testing.T) {
	everywhere(t, func(w *testSite) {
		w.apply("create", with(config{"company": "Example Ltd", "extended_fields": config{w.color: "Blue", w.score: "1"}}))
		p := w.planned(with(config{"company": "Sample GmbH", "extended_fields": config{w.color: "Red"}}))
		w.edit(func(info map[string]any) { info["company"] = "Sample GmbH" })
		w.must2(w.r.Do(p))
		wrapper := w.info()["extendedFields"].(map[string]any)["items"].(map[string]any)
		if wrapper[w.color] != "Red" || wrapper[w.score] != nil {
			t.Fatalf("%s: the values are %v", w.combos, wrapper)
		}
		w.empty("same change", with(config{"company": "Sample GmbH", "extended_fields": config{w.color: "Red"}}))
	})
}

func TestConflictIsBounded(t *testing.T) {
	w := newTestSite(t, emulator.Switches{})
	w.apply("create", with(config{"company": "Example Ltd"}))
	p := w.planned(with(config{"company": "Sample GmbH"}))
	w.site.Inject(emulator.Fault{Route: patchRoute, Kind: emulator.FaultStatus, Status: 409, Code: "CONTACT_ALREADY_CHANGED"})
	w.site.ResetRequests()
	d := w.r.Do(p)
	if !d.Failed() || w.site.Count(patchRoute) != 6 {
		t.Fatalf("%d PATCHes were sent: %s", w.site.Count(patchRoute), d)
	}
	w.site.ClearFaults()
	w.apply("later", with(config{"company": "Sample GmbH"}))
}

// The revision moves by itself right after a create: an update in the same
// breath goes through (contract 6.6).
func TestBackgroundRevisionDoesNotFail(t *testing.T) {
	w := newTestSite(t, emulator.Switches{})
	w.apply("create", with(config{"company": "Example Ltd"}))
	p := w.planned(with(config{"company": "Sample GmbH"}))
	for range 3 {
		w.must(w.site.BumpRevision(w.id()))
	}
	w.site.ResetRequests()
	w.must2(w.r.Do(p))
	if n := w.site.Count(patchRoute); n != 1 {
		t.Fatalf("%d PATCHes were sent, want the one with the new revision", n)
	}
}

// An update reads the contact, and sends what changes. Settings are none of the site.
func TestUpdateSendsWhatChanges(t *testing.T) {
	w := newTestSite(t, emulator.Switches{})
	w.apply("create", with(config{"company": "Example Ltd", "label_keys": []any{w.label}}))
	for _, step := range []struct {
		config config
		want   string
	}{
		{with(config{"company": "Sample GmbH", "label_keys": []any{w.label}}), getRoute + ", " + patchRoute},
		{with(config{"company": "Sample GmbH"}), getRoute + ", DELETE /contacts/v4/contacts/{id}/labels"},
		{with(config{"company": "Sample GmbH", "label_keys": []any{w.label}}), getRoute + ", POST /contacts/v4/contacts/{id}/labels"},
		{with(config{"company": "Sample GmbH", "label_keys": []any{w.label}, "deletion_policy": "RETAIN"}), ""},
	} {
		p := w.planned(step.config)
		w.site.ResetRequests()
		w.must2(w.r.Do(p))
		var sent []string
		for _, r := range w.site.Requests() {
			sent = append(sent, r.Route)
		}
		if got := strings.Join(sent, ", "); got != step.want {
			t.Errorf("sent %q, want %q", got, step.want)
		}
	}
}

func TestMergedContactLeavesTheState(t *testing.T) {
	everywhere(t, func(w *testSite) {
		w.apply("create", with(nil))
		id := w.id()
		survivor, err := w.site.PutContact(map[string]any{"emails": wrapped(map[string]any{"email": "grace@example.com"})})
		w.must(err)
		p := w.planned(with(config{"company": "Example Ltd"}))
		w.must(w.site.MergeContacts(survivor, id))
		if d := w.r.Do(p); !d.Failed() || !d.Mentions(survivor) || !d.Mentions("import {") {
			t.Fatalf("%s: an update of a merged contact says: %s", w.combos, d)
		}
		d := w.r.Refresh()
		if !w.r.State.IsNull() || d.Failed() || !d.Mentions(survivor) || !d.Mentions("import {") {
			t.Fatalf("%s: a merged contact gives: %s", w.combos, d)
		}
		if w.site.Contact(survivor) == nil {
			t.Fatalf("%s: the survivor was deleted", w.combos)
		}
	})
}

func TestDeletedContactIsMadeAgain(t *testing.T) {
	everywhere(t, func(w *testSite) {
		w.apply("create", with(config{"company": "Example Ltd"}))
		first := w.id()
		p := w.planned(with(config{"company": "Sample GmbH"}))
		w.must(w.site.RemoveContact(first))
		if d := w.r.Do(p); !d.Failed() || !d.Mentions("Run plan again") {
			t.Fatalf("%s: an update of a deleted contact says: %s", w.combos, d)
		}
		w.apply("again", with(config{"company": "Sample GmbH"}))
		if w.id() == first {
			t.Fatalf("%s: the contact was not made again", w.combos)
		}
		w.must(w.site.RemoveContact(w.id()))
		w.must2(w.r.Apply(nil))
	})
}

func TestDestroyOfWhatIsGone(t *testing.T) {
	everywhere(t, func(w *testSite) {
		w.apply("create", with(nil))
		w.r.Restart()
		p, d := w.r.Plan(nil)
		w.must2(d)
		w.must(w.site.RemoveContact(w.id()))
		w.must2(w.r.Do(p))
	})
}

func TestRefusedDeleteNamesTheWayOut(t *testing.T) {
	for name, act := range map[string]func(*acctest.Site, string) error{
		"Site Members":         func(s *acctest.Site, id string) error { return s.MakeMember(id) },
		"billing subscription": func(s *acctest.Site, id string) error { return s.AddBillingSubscription(id) },
		"contributor":          func(s *acctest.Site, id string) error { return s.MakeContributor(id) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newTestSite(t, emulator.Switches{})
			w.apply("create", with(nil))
			id := w.id()
			w.must(act(w.site, id))
			d := w.r.Apply(nil)
			if !d.Failed() || !d.Mentions(name) || !d.Mentions("RETAIN") || w.r.State.IsNull() {
				t.Fatalf("the refusal says: %s", d)
			}
			w.apply("retain", with(config{"deletion_policy": "RETAIN"}))
			w.site.ResetRequests()
			w.must2(w.r.Apply(nil))
			if w.site.Contact(id) == nil || w.site.Count("DELETE /contacts/v4/contacts/{id}") != 0 {
				t.Fatal("RETAIN sent a delete")
			}
		})
	}
}

func TestMemberKeepsItsPrimaryEmail(t *testing.T) {
	w := newTestSite(t, emulator.Switches{})
	w.apply("create", with(nil))
	w.must(w.site.MakeMember(w.id()))
	d := w.r.Apply(config{"emails": []any{config{"email": "other@example.com"}}})
	if !d.Failed() || !d.Mentions("Site Members") || !d.Mentions("emails") {
		t.Fatalf("the refusal says: %s", d)
	}
	w.apply("other changes go through", with(config{"company": "Example Ltd"}))
}
