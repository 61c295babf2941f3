package main

import (
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReadme holds the documentation against what there is.
func TestReadme(t *testing.T) {
	text := readme(t)
	has := func(part string) {
		t.Helper()
		if !strings.Contains(text, part) {
			t.Errorf("README.md says nothing of %s", part)
		}
	}
	flags, _ := newFlags(&config{})
	flags.VisitAll(func(f *flag.Flag) {
		value, text := explanation(f)
		has("| `" + strings.TrimSpace("-"+f.Name+" "+strings.ReplaceAll(value, "|", `\|`)) + "` | " + strings.ReplaceAll(text, "\n", " ") + " |")
	})
	for _, route := range emulator.ControlRoutes() {
		has("| `" + route.Pattern + "` | " + route.Doc + " |")
	}
}

var (
	curlLine = regexp.MustCompile(`^(?:contact=\$\()?curl (?:-(X \w+|T|G) )?(?:\S+\.json )?\$control(\S*)(?: --data-urlencode '(.*?)'| -d '(.*?)')?`)
	guid     = regexp.MustCompile(`[0-9a-f-]{36}`)
)

// shell plays the curl commands of the examples.
type shell struct {
	site           http.Handler
	contact, saved string
}

// play sends the request of a line and returns the status and the answer.
func (s *shell) play(t *testing.T, line string, m []string) (int, string) {
	t.Helper()
	method, path, body := http.MethodGet, strings.ReplaceAll(m[2], "$contact", s.contact), m[4]
	if after, ok := strings.CutPrefix(m[1], "X "); ok {
		method = after
	}
	if m[1] == "T" {
		method, body = http.MethodPut, s.saved
	}
	if m[3] != "" {
		path += "?" + strings.ReplaceAll(m[3], " ", "%20")
	}
	r := httptest.NewRequestWithContext(t.Context(), method, "http://localhost/_emulator"+path, strings.NewReader(body))
	w := httptest.NewRecorder()
	s.site.ServeHTTP(w, r)
	answer := w.Body.String()
	if strings.HasSuffix(strings.TrimSpace(line), ">site.json") {
		s.saved = answer
	}
	if strings.HasPrefix(line, "contact=") {
		s.contact = guid.FindString(answer)
	}
	return w.Code, answer
}

// TestReadme_examples sends the requests of the examples, in their order.
func TestReadme_examples(t *testing.T) {
	_, block, _ := strings.Cut(readme(t), "```sh\ncontrol=")
	block, _, _ = strings.Cut(block, "```")
	s := &shell{site: handler(emulator.New(emulator.Options{Clock: emulator.NewRunningClock()}))}
	sent := 0
	for line := range strings.Lines(block) {
		m := curlLine.FindStringSubmatch(line)
		switch {
		case m != nil:
			if status, answer := s.play(t, line, m); status != http.StatusOK {
				t.Errorf("%s: %d %s", line, status, answer)
			}
			sent++
		case strings.Contains(line, "curl"):
			t.Errorf("not understood: %s", line)
		}
	}
	if sent < 25 {
		t.Errorf("%d examples", sent)
	}
}
