package emulator

import (
	"fmt"
	"strings"
	"testing"
)

func TestPage_numbers(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 12345: "12,345", 1234567: "1,234,567"} {
		if got := withSeparators(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}

func TestPage_breaks(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "",
		"Ada":                       "Ada",
		"ada@example.com":           "ada@|example.|com",
		"https://example.com/a?b=c": "https:/|/|example.|com/|a?|b=|c",
		"The end.":                  "The end.",
		"@":                         "@",
	} {
		if got := strings.Join(breaks(text), "|"); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// TestPage_tints: labels differ in colour as long as there are colours, and keep
// theirs when one is added.
func TestPage_tints(t *testing.T) {
	var labels []*label
	before := map[string]string{}
	for i := range 3 * tints {
		labels = append(labels, &label{definition: definition{key: fmt.Sprintf("custom.%d", i)}})
		got := labelTints(labels)
		for key, want := range before {
			if got[key] != want {
				t.Fatalf("with %d labels %s has %s, and had %s", i+1, key, got[key], want)
			}
		}
		used := map[string]int{}
		for _, one := range got {
			used[one]++
		}
		for one, n := range used {
			if n > i/tints+1 {
				t.Fatalf("%d of %d labels have %s", n, i+1, one)
			}
		}
		before = got
	}
}

// TestPage_caps: a row of the list shows a few of many, and the contact itself all.
func TestPage_caps(t *testing.T) {
	c := start(t, Options{})
	var labels, fields, emails []string
	for i := range 9 {
		labels = append(labels, show(c.label(fmt.Sprintf("Label %d", i))))
		fields = append(fields, show(c.field(fmt.Sprintf("Field %d", i), "TEXT"))+fmt.Sprintf(`:"value-%d"`, i))
		emails = append(emails, fmt.Sprintf(`{"email":"ada%d@example.com"}`, i))
	}
	made := c.make(fmt.Sprintf(`{"emails":{"items":[%s]},"labelKeys":{"items":[%s]},"extendedFields":{"items":{%s}}}`,
		strings.Join(emails, ","), strings.Join(labels, ","), strings.Join(fields, ",")))
	full := `href="/?contact=` + idOf(made) + `"`
	_, list, _ := strings.Cut(c.page("/"), `class="people"`)
	list, _, _ = strings.Cut(list, "</table>")
	shows(t, list, "ada1@example.com", "Label 3<", "value-3", full+">7 more<", full+">5 more<")
	hides(t, list, "ada2@example.com", "Label 4<", "value-4")
	_, person, _ := strings.Cut(c.page("/?contact="+idOf(made)), `data-key="person"`)
	person, _, _ = strings.Cut(person, "</section>")
	shows(t, person, "ada8@example.com", "Label 8<", "value-8")
	hides(t, person, " more<")
}
