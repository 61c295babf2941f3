package wix_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestHostile_endlessList: a listing that repeats itself is an error, soon.
func TestHostile_endlessList(t *testing.T) {
	transport := always(http.StatusOK, `{"labels":[{"key":"custom.a"},{"key":"custom.b"}],"pagingMetadata":{"total":1000000000}}`)
	n, err := 0, error(nil)
	for _, err = range transport.client(t).Labels.List(t.Context()) {
		n++
	}
	if e := failure(t, err); n != 3 || transport.count() != 4 || !within(e.Error(), "repeats itself") || e.Host == "" || e.Operation == "" {
		t.Errorf("%d given in %d requests: %v", n, transport.count(), err)
	}
}

// TestHostile_hugeList: a page of millions of empty objects is given up before it
// fills the memory.
func TestHostile_hugeList(t *testing.T) {
	c := always(http.StatusOK, `{"contacts":[`+strings.Repeat("{},", 2_000_000)+`{}]}`).client(t)
	_, _, err := c.ContactsPage(t.Context(), 0)
	if e := failure(t, err); !within(e.Error(), "larger than it may be") {
		t.Errorf("%v", err)
	}
	c = always(http.StatusOK, `{"contacts":[{}]}`).client(t)
	_, _, err = c.ContactsPage(t.Context(), 0)
	if e := failure(t, err); !within(e.Error(), "an object of the page has no id") {
		t.Errorf("%v", err)
	}
	one := `{"id":"00000000-0000-4000-8000-000000000000"}`
	c = always(http.StatusOK, `{"contacts":[`+strings.Repeat(one+",", 1000)+one+`]}`).client(t)
	_, _, err = c.ContactsPage(t.Context(), 0)
	if e := failure(t, err); !within(e.Error(), "more objects than were asked for") {
		t.Errorf("%v", err)
	}
	c = always(http.StatusOK, `{"contacts":[`+strings.Repeat(one+",", 999)+one+`]}`).client(t)
	if have, _, err := c.ContactsPage(t.Context(), 0); err != nil || len(have) != 1000 {
		t.Errorf("%d of 1000 on a page: %v", len(have), err)
	}
}

// TestHostile_error: an error answer of any size becomes an error of a few lines,
// which a terminal can show.
func TestHostile_error(t *testing.T) {
	violations := strings.Repeat(`{"field":"info.\u001b[2J","description":"no\u0007"},`, 50_000) + "{}"
	body := fmt.Sprintf(`{"message":"%s\u001b]0;owned\u0007\u202e","details":{"validationError":{"fieldViolations":[%s]}}}`, strings.Repeat("very ", 500_000), violations)
	_, err := always(http.StatusBadRequest, body, "X-Wix-Request-Id", "1\x1b[2J\xff").client(t).Labels.Get(t.Context(), "custom.a\x1b[2J")
	e := failure(t, err)
	if len(e.Violations) != 100 || len(e.Error()) > 5000 || !within(e.Message, "very very") || e.RequestID != "" {
		t.Errorf("%d violations, %d bytes", len(e.Violations), len(e.Error()))
	}
	sane(t, err)
}

// TestHostile_transportError: what a transport cannot make sense of, it repeats:
// without the credential, and without what would command a terminal.
func TestHostile_transportError(t *testing.T) {
	e := &recorder{credentials: map[string]bool{}}
	e.next = &stub{answer: func(_ int, r *http.Request) (*http.Response, error) {
		return nil, errors.New("malformed MIME header line: Authorization\x1b[2J " + r.Header.Get("Authorization") + "\xff")
	}}
	c, err := wix.New(wix.Options{Credentials: wix.APIKey{Key: testKey, SiteID: testSite}, Transport: e, Log: e.log})
	ok(t, err)
	_, err = c.Labels.Get(t.Context(), "custom.a")
	sane(t, err)
	for _, text := range append(e.logged, texts(err)...) {
		if within(text, testKey) || within(text, "\x1b") {
			t.Errorf("%q", text)
		}
	}
	if !within(err.Error(), "malformed MIME header line: Authorization\\u001b[2J (redacted)") || len(e.logged) != 1 {
		t.Errorf("%v, %q", err, e.logged)
	}
}

// TestHostile_escapedSecret: JSON can write one text in many ways.
func TestHostile_escapedSecret(t *testing.T) {
	const secret = `IST.a/b&"c`
	for _, form := range []string{`IST.a\/b\u0026\"c`, `\u0049ST.a/b&\"c`, `IST.a/b\u0026\"c`} {
		client, err := wix.New(wix.Options{
			Credentials: wix.APIKey{Key: secret, SiteID: testSite},
			Transport:   always(http.StatusForbidden, `{"message":"no `+form+` here","details":{"validationError":{"fieldViolations":[{"description":"`+form+`"}]}}}`),
		})
		ok(t, err)
		_, err = client.Labels.Get(t.Context(), "custom.a")
		if e := failure(t, err); e.Message != "no (redacted) here" || e.Violations[0].Description != "(redacted)" {
			t.Errorf("%s: %+v", form, e)
		}
	}
}
