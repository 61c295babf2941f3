package probe

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sanitize"
)

// Report is what a run has found.
type Report struct {
	// Requests is how many were sent.
	Requests int
	// Left is what could not be removed, or may be left, in words.
	Left []string
	// Interrupted tells that not all questions were asked.
	Interrupted bool

	rows    []row
	pairs   []Pair
	secrets *sanitize.Secrets
}

type row struct {
	question
	finding
}

// verdict says what the site did beside what the contract assumes.
func (r row) verdict() string {
	switch {
	case r.value == "":
		return "could not be told"
	case r.value == r.assumes:
		return "as the contract assumes"
	}
	return "DIFFERS: " + r.value
}

// Plan says what a run does, before it does anything.
func Plan() string {
	return fmt.Sprintf(`wix-probe asks the site %d questions. For that it makes up to %d labels, extended fields and
contacts whose names begin with %q and whose addresses are at example.com, changes
them, and removes them at the end. Automations of the site that begin with a new contact
begin for these, too. Of what others have made, it looks at nothing but how many contacts
there are. It sends fewer than %d requests, at most 200 a minute, and takes one to two
minutes.
`, len(questions), 50, namePrefix, MostRequests+1)
}

// Print writes the table, and what was not asked with the reason.
func (r *Report) Print(w io.Writer) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "ROW\tSWITCH\tQUESTION\tCONTRACT\tSITE\tEVIDENCE")
	as, differ, unclear := 0, 0, 0
	var skipped []unasked
	for _, one := range r.rows {
		if one.notAsked {
			skipped = append(skipped, unasked{one.row, one.name, one.text, one.note})
			continue
		}
		switch one.value {
		case "":
			unclear++
		case one.assumes:
			as++
		default:
			differ++
		}
		verdict := one.verdict()
		if one.note != "" {
			verdict += " (" + one.note + ")"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", number(one.row), orDash(one.name), one.text, one.assumes, r.secrets.Text(verdict), r.evidence(one.trail))
	}
	if err := out.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out, "\nROW\tSWITCH\tNOT ASKED\tBECAUSE")
	for _, one := range append(skipped, notAsked...) {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", number(one.row), orDash(one.name), one.text, one.why)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%d as the contract assumes, %d differ, %d could not be told, %d not asked; %d requests.\n",
		as, differ, unclear, len(skipped)+len(notAsked), r.Requests)
	return err
}

// number is a row of section 11; what another section leaves open has none.
func number(row int) string {
	if row == 0 {
		return "-"
	}
	return fmt.Sprint(row)
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

// evidence names the telling request.
func (r *Report) evidence(trail []*answer) string {
	if len(trail) == 0 {
		return "-"
	}
	a := trail[len(trail)-1]
	text := a.method + " " + a.path + " " + a.outcome()
	if a.requestID != "" {
		text += " id " + a.requestID
	}
	return r.secrets.Text(text)
}

// Switches are those of the emulator whose values the site has told, by their names.
func (r *Report) Switches() map[string]string {
	out := map[string]string{}
	for _, one := range r.rows {
		if one.sets && one.value != "" {
			out[one.name] = one.value
		}
	}
	return out
}

// WriteSwitches writes them as the emulator reads them.
func (r *Report) WriteSwitches(w io.Writer) error { return indented(w, r.Switches()) }

// WritePairs writes the requests and their answers, in the form of the printed examples.
func (r *Report) WritePairs(w io.Writer) error { return indented(w, r.pairs) }

func indented(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(value)
}

// Asked are the switches of the emulator that the probe asks for, with what the contract
// assumes.
func Asked() map[string]string {
	out := map[string]string{}
	for _, q := range questions {
		if q.sets {
			out[q.name] = q.assumes
		}
	}
	return out
}

// NotAsked are the switches that it does not ask for, with the reasons.
func NotAsked() map[string]string {
	out := map[string]string{}
	for _, one := range notAsked {
		if one.name != "" {
			out[one.name] = one.why
		}
	}
	return out
}

// Rows are the open questions of section 11 of the contract that are asked, or left alone for
// a reason.
func Rows() map[int]bool {
	out := map[int]bool{}
	for _, q := range questions {
		out[q.row] = true
	}
	for _, one := range notAsked {
		out[one.row] = true
	}
	delete(out, 0)
	return out
}
