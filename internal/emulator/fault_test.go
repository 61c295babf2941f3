package emulator

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

const labelsRoute = "POST /contacts/v4/labels"

func TestFault_sequence(t *testing.T) {
	c := start(t, Options{})
	c.server.Inject(Fault{Route: labelsRoute, After: 1, Times: 2, Status: 503})
	c.server.Inject(Fault{Route: labelsRoute, Times: 1, Status: 418, Code: "TEAPOT", Message: "short and stout", Header: http.Header{"X-Pot": {"1"}}})
	c.server.Inject(Fault{Route: "GET /contacts/v4/labels", Status: 502, Body: "<html>"})
	post := func(name string, status int, code string) object {
		t.Helper()
		return c.refused("POST", "/contacts/v4/labels", `{"displayName":"`+name+`"}`, status, code)
	}
	want(t, post("A", 418, "TEAPOT"), "details.applicationError.description", "short and stout")
	if text := show(post("A", 503, "")); text != `{"details":{},"message":""}` {
		t.Errorf("5xx is %s", text)
	}
	post("A", 503, "")
	post("A", 200, "")
	response, err := c.send("GET", "/contacts/v4/labels", "")
	if err != nil || response.StatusCode != 502 {
		t.Fatal(response, err)
	}
	if body, _ := io.ReadAll(response.Body); string(body) != "<html>" {
		t.Errorf("body %q", body)
	}
	c.server.ClearFaults()
	want(t, c.ok("GET", "/contacts/v4/labels", ""), "labels.0.displayName", "A")
	if n := c.server.Count(labelsRoute); n != 4 {
		t.Errorf("%d posts", n)
	}
	statuses := []int{}
	for _, r := range c.server.Requests() {
		statuses = append(statuses, r.Status)
	}
	if show(statuses) != "[418,503,503,200,502,200]" {
		t.Errorf("statuses %v", statuses)
	}
	c.server.ResetRequests()
	if c.server.CountAll() != 0 {
		t.Error("requests after reset")
	}
}

func TestFault_inProcess(t *testing.T) {
	for _, tt := range []struct {
		kind    FaultKind
		handled bool
		sentErr error
		readErr error
	}{
		{FaultRefuse, false, syscall.ECONNREFUSED, nil},
		{FaultDropBefore, false, syscall.ECONNRESET, nil},
		{FaultDropAfter, true, syscall.ECONNRESET, nil},
		{FaultTruncate, true, nil, io.ErrUnexpectedEOF},
		{FaultGarbage, true, nil, nil},
	} {
		c := start(t, Options{})
		c.server.Inject(Fault{Kind: tt.kind, Times: 1})
		response, err := c.send("POST", "/contacts/v4/labels", `{"displayName":"A"}`)
		if !errors.Is(err, tt.sentErr) {
			t.Errorf("%d: error %v", tt.kind, err)
		}
		if tt.kind == FaultRefuse {
			var op *net.OpError
			if !errors.As(err, &op) || op.Op != "dial" {
				t.Errorf("refused with %v", err)
			}
		}
		if err == nil {
			body, err := io.ReadAll(response.Body)
			if !errors.Is(err, tt.readErr) || response.StatusCode != 200 {
				t.Errorf("%d: body error %v, status %d", tt.kind, err, response.StatusCode)
			}
			if tt.kind == FaultTruncate && int64(len(body)) >= response.ContentLength {
				t.Errorf("%d of %d bytes", len(body), response.ContentLength)
			}
			if tt.kind == FaultGarbage && !strings.HasPrefix(string(body), "<") {
				t.Errorf("body %s", body)
			}
		}
		if handled := len(c.server.Labels()) == 3; handled != tt.handled {
			t.Errorf("%d: handled %t", tt.kind, handled)
		}
		c.ok("POST", "/contacts/v4/labels", `{"displayName":"A"}`)
	}
}

func TestFault_delayAndStall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := New(Options{Latency: 100 * time.Millisecond})
		server.Inject(Fault{Times: 1, Delay: time.Minute})
		server.Inject(Fault{Times: 1, Kind: FaultStall})
		client := &http.Client{Transport: server.Transport(), Timeout: 90 * time.Second}
		began := time.Now()
		response, err := client.Get("https://www.wixapis.com/contacts/v4/labels")
		if err != nil || response.StatusCode != 401 || time.Since(began) != time.Minute+100*time.Millisecond {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
		if date, _ := http.ParseTime(response.Header.Get("Date")); !date.Equal(time.Now().Truncate(time.Second)) {
			t.Errorf("date %v", date)
		}
		began = time.Now()
		response, err = client.Get("https://www.wixapis.com/contacts/v4/labels")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(response.Body); err == nil || time.Since(began) != 90*time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		r, _ := http.NewRequestWithContext(ctx, http.MethodGet, "https://www.wixapis.com/contacts/v4/labels", nil)
		if _, err := client.Do(r); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		if n := server.CountAll(); n != 3 {
			t.Errorf("%d requests", n)
		}
	})
}

func TestFault_listener(t *testing.T) {
	server := New(Options{})
	listener := httptest.NewServer(server)
	defer listener.Close()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	get := func(ctx context.Context) (*http.Response, error) {
		r, _ := http.NewRequestWithContext(ctx, http.MethodGet, listener.URL+"/contacts/v4/labels", nil)
		r.Header = http.Header{"Authorization": {"k"}, "Wix-Site-Id": {testSite}}
		return client.Do(r)
	}
	read := func(ctx context.Context) (string, error) {
		response, err := get(ctx)
		if err != nil {
			return "", err
		}
		defer func() { _ = response.Body.Close() }()
		body, err := io.ReadAll(response.Body)
		return string(body), err
	}
	for _, kind := range []FaultKind{FaultRefuse, FaultDropBefore, FaultDropAfter, FaultTruncate} {
		server.Inject(Fault{Kind: kind, Times: 1})
		if body, err := read(t.Context()); err == nil {
			t.Errorf("%d: answered %s", kind, body)
		}
	}
	server.Inject(Fault{Kind: FaultStall, Times: 1})
	ctx, cancel := context.WithCancel(t.Context())
	response, err := get(ctx)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := io.ReadAll(response.Body); !errors.Is(err, context.Canceled) {
		t.Errorf("stalled: %v", err)
	}
	if body, err := read(t.Context()); err != nil || !strings.Contains(body, "contacts.customers") {
		t.Errorf("%s %v", body, err)
	}
}
