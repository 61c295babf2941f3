package wix_test

import (
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// addExamples adds what the documentation prints, and what no documentation would.
func addExamples(f *testing.F, add func(body string)) {
	f.Helper()
	data, err := os.ReadFile("testdata/wire-examples.json")
	if err != nil {
		f.Fatal(err)
	}
	var examples []example
	if err := json.Unmarshal(data, &examples); err != nil {
		f.Fatal(err)
	}
	for _, example := range examples {
		add(string(example.Response))
	}
	for _, body := range []string{
		``, `null`, `{}`, `[]`, `"text"`, `{"contact":null}`, `{"contact":{"id":"00000000-0000-4000-8000-000000000001","revision":"7"}}`, `{"id":"00000000-0000-4000-8000-000000000001"}`, `{"contact":{"id":"../labels"}}`,
		`{"contact":{"id":"00000000-0000-4000-8000-000000000001","info":{"extendedFields":{"items":{"custom.a":1e999,"custom.b":null,"custom.c":{"d":[1]}}}}}}`,
		`{"contact":{"id":"00000000-0000-4000-8000-000000000001","info":{"emails":{"items":[null,{"email":"\ud800"}]}}}}`, `{"label":{"key":"custom.a","displayName":"` + "\xff\xfe" + `"}}`,
		`{"contact":{"id":"` + strings.Repeat("x", 5000) + `"}}`, strings.Repeat(`[`, 11_000) + strings.Repeat(`]`, 11_000), strings.Repeat(`{"a":`, 11_000),
		`{"contacts":[{"id":"00000000-0000-4000-8000-000000000001"},{"id":"00000000-0000-4000-8000-000000000001"}],"pagingMetadata":{"total":1000000000000}}`, `{"labels":[null],"metadata":{"total":-1}}`, `{"facets":[{"facetKey":"a"}]}`,
		`{"fields":{"key":"custom.a"}}`, `{"contacts":null}`, `{"pagingMetadata":{"total":"many"},"labels":[{"key":"custom.a"}]}`,
	} {
		add(body)
	}
}

// sane asserts what holds of every error of the client: it is of the one type, says
// what was tried, can be shown, is of a bounded size, and takes nothing for gone.
func sane(t *testing.T, err error) {
	t.Helper()
	e := failure(t, err)
	shown := []string{e.Error(), e.Code, e.Message, e.RequestID, e.Path, e.Duplicate.ContactID}
	for _, v := range e.Violations {
		shown = append(shown, v.Field, v.Description)
	}
	for _, text := range shown {
		odd := func(r rune) bool { return r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }
		if !utf8.ValidString(text) || strings.ContainsFunc(text, odd) || len(text) > 16_000 {
			t.Errorf("%d bytes cannot be shown: %.500q", len(text), text)
		}
	}
	if e.Operation == "" || len(e.Violations) > 100 {
		t.Errorf("%d violations: %.500v", len(e.Violations), e)
	}
	if e.Cause != nil && wix.IsNotFound(err) {
		t.Errorf("taken for gone: %v", e)
	}
}

// FuzzContactAnswer: whatever answers a read of a contact is an error or a contact
// with an id, which reads back the same from its own JSON and of which nothing is
// missing.
func FuzzContactAnswer(f *testing.F) {
	addExamples(f, func(body string) { f.Add(body) })
	f.Fuzz(func(t *testing.T, body string) {
		have, again := reread(t, body, "contact", func(c *wix.Client) (*wix.Contact, error) {
			return c.GetContact(t.Context(), "00000000-0000-4000-8000-000000000001")
		})
		if have == nil {
			return
		}
		if left := wix.NotStored(have.Info, again.Info); have.ID == "" || len(left) > 0 {
			t.Errorf("id %q, not stored: %q", have.ID, left)
		}
	})
}

// FuzzDefinitionAnswer: the same for labels and fields.
func FuzzDefinitionAnswer(f *testing.F) {
	addExamples(f, func(body string) { f.Add(body) })
	f.Fuzz(func(t *testing.T, body string) {
		label, _ := reread(t, body, "label", func(c *wix.Client) (*wix.Label, error) { return c.Labels.Get(t.Context(), "custom.a") })
		field, _ := reread(t, body, "field", func(c *wix.Client) (*wix.Field, error) { return c.Fields.Get(t.Context(), "custom.a") })
		if label != nil && label.Key == "" || field != nil && field.Key == "" {
			t.Errorf("%+v or %+v has no key", label, field)
		}
	})
}

// reread reads an object from an answer, and again from its own JSON, which gives the
// same. What cannot be read is nil, with an error that can be shown.
func reread[T any](t *testing.T, body, name string, read func(*wix.Client) (*T, error)) (have, again *T) {
	t.Helper()
	have, err := read(always(http.StatusOK, body).client(t))
	if err != nil {
		sane(t, err)
		return nil, nil
	}
	again, err = read(always(http.StatusOK, string(encode(t, map[string]any{name: have}))).client(t))
	ok(t, err)
	if diff := cmp.Diff(have, again); diff != "" {
		t.Errorf("read back (-first +again):\n%s", diff)
	}
	return have, again
}

// FuzzPages: a listing whose every page is the same ends soon, gives nothing twice,
// and no more than was asked for.
func FuzzPages(f *testing.F) {
	addExamples(f, func(body string) { f.Add(body, uint8(0)); f.Add(body, uint8(2)) })
	f.Fuzz(func(t *testing.T, body string, limit uint8) {
		transport := always(http.StatusOK, body)
		c, q := transport.client(t), wix.Query{Limit: int(limit)}
		readListing(t, transport, c.ListContacts(t.Context()), func(x *wix.Contact) string { return x.ID }, 0)
		readListing(t, transport, c.QueryContacts(t.Context(), q), func(x *wix.Contact) string { return x.ID }, int(limit))
		readListing(t, transport, c.Labels.Query(t.Context(), q), func(x *wix.Label) string { return x.Key }, int(limit))
		readListing(t, transport, c.Fields.List(t.Context()), func(x *wix.Field) string { return x.Key }, 0)
		readListing(t, transport, c.ListFacets(t.Context()), func(x *wix.Facet) string { return x.FacetType + " " + x.Key }, 0)
	})
}

func readListing[T any](t *testing.T, transport *stub, list iter.Seq2[*T, error], key func(*T) string, limit int) {
	t.Helper()
	before, seen := transport.count(), map[string]bool{}
	for item, err := range list {
		if err != nil {
			sane(t, err)
			break
		}
		if seen[key(item)] {
			t.Errorf("%q came twice", key(item))
		}
		seen[key(item)] = true
	}
	if n := transport.count() - before; n > 10 || limit > 0 && len(seen) > limit {
		t.Errorf("%d objects, at most %d wanted, in %d requests", len(seen), limit, n)
	}
}

// FuzzErrorAnswer: whatever an error answer holds, the error says so in a form that
// can be shown, and never the credential, however it is written.
func FuzzErrorAnswer(f *testing.F) {
	addExamples(f, func(body string) { f.Add(403, body, "1.2", "the secret") })
	for _, body := range []string{
		`{"message":"K"}`, `{"message":"","details":{"validationError":{"fieldViolations":[{"field":"info.K","description":"K\u001b[2J"}]}}}`,
		`{"details":{"applicationError":{"code":"K","description":"K","data":{"duplicateContactId":"K","labelsQuota":[1,{}]}}}}`,
		`{"error":"K","error_description":"K"}`, `<html>K`, `"K"`, `{"message":"K`, `{"message":"\"K\"","K":["K"]}`, `{"details":{"validationError":{"fieldViolations":[null,{},{}]}}}`,
		`{"message":"` + strings.Repeat("long ", 2000) + `"}`, `{"message":"\u202eevil"}`, strings.Repeat(`{"details":`, 11_000),
	} {
		for _, status := range []int{400, 401, 403, 404, 409, 428, 429, 500, 502, 504} {
			f.Add(status, body, "\xff\x1b1.2", `sesame&"<open>`)
		}
	}
	f.Fuzz(func(t *testing.T, status int, body, request, secret string) {
		if status < 100 || status > 999 || status == http.StatusOK || len(secret) < 8 {
			return
		}
		if start := secret[:4]; strings.Contains(body+request+plainWords, start) || strings.Contains(secret, "K") {
			return // which could be there by chance
		}
		written, _ := json.Marshal(secret)
		body = strings.ReplaceAll(body, "K", strings.Trim(string(written), `"`))
		transport := always(status, body, "X-Wix-Request-Id", request)
		client, err := wix.New(wix.Options{Credentials: wix.APIKey{Key: secret}, Transport: transport})
		if err != nil {
			return // what no header can carry is refused
		}
		_, err = client.GetContact(t.Context(), "00000000-0000-4000-8000-000000000001")
		sane(t, err)
		e := failure(t, err)
		if e.Status != status || e.Host != "www.wixapis.com" {
			t.Errorf("status %d became %+v", status, e)
		}
		if strings.Contains(strings.Join(told(e), "\n"), secret) {
			t.Errorf("%q is in the error: %q", secret, e)
		}
	})
}

// plainWords are the words of the client itself.
const plainWords = "cannot read a contact: status (request answer did not come from the API: it begins with is empty /contacts/v4/contacts/c1 not_found (redacted) www.wixapis.com"

func told(e *wix.Error) []string {
	out := []string{e.Code, e.Message, e.Duplicate.ContactID, e.Duplicate.Email, e.Duplicate.Phone, e.Quota, e.QuotaUsed}
	for _, v := range e.Violations {
		out = append(out, v.Field, v.Description, v.Rule)
	}
	if e.Cause != nil {
		out = append(out, e.Cause.Error())
	}
	return out
}

// FuzzTokenAnswer: of whatever answers the token route, only a token that a header
// can carry is used, as it is, and an error never holds it nor the secret. Anything else
// is an error of getting the token.
func FuzzTokenAnswer(f *testing.F) {
	for _, body := range []string{
		`{"access_token":"t1","expires_in":14400}`, `{"body":"{\"access_token\":\"t1\"}"}`, `{"access_token":" t1\n"}`, `{"access_token":"a\nb"}`,
		`{"body":"{\"body\":\"{}\"}"}`, `{"body":"not JSON"}`, `{"statusCode":401,"body":"{\"error\":\"invalid_client\"}"}`,
		`{"access_token":""}`, `{"access_token":"  "}`, `{"access_token":"line\u2028break"}`, `[]`, `{}`, `null`, `{"access_token":5}`, `{"access_token":"t","expires_in":-9223372036854775808}`, `{"access_token":"é"}`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		var tokens []string
		transport := &stub{answer: func(_ int, r *http.Request) (*http.Response, error) {
			if r.URL.Path == "/oauth2/token" {
				return respond(http.StatusOK, body), nil
			}
			tokens = append(tokens, r.Header.Get("Authorization"))
			return respond(http.StatusForbidden, `{"message":"no `+r.Header.Get("Authorization")+`"}`), nil
		}}
		c := transport.client(t, func(o *wix.Options) { o.Credentials = wix.App{ID: "app", Secret: testSecret} })
		_, err := c.Labels.Get(t.Context(), "custom.a")
		sane(t, err)
		for _, token := range tokens {
			control := func(r rune) bool { return r < ' ' || r > '~' }
			if token == "" || strings.ContainsFunc(token, control) || token != strings.TrimSpace(token) {
				t.Errorf("%q went into a header", token)
			}
			if len(token) > 8 && !strings.Contains(plainWords, token) && within(errors.Join(err).Error(), token) {
				t.Errorf("%q is in the error: %v", token, err)
			}
		}
		if len(tokens) == 0 && (failure(t, err).Operation != "get an access token" || transport.count() != 1) {
			t.Errorf("%d requests: %v", transport.count(), err)
		}
		if within(err.Error(), testSecret) || len(tokens) > 1 {
			t.Errorf("%d calls: %v", len(tokens), err)
		}
	})
}
