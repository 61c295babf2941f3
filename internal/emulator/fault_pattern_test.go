package emulator

import (
	"io"
	"strings"
	"testing"
)

// struck asks n times and marks the requests that a fault hit.
func (c *caller) struck(n int) string {
	var out strings.Builder
	for range n {
		response, err := c.send("GET", labelsPath, "")
		if err != nil {
			c.t.Fatal(err)
		}
		mark := "."
		if response.StatusCode != 200 {
			mark = "x"
		}
		out.WriteString(mark)
	}
	return out.String()
}

func TestFault_patterns(t *testing.T) {
	for _, tt := range []struct {
		fault Fault
		want  string
	}{
		{Fault{Every: 3}, "..x..x..x..x"},
		{Fault{Every: 3, After: 2, Times: 2}, "....x..x...."},
		{Fault{Every: 1, Times: 3}, "xxx........."},
		{Fault{Probability: 1}, "xxxxxxxxxxxx"},
		{Fault{After: 4, Times: 1}, "....x......."},
	} {
		c := start(t, Options{})
		tt.fault.Status = 503
		c.server.Inject(tt.fault)
		if got := c.struck(12); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.fault, got, tt.want)
		}
		if a := c.server.Faults()[0]; a.Seen != 12 || a.Fired != strings.Count(tt.want, "x") {
			t.Errorf("%+v", a)
		}
	}
}

func TestFault_probability(t *testing.T) {
	run := func(seed uint64, other bool) string {
		c := start(t, Options{})
		if other {
			c.server.Inject(Fault{Status: 500, Times: 5})
		}
		c.server.Inject(Fault{Status: 503, Probability: 0.3, Seed: seed})
		return c.struck(200)
	}
	first := run(1, false)
	if n := strings.Count(first, "x"); n < 30 || n > 90 {
		t.Errorf("%d of 200", n)
	}
	if run(1, false) != first || run(2, false) == first {
		t.Error("the seed does not settle the sequence")
	}
	if run(1, true)[5:] != first[5:] {
		t.Error("another fault changes the sequence")
	}
}

func TestFault_html(t *testing.T) {
	c := start(t, Options{})
	c.server.Inject(Fault{Kind: FaultHTML, Times: 1})
	c.server.Inject(Fault{Kind: FaultHTML, Status: 504, Body: "<p>", Times: 1})
	for _, tt := range []struct {
		status int
		body   string
	}{{502, "<h1>502 Bad Gateway</h1>"}, {504, "<p>"}} {
		response, err := c.send("POST", labelsPath, `{"displayName":"A"}`)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		if response.StatusCode != tt.status || !strings.Contains(string(body), tt.body) || response.Header.Get("Content-Type") != "text/html" || response.Header.Get("X-Wix-Request-Id") != "" {
			t.Errorf("%d %v %s", response.StatusCode, response.Header, body)
		}
	}
	if len(c.server.Labels()) != 2 {
		t.Error("the request was handled")
	}
}

func TestFault_handled(t *testing.T) {
	c := start(t, Options{})
	c.server.Inject(Fault{Kind: FaultHTML, Handled: true, Times: 1})
	c.server.Inject(Fault{Status: 504, Handled: true, Times: 1})
	for i, status := range []int{502, 504} {
		response, err := c.send("POST", labelsPath, `{"displayName":"`+string(rune('A'+i))+`"}`)
		if err != nil || response.StatusCode != status {
			t.Fatal(response, err)
		}
		if body, _ := io.ReadAll(response.Body); strings.Contains(string(body), "custom.") {
			t.Errorf("the answer got through: %s", body)
		}
		if n := len(c.server.Labels()); n != 3+i {
			t.Errorf("%d labels after %d", n, status)
		}
	}
}

func TestFault_remove(t *testing.T) {
	c := start(t, Options{})
	c.server.Inject(Fault{Status: 500, Route: labelsRoute})
	c.server.Inject(Fault{Status: 503})
	first := c.server.Faults()[0].ID
	if c.struck(1) != "x" || !c.server.RemoveFault(first+1) || c.struck(1) != "." || c.server.RemoveFault(first+1) || len(c.server.Faults()) != 1 {
		t.Errorf("faults %+v", c.server.Faults())
	}
}
