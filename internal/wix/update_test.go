package wix_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// open are the switches about how a server takes what is written that the
// contract leaves open (section 11).
const open = "patch.extendedFields patch.subObject patch.labelKeys patch.null item.ids revision.type empty.formatted"

// variants are all combinations of the open switches, on a plain server and on
// one that normalises what it stores, with plain answers and with odd ones. With
// -short it is the last of these four alone.
func variants(t *testing.T) []emulator.Switches {
	t.Helper()
	out := []emulator.Switches{
		{URLScheme: "keep"},
		{URLScheme: "keep", Order: "on", Unknowns: "on", Envelope: "printed"},
		{URLScheme: "add", Locale: "lower", EmailLower: "on", TextTrim: "on", PhoneFormat: "reformat"},
		{URLScheme: "add", Locale: "lower", EmailLower: "on", TextTrim: "on", PhoneFormat: "reformat", EmptyLists: "wrapper", Order: "on", Unknowns: "on", Envelope: "printed"},
	}
	if testing.Short() {
		out = out[3:]
	}
	for _, doc := range emulator.SwitchNames() {
		if !slices.Contains(strings.Fields(open), doc.Name) {
			continue
		}
		var next []emulator.Switches
		for _, sw := range out {
			for _, value := range doc.Values {
				ok(t, sw.Set(doc.Name, value))
				next = append(next, sw)
			}
		}
		out = next
	}
	return out
}

// facts is what a contact holds, in a form that hides what servers normalise, and
// without what they derive.
func facts(contact map[string]any) map[string]string {
	out := map[string]string{}
	info := contact["info"].(map[string]any)
	for name, value := range info {
		switch value := value.(type) {
		case string:
			out[name] = strings.ToLower(strings.TrimSpace(value))
		case map[string]any:
			switch items := value["items"].(type) {
			case []any:
				lines := []string{}
				for _, item := range items {
					lines = append(lines, fact(item))
				}
				slices.Sort(lines)
				out[name] = strings.Join(lines, " ")
			case map[string]any:
				for key, v := range items {
					out[key] = strings.TrimPrefix(fact(v), "https://")
				}
			default:
				out[name] = fact(value)
			}
		}
	}
	maps.DeleteFunc(out, func(name, value string) bool {
		return value == "" || strings.HasPrefix(name, "contacts.") || strings.HasPrefix(name, "emailSubscriptions.")
	})
	return out
}

// fact is a value without what the server adds to it.
func fact(v any) string {
	if item, isItem := v.(map[string]any); isItem {
		item = maps.Clone(item)
		for _, derived := range []string{"id", "e164Phone", "formattedPhone"} {
			delete(item, derived)
		}
		if address, isAddress := item["address"].(map[string]any); isAddress {
			delete(address, "formattedAddress")
		}
		if number, isPhone := item["phone"].(string); isPhone {
			item["phone"] = strings.NewReplacer("(", "", ")", "", " ", "", "-", "").Replace(number)
		}
		if len(item) == 0 { // the wrapper of an empty list
			return ""
		}
		v = item
	}
	if text, isText := v.(string); isText {
		return strings.ToLower(strings.TrimSpace(text))
	}
	data, _ := json.Marshal(v)
	return strings.ToLower(string(data))
}

// TestUpdate_switches: whichever way the server takes a PATCH, every member can be
// set, changed and cleared, nothing else changes, and one PATCH does it where
// one can.
func TestUpdate_switches(t *testing.T) {
	all := variants(t)
	t.Logf("%d combinations, %d updates each", len(all), len(steps))
	const shards = 8
	for shard := range shards {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			for i := shard; i < len(all); i += shards {
				walk(t, all[i])
				if t.Failed() {
					t.Fatalf("with %+v", all[i])
				}
			}
		})
	}
}

// updated is a contact that is being updated.
type updated struct {
	*site
	sw                      emulator.Switches
	text, number, date, url string
	have                    *wix.Contact
	want                    map[string]string
}

// newUpdated makes a contact on which others have left something: labels, values
// in fields of theirs, a purchase.
func newUpdated(t *testing.T, sw emulator.Switches) *updated {
	t.Helper()
	s := &updated{site: newSite(t, switched(sw)), sw: sw}
	s.text, s.number, s.date, s.url = s.PutField("Text", "TEXT"), s.PutField("Number", "NUMBER"), s.PutField("Date", "DATE"), s.PutField("Site", "URL")
	id := s.put(map[string]any{
		"name":      map[string]any{"first": "Ann", "last": "Old"},
		"labelKeys": map[string]any{"items": []string{"contacts.customers", s.PutLabel("Foreign")}},
		"extendedFields": map[string]any{"items": map[string]any{
			s.PutField("Foreign text", "TEXT"): "keep me", s.PutField("Foreign number", "NUMBER"): 1.25,
			s.PutField("Foreign date", "DATE"): "1999-12-31", wix.VATID: "VAT 1",
		}},
	})
	ok(t, s.SetField(id, "ecom.numOfPurchases", 3))
	var err error
	s.have, err = s.client.GetContact(s.ctx(), id)
	ok(t, err)
	s.ResetRequests()
	s.want = facts(s.Contact(id))
	return s
}

func walk(t *testing.T, sw emulator.Switches) {
	t.Helper()
	s := newUpdated(t, sw)
	for _, step := range steps {
		s.take(step)
		if t.Failed() {
			t.Fatalf("step %q", step.name)
		}
	}
}

// values are all values on the contact that may be written, with changes laid
// over them (contract 6.5).
func (s *updated) values(changes map[string]any) wix.Opt[wix.Values] {
	items := maps.Clone(s.have.Info.ExtendedFields.Get().Items)
	maps.DeleteFunc(items, func(key string, _ any) bool { return !wix.WritableField(key) })
	maps.Copy(items, changes)
	return wix.Some(wix.Values{Items: items})
}

// take makes one update and compares all that the contact holds with what it
// should hold, and the requests with those that are needed.
func (s *updated) take(step step) {
	s.t.Helper()
	info := step.info(s)
	asked := slices.Sorted(maps.Keys(leaves(s.t, encode(s.t, info))))
	info.LabelKeys = wix.Items([]string{"custom.not-sent"})
	out, err := s.client.UpdateContact(s.ctx(), s.have.ID, s.have.Revision, info, false)
	want := s.wants(step.name)
	var left []string
	for _, name := range want.left {
		left = append(left, s.path(name))
	}
	slices.Sort(left)
	if len(left) > 0 {
		e := failure(s.t, err)
		var fields []string
		for _, v := range e.Violations {
			fields = append(fields, v.Field)
		}
		if e.Code != wix.CodeNotTaken || !slices.Equal(fields, left) || out == nil {
			s.t.Fatalf("%+v with contact %v, want %v not taken", e, out, left)
		}
	} else if err != nil {
		s.t.Fatal(err, failure(s.t, err).Violations)
	}
	for at, value := range step.facts(s) {
		if slices.Contains(left, "info."+at) || slices.Contains(left, "info.extendedFields.items."+at) {
			continue
		}
		s.want[at] = value
		if value == "" {
			delete(s.want, at)
		}
	}
	if got := facts(s.Contact(s.have.ID)); !maps.Equal(s.want, got) {
		s.t.Errorf("contact (-want +got):\n%s", cmp.Diff(s.want, got))
	}
	s.requests(want, asked)
	s.have = out
}

// requests asserts how many PATCHes were sent, and that each held the members
// asked for and no others.
func (s *updated) requests(want want, asked []string) {
	s.t.Helper()
	for _, r := range s.Requests() {
		if r.Route != patchContact {
			continue
		}
		var body struct{ Info json.RawMessage }
		ok(s.t, json.Unmarshal(r.Body, &body))
		if got := slices.Sorted(maps.Keys(leaves(s.t, body.Info))); !slices.Equal(got, asked) {
			s.t.Errorf("sent %v, want %v", got, asked)
		}
	}
	s.sent(append(slices.Repeat([]string{patchContact}, want.patches), slices.Repeat([]string{readContact}, want.reads)...)...)
}

// path is where a member of the table is in a contact.
func (s *updated) path(name string) string {
	if key := map[string]string{"text": s.text, "number": s.number, "date": s.date, "url": s.url}[name]; key != "" {
		return "info.extendedFields.items." + key
	}
	return "info." + name
}
