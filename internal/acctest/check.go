package acctest

import (
	"regexp"
	"strings"
	"testing"
)

// Says matches texts in this order, wherever the CLI breaks their lines.
func Says(texts ...string) *regexp.Regexp {
	patterns := make([]string, len(texts))
	for i, text := range texts {
		words := strings.Fields(text)
		for j, word := range words {
			words[j] = regexp.QuoteMeta(word)
		}
		patterns[i] = strings.Join(words, `\s+`)
	}
	return regexp.MustCompile(strings.Join(patterns, `[\s\S]*`))
}

// Sent fails the test unless each route took so many requests.
func (s *Site) Sent(t testing.TB, want map[string]int) {
	t.Helper()
	for route, n := range want {
		if got := s.Count(route); got != n {
			t.Errorf("%s was sent %d times, want %d", route, got, n)
		}
	}
}
