package wix_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// kind is one of the two kinds of definitions, seen alike.
type kind struct {
	name        string
	make, query string
	find        func(s *site, name string) (key string, made bool, err error)
	put         func(s *site, name string) string
	names       func(s *site) []map[string]any
}

var kinds = []kind{
	{
		"label", makeLabel, queryLabels,
		func(s *site, name string) (string, bool, error) {
			out, made, err := s.client.Labels.FindOrCreate(s.ctx(), wix.NewLabel(name))
			if err != nil {
				return "", made, err
			}
			return out.Key, made, nil
		},
		(*site).PutLabel, func(s *site) []map[string]any { return s.Labels() },
	},
	{
		"field", makeField, queryFields,
		func(s *site, name string) (string, bool, error) {
			out, made, err := s.client.Fields.FindOrCreate(s.ctx(), wix.NewField(name, forms.Number))
			if err != nil {
				return "", made, err
			}
			return out.Key, made, nil
		},
		func(s *site, name string) string { return s.PutField(name, "NUMBER") }, func(s *site) []map[string]any { return s.Fields() },
	},
}

// named counts the definitions of one name.
func (k kind) named(s *site, name string) (n int) {
	for _, d := range k.names(s) {
		if d["displayName"] == name {
			n++
		}
	}
	return n
}

// eachKind runs a test for labels and for fields.
func eachKind(t *testing.T, test func(s *site, k kind), adjust ...setup) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			onSite(t, func(s *site) { test(s, k) }, adjust...)
		})
	}
}

func TestFindOrCreate_createsThenFinds(t *testing.T) {
	eachKind(t, func(s *site, k kind) {
		key, made, err := k.find(s, "VIP")
		if err != nil || !made || key == "" {
			t.Errorf("first: %q, %t, %v", key, made, err)
		}
		again, made, err := k.find(s, "VIP")
		if err != nil || made || again != key {
			t.Errorf("again: %q, %t, %v", again, made, err)
		}
		if _, made, err = k.find(s, "vip"); err != nil || !made {
			t.Errorf("another case: %t, %v", made, err)
		}
		s.sent(k.make, k.make, k.make)
	})
}

// TestFindOrCreate_answerLost: what the first attempt made is found by the
// second, and counts as made by the call.
func TestFindOrCreate_answerLost(t *testing.T) {
	for _, m := range losses {
		for _, existing := range []string{"200", "409"} {
			for _, lag := range []time.Duration{0, 3 * time.Second} {
				eachKind(t, func(s *site, k kind) {
					s.strike(m.fault, k.make, 1)
					key, made, err := k.find(s, "VIP")
					if err != nil || !made || key == "" {
						t.Errorf("%s, existing %s, lag %v: %q, %t, %v", m.name, existing, lag, key, made, err)
					}
					if n := k.named(s, "VIP"); n != 1 {
						t.Errorf("%s: %d of the name", m.name, n)
					}
					if n := s.Count(k.make); n != 2 {
						t.Errorf("%s: made %d times", m.name, n)
					}
				}, switched(emulator.Switches{FindExisting: existing, QueryLag: lag}))
			}
		}
	}
}

// TestFindOrCreate_olderFound: what was there before the call was not made by
// it, whether or not an answer was lost, and whatever the server's clock says.
func TestFindOrCreate_olderFound(t *testing.T) {
	for _, ahead := range []time.Duration{0, time.Hour, -time.Hour} {
		for _, existing := range []string{"200", "409"} {
			eachKind(t, func(s *site, k kind) {
				old := k.put(s, "VIP")
				time.Sleep(5 * time.Second) // the bubble's time
				for _, m := range losses {
					s.strike(m.fault, k.make, 1)
					key, made, err := k.find(s, "VIP")
					if err != nil || made || key != old {
						t.Errorf("%s, clock %v ahead: %q, %t, %v", m.name, ahead, key, made, err)
					}
				}
			}, switched(emulator.Switches{FindExisting: existing}), serverAhead(ahead))
		}
	}
}

// serverAhead puts the server's clock ahead of ours.
func serverAhead(d time.Duration) setup {
	return func(server *emulator.Options, _ *wix.Options) {
		server.Now = func() time.Time { return time.Now().Add(d) }
	}
}

// TestFindOrCreate_clocks: with clocks that differ, our own is still told.
func TestFindOrCreate_clocks(t *testing.T) {
	for _, ahead := range []time.Duration{time.Hour, -time.Hour} {
		eachKind(t, func(s *site, k kind) {
			s.strike(emulator.Fault{Kind: emulator.FaultDropAfter}, k.make, 1)
			if _, made, err := k.find(s, "VIP"); err != nil || !made {
				t.Errorf("%v ahead: %t, %v", ahead, made, err)
			}
		}, serverAhead(ahead))
	}
}

// TestFindOrCreate_refused: other refusals are told at once.
func TestFindOrCreate_refused(t *testing.T) {
	eachKind(t, func(s *site, k kind) {
		_, _, err := k.find(s, "")
		if e := failure(t, err); e.Status != 400 || len(e.Violations) != 1 {
			t.Errorf("%+v", e)
		}
		s.sent(k.make)
		ok(t, second(k.find(s, "One")))
		_, _, err = k.find(s, "Two")
		e := failure(t, err)
		if k.name == "label" && (e.Status != 428 || e.Code != wix.CodeLabelsQuota || e.Quota != "1" || e.QuotaUsed != "1") ||
			k.name == "field" && (e.Status != 429 || e.Code != wix.CodeFieldsQuota) {
			t.Errorf("%+v", e)
		}
		s.sent(k.make, k.make)
	}, func(server *emulator.Options, _ *wix.Options) { server.LabelsQuota, server.FieldsQuota = 1, 1 })
}

func second(_ string, _ bool, err error) error { return err }

// TestFindOrCreate_otherType: a field of the name with another type is given as
// it is (contract 5.2).
func TestFindOrCreate_otherType(t *testing.T) {
	s := newSite(t)
	key := s.PutField("Size", "TEXT")
	f, made, err := s.client.Fields.FindOrCreate(s.ctx(), wix.NewField("Size", forms.Number))
	if err != nil || made || f.Key != key || f.DataType != forms.Text {
		t.Errorf("%+v, %t, %v", f, made, err)
	}
}
