package contact_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

const patchRoute = "PATCH /contacts/v4/contacts/{id}"

// onAllSwitches runs a scenario over all combinations of switches.
func onAllSwitches(t *testing.T, scenario func(w *testSite)) {
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

// With -minimal-refresh, Terraform plans a contact, reads it where the plan changes it, and
// plans it again: it is still one contact, and what the read found decides.
func TestMinimalRefresh(t *testing.T) {
	w := newTestSite(t, emulator.Switches{})
	w.apply("create", with(config{"company": "Example Ltd"}))
	w.edit(func(info map[string]any) { info["company"] = "Other Inc" })
	w.r.Restart()
	wish := with(config{"company": "Sample GmbH"})
	if _, d := w.r.Plan(wish); d.Failed() {
		t.Fatal(d)
	}
	if d := w.r.Refresh(); d.Failed() {
		t.Fatal(d)
	}
	p, d := w.r.Plan(wish)
	if d.Failed() {
		t.Fatal(d)
	}
	w.succeeds(w.r.Do(p))
	if company := w.info()["company"]; company != "Sample GmbH" {
		t.Errorf("the company is %v", company)
	}
}

func TestConflictOverOwnedChange(t *testing.T) {
	onAllSwitches(t, func(w *testSite) {
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
	onAllSwitches(t, func(w *testSite) {
		w.apply("create", with(config{"company": "Example Ltd", "extended_fields": config{w.color: "Blue", w.score: "1"}}))
		p := w.planned(with(config{"company": "Sample GmbH", "extended_fields": config{w.color: "Red"}}))
		w.edit(func(info map[string]any) { info["company"] = "Sample GmbH" })
		w.succeeds(w.r.Do(p))
		wrapper := fieldValues(w.info())
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

// An update that has to start over, and cannot read the contact then, has written nothing.
func TestReadFailsBetweenAttempts(t *testing.T) {
	w := newTestSite(t, emulator.Switches{})
	w.apply("create", with(config{"company": "Example Ltd"}))
	p := w.planned(with(config{"company": "Sample GmbH"}))
	w.site.Inject(emulator.Fault{Route: patchRoute, Times: 1, Status: 409, Code: "CONTACT_ALREADY_CHANGED"})
	w.site.Inject(emulator.Fault{Route: readRoute, After: 1, Status: 403, Message: "no"})
	if d := w.r.Do(p); !d.Failed() || !d.Mentions("The credential does not have the permission.") || w.info()["company"] != "Example Ltd" {
		t.Errorf("the company is %v: %s", w.info()["company"], d)
	}
}

// A create sends the contact. An update reads it and sends what changes, also where the
// revision has moved by itself (contract 6.6). Labels that are added are looked up. Settings are not sent.
func TestSendsWhatChanges(t *testing.T) {
	w := newTestSite(t, emulator.Switches{})
	for _, step := range []struct {
		config config
		want   string
	}{
		{with(config{"company": "Example Ltd", "label_keys": []any{w.label}}), "GET /contacts/v4/labels, " + createRoute},
		{with(config{"company": "Sample GmbH", "label_keys": []any{w.label}}), readRoute + ", " + patchRoute},
		{with(config{"company": "Sample GmbH"}), readRoute + ", DELETE /contacts/v4/contacts/{id}/labels"},
		{with(config{"company": "Sample GmbH", "label_keys": []any{w.label}}), "GET /contacts/v4/labels, " + readRoute + ", POST /contacts/v4/contacts/{id}/labels"},
		{with(config{"company": "Sample GmbH", "label_keys": []any{w.label}, "deletion_policy": "RETAIN"}), ""},
	} {
		p := w.planned(step.config)
		if !w.r.State.IsNull() {
			w.must(w.site.BumpRevision(w.id()))
		}
		w.site.ResetRequests()
		w.succeeds(w.r.Do(p))
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
	onAllSwitches(t, func(w *testSite) {
		w.apply("create", with(nil))
		id := w.id()
		survivor := put(w.t, w.site, map[string]any{"emails": wrapped(map[string]any{"email": "grace@example.com"})})
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
	onAllSwitches(t, func(w *testSite) {
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
		w.succeeds(w.r.Apply(nil))
	})
}

func TestDestroyOfWhatIsGone(t *testing.T) {
	onAllSwitches(t, func(w *testSite) {
		w.apply("create", with(nil))
		w.r.Restart()
		p, d := w.r.Plan(nil)
		w.succeeds(d)
		w.must(w.site.RemoveContact(w.id()))
		w.succeeds(w.r.Do(p))
	})
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
