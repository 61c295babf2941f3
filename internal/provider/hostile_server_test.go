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
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

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

// hiddenCredential is one of which JSON, URLs and HTML escape some.
const hiddenCredential = `IST.hidden-key/8f3a+<b>&c-0123456789`

// hostileSite is a site whose answers a test can replace, and a provider for it.
func hostileSite(t *testing.T) (*hostileServer, *acctest.Core) {
	t.Helper()
	site := acctest.NewSite(t, func(o *emulator.Options) { o.APIKey = hiddenCredential })
	h := &hostileServer{spell: func(key string) string { return key }}
	site.Adjust = func(o *wix.Options) {
		h.next, o.Transport, o.MaxRetries, o.Log = o.Transport, h, 0, h.log
	}
	return h, site.Core(t, config{"api_key": hiddenCredential})
}

// checkShown fails the test if a text could do harm where it is shown.
func checkShown(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if sanitize.Obeyed(text) || len(text) > 25_000 || !utf8.ValidString(text) {
			t.Errorf("%d bytes: %.2000q", len(text), text)
		}
		for _, form := range append(written(hiddenCredential), "hidden-key", "0123456789") {
			if strings.Contains(text, form) {
				t.Errorf("%.2000q holds %s", text, form)
			}
		}
	}
}

// FuzzHostileServer: no text for people commands a terminal or has the credential,
// whatever a server answers to a refresh, an import, a list, a data source or an action.
func FuzzHostileServer(f *testing.F) {
	for _, a := range answers {
		if len(a.body) < 10_000 {
			f.Add(a.status, a.body, a.header)
		}
	}
	f.Fuzz(func(t *testing.T, status int, body, requestID string) {
		if status < 200 || status > 599 || !strings.ContainsAny(body+requestID, "{<KEI") {
			return
		}
		h, core := hostileSite(t)
		contact := core.Resource("wix_contact")
		contact.MustApply(config{"company": "Example Ltd", "name": config{"first": "Ada"}})
		h.id, _ = contact.Get("id").(string)
		h.answer = &answer{status, body, requestID}
		all := contact.Refresh()
		all = append(all, core.Resource("wix_contact_label").Import("custom.a")...)
		found, d := core.List(t.Context(), acctest.Listing{Type: "wix_contact_label", Limit: 10})
		all = append(all, d...)
		for _, one := range found {
			checkShown(t, one.Name)
		}
		_, d = core.DataSource("wix_contacts", nil)
		all = append(all, d...)
		invoked := core.Action("wix_contacts_bulk_delete").Invoke(t.Context(), config{"ids": []any{h.id}})
		checkShown(t, invoked.Progress...)
		for _, d := range append(all, invoked.Diagnostics...) {
			checkShown(t, d.Summary, d.Detail)
		}
		checkShown(t, h.logged...)
	})
}

// TestHostileFile: what a file holds commands no terminal where an error shows it, and a
// credential that has got into it is not shown.
func TestHostileFile(t *testing.T) {
	t.Setenv("WIX_API_KEY", hiddenCredential)
	server := live()
	for _, file := range []string{
		"Name\x1b[2J,Email\nAda,ada@example.com,more\n",
		"Name,Email\n\x1b]0;owned\a,\x1b[2J " + hiddenCredential + "\n",
		"Email,Phone,Birthdate\nada@example.com,\x1b[2J,\x1b[2J" + hiddenCredential + "\n",
		hiddenCredential + "\x1b[2J",
	} {
		text, err := tfprotov6.NewDynamicValue(tftypes.String, tftypes.NewValue(tftypes.String, file))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := server.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{Name: "contacts_from_csv", Arguments: []*tfprotov6.DynamicValue{&text}})
		if err != nil {
			t.Fatal(err)
		}
		if resp.Error == nil {
			t.Errorf("%q was taken", file)
			continue
		}
		checkShown(t, resp.Error.Text)
	}
}

// TestHostileServer: whatever a server says, no text for people commands a terminal, has
// the credential in any spelling, or is endless.
func TestHostileServer(t *testing.T) {
	spellings := written(hiddenCredential)
	for i, name := range slices.Sorted(maps.Keys(answers)) {
		a := answers[name]
		t.Run(name, func(t *testing.T) {
			h, core := hostileSite(t)
			label, field, contact := core.Resource("wix_contact_label"), core.Resource("wix_contact_extended_field"), core.Resource("wix_contact")
			wants := map[*acctest.Resource]config{
				label: {"display_name": "VIP"}, field: {"display_name": "Size", "data_type": "TEXT"}, contact: {"company": "Example Ltd", "emails": []any{config{"email": "ada@example.com"}}},
			}
			for r, want := range wants {
				r.MustApply(want)
			}
			h.id, _ = contact.Get("id").(string)
			shown := 0
			for _, spelling := range []string{hiddenCredential, spellings[i%len(spellings)]} {
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
						checkShown(t, one.Name)
						all = append(all, one.Diagnostics...)
					}
				}
				for _, source := range []string{"wix_contact_labels", "wix_contact_extended_fields", "wix_contacts"} {
					_, d := core.DataSource(source, nil)
					all = append(all, d...)
				}
				invoked := core.Action("wix_contacts_bulk_delete").Invoke(t.Context(), config{"ids": []any{h.id}})
				checkShown(t, invoked.Progress...)
				all = append(all, invoked.Diagnostics...)
				for _, d := range all {
					checkShown(t, d.Summary, d.Detail)
					shown++
				}
				h.answer = nil
			}
			checkShown(t, h.logged...)
			if shown < 10 || len(h.logged) < 10 {
				t.Errorf("%d diagnostics, %d log lines", shown, len(h.logged))
			}
		})
	}
}
