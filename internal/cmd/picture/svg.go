package main

import (
	"fmt"
	"html"
	"strings"
)

// Measures of the picture, in pixels. Monospaced fonts are 0.6 of their size wide.
const (
	size   = 14
	width  = size * 0.6
	height = 20
	margin = 20
	bar    = 34
)

// svg draws lines in a window.
func svg(lines []line, columns int) string {
	w, h := int(width*float64(columns))+2*margin, bar+height*len(lines)+margin
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">`+"\n", w, h, w, h)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" rx="8" fill="#0d1117"/>`+"\n", w, h)
	for i, color := range []string{"#ff5f57", "#febc2e", "#28c840"} {
		fmt.Fprintf(&b, `<circle cx="%d" cy="17" r="6" fill="%s"/>`+"\n", margin+i*20, color)
	}
	fmt.Fprintf(&b, `<g fill="#c9d1d9" font-size="%d" style="white-space:pre;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace">`+"\n", size)
	for i, l := range lines {
		if l.text() == "" {
			continue
		}
		fmt.Fprintf(&b, `<text x="%d" y="%d" xml:space="preserve">`, margin, bar+height*i+size)
		for _, p := range l {
			b.WriteString(p.svg())
		}
		b.WriteString("</text>\n")
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

func (p piece) svg() string {
	text := html.EscapeString(p.text)
	attributes := ""
	if p.color != "" {
		attributes += fmt.Sprintf(` fill=%q`, p.color)
	}
	if p.bold {
		attributes += ` font-weight="bold"`
	}
	if attributes == "" {
		return text
	}
	return "<tspan" + attributes + ">" + text + "</tspan>"
}
