package provider_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sanitize"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// answer is what a hostile server says to every request: KEY stands for the credential,
// ESC for what commands a terminal, and ID for the id of a contact that exists.
type answer struct {
	status int
	body   string
	header string // the value of X-Wix-Request-Id
}

// answers are what has been thought of. A new idea is a line.
var answers = map[string]answer{
	"the credential in the request id":    {403, `{}`, "trace-KEY"},
	"a command in the request id":         {403, `{"message":"no"}`, "1ESC"},
	"the credential in the message":       {403, `{"message":"no KEY","details":{"applicationError":{"code":"KEY","description":"KEY"}}}`, ""},
	"commands in the message":             {400, `{"message":"ESC","details":{"applicationError":{"code":"ESC","description":"ESC"}}}`, ""},
	"in violations":                       {400, `{"message":"","details":{"validationError":{"fieldViolations":[{"field":"info.company","description":"KEY ESC"},{"field":"ESC.KEY","description":""}]}}}`, ""},
	"in a duplicate":                      {409, `{"details":{"applicationError":{"code":"DUPLICATE_CONTACT_EXIST","data":{"duplicateContactId":"KEY","duplicateEmail":"ESC","duplicatePhone":"KEY ESC"}}}}`, ""},
	"in a quota":                          {429, `{"details":{"applicationError":{"code":"LABELS_QUOTA_REACHED","data":{"labelsQuota":"KEY","labelsCurrentTotal":"ESC"}}}}`, ""},
	"in the answer of a gateway":          {502, `<html>KEY ESC`, ""},
	"in the member's name":                {200, `{"KEY ESC":1}`, "KEY"},
	"in labels":                           {200, `{"label":{"key":"custom.a ESC KEY","displayName":"ESC KEY"},"labels":[{"key":"custom.aESC","displayName":"ESC KEY"}]}`, ""},
	"in fields":                           {200, `{"field":{"key":"custom.a ESC KEY","displayName":"ESC"},"fields":[{"key":"custom.aESC KEY","displayName":"ESC KEY","dataType":"ESC"}]}`, ""},
	"in contacts":                         {200, `{"contact":{"id":"ESC KEY","revision":1,"info":{}},"contacts":[{"id":"ESC KEY","info":{"name":{"first":"ESC","last":"KEY"}}}]}`, ""},
	"in a contact that is there":          {200, `{"contact":{"id":"ID","revision":2,"info":{"company":"ESC KEY","emails":{"items":[{"email":"ESC"}]},"labelKeys":{"items":["ESC KEY"]},"extendedFields":{"items":{"ESC":"KEY"}}}}}`, ""},
	"in a job":                            {200, `{"jobId":"ESC KEY","job":{"id":"ESC","status":"ESC KEY","statusMessage":"ESC KEY"}}`, ""},
	"in a facet":                          {200, `{"results":{"ESC":"KEY"},"facets":[{"value":"ESC KEY"}]}`, ""},
	"thousands of violations":             {400, `{"details":{"validationError":{"fieldViolations":[` + strings.Repeat(`{"field":"info.company","description":"ESC KEY"},`, 5000) + `{}]}}}`, ""},
	"a message without an end":            {400, `{"message":"` + strings.Repeat("KEY ESC ", 50_000) + `"}`, strings.Repeat("a", 10_000)},
	"no text at all, and control codes":   {500, "\x1b\x00\xff\x9b", "\x7f"},
	"an object in the place of each text": {200, `{"label":{"key":{},"displayName":[]},"labels":{},"contact":[],"contacts":{"a":1}}`, ""},
}

const commands = `\u001b]0;owned\u0007\u001b[2J\u202e\u2066\nError: \u0085\r\u200b`

// hostileServer gives one answer to everything once it has one.
type hostileServer struct {
	next http.RoundTripper

	mu     sync.Mutex
	answer *answer
	spell  func(string) string
	id     string
	logged []string
}

func (h *hostileServer) RoundTrip(r *http.Request) (*http.Response, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.answer == nil {
		return h.next.RoundTrip(r)
	}
	fill := strings.NewReplacer("KEY", h.spell(r.Header.Get("Authorization")), "ESC", commands, "ID", h.id)
	resp := &http.Response{StatusCode: h.answer.status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(fill.Replace(h.answer.body)))}
	resp.Header.Set("X-Wix-Request-Id", strings.NewReplacer("KEY", r.Header.Get("Authorization"), "ESC", "\x1b[2J").Replace(h.answer.header))
	return resp, nil
}

func (h *hostileServer) log(_ context.Context, message string, fields map[string]any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.logged = append(h.logged, fmt.Sprint(message, fields))
}

// TestHostileServer: whatever a server says, no text for people commands a terminal, has
// the credential in any spelling, or is endless.
func TestHostileServer(t *testing.T) {
	const hiddenKey = `IST.hidden-key/8f3a+<b>&c-0123456789` // JSON, URLs and HTML escape some of it
	spellings := written(hiddenKey)
	for i, name := range slices.Sorted(maps.Keys(answers)) {
		a := answers[name]
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t, func(o *emulator.Options) { o.APIKey = hiddenKey })
			h := &hostileServer{}
			site.Adjust = func(o *wix.Options) {
				h.next, o.Transport, o.MaxRetries, o.Log = o.Transport, h, 0, h.log
			}
			check := func(texts ...string) {
				t.Helper()
				for _, text := range texts {
					if sanitize.Obeyed(text) || len(text) > 25_000 {
						t.Errorf("%d bytes: %.2000q", len(text), text)
					}
					for _, form := range append(spellings, "hidden-key", "0123456789") {
						if strings.Contains(text, form) {
							t.Errorf("%.2000q holds %s", text, form)
						}
					}
				}
			}
			core := site.Core(t, config{"api_key": hiddenKey})
			label, field, contact := core.Resource("wix_contact_label"), core.Resource("wix_contact_extended_field"), core.Resource("wix_contact")
			wants := map[*acctest.Resource]config{
				label: {"display_name": "VIP"}, field: {"display_name": "Size", "data_type": "TEXT"}, contact: {"company": "Example Ltd", "emails": []any{config{"email": "ada@example.com"}}},
			}
			for r, want := range wants {
				r.MustApply(want)
			}
			h.id, _ = contact.Get("id").(string)
			shown := 0
			for _, spelling := range []string{hiddenKey, spellings[i%len(spellings)]} {
				h.answer, h.spell = &a, func(string) string { return strings.Trim(fmt.Sprintf("%q", spelling), `"`) }
				var all acctest.Diagnostics
				for r, want := range wants {
					before, other := *r, core.Resource(r.Type)
					all = append(all, r.Refresh()...)
					r.State = before.State
					want["display_name"] = map[bool]any{true: "New", false: nil}[r != contact]
					if r == contact {
						delete(want, "display_name")
						want["job_title"] = "Engineer"
					}
					all = append(all, r.Apply(want)...)
					r.State = before.State
					all = append(all, other.Import(h.id)...)
					all = append(all, other.Apply(want)...)
					found, d := core.List(t.Context(), acctest.Listing{Type: r.Type, Limit: 10, Include: true})
					all = append(all, d...)
					for _, one := range found {
						check(one.Name)
						all = append(all, one.Diagnostics...)
					}
				}
				s := begin(t, site.Provider())
				all = append(all, s.configure(key(config{"api_key": hiddenKey}))...)
				for _, source := range []string{"wix_contact_labels", "wix_contact_extended_fields", "wix_contacts"} {
					all = append(all, s.read(source, nil)...)
				}
				invoked := core.Action("wix_contacts_bulk_delete").Invoke(t.Context(), config{"ids": []any{h.id}})
				check(invoked.Progress...)
				all = append(all, invoked.Diagnostics...)
				for _, d := range all {
					check(d.Summary, d.Detail)
					shown++
				}
				h.answer = nil
			}
			check(h.logged...)
			if shown < 10 || len(h.logged) < 10 {
				t.Errorf("%d diagnostics, %d log lines", shown, len(h.logged))
			}
		})
	}
}
