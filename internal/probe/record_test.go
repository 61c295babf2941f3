package probe_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/probe"
)

func recorded(t *testing.T, report *probe.Report) (pairs []map[string]any, text string) {
	t.Helper()
	var out bytes.Buffer
	if err := report.WritePairs(&out); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out.Bytes(), &pairs); err != nil {
		t.Fatal(err)
	}
	return pairs, out.String()
}

// TestRun_recordForm: the pairs have the members of the printed examples.
func TestRun_recordForm(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "wix", "testdata", "wire-examples.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []map[string]any
	if err := json.Unmarshal(raw, &examples); err != nil {
		t.Fatal(err)
	}
	operations := map[string]bool{}
	for _, one := range examples {
		operations[fmt.Sprint(one["entity"], one["operation"], one["method"])] = true
	}
	pairs, _ := recorded(t, run(t, newServer(emulator.Options{}).options()))
	if len(pairs) < 150 {
		t.Errorf("%d pairs", len(pairs))
	}
	for _, one := range pairs {
		for member := range examples[0] {
			if _, ok := one[member]; !ok || len(one) != len(examples[0]) {
				t.Fatalf("%v has not the members of %v", one, examples[0])
			}
		}
		if !operations[fmt.Sprint(one["entity"], one["operation"], one["method"])] {
			t.Errorf("no printed example is of %v %v", one["entity"], one["operation"])
		}
	}
}

// TestRun_recordKeeps: what the probe has sent stays readable, and what the API says of it.
func TestRun_recordKeeps(t *testing.T) {
	_, text := recorded(t, run(t, newServer(emulator.Options{}).options()))
	for _, part := range []string{
		`"contacts.displayByFirstName": "wix-probe-`, `"e164Phone": "+12125550147"`, `@example.com"`,
		`"code": "EXTENDED_FIELD_NOT_FOUND"`, `"description": "Extended fields not found: custom.wix-probe-`, `"labelType": "USER_DEFINED"`,
		`"createdDate": "2026-03-01T09:`, `"note": "answered with status 409"`, `"subdivision": "US-NY"`, `"city": "Probeville"`,
	} {
		if !strings.Contains(text, part) {
			t.Errorf("%s is missing", part)
		}
	}
}

var (
	anyEmail = regexp.MustCompile(`[\w.+-]+@[\w.-]+`)
	anyGUID  = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
)

// gossip is what a site knows of others, and says wherever it can.
const gossip = "Ada Okafor, 742 Evergreen Terrace, +1 (303) 555-0188, ada.okafor@example.com"

// TestRun_recordForeign: a site that repeats the credential and speaks of others in each
// answer, in texts, members and lists, has none of that recorded.
func TestRun_recordForeign(t *testing.T) {
	s := newServer(emulator.Options{Seed: 50, Switches: emulator.Switches{Unknowns: "on"}})
	o := optionsFor(answers{s.clock, s, func(r *http.Request, status int, body []byte) (int, []byte) {
		var all map[string]any
		if json.Unmarshal(body, &all) != nil {
			return status, body
		}
		text := gossip + " " + r.Header.Get("Authorization") + " " + r.Header.Get("Wix-Site-Id")
		all["owner"], all["phone"] = text, json.Number("13035550188")
		all["people"] = []any{text, map[string]any{"name": "Okafor", "Ada Okafor": "Ada"}}
		if list, ok := all["contacts"].([]any); ok {
			all["contacts"] = append(list, map[string]any{"id": "d009f926-3273-41eb-adc1-0242ac120002", "info": map[string]any{"name": map[string]any{"first": "Ada"}}})
		}
		for _, member := range []string{"contact", "label", "field"} {
			if one, ok := all[member].(map[string]any); ok {
				one["note"] = text
			}
		}
		if status != http.StatusOK {
			all["message"] = fmt.Sprint(all["message"], " ", text)
		}
		body, _ = json.Marshal(all)
		return status, body
	}}, s.clock)
	_, text := recorded(t, run(t, o))
	for _, part := range append(strings.FieldsFunc(gossip, func(r rune) bool { return strings.ContainsRune(" ,@.()+-", r) }), key, siteID, "5550188", "IST", "d009f926") {
		if len(part) > 2 && part != "example" && part != "com" && part != "555" && hasWord(text, part) {
			t.Errorf("%s was recorded", part)
		}
	}
	personal := 0
	for _, part := range personalTexts(s.Contacts()) {
		personal++
		if hasWord(text, part) {
			t.Errorf("%s was recorded", part)
		}
	}
	if personal < 200 {
		t.Errorf("the site has only %d personal texts", personal)
	}
	for _, email := range anyEmail.FindAllString(text, -1) {
		if !strings.HasPrefix(strings.ToLower(email), "wix-probe-") {
			t.Errorf("%s was recorded", email)
		}
	}
	for _, id := range anyGUID.FindAllString(text, -1) {
		if !strings.HasPrefix(id, "00000000-0000-4000-8000-") {
			t.Errorf("%s was recorded", id)
		}
	}
}

// hasWord tells whether a text holds another, not in the middle of a word.
func hasWord(text, part string) bool {
	return strings.Contains(text, part) &&
		regexp.MustCompile(`(^|\PL)`+regexp.QuoteMeta(part)+`($|\PL)`).MatchString(text)
}

// personalTexts are the names, addresses and numbers of contacts.
func personalTexts(value any) (out []string) {
	switch value := value.(type) {
	case []map[string]any:
		for _, one := range value {
			out = append(out, personalTexts(one)...)
		}
	case []any:
		for _, one := range value {
			out = append(out, personalTexts(one)...)
		}
	case map[string]any:
		for name, one := range value {
			text, _ := one.(string)
			switch name {
			case "first", "last", "email", "phone", "e164Phone", "addressLine", "city", "postalCode":
				if len(text) > 2 {
					out = append(out, text)
				}
			default:
				out = append(out, personalTexts(one)...)
			}
		}
	}
	return out
}
