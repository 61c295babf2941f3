// Command picture draws what a program wrote to a terminal as an SVG, for the
// README. It reads the output with its colours from standard input and writes
// the picture to standard output:
//
//	bin/demo -color | bin/picture -from 'The plan is applied' -to 'Done' >session.svg
//
// The escape sequences that it knows are those for colours and bold type, which
// is all that Terraform uses. Programs that draw any terminal embed a font of a
// hundred kilobytes; this leaves the font to the reader.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	var c cutting
	flag.StringVar(&c.from, "from", "", "begin with the first line that contains the `text`")
	flag.StringVar(&c.to, "to", "", "end before the next line that contains the `text`")
	columns := flag.Int("columns", 104, "the `width` of the terminal, in characters")
	flag.Parse()
	if err := draw(os.Stdin, os.Stdout, c, *columns); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
}

// draw makes a picture of what is read.
func draw(r io.Reader, w io.Writer, c cutting, columns int) error {
	var lines []line
	var now look
	input := bufio.NewScanner(r)
	for input.Scan() {
		var next line
		next, now = parse(input.Text(), now)
		lines = append(lines, next)
	}
	if err := input.Err(); err != nil {
		return err
	}
	lines, err := c.of(lines)
	if err != nil {
		return err
	}
	var folded []line
	for _, l := range lines {
		folded = append(folded, l.fold(columns)...)
	}
	_, err = io.WriteString(w, svg(folded, columns))
	return err
}

// cutting is the part of an output that is drawn. An empty text is its end.
type cutting struct{ from, to string }

func (c cutting) of(lines []line) ([]line, error) {
	begin := index(lines, c.from, 0)
	if begin < 0 {
		return nil, fmt.Errorf("no line contains %q", c.from)
	}
	end := len(lines)
	if c.to != "" {
		if end = index(lines, c.to, begin+1); end < 0 {
			return nil, fmt.Errorf("no line after that contains %q", c.to)
		}
	}
	for end > begin && lines[end-1].text() == "" {
		end--
	}
	return lines[begin:end], nil
}

func index(lines []line, text string, after int) int {
	for i := after; i < len(lines); i++ {
		if strings.Contains(lines[i].text(), text) {
			return i
		}
	}
	return -1
}
