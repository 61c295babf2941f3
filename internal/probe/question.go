package probe

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// question is one thing that the contract leaves open.
type question struct {
	// row is that of section 11 of the contract, 0 for a fact that another section leaves open.
	row int
	// name is the name of the emulator's switch that the answer sets; the names of questions
	// without a switch have no emulator to set.
	name string
	sets bool
	// text asks in words.
	text string
	// assumes is the answer that the contract assumes, the default of the switch.
	assumes string
	ask     func(context.Context, *site) finding
}

// unasked is an open question that the probe leaves alone.
type unasked struct {
	row int
	// name is the name of a switch of the emulator, "" for a question that has none.
	name string
	text string
	// why is the reason.
	why string
}

// finding is what came of a question.
type finding struct {
	// value is one that the question can have, "" where it could not be told.
	value string
	// note says why it could not be told, or how it was.
	note string
	// notAsked tells that this run has no means to ask.
	notAsked bool
	// trail are the answers that show it, the telling one last.
	trail []*answer
}

func told(value string, trail ...*answer) finding { return finding{value: value, trail: trail} }

func untold(note string, trail ...*answer) finding { return finding{note: note, trail: trail} }

// unmade is for a question that needs objects of which one could not be made.
func unmade(all ...interface{ failure() *answer }) (finding, bool) {
	for _, one := range all {
		if a := one.failure(); a != nil {
			return unable("what it needs could not be made", a), true
		}
	}
	return finding{}, false
}

// unable is for a question that needs something that the site did not do, and says what it
// answered.
func unable(what string, a *answer) finding {
	return untold(what+": "+a.outcome(), a)
}

// unexpected is for an answer that fits no value.
func unexpected(a *answer) finding {
	return untold("the answer is not one of those expected: "+a.outcome(), a)
}

// agreed is the one answer in which several observations agree. Where they do not, the site
// is like no value of the switch.
func agreed(found []finding) finding {
	var values, notes []string
	var trail []*answer
	for _, f := range found {
		if f.value == "" {
			return f
		}
		values, trail = append(values, f.value), append(trail, f.trail...)
		if f.note != "" {
			notes = append(notes, f.note)
		}
	}
	if one := slices.Compact(slices.Clone(values)); len(one) == 1 {
		return finding{value: one[0], note: strings.Join(notes, "; "), trail: trail}
	}
	return untold("it is not one and the same everywhere: "+strings.Join(values, ", "), trail...)
}

// choice gives the value of what holds, where exactly one thing holds.
func choice(trail []*answer, otherwise string, cases ...option) finding {
	var values []string
	for _, c := range cases {
		if c.holds {
			values = append(values, c.value)
		}
	}
	if len(values) == 1 {
		return told(values[0], trail...)
	}
	return untold(otherwise, trail...)
}

type option struct {
	value string
	holds bool
}

// status gives the status of an answer where it is one of the values, and the answer is the
// API's own.
func status(a *answer, values ...int) finding {
	for _, value := range values {
		if a.status == value && (a.ok() || a.refused(value)) {
			return told(fmt.Sprint(value), a)
		}
	}
	return unexpected(a)
}
