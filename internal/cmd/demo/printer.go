package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
)

const indent = "    "

// printer writes the story: headings, words, and what the CLI says, indented. It
// closes gaps of several empty lines.
type printer struct {
	mu   sync.Mutex
	w    io.Writer
	bold bool
	// gap says that the line before is empty.
	gap bool
}

func (p *printer) heading(text string) {
	text = "== " + text
	if p.bold {
		text = "\x1b[1m" + text + "\x1b[0m"
	}
	p.print("\n" + text + "\n")
}

// say prints words, whose line breaks are part of the format.
func (p *printer) say(format string, args ...any) { p.print(fmt.Sprintf(format, args...)) }

func (p *printer) print(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for line := range strings.SplitSeq(text, "\n") {
		empty := strings.TrimSpace(plain(line)) == ""
		if !empty || !p.gap {
			fmt.Fprintln(p.w, line)
		}
		p.gap = empty
	}
}

// indented is a writer for an output of a program. It passes on the lines that
// show accepts.
func (p *printer) indented(show filter) *lines { return &lines{to: p, show: show} }

type lines struct {
	to   *printer
	show filter
	rest []byte
}

func (l *lines) Write(text []byte) (int, error) {
	l.rest = append(l.rest, text...)
	for {
		line, rest, complete := bytes.Cut(l.rest, []byte("\n"))
		if !complete {
			return len(text), nil
		}
		l.print(string(line))
		l.rest = bytes.Clone(rest)
	}
}

// end prints a last line that has no end.
func (l *lines) end() {
	if len(l.rest) > 0 {
		l.print(string(l.rest))
	}
	l.rest = nil
}

func (l *lines) print(line string) {
	if line = strings.TrimRight(line, "\r"); l.show(plain(line)) {
		l.to.print(strings.TrimRight(indent+line, " "))
	}
}
