package wix_test

import (
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestAnswer_form: a 200 that no API wrote is repeated like any lost answer. One of JSON
// in a form that is not documented is an error, and not asked for again.
func TestAnswer_form(t *testing.T) {
	for requests, bodies := range map[int][]string{
		3: {"", " ", "<html>hello</html>", "{", `{"label":{"key":"custom.a"}`, `{"label":{}} trailing`, "nul", "\x00"},
		1: {
			`null`, `[]`, `"text"`, `5`, `{}`, `{"label":null}`, `{"label":{}}`, `{"label":[]}`, `{"label":{"key":5}}`,
			`{"label":"custom.a"}`, `{"message":"fine"}`,
		},
	} {
		for _, body := range bodies {
			synctest.Test(t, func(t *testing.T) {
				transport := always(http.StatusOK, body)
				_, err := transport.client(t, func(o *wix.Options) { o.MaxRetries = 2 }).Labels.Get(t.Context(), "custom.a")
				e := failure(t, err)
				if e.Cause == nil || wix.IsNotFound(err) || within(err.Error(), "hello") || e.Operation != "read a contact label" || requests == 1 && e.Status != http.StatusOK {
					t.Errorf("%q: %+v", body, e)
				}
				if transport.count() != requests {
					t.Errorf("%q: %d requests", body, transport.count())
				}
			})
		}
	}
}

// TestAnswer_otherFormOfCreate: such an answer to a create leaves open what
// became of it.
func TestAnswer_otherFormOfCreate(t *testing.T) {
	for _, body := range []string{`null`, `{}`, `{"contact":{}}`, `{"contact":{"id":5}}`, `"done"`} {
		onSite(t, func(s *site) {
			s.arm(emulator.Fault{Kind: emulator.FaultGarbage, Body: body}, makeContact, 1)
			ok(t, creation.run(s.ctx(), s.client, fixture{}))
			s.sent(makeContact, queryContacts)
		})
	}
}

// TestAnswer_gone: what the API says is gone is gone. Nothing is taken for it because a
// gateway or a wrong host knows no such page, and no other failure says so.
func TestAnswer_gone(t *testing.T) {
	type answer struct {
		status int
		body   string
	}
	answers := map[answer]bool{
		{404, `{"message":"Contact was not found.","details":{"applicationError":{"code":"CONTACT_NOT_FOUND","description":"x"}}}`}: true,
		{404, `{"message":"gone","details":{"applicationError":{"code":"NOT_FOUND"}}}`}:                                             true,
		{404, `{"message":"no such thing"}`}:                                        true,
		{404, `{"message":"","details":{}}`}:                                        true,
		{400, `{"message":"","details":{"applicationError":{"code":"NOT_FOUND"}}}`}: true,
		{400, `{"message":"Label \"custom.a\" was Not Found."}`}:                    true,
	}
	for _, body := range []string{
		"", "<html><title>404 Not Found</title></html>", "404 page not found", "{}", "[]", `"not found"`, "null",
		`{"timestamp":"2026-01-01T00:00:00Z","status":404,"error":"Not Found","path":"/contacts/v4/labels/custom.a"}`,
		`{"status":404}`, `{"code":404,"text":"not found"}`,
	} {
		answers[answer{404, body}] = false
	}
	for _, status := range []int{301, 400, 401, 403, 405, 409, 410, 412, 428, 429, 500, 501, 502, 503, 504, 520} {
		for _, body := range []string{`{"message":"x"}`, "", "not found"} {
			answers[answer{status, body}] = false
		}
	}
	for a, gone := range answers {
		c := always(a.status, a.body).client(t)
		_, contactErr := c.GetContact(t.Context(), "00000000-0000-4000-8000-000000000001")
		_, labelErr := c.Labels.Get(t.Context(), "custom.a")
		for _, err := range []error{contactErr, labelErr} {
			if e := failure(t, err); wix.IsNotFound(err) != gone || e.Status != a.status {
				t.Errorf("%+v: %+v", a, e)
			}
		}
		for name, err := range map[string]error{
			"contact": c.DeleteContact(t.Context(), "00000000-0000-4000-8000-000000000001"), "label": c.Labels.Delete(t.Context(), "custom.a"), "field": c.Fields.Delete(t.Context(), "custom.a"),
		} {
			if (err == nil) != gone {
				t.Errorf("%+v: delete of a %s: %v", a, name, err)
			}
		}
	}
}

// TestAnswer_goneField: the code of a missing field says so about a definition,
// whatever its status, and nothing about a contact that was written to.
func TestAnswer_goneField(t *testing.T) {
	const body = `{"message":"","details":{"applicationError":{"code":"EXTENDED_FIELD_NOT_FOUND","description":"Extended fields not found: custom.a."}}}`
	for _, status := range []int{400, 404} {
		c := always(status, body).client(t)
		if _, err := c.Fields.Get(t.Context(), "custom.a"); !wix.IsNotFound(err) {
			t.Errorf("%d: field: %v", status, err)
		}
		_, err := c.UpdateContact(t.Context(), "00000000-0000-4000-8000-000000000001", 1, wix.Info{Company: wix.Some("x")}, false)
		if wix.IsNotFound(err) || !wix.HasCode(err, wix.CodeFieldNotFound) {
			t.Errorf("%d: contact: %v", status, err)
		}
	}
}

// TestAnswer_tooLarge: an endless answer is cut off, and a create whose answer
// it was is lost.
func TestAnswer_tooLarge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &stub{answer: func(n int, _ *http.Request) (*http.Response, error) {
			out := respond(http.StatusOK, `{"contacts":[]}`)
			if n < 2 {
				out.Body = io.NopCloser(zeroes{})
			}
			return out, nil
		}}
		c := transport.client(t, func(o *wix.Options) { o.MaxRetries = 3 })
		if _, err := c.Labels.Get(t.Context(), "custom.a"); !within(failure(t, err).Error(), "larger than") || transport.count() != 1 {
			t.Errorf("%v after %d requests", err, transport.count())
		}
		if _, err := c.CreateContact(t.Context(), wix.Info{Name: wix.Some(wix.Name{First: "A"})}, false); !wix.IsLost(err) {
			t.Errorf("not lost: %v", err)
		}
	})
}

// zeroes are endless.
type zeroes struct{}

func (zeroes) Read(p []byte) (int, error) { return len(p), nil }

// TestAnswer_timeout: an answer that does not come is given up, in the end.
func TestAnswer_timeout(t *testing.T) {
	onSite(t, func(s *site) {
		s.arm(emulator.Fault{Kind: emulator.FaultStall}, readLabel, 0)
		began := time.Now()
		_, err := s.client.Labels.Get(s.ctx(), "custom.a")
		if e := failure(t, err); e.Status != 0 || e.Cause == nil || errors.Is(err, io.EOF) {
			t.Errorf("%+v", e)
		}
		between(t, "two attempts", time.Since(began), 20*time.Second+250*time.Millisecond, 20*time.Second+500*time.Millisecond)
		s.sent(readLabel, readLabel)
	}, func(_ *emulator.Options, client *wix.Options) {
		client.RequestTimeout, client.MaxRetries = 10*time.Second, 1
	})
}
