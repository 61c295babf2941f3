package action_test

import (
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// TestBulk_empty: a choice that is empty is refused with one error while validating, while
// planning and when invoked, and nothing is sent.
func TestBulk_empty(t *testing.T) {
	onSite(t, 10, func(t *testing.T, w *testSite) {
		for name, c := range every("contacts.customers") {
			for what, choice := range map[string]config{
				"nothing":              {},
				"only bounds":          {"max_contacts": 5, "timeout": "1m"},
				"no ids":               {"ids": []any{}},
				"a blank id":           {"ids": []any{"a", " "}},
				"no ids, and a filter": {"ids": []any{}, "created_after": everybody},
				"no labels":            {"has_any_labels": []any{}, "created_after": everybody},
				"no labels at all":     {"has_all_labels": []any{}},
				"no prefix":            {"email_prefix": "", "ids": []any{"a"}},
				"no fields":            {"custom_field_equals": config{}, "ids": []any{"a"}},
				"an empty filter":      {"filter": "{}"},
				"a filter of nothing":  {"filter": `{"$and":[{}]}`, "ids": []any{"a"}},
				"null as a filter":     {"filter": "null", "ids": []any{"a"}},
				"no JSON":              {"filter": "{", "ids": []any{"a"}},
			} {
				a := w.core.Action(name)
				for step, d := range map[string]acctest.Diagnostics{
					"validate": a.Validate(with(c, choice)), "plan": a.Plan(with(c, choice)), "invoke": a.Invoke(t.Context(), with(c, choice)).Diagnostics,
				} {
					says := "is empty"
					if what == "no JSON" || what == "null as a filter" {
						says = "not a JSON object"
					}
					if len(d) != 1 || !d.Failed() || !d.Mentions(says) {
						t.Errorf("%s with %s, %s: %s", name, what, step, d)
					}
				}
			}
		}
		w.sent(nil)
		if len(w.Contacts()) != 10 {
			t.Error("contacts are gone")
		}
	})
}

// TestBulk_unknown: what is not known yet is not refused, and what is certain is.
func TestBulk_unknown(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		for name, c := range every("contacts.customers") {
			a := w.core.Action(name)
			for _, choice := range []config{
				{"ids": acctest.Unknown},
				{"ids": []any{acctest.Unknown}},
				{"has_any_labels": []any{acctest.Unknown}, "filter": acctest.Unknown},
				{"created_after": everybody, "timeout": acctest.Unknown, "max_contacts": acctest.Unknown},
			} {
				for _, d := range []acctest.Diagnostics{a.Validate(with(c, choice)), a.Plan(with(c, choice))} {
					if len(d) > 0 {
						t.Errorf("%s with %v: %s", name, choice, d)
					}
				}
			}
		}
		label := w.core.Action("wix_contacts_bulk_label")
		if d := label.Validate(config{"ids": acctest.Unknown}); !d.Mentions("There is nothing to do.") {
			t.Error(d)
		}
		if d := label.Validate(config{"ids": []any{"a"}, "add_label_keys": acctest.Unknown}); len(d) > 0 {
			t.Error(d)
		}
		merge := w.core.Action("wix_contact_merge")
		if d := merge.Validate(config{"target_id": acctest.Unknown, "source_ids": []any{"a"}}); len(d) > 0 {
			t.Error(d)
		}
		w.sent(nil)
	})
}

// TestInvalid: what is certainly wrong is refused while validating.
func TestInvalid(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		ids := config{"ids": []any{"a"}}
		for _, c := range []struct {
			action string
			config config
			says   string
		}{
			{"wix_contacts_bulk_label", ids, "There is nothing to do."},
			{"wix_contacts_bulk_label", with(ids, config{"add_label_keys": []any{}, "remove_label_keys": []any{}}), "There is nothing to do."},
			{"wix_contacts_bulk_label", with(ids, config{"add_label_keys": []any{"a", "b"}, "remove_label_keys": []any{"b"}}), "both to be added and to be removed"},
			{"wix_contacts_bulk_label", with(ids, config{"add_label_keys": manyKeys(101)}), "100"},
			{"wix_contacts_bulk_update", ids, "There is nothing to do."},
			{"wix_contacts_bulk_update", with(ids, config{"locale": "not a locale"}), "The locale is not valid."},
			{"wix_contacts_bulk_update", with(ids, config{"locale": ""}), "The locale is not valid."},
			{"wix_contacts_bulk_delete", with(ids, config{"max_contacts": 0}), "max_contacts"},
			{"wix_contacts_bulk_delete", with(ids, config{"timeout": "soon"}), "The duration is not valid."},
			{"wix_contacts_bulk_delete", with(ids, config{"timeout": "-1m"}), "The duration is not valid."},
			{"wix_contacts_bulk_delete", config{"created_after": "yesterday"}, "The time is not valid."},
			{"wix_contacts_bulk_delete", config{"subscription_status": "MAYBE"}, "subscription_status"},
			{"wix_contact_merge", config{"target_id": "a", "source_ids": []any{}}, "source_ids"},
			{"wix_contact_merge", config{"target_id": "", "source_ids": []any{"a"}}, "target_id"},
			{"wix_contact_merge", config{"target_id": "a", "source_ids": []any{"b", "a"}}, "the target is among the sources"},
			{"wix_contact_merge", config{"target_id": "a", "source_ids": []any{"b", "b"}}, "the id is given twice"},
			{"wix_contact_merge", config{"target_id": "a", "source_ids": []any{" "}}, "source_ids[0]: it is empty"},
			{"wix_contact_merge", config{"target_id": "a", "source_ids": manyKeys(6)}, "source_ids"},
		} {
			if d := w.core.Action(c.action).Validate(c.config); !d.Failed() || !d.Mentions(c.says) {
				t.Errorf("%s with %v: %s", c.action, c.config, d)
			}
		}
		w.sent(nil)
	})
}

func manyKeys(n int) []any {
	out := make([]any, n)
	for i := range out {
		out[i] = string(rune('a'+i%26)) + string(rune('a'+i/26))
	}
	return out
}
