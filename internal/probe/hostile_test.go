package probe_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/probe"
)

// answers is a server that one function plays.
type answers struct {
	clock *fakeClock
	// next may be nil.
	next http.RoundTripper
	// spoil makes another answer of one.
	spoil func(r *http.Request, status int, body []byte) (int, []byte)
}

func (a answers) RoundTrip(r *http.Request) (*http.Response, error) {
	response := &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody}
	if a.next != nil {
		var err error
		if response, err = a.next.RoundTrip(r); err != nil {
			return nil, err
		}
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	status, body := a.spoil(r, response.StatusCode, body)
	response.StatusCode, response.Body = status, io.NopCloser(bytes.NewReader(body))
	return response, nil
}

func always(status int, body string) func(*http.Request, int, []byte) (int, []byte) {
	return func(*http.Request, int, []byte) (int, []byte) { return status, []byte(body) }
}

// TestRun_noSite: what answers, and is no site, is told from one, and nothing is told of it.
func TestRun_noSite(t *testing.T) {
	for name, spoil := range map[string]func(*http.Request, int, []byte) (int, []byte){
		"HTML":             always(200, "<!DOCTYPE html><html><body>welcome</body></html>"),
		"HTML of an error": always(502, "<html><body>502 Bad Gateway</body></html>"),
		"errors":           always(500, `{"message":"","details":{}}`),
		"unauthorized":     always(401, `{"message":"no"}`),
		"forbidden":        always(403, `{"message":"no"}`),
		"nothing":          always(200, ""),
		"nothing at all":   always(204, ""),
		"empty objects":    always(200, "{}"),
		"a number":         always(200, "7"),
		"null":             always(200, "null"),
		"missing":          always(404, `{"message":"no such route"}`),
		"a redirect":       always(302, ""),
		"throttling":       always(429, `{"message":"Too many requests"}`),
		"the same contact": always(200, `{"contact":{"id":"a"},"contacts":[{"id":"a"}],"labels":[{"key":"b"}],"label":{"key":"b"},"fields":[{"key":"c"}],"field":{"key":"c"}}`),
		"wrong types":      always(200, `{"contact":[1],"contacts":{"id":{}},"labels":7,"label":"x","fields":null,"pagingMetadata":{"total":"many"}}`),
	} {
		t.Run(name, func(t *testing.T) {
			clock := newClock()
			o := optionsFor(answers{clock: clock, spoil: spoil}, clock)
			o.LargeSite = true
			report, err := probe.Run(t.Context(), o)
			if err != nil {
				return
			}
			if got := written(t, report); len(got) > 0 {
				t.Errorf("told %v", got)
			}
			if report.Requests > probe.MostRequests {
				t.Errorf("%d requests", report.Requests)
			}
			if err := report.Print(io.Discard); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestRun_parts: a site without some part of the API is asked about the others.
func TestRun_parts(t *testing.T) {
	for _, test := range []struct {
		route string
		told  []string
		not   []string
	}{
		{"/labels", []string{"text.trim", "patch.extendedFields", "fieldKeys", "email.compare"}, []string{"labelKeys", "label.unknownKey", "missing.definition", "query.list.lag"}},
		{"/extended-fields", []string{"text.trim", "labelKeys", "revision.label"}, []string{"fieldKeys", "patch.extendedFields", "missing.definition"}},
		{"/query", []string{"text.trim", "labelKeys", "fieldKeys"}, []string{"sort.default", "query.lag", "email.compare", "duplicate.leavesContact"}},
		{"/merge", []string{"text.trim"}, []string{"merge.stale"}},
		{"/contacts/v4/contacts", []string{"labelKeys", "fieldKeys"}, []string{"text.trim", "patch.null", "revision.label"}},
		{"/oauth2", []string{"text.trim"}, []string{"oauth.error"}},
	} {
		t.Run(test.route, func(t *testing.T) {
			s := newServer(emulator.Options{})
			o := optionsFor(answers{s.clock, s, func(r *http.Request, status int, body []byte) (int, []byte) {
				if strings.Contains(r.URL.Path, test.route) && (test.route == "/labels" || !strings.HasSuffix(r.URL.Path, "/labels") || test.route == "/contacts/v4/contacts") {
					return 404, []byte(`{"message":"no such route"}`)
				}
				return status, body
			}}, s.clock)
			o.LargeSite = true
			got := written(t, run(t, o))
			for _, name := range test.told {
				if got[name] == "" {
					t.Errorf("%s is not told", name)
				}
			}
			for _, name := range test.not {
				if got[name] != "" {
					t.Errorf("%s is told to be %s", name, got[name])
				}
			}
		})
	}
}

// TestRun_otherStatuses: where successes have statuses of their own, everything is found and
// removed all the same.
func TestRun_otherStatuses(t *testing.T) {
	s := newServer(emulator.Options{Seed: 3})
	before := s.dump(t)
	report := run(t, optionsFor(answers{s.clock, s, func(r *http.Request, status int, body []byte) (int, []byte) {
		switch {
		case status != http.StatusOK:
		case r.Method == http.MethodPost && strings.Count(r.URL.Path, "/") == 3:
			return http.StatusCreated, body
		case r.Method == http.MethodDelete && !strings.HasSuffix(r.URL.Path, "/labels"):
			return http.StatusNoContent, nil
		}
		return status, body
	}}, s.clock))
	if after := s.dump(t); after != before || len(report.Left) > 0 {
		t.Errorf("left: %v\n%s", report.Left, after)
	}
	if got := written(t, report); got["text.trim"] != "off" || got["find.existing"] != "200" || got["sort.default"] != "createdDateAsc" {
		t.Errorf("%v", got)
	}
}

// TestRun_foreignObjects: a site that answers a create with an object of somebody else has it
// neither changed nor removed.
func TestRun_foreignObjects(t *testing.T) {
	s := newServer(emulator.Options{Seed: 3})
	foreign, err := json.Marshal(map[string]any{
		"contact": s.Contacts()[0], "label": s.Labels()[0], "newLabel": true, "field": s.Fields()[0], "newField": true,
	})
	if err != nil {
		t.Fatal(err)
	}
	before := s.dump(t)
	run(t, optionsFor(answers{s.clock, s, func(r *http.Request, status int, body []byte) (int, []byte) {
		if r.Method == http.MethodPost && strings.Count(r.URL.Path, "/") == 3 && r.URL.Path != "/oauth2/token" {
			return status, foreign
		}
		return status, body
	}}, s.clock))
	if after := s.dump(t); after != before {
		t.Errorf("changed or left:\n%s", after)
	}
	for _, r := range s.Requests() {
		if r.Method == http.MethodPatch || r.Method == http.MethodDelete && strings.Contains(r.Path, fmt.Sprint(s.Contacts()[0]["id"])) {
			t.Errorf("%s %s", r.Method, r.Path)
		}
	}
}

// TestRun_unauthorized: a credential that is withdrawn ends the run, which says what it left.
func TestRun_unauthorized(t *testing.T) {
	s := newServer(emulator.Options{})
	n := 0
	report := run(t, optionsFor(answers{s.clock, s, func(_ *http.Request, status int, body []byte) (int, []byte) {
		if n++; n > 60 {
			return 401, []byte(`{"message":"\u001b[2JThe key ` + key + ` is no longer valid"}`)
		}
		return status, body
	}}, s.clock))
	var out bytes.Buffer
	if err := report.Print(&out); err != nil {
		t.Fatal(err)
	}
	if len(report.Left) == 0 || report.Requests > 120 || strings.Contains(out.String(), key) || strings.Contains(out.String(), "\x1b") {
		t.Errorf("%d requests, left %v\n%s", report.Requests, report.Left, &out)
	}
}

// spoiled changes parts of an answer at random.
func spoiled(random *rand.Rand, value any) any {
	if random.IntN(12) == 0 {
		return []any{nil, "", "\x1b]0;x\a", -1, 1e300, true, []any{}, map[string]any{}, []any{map[string]any{"id": 5}}, strings.Repeat("é", 500)}[random.IntN(10)]
	}
	switch value := value.(type) {
	case map[string]any:
		for name, inner := range value {
			if random.IntN(15) == 0 {
				delete(value, name)
				continue
			}
			value[name] = spoiled(random, inner)
		}
	case []any:
		for i := range value {
			value[i] = spoiled(random, value[i])
		}
		if random.IntN(10) == 0 {
			value = append(value, value...)
		}
		return value
	}
	return value
}

// TestRun_fuzzed: whatever an answer holds, a run ends, within its requests, and can be
// printed and written.
func TestRun_fuzzed(t *testing.T) {
	rounds := 100
	if testing.Short() {
		rounds = 10
	}
	for seed := range rounds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(2, uint64(seed)))
			s := newServer(emulator.Options{Seed: 3})
			o := optionsFor(answers{s.clock, s, func(_ *http.Request, status int, body []byte) (int, []byte) {
				var value any
				if random.IntN(4) > 0 || json.Unmarshal(body, &value) != nil {
					return status, body
				}
				body, _ = json.Marshal(spoiled(random, value))
				statuses := []int{status, status, status, 200, 400, 404, 409, 500, 0, 999}
				return statuses[random.IntN(len(statuses))], body[:len(body)-random.IntN(2)*random.IntN(len(body))]
			}}, s.clock)
			o.LargeSite = true
			report, err := probe.Run(t.Context(), o)
			if err != nil {
				return
			}
			var out bytes.Buffer
			if err := report.Print(&out); err != nil || strings.Contains(out.String(), "\x1b") {
				t.Errorf("%v\n%s", err, &out)
			}
			if err := report.WritePairs(io.Discard); err != nil {
				t.Error(err)
			}
			if report.Requests > probe.MostRequests {
				t.Errorf("%d requests", report.Requests)
			}
			if _, err := new(emulator.Switches), report.WriteSwitches(io.Discard); err != nil {
				t.Error(err)
			}
			_ = switched(t, written(t, report))
		})
	}
}
