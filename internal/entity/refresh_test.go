package entity_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// troubles are answers that say nothing about whether an object exists.
var troubles = map[string]struct {
	fault emulator.Fault
	says  string
}{
	"401":          {emulator.Fault{Status: 401, Message: "no"}, "Wix did not accept the credential."},
	"403":          {emulator.Fault{Status: 403, Message: "no"}, "The credential does not have the permission."},
	"400":          {emulator.Fault{Status: 400, Message: "no"}, "Wix refused the request."},
	"429":          {emulator.Fault{Status: 429, Message: "no"}, "Wix throttled the requests for too long."},
	"500":          {emulator.Fault{Status: 500, Message: "no"}, "Wix could not process the request."},
	"503":          {emulator.Fault{Status: 503, Message: "no"}, "Wix could not process the request."},
	"HTML 404":     {emulator.Fault{Status: 404, Body: "<html>Not Found</html>"}, "Something other than the Wix API answered."},
	"empty 404":    {emulator.Fault{Status: 404, Body: " "}, "Something other than the Wix API answered."},
	"refused":      {emulator.Fault{Kind: emulator.FaultRefuse}, "Wix could not be reached."},
	"cut off":      {emulator.Fault{Kind: emulator.FaultTruncate}, "Wix could not be reached."},
	"a login page": {emulator.Fault{Kind: emulator.FaultGarbage, Body: "<html>Log in</html>"}, "Something other than the Wix API answered."},
}

// Nothing but the API's own word drops an object from the state, be it asked for
// by the listing or singly.
func TestNamed_staysInState(t *testing.T) {
	for name, trouble := range troubles {
		t.Run(name, func(t *testing.T) {
			for _, k := range kinds {
				for _, route := range []string{"GET " + k.route, "GET " + k.route + "/{key}"} {
					w := newFixture(t, k, emulator.Switches{ListLag: time.Hour})
					w.apply(w.config("VIP", nil))
					key := w.key()
					fault := trouble.fault
					fault.Route = route
					w.site.Inject(fault)
					w.core.Restart()
					w.refused(w.r.Refresh(), trouble.says)
					if w.r.State.IsNull() || w.key() != key {
						w.fail("the object left the state")
					}
					w.site.ClearFaults()
					w.empty(w.config("VIP", nil))
				}
			}
		})
	}
}

// The API's word does, in either of its forms, and at once when the listing still
// shows the object.
func TestNamed_leavesState(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		w.apply(w.config("VIP", nil))
		w.must(w.remove(w.site, w.key()))
		w.later()
		w.core.Restart()
		if d := w.r.Refresh(); len(d) > 0 || !w.r.State.IsNull() {
			w.fail("%s", d)
		}
	})
}

// A listing that lags behind our own rename is not taken for drift.
func TestNamed_laggingList(t *testing.T) {
	for _, k := range kinds {
		w := newFixture(t, k, emulator.Switches{ListLag: 5 * time.Second})
		w.apply(w.config("VIP", nil))
		w.later()
		if d := w.r.Apply(w.config("Gold", nil)); d.Failed() {
			w.fail("%s", d)
		}
		w.empty(w.config("Gold", nil))
		w.sent("GET "+k.route+"/{key}", 2) // once for the create, once for the rename
	}
}

// Ten resources are read with one request.
func TestNamed_readsByOneList(t *testing.T) {
	for _, k := range kinds {
		w := newFixture(t, k, emulator.Switches{})
		resources := []*acctest.Resource{}
		for _, name := range []string{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J"} {
			r := w.core.Resource(k.typ)
			r.MustApply(k.config(name, nil))
			resources = append(resources, r)
		}
		w.site.ResetRequests()
		w.core.Restart()
		for _, r := range resources {
			if d := r.Refresh(); d.Failed() {
				w.fail("%s", d)
			}
		}
		if n := w.site.CountAll(); n != 1 {
			w.fail("%d requests were sent, want one list", n)
		}
	}
}

// Values that are known after apply never fail a plan.
func TestNamed_unknownValues(t *testing.T) {
	for _, k := range kinds {
		w := newFixture(t, k, emulator.Switches{})
		unknown := w.config("", config{"display_name": acctest.Unknown, "adopt_existing": acctest.Unknown, "deletion_policy": acctest.Unknown, "force_destroy": acctest.Unknown})
		if _, d := w.r.Plan(unknown); d.Failed() {
			w.fail("%s", d)
		}
		w.apply(w.config("VIP", nil))
		w.site.ResetRequests()
		p := w.r.MustPlan(unknown)
		if len(p.Changes) == 0 || p.Replace {
			w.fail("the plan is %v", p.Changes)
		}
		w.sent(w.patch(), 0)
	}
}

// A data type that is not known yet may turn out to be another one.
func TestFieldOfUnknownType(t *testing.T) {
	w := newFixture(t, kinds[1], emulator.Switches{})
	w.apply(w.config("Size", nil))
	if p := w.r.MustPlan(w.config("Size", config{"data_type": acctest.Unknown})); !p.Replace {
		w.fail("the plan is %v", p.Changes)
	}
	w.must(w.use(w.site, w.key()))
	w.core.Restart()
	if _, d := w.r.Plan(w.config("Size", config{"data_type": acctest.Unknown})); d.Failed() || !d.Mentions("which is destroyed") {
		w.fail("the plan says: %s", d)
	}
}
