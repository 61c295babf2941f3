package emulator

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
)

const (
	// hues is how many the style sheet has.
	hues = 12
	// tints is how many colours these make, each of them pale and deep.
	tints = 2 * hues
)

// tint is the class of a colour.
func tint(n int) string {
	if n >= hues {
		return fmt.Sprintf("tint-%d deep", n-hues)
	}
	return fmt.Sprintf("tint-%d", n)
}

// hashed picks one of the tints, always the same for the same text.
func hashed(text string) int {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(text))
	return int(hash.Sum32() % tints)
}

// labelTints gives labels, oldest first, colours by key. No two have the same one as
// long as there are enough, and a new label changes none.
func labelTints(labels []*label) map[string]string {
	out := make(map[string]string, len(labels))
	var taken [tints]bool
	for i, l := range labels {
		if i%tints == 0 {
			taken = [tints]bool{}
		}
		n := hashed(l.key)
		for taken[n] {
			n = (n + 1) % tints
		}
		taken[n] = true
		out[l.key] = tint(n)
	}
	return out
}

// withSeparators writes 1234567 as 1,234,567.
func withSeparators(n int) string {
	out := strconv.Itoa(n)
	for at := len(out) - 3; at > 0; at -= 3 {
		out = out[:at] + "," + out[at:]
	}
	return out
}

// breaks cuts an e-mail address or a URL after the characters where a line may end.
func breaks(text string) []string {
	var out []string
	for {
		at := strings.IndexAny(text, "@./?&=_")
		if at < 0 || at == len(text)-1 {
			return append(out, text)
		}
		out = append(out, text[:at+1])
		text = text[at+1:]
	}
}
