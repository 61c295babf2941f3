package provider_test

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// wire stands between a provider and its site: it keeps the requests, and answers
// reads of single contacts itself once it has a body for them.
type wire struct {
	mu   sync.Mutex
	next http.RoundTripper
	seen []*http.Request
	body string
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen = append(w.seen, r)
	body := ""
	switch {
	case w.body == "" || !strings.HasPrefix(r.URL.Path, "/contacts/v4/contacts"):
		return w.next.RoundTrip(r)
	case r.Method == http.MethodGet && r.URL.Path != "/contacts/v4/contacts":
		body = w.body
	case r.Method == http.MethodGet || strings.HasSuffix(r.URL.Path, "/query"):
		body = `{"contacts":[]}`
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
}

// wired is a site with a wire to it.
func wired(t *testing.T) (*acctest.Site, *wire) {
	t.Helper()
	site, w := acctest.NewSite(t), &wire{}
	site.Adjust = func(o *wix.Options) {
		w.next, o.Transport, o.MaxRetries = o.Transport, w, 0
	}
	return site, w
}

// onlyReads asserts that nothing went to another host, to another path, or to a
// route that writes.
func (w *wire) onlyReads(t *testing.T) {
	t.Helper()
	for _, r := range w.seen {
		path := strings.TrimPrefix(r.URL.EscapedPath(), "/contacts/v4/")
		parts := strings.Split(path, "/")
		reads := r.Method == http.MethodGet || r.Method == http.MethodPost && parts[len(parts)-1] == "query"
		if r.URL.Scheme != "https" || r.URL.Host != "www.wixapis.com" || path == r.URL.EscapedPath() || len(parts) > 2 ||
			!slices.Contains([]string{"contacts", "labels", "extended-fields"}, parts[0]) || slices.Contains(parts, "..") || !reads {
			t.Errorf("%s %s was sent", r.Method, r.URL)
		}
	}
}

// FuzzImport: an import id finds an object of the site or is refused, and is never
// more than a part of a read's path or query.
func FuzzImport(f *testing.F) {
	for _, id := range []string{
		"", ".", "..", "name:", "name:VIP", "name: VIP ", "email:", "email:ada@example.com", "email: ADA@example.com", "email:a\r\nb", "custom.vip", "custom.a/b", "custom/../../contacts",
		"custom.%2f..", "../labels/custom.vip", "https://elsewhere.example.com/custom.a", "${wix_contact.a.id}", "custom.a\nb", "custom.a?b=c#d", "query", "8046df3c-7575-4098-a5ab-c91ad8f33c47",
		"custom.\x1b[2J", "名前.a", "name:%{ for }", "custom..", "custom.a\x00", "email:email:", "name:name:", "merge", "facets", "bulk", "custom.a?", "...",
	} {
		for typ := range uint8(3) {
			f.Add(typ, id)
		}
	}
	types := []string{"wix_contact", "wix_contact_label", "wix_contact_extended_field"}
	f.Fuzz(func(t *testing.T, typ uint8, id string) {
		if !utf8.ValidString(id) {
			return // which the CLI refuses
		}
		site, w := wired(t)
		site.PutLabel("VIP")
		site.PutField("VIP", "TEXT")
		if _, err := site.PutContact(map[string]any{"emails": map[string]any{"items": []any{map[string]any{"email": "ada@example.com"}}}}); err != nil {
			t.Fatal(err)
		}
		r := site.Core(t).Resource(types[int(typ)%len(types)])
		d := r.Import(id)
		w.onlyReads(t)
		if !d.Failed() && !r.State.IsNull() && !r.State.IsFullyKnown() {
			t.Errorf("%q was imported as %s", id, r.State)
		}
		if d.Failed() && !strings.Contains(strings.TrimSpace(d.String()), ".") {
			t.Errorf("%q: %s", id, d)
		}
	})
}

// FuzzRead: whatever the site says of a contact, reading is an error that leaves the
// state alone, or a state that reads the same again, also after an import.
func FuzzRead(f *testing.F) {
	for _, body := range []string{
		`{"contact":{"id":"ID","revision":2,"info":{}}}`, `{"id":"ID","revision":"3","info":{"name":{"first":"Ada","last":""},"emails":{"items":[]}}}`, `{}`, `null`, `{"contact":{"id":"another"}}`,
		`{"contact":{"id":"ID","revision":-1,"info":{"emails":{"items":[{"email":"a"},{"email":"A"},{"email":"","tag":"NEW","primary":true},null]},"phones":{"items":[{"phone":"","countryCode":"XX"}]}}}}`,
		`{"contact":{"id":"ID","info":{"addresses":{"items":[{"tag":"X","address":{"addressLine":"a","streetAddress":{"name":"b"},"country":"XXX","subdivision":"-"}}]},"locale":"??","birthdate":"never"}}}`,
		`{"contact":{"id":"ID","info":{"labelKeys":{"items":["","custom.a","custom.a","../x"]},"extendedFields":{"items":{"":"","custom.a":{"b":1},"custom.b":true,"invoices.vatId":5,"custom.\u0000":"x"}}}}}`,
		`{"contact":{"id":"ID","info":{"company":null,"jobTitle":"","name":null,"emails":null,"labelKeys":{"items":null}},"primaryEmail":{"email":"a"},"source":{"sourceType":"TOMORROW"},"createdDate":"never"}}`,
		`{"contact":{"id":"ID","revision":9223372036854775807,"info":{"company":"${file(1)}","name":{"first":"\u001b[2J","last":"\u202e"}}}}`,
		`{"contact":{"id":"ID","info":{"emails":{"items":[{"email":"a@example.com","primary":true},{"email":"b@example.com","primary":true}]}}}}`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		site, w := wired(t)
		core := site.Core(t)
		r := core.Resource("wix_contact")
		want := config{
			"name": config{"first": "Ada"}, "emails": []any{config{"email": "ada@example.com"}}, "company": "Example Ltd", "locale": "en-US",
			"addresses": []any{config{"city": "Paris", "street": config{"name": "Main Street"}}},
		}
		if d := r.Apply(want); d.Failed() {
			t.Fatal(d)
		}
		id, _ := r.Get("id").(string)
		w.body = strings.ReplaceAll(body, "ID", id)
		if body == "" {
			return
		}
		imported := core.Resource("wix_contact")
		if d := imported.Import(id); !d.Failed() {
			settled(t, imported)
		}
		r.Restart()
		before := r.State
		if d := r.Refresh(); d.Failed() {
			if !r.State.Equal(before) {
				t.Errorf("the state has changed in spite of: %s", d)
			}
			return
		}
		settled(t, r)
		if r.State.IsNull() {
			return
		}
		_, _ = r.Plan(want)
	})
}

// settled reads again and finds the same.
func settled(t *testing.T, r *acctest.Resource) {
	t.Helper()
	if r.State.IsNull() {
		return
	}
	first := r.State
	r.Restart()
	if d := r.Refresh(); d.Failed() || !r.State.Equal(first) || !r.State.IsFullyKnown() {
		t.Errorf("read again, it is not the same: %s\n%s\n%s", d, first, r.State)
	}
}

// FuzzPrivateState: a private state that another version wrote, or that was
// damaged, is no reason to crash or to write while planning.
func FuzzPrivateState(f *testing.F) {
	for _, owned := range []string{
		`null`, `{}`, `[]`, `"x"`, `{"set":true,"parts":{"emails":{"items":[{"key":"ada@example.com","parts":{"tag":{"set":true}}}]},"company":{"set":true}}}`,
		`{"parts":{"emails":null,"company":{}}}`, `{"parts":{"emails":{"items":[null]},"addresses":{"items":[null,{"key":"0"}]}}}`, `{"parts":{"name":{"parts":{"first":null}}}}`,
		`{"items":[{}]}`, `{"parts":{"label_keys":{"items":[{}]},"extended_fields":{"parts":{"":{}}}}}`, `{"parts":{"name":{"items":[{"key":"first"}]}}}`,
	} {
		f.Add(owned, `{"name":{"first":"Ada"},"emails":{"items":[null]}}`, `true`)
		f.Add(owned, `{"emails":{"items":[{"email":"ada@example.com","tag":"HOME"}]},"addresses":null}`, `"x"`)
	}
	f.Fuzz(func(t *testing.T, owned, remote, imported string) {
		data, err := json.Marshal(map[string][]byte{"owned": []byte(owned), "remote": []byte(remote), "imported": []byte(imported)})
		if err != nil {
			t.Fatal(err)
		}
		site, w := wired(t)
		r := site.Core(t).Resource("wix_contact")
		if d := r.Apply(config{"name": config{"first": "Ada"}, "emails": []any{config{"email": "ada@example.com"}}, "company": "Example Ltd"}); d.Failed() {
			t.Fatal(d)
		}
		w.seen = nil
		for _, want := range []config{
			{"name": config{"last": "Okafor"}, "emails": []any{config{"email": "ada@example.com", "tag": "WORK"}}},
			{"addresses": []any{config{"city": "Paris"}}, "name": config{"first": "Ada"}},
		} {
			r.Restart()
			r.Private = data
			_, _ = r.Plan(want)
			r.Private = data
			if d := r.Refresh(); !d.Failed() {
				_, _ = r.Plan(want)
			}
		}
		w.onlyReads(t)
	})
}
