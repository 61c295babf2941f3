package wix_test

import (
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

const (
	mergeInto    = "POST /contacts/v4/contacts/{id}/merge"
	previewMerge = "POST /contacts/v4/contacts/{id}/preview-merge"
)

// mergeable makes a target and two contacts to merge into it.
func (s *site) mergeable() (target string, sources []string) {
	s.t.Helper()
	mail := func(name, address string) map[string]any {
		info := person(name)
		info["emails"] = map[string]any{"items": []any{map[string]any{"email": address}}}
		return info
	}
	second := mail("Anna", "anna@example.com")
	second["company"] = "Example Ltd"
	return s.put(mail("Ann", "ann@example.com")), []string{s.put(second), s.put(mail("A", "a@example.com"))}
}

// TestMerge previews, which changes nothing, and merges, under either envelope.
func TestMerge(t *testing.T) {
	for _, envelope := range []string{"", "printed"} {
		onSite(t, func(s *site) {
			target, sources := s.mergeable()
			preview, err := s.client.PreviewMerge(s.ctx(), target, sources)
			ok(t, err)
			if len(s.Contacts()) != 3 || len(preview.Info.Emails.Get().Items) != 3 || preview.Info.Company.Get() != "Example Ltd" || preview.Revision != 1 {
				t.Errorf("%d contacts, preview %+v", len(s.Contacts()), preview)
			}
			merged, err := s.client.MergeContacts(s.ctx(), target, 1, sources)
			ok(t, err)
			if len(s.Contacts()) != 1 || merged.ID != target || len(merged.Info.Emails.Get().Items) != 3 || merged.Revision < 2 {
				t.Errorf("%d contacts, merged %+v", len(s.Contacts()), merged)
			}
			s.sent(previewMerge, mergeInto)
		}, switched(emulator.Switches{Envelope: envelope}))
	}
}

// TestMerge_unsettled: a loss that cannot be looked into is told.
func TestMerge_unsettled(t *testing.T) {
	onSite(t, func(s *site) {
		target, sources := s.mergeable()
		s.Inject(emulator.Fault{Route: mergeInto, Status: 503})
		s.Inject(emulator.Fault{Route: readContact, Status: 403, Message: "no"})
		if _, err := s.client.MergeContacts(s.ctx(), target, 1, sources); !wix.IsLost(err) || failure(t, err).Operation != "merge contacts" {
			t.Error(err)
		}
		s.sent(mergeInto, readContact)
	})
}

func TestMerge_refused(t *testing.T) {
	for name, tt := range map[string]struct {
		sw     emulator.Switches
		act    func(s *site, target string, sources []string) wix.Revision
		status int
	}{
		"stale":        {emulator.Switches{}, func(*site, string, []string) wix.Revision { return 7 }, 428},
		"stale, 409":   {emulator.Switches{MergeStale: "409"}, func(*site, string, []string) wix.Revision { return 7 }, 409},
		"member":       {emulator.Switches{}, func(s *site, _ string, ids []string) wix.Revision { ok(s.t, s.MakeMember(ids[1])); return 1 }, 428},
		"member, 400":  {emulator.Switches{MergeMember: "400"}, func(s *site, _ string, ids []string) wix.Revision { ok(s.t, s.MakeMember(ids[1])); return 1 }, 400},
		"source gone":  {emulator.Switches{}, func(s *site, _ string, ids []string) wix.Revision { ok(s.t, s.RemoveContact(ids[0])); return 1 }, 404},
		"target gone":  {emulator.Switches{}, func(s *site, id string, _ []string) wix.Revision { ok(s.t, s.RemoveContact(id)); return 1 }, 404},
		"source twice": {emulator.Switches{}, func(_ *site, _ string, ids []string) wix.Revision { ids[0] = ids[1]; return 1 }, 400},
	} {
		t.Run(name, func(t *testing.T) {
			onSite(t, func(s *site) {
				target, sources := s.mergeable()
				revision := tt.act(s, target, sources)
				before := len(s.Contacts())
				_, err := s.client.MergeContacts(s.ctx(), target, revision, sources)
				if e := failure(t, err); e.Status != tt.status || e.Lost || len(s.Contacts()) != before {
					t.Errorf("%+v", e)
				}
				s.sent(mergeInto)
			}, switched(tt.sw))
		})
	}
}
