package wix_test

import (
	"context"
	"fmt"
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
			return find(s.ctx(), s.client.Labels, wix.NewLabel(name))
		},
		(*site).PutLabel, func(s *site) []map[string]any { return s.Labels() },
	},
	{
		"field", makeField, queryFields,
		func(s *site, name string) (string, bool, error) {
			return find(s.ctx(), s.client.Fields, wix.NewField(name, forms.Number))
		},
		func(s *site, name string) string { return s.PutField(name, "NUMBER") }, func(s *site) []map[string]any { return s.Fields() },
	},
}

func find[T wix.NamedObject](ctx context.Context, c wix.Collection[T], want T) (string, bool, error) {
	out, made, err := c.FindOrCreate(ctx, want)
	if err != nil {
		return "", made, err
	}
	return (*out).Common().Key, made, nil
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

// serverAhead puts the server's clock ahead of ours.
func serverAhead(d time.Duration) setup {
	return func(server *emulator.Options, _ *wix.Options) {
		server.Now = func() time.Time { return time.Now().Add(d) }
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

// TestFindOrCreate_answerLost: what the first attempt made is found by the second, and
// counts as made by the call; what was there before does not, whatever the server's
// clock says.
func TestFindOrCreate_answerLost(t *testing.T) {
	for _, m := range losses {
		for _, existing := range []string{"200", "409"} {
			for _, lag := range []time.Duration{0, 3 * time.Second} {
				for _, ahead := range []time.Duration{0, time.Hour, -time.Hour} {
					what := fmt.Sprintf("%s, existing %s, lag %v, clock %v ahead", m.name, existing, lag, ahead)
					eachKind(t, func(s *site, k kind) {
						s.arm(m.fault, k.make, 1)
						key, made, err := k.find(s, "VIP")
						if err != nil || !made || key == "" || k.named(s, "VIP") != 1 || s.Count(k.make) != 2 {
							t.Errorf("%s: %q, %t, %d of the name, made %d times, %v", what, key, made, k.named(s, "VIP"), s.Count(k.make), err)
						}
						time.Sleep(5 * time.Second) // the bubble's time
						s.arm(m.fault, k.make, 1)
						again, made, err := k.find(s, "VIP")
						if err != nil || made || again != key {
							t.Errorf("%s: %q, which is older than the call: %t, %v", what, again, made, err)
						}
					}, switched(emulator.Switches{FindExisting: existing, QueryLag: lag}), serverAhead(ahead))
				}
			}
		}
	}
}

// TestFindOrCreate_refused: other refusals are told at once.
func TestFindOrCreate_refused(t *testing.T) {
	eachKind(t, func(s *site, k kind) {
		_, _, err := k.find(s, "")
		if e := failure(t, err); e.Status != 400 || len(e.Violations) != 1 {
			t.Errorf("%+v", e)
		}
		_, _, err = k.find(s, "One")
		ok(t, err)
		_, _, err = k.find(s, "Two")
		e := failure(t, err)
		if k.name == "label" && (e.Status != 428 || e.Code != wix.CodeLabelsQuota || e.Quota != "1" || e.QuotaUsed != "1") ||
			k.name == "field" && (e.Status != 429 || e.Code != wix.CodeFieldsQuota) {
			t.Errorf("%+v", e)
		}
		s.sent(k.make, k.make, k.make)
	}, func(server *emulator.Options, _ *wix.Options) { server.LabelsQuota, server.FieldsQuota = 1, 1 })
}

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
