package emulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"strings"
	"testing"
	"time"
)

// example is one of the 47 printed examples of the API's description.
type example struct {
	Operation, Title, Method, Path string
	Request, Response              any
}

// replay says how an example is played: the site it needs, what has to be put
// right in its request, and what its response has wrong.
type replay struct {
	switches Switches
	// at is the moment of the request.
	at      string
	prepare func(*caller, example)
	// path replaces a path that is printed wrong or not at all.
	path string
	// defects are members of the printed response that the API cannot have
	// sent so; a dotted path, and why.
	defects map[string]string
}

const (
	avatarDefect  = "an avatar that Wix made from elsewhere; the emulator has none unless the state holds one"
	spaceDefect   = "the printed id ends in a space"
	createdMoment = "2019-10-30T17:22:10.299Z"
)

func readExamples(t *testing.T) []example {
	t.Helper()
	raw, err := os.ReadFile("testdata/wire-examples.json")
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var out []example
	if err := decoder.Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestExamples plays every printed example against the shapes that were
// printed, apart from the listed defects.
func TestExamples(t *testing.T) {
	played := map[string]bool{}
	all, agreed := readExamples(t), 0
	defer func() { t.Logf("%d of %d printed examples replay", agreed, len(all)) }()
	for _, e := range all {
		name := e.Operation + ": " + e.Title
		played[name] = true
		ok := t.Run(name, func(t *testing.T) {
			r, ok := replays[name]
			if !ok {
				t.Fatal("the example is not in the table")
			}
			r.play(t, e)
		})
		if ok {
			agreed++
		}
	}
	for name := range replays {
		if !played[name] {
			t.Errorf("no example %q", name)
		}
	}
}

func (r replay) play(t *testing.T, e example) {
	r.switches.Envelope = "printed"
	var ids []string
	c := start(t, Options{Switches: r.switches, NewID: exampleIDs(&ids, e)})
	if r.at != "" {
		c.clock.at = moment(t, r.at)
	}
	if r.prepare != nil {
		r.prepare(c, e)
	}
	ids = idsToMake(e)
	path := e.Path
	if r.path != "" {
		path = r.path
	}
	body := ""
	if e.Request != nil {
		body = show(e.Request)
	}
	got := c.ok(e.Method, path, body)
	unused := map[string]string{}
	maps.Copy(unused, r.defects)
	for _, difference := range differences("", e.Response, got) {
		path, _, _ := strings.Cut(difference, ": ")
		if _, known := r.defects[path]; !known {
			t.Error(difference)
		}
		delete(unused, path)
	}
	for path := range unused {
		t.Errorf("%s is listed as a defect, but agrees", path)
	}
}

// exampleIDs hands out the ids that the example prints, then invented ones.
func exampleIDs(ids *[]string, _ example) func() string {
	invented := newSequence().next
	return func() string {
		if len(*ids) == 0 {
			return invented()
		}
		id := (*ids)[0]
		*ids = (*ids)[1:]
		return id
	}
}

// idsToMake are the ids a create or a job must come up with, in the order in
// which it asks for them.
func idsToMake(e example) []string {
	if id, ok := dig(e.Response, "jobId").(string); ok {
		return []string{id}
	}
	if e.Operation != "Create Contact" {
		return nil
	}
	contact := dig(e.Response, "contact").(object)
	var out []string
	for _, name := range []string{"emails", "phones", "addresses"} {
		for _, entry := range itemsOf(contact, name) {
			out = append(out, strings.TrimSpace(entry["id"].(string)))
		}
	}
	return append(out, idOf(contact))
}

// differences lists what of want is not in got; got may hold more members.
func differences(path string, want, got any) (out []string) {
	switch want := want.(type) {
	case object:
		in, ok := got.(object)
		if !ok {
			return []string{fmt.Sprintf("%s: got %s, want an object", path, show(got))}
		}
		for name, value := range want {
			out = append(out, differences(within(path, name), value, in[name])...)
		}
	case []any:
		in, ok := got.([]any)
		if !ok || len(in) != len(want) {
			return []string{fmt.Sprintf("%s: got %s, want %s", path, show(got), show(want))}
		}
		for i, value := range want {
			out = append(out, differences(fmt.Sprintf("%s.%d", path, i), value, in[i])...)
		}
	default:
		if show(want) != show(got) {
			return []string{fmt.Sprintf("%s: got %s, want %s", path, show(got), show(want))}
		}
	}
	return out
}

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	out, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
