//go:build unix

package live_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// asked is what allows the live tests.
const asked = "WIX_LIVE_TESTS=1"

// TestLeavesNothing runs make test-live, which passes, and leaves the site as it was.
func TestLeavesNothing(t *testing.T) {
	e := emulate(t)
	before := e.contents()
	out, err := e.make("test-live", "-parallel 4", asked).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	seen := e.so()
	if n := strings.Count(string(out), "--- PASS: TestAccLive_"); n < 7 || seen.writes < 30 {
		t.Errorf("only %d tests ran, with %d writes:\n%s", n, seen.writes, out)
	}
	if bytes.Contains(out, []byte(apiKey)) {
		t.Error("the output holds the API key")
	}
	if diff := cmp.Diff(before, e.contents()); diff != "" {
		t.Errorf("the site is not as it was:\n%s", diff)
	}
	if len(seen.elsewhere) > 0 {
		t.Errorf("the tests asked for what no site has: %v", seen.elsewhere)
	}
}

// TestSweep kills make test-live when it has made objects of each kind. make sweep leaves
// the site as it was.
func TestSweep(t *testing.T) {
	e := emulate(t)
	before := e.contents()
	victim := e.make("test-live", "-run TestAccLive_lifeCycle", asked)
	var out bytes.Buffer
	victim.Stdout, victim.Stderr = &out, &out
	err := e.kill(victim, 8) // a label, four fields and a contact are made before
	left := e.contents()
	if err == nil || len(left.Labels) == len(before.Labels) || len(left.Fields) == len(before.Fields) || len(left.Contacts) == len(before.Contacts) {
		t.Fatalf("it was not killed while objects of each kind were there: %v\n%s", err, &out)
	}
	swept, err := e.make("sweep", "", asked).CombinedOutput()
	if diff := cmp.Diff(before, e.contents()); err != nil || diff != "" {
		t.Errorf("%v\n%s\nthe site is not as it was:\n%s", err, swept, diff)
	}
}

// TestNotAskedFor: a credential that is set for other work is not used.
func TestNotAskedFor(t *testing.T) {
	e := emulate(t)
	for _, target := range []string{"test-live", "sweep"} {
		for _, asked := range []string{"WIX_LIVE_TESTS=", "WIX_LIVE_TESTS=0"} {
			if out, err := e.make(target, "", asked).CombinedOutput(); err == nil || !strings.Contains(string(out), "WIX_LIVE_TESTS=1") {
				t.Errorf("%s with %s: %v\n%s", target, asked, err, out)
			}
		}
	}
	if n := e.so().all; n > 0 {
		t.Errorf("%d requests were sent", n)
	}
}
