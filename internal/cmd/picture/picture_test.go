package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	const green = "#7ee787"
	for text, want := range map[string]line{
		"":                                    nil,
		"plain":                               {{"plain", look{}}},
		"\x1b[32m+\x1b[0m name":               {{"+", look{color: green}}, {" name", look{}}},
		"\x1b[1;32mdone\x1b[22m, all\x1b[39m": {{"done", look{green, true}}, {", all", look{color: green}}},
		"\x1b[92mbright\x1b[m":                {{"bright", look{color: green}}},
		"\x1b[2Kcleared\x1b[38m":              {{"cleared", look{}}},
	} {
		have, _ := parse(text, look{})
		if diff := cmp.Diff(want, have, cmp.AllowUnexported(piece{}, look{})); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// A colour holds until it is changed, on the next line too.
func TestParse_next(t *testing.T) {
	_, now := parse("\x1b[1m\x1b[32m", look{})
	have, _ := parse("complete\x1b[0m", now)
	if diff := cmp.Diff(line{{"complete", look{"#7ee787", true}}}, have, cmp.AllowUnexported(piece{}, look{})); diff != "" {
		t.Error(diff)
	}
}

func TestDraw(t *testing.T) {
	const output = "before\n== A plan\n  \x1b[31m-\x1b[0m <name> = \"Zoë & Ada\"\n\n== The next\n"
	var b strings.Builder
	if err := draw(strings.NewReader(output), &b, cutting{"== A plan", "== The next"}, 16); err != nil {
		t.Fatal(err)
	}
	var texts []string
	decoder := xml.NewDecoder(strings.NewReader(b.String()))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "text" {
				texts = append(texts, "")
			}
		case xml.CharData:
			if len(texts) > 0 {
				texts[len(texts)-1] += strings.TrimRight(string(token), "\n")
			}
		}
	}
	if diff := cmp.Diff([]string{"== A plan", `  - <name> = "Zo`, `ë & Ada"`}, texts); diff != "" {
		t.Error(diff)
	}
}

func TestDraw_missing(t *testing.T) {
	for _, c := range []cutting{{"no such", ""}, {"one", "no such"}, {"two", "one"}} {
		if err := draw(strings.NewReader("one\ntwo\n"), io.Discard, c, 80); err == nil || !strings.Contains(err.Error(), "contains") {
			t.Errorf("%v: %v", c, err)
		}
	}
}
