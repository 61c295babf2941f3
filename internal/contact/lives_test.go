package contact_test

import (
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// command plans and applies, among edits of the owner, and checks what came of it.
func (l *life) command(o acctest.Options) {
	b := l.blocks(l.replace)
	if len(l.info()) > 0 && l.flip("edit before") {
		l.others("before").do()
	}
	o.NoRefresh = o.Imports == nil && l.rarely("no refresh")
	p := l.d.Plan(b, o)
	if p.Failed {
		l.Fatalf("the plan failed: %s", p.Said)
	}
	if len(p.Changes) == 0 {
		return
	}
	l.gone = nil
	if l.replace {
		l.gone = []string{or(l.d.Get(labelAddress, "key")), or(l.d.Get(fieldAddress, "key"))}
	}
	exists := len(l.info()) > 0
	var edited []string
	if exists && l.rarely("edit between") {
		one := l.others("between")
		one.do()
		edited = append(edited, one.attribute)
	}
	before := l.info()
	if exists && l.rarely("edit during") {
		one := l.others("during")
		edited = append(edited, one.attribute)
		l.d.OnRequest(rapid.IntRange(1, 4).Draw(l.T, "at request"), func() {
			one.do()
			now := l.info() // an edit renews the ids of all items
			for _, member := range memberOf {
				if member == memberOf[one.attribute] || reflect.DeepEqual(withoutIDs(now[member]), withoutIDs(before[member])) {
					before[member] = now[member]
				}
			}
		})
	}
	said, failed := p.Apply()
	l.d.OnRequest(0, nil)
	switch {
	case failed && strings.Contains(said, "Somebody else changed the contact"):
		if len(edited) == 0 && !o.NoRefresh {
			l.Fatalf("a conflict with nobody: %s", said)
		}
		if strings.Contains(said, "a part of this update was written") {
			break
		}
		names := slices.DeleteFunc(slices.Sorted(maps.Keys(memberOf)), func(name string) bool {
			return l.replace && (name == "label_keys" || name == "extended_fields")
		})
		l.unchanged(before, l.info(), names)
	case failed:
		l.Fatalf("the apply failed: %s", said)
	default:
		p.Said += said
		l.asPlanned(p, before, l.info(), edited)
	}
	if len(edited) > 0 || failed || o.NoRefresh || l.replace {
		l.again()
	}
	if !l.moves {
		l.d.Settled()
	}
	if next := l.d.Plan(l.blocks(false), acctest.Options{}); next.Failed || len(next.Changes) > 0 {
		l.Fatalf("the next plan changes %v of %v: %s", next.Changes[theContact].Names(), next.Changes, next.Said)
	}
}

// again applies what edits of the owner have left to do.
func (l *life) again() {
	p := l.d.Plan(l.blocks(false), acctest.Options{})
	if p.Failed {
		l.Fatalf("the next plan failed: %s", p.Said)
	}
	before := l.info()
	said, failed := p.Apply() // without a change, too, the state is brought up to date
	if failed {
		l.Fatalf("the next apply failed: %s", said)
	}
	p.Said += said
	l.asPlanned(p, before, l.info(), nil)
}

// randomLife is a life of some commands.
func randomLife(rt *rapid.T, drive func(sw emulator.Switches) acctest.Driver) {
	sw := randomSwitches(rt)
	l := &life{T: rt, d: drive(sw), config: config{"name": config{"first": "Ada"}}, moves: sw.RevisionBackground > 0}
	site := l.d.Emulator()
	l.theirs, l.theirs2, l.color = site.PutLabel("Of others"), site.PutField("Of others", "TEXT"), site.PutField("Score", "NUMBER")
	var o acctest.Options
	if l.flip("import") {
		id, err := site.PutContact(map[string]any{
			"name": map[string]any{"first": "Ada", "last": "Byron"}, "company": "Example Ltd", "locale": "en-US",
			"emails":    wrapped(map[string]any{"email": "ada@example.com", "tag": "WORK"}, map[string]any{"email": "b@example.com", "primary": true}),
			"phones":    wrapped(map[string]any{"phone": "555-0100", "countryCode": "US"}),
			"addresses": wrapped(map[string]any{"address": map[string]any{"city": "Paris", "country": "FR"}}),
		})
		l.must(err)
		l.must(site.LabelContact(id, l.theirs, "contacts.customers"))
		l.must(site.SetField(id, l.color, 12))
		switch way := rapid.SampledFrom([]string{"block", "identity", "command"}).Draw(rt, "way"); way {
		case "command":
			if said, failed := l.d.Import(l.blocks(false), theContact, id); failed {
				rt.Fatal(said)
			}
		default:
			o = acctest.Options{Imports: map[string]string{theContact: id}, ByIdentity: way == "identity" && os.Getenv("TF_ACC") == ""}
		}
	}
	for range rapid.IntRange(1, 6).Draw(rt, "commands") {
		l.redraw()
		l.command(o)
		o = acctest.Options{}
	}
}

// TestLives draws configurations, the ways in which people edit and apply them, edits
// of the owner, and switches. After each apply whatever changed was in the plan,
// whatever the plan said is so, a refresh alone changes nothing, and the next plan is
// empty.
func TestLives(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		randomLife(rt, func(sw emulator.Switches) acctest.Driver {
			return acctest.InProcess(t, rapid.Uint64().Draw(rt, "order of operations"), func(o *emulator.Options) { o.Switches = sw })
		})
	})
}

// TestAccLives is that through the real CLI.
func TestAccLives(t *testing.T) {
	for seed := range *cliLives {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			rapid.Custom(func(rt *rapid.T) bool {
				randomLife(rt, func(sw emulator.Switches) acctest.Driver {
					return acctest.OnCLI(t, func(o *emulator.Options) { o.Switches = sw })
				})
				return true
			}).Example(seed)
		})
	}
}
