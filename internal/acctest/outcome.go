//go:build unix

package acctest

import (
	"fmt"
	"strings"
)

// Outcome is what a command said.
type Outcome struct {
	Code   int
	Output string
	// Errors and Warnings are known with -json only.
	Errors, Warnings []Message
}

// Message is a diagnostic of the CLI.
type Message struct {
	Severity, Summary, Detail, Address string
	// Range is the place that the CLI shows with it.
	Range struct {
		Filename string
		Start    struct{ Line int }
	}
}

// String is the outcome for a message.
func (o Outcome) String() string {
	lines := []string{fmt.Sprintf("exit code %d", o.Code)}
	for _, m := range append(o.Errors, o.Warnings...) {
		lines = append(lines, fmt.Sprintf("%s: %s: %s %s", m.Severity, m.Address, m.Summary, m.Detail))
	}
	if len(o.Errors)+len(o.Warnings) == 0 {
		lines = append(lines, o.Output)
	}
	out := strings.Join(lines, "\n")
	return out[max(0, len(out)-6_000):]
}

// Says reports whether the texts are in the outcome, wherever its lines break.
func (o Outcome) Says(texts ...string) bool { return Says(texts...).MatchString(o.String()) }
