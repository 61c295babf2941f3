package main

import (
	"regexp"
	"strings"
)

// line is a line of output, in pieces of one look each.
type line []piece

type piece struct {
	text string
	look
}

// look is how characters are shown. The empty color is the terminal's own.
type look struct {
	color string
	bold  bool
}

func (l line) text() string {
	var b strings.Builder
	for _, p := range l {
		b.WriteString(p.text)
	}
	return strings.TrimRight(b.String(), " ")
}

var sequence = regexp.MustCompile("\x1b\\[([0-9;]*)([A-Za-z])")

// colors are those of the codes 30 to 37 and 90 to 97.
var colors = []string{"#6e7681", "#ff7b72", "#7ee787", "#e3b341", "#79c0ff", "#d2a8ff", "#76e3ea", "#e6edf3"}

// parse reads a line with its escape sequences. The look is that before the line,
// and then that after it.
func parse(s string, now look) (line, look) {
	var out line
	add := func(text string) {
		if text != "" {
			out = append(out, piece{text, now})
		}
	}
	for {
		at := sequence.FindStringSubmatchIndex(s)
		if at == nil {
			add(s)
			return out, now
		}
		add(s[:at[0]])
		if s[at[4]:at[5]] == "m" {
			now = now.after(s[at[2]:at[3]])
		}
		s = s[at[1]:]
	}
}

// after is the look after codes such as 1;32.
func (l look) after(codes string) look {
	for code := range strings.SplitSeq(codes, ";") {
		switch {
		case code == "" || code == "0":
			l = look{}
		case code == "1":
			l.bold = true
		case code == "22":
			l.bold = false
		case code == "39":
			l.color = ""
		case len(code) == 2 && (code[0] == '3' || code[0] == '9') && code[1] <= '7':
			l.color = colors[code[1]-'0']
		}
	}
	return l
}

// fold breaks a line where the terminal is too narrow for it.
func (l line) fold(columns int) []line {
	out := []line{nil}
	left := columns
	for _, p := range l {
		for letters := []rune(p.text); len(letters) > 0; {
			if left == 0 {
				out, left = append(out, nil), columns
			}
			n := min(left, len(letters))
			out[len(out)-1] = append(out[len(out)-1], piece{string(letters[:n]), p.look})
			letters, left = letters[n:], left-n
		}
	}
	return out
}
