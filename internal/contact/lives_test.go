package contact_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/contact"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var cliLives = flag.Int("cli", 0, "how many random lives to run through the CLI")

func randomSwitches(t *rapid.T) emulator.Switches {
	all := acctest.PatchCombinations()
	s := all[rapid.IntRange(0, len(all)-1).Draw(t, "switches")]
	s.Order = rapid.SampledFrom([]string{"", "on"}).Draw(t, "order")
	s.TextTrim = rapid.SampledFrom([]string{"", "on"}).Draw(t, "trim")
	s.Locale = rapid.SampledFrom([]string{"", "lower", "canonical"}).Draw(t, "locale")
	s.EmailLower = rapid.SampledFrom([]string{"", "on"}).Draw(t, "e-mail")
	s.RevisionLabel = rapid.SampledFrom([]string{"", "always", "never"}).Draw(t, "revision of labels")
	s.RevisionType = rapid.SampledFrom([]string{"", "string"}).Draw(t, "revision type")
	s.Unknowns = rapid.SampledFrom([]string{"", "on"}).Draw(t, "unknowns")
	s.FieldKeys = rapid.SampledFrom([]string{"", "plain"}).Draw(t, "field keys")
	return s
}

const (
	labelAddress = "wix_contact_label.mine"
	fieldAddress = "wix_contact_extended_field.mine"
)

// life is a random life of one contact, its configuration, and a label and a field
// that are configured beside it.
type life struct {
	*rapid.T
	d               acctest.Driver
	config          config
	ignored         []string
	replace         bool
	gone            []string // keys of what the apply replaces
	theirs, theirs2 string   // a label and a field of others
	color           string   // a field that is not configured here
	moves           bool     // revisions move by themselves
}

// choices are the values that each attribute is configured with.
func (l *life) choices() map[string][]any {
	mine := acctest.Ref{Address: labelAddress, Attribute: "key"}
	value := func(v any) acctest.Entry {
		return acctest.Entry{Key: acctest.Ref{Address: fieldAddress, Attribute: "key"}, Value: v}
	}
	return map[string][]any{
		"name":      {config{"first": "Ada", "last": "Byron"}, config{"first": "Ada"}, config{"first": "Zoe\u0301 ", "last": ""}},
		"company":   {"Example Ltd", " Example Ltd", "Sample GmbH", ""},
		"job_title": {"Engineer", "Architect", ""},
		"birthdate": {"1990-01-02", "1991-02-03", ""},
		"locale":    {"en-US", "en-us", "de", ""},
		"emails": {
			[]any{config{"email": "ada@example.com"}},
			[]any{config{"email": "Ada@Example.com", "tag": "WORK"}},
			[]any{},
			[]any{config{"email": "b@example.com", "primary": true}, config{"email": "ada@example.com"}},
			[]any{config{"email": "ada@example.com", "tag": "HOME"}, config{"email": "B@example.com"}},
		},
		"phones": {
			[]any{config{"phone": "555-0100"}},
			[]any{config{"phone": "(555) 0100", "country_code": "US", "tag": "MOBILE"}},
			[]any{},
			[]any{config{"phone": "555-0101", "tag": "FAX"}, config{"phone": "5550100", "primary": true}},
		},
		"addresses": {
			[]any{config{"city": "Paris", "country": "FR"}},
			[]any{config{"city": "Paris ", "tag": "HOME", "postal_code": "75001"}},
			[]any{},
			[]any{config{"street": config{"number": "5", "name": "Elm St"}, "city": "Springfield"}, config{"city": "Paris"}},
			[]any{config{"address_line": "5 Elm St", "city": "Springfield"}, config{"city": "Paris", "country": "FR"}},
		},
		"label_keys":      {[]any{mine}, []any{mine, l.theirs}, []any{l.theirs}, []any{}},
		"extended_fields": {acctest.Entries{value("Blue")}, acctest.Entries{value("Red"), {Key: l.color, Value: "12"}}, acctest.Entries{{Key: l.color, Value: "12.0"}}, acctest.Entries{value(""), {Key: l.color, Value: nil}}, acctest.Entries{}},
	}
}

func (l *life) flip(what string) bool { return rapid.Bool().Draw(l.T, what) }

func (l *life) rarely(what string) bool { return rapid.IntRange(0, 5).Draw(l.T, what) == 0 }

// redraw edits the configuration as people do.
func (l *life) redraw() {
	choices := l.choices()
	l.ignored, l.replace = nil, l.rarely("replace the label and the field")
	for _, name := range slices.Sorted(maps.Keys(choices)) {
		switch rapid.IntRange(0, 4).Draw(l.T, name) {
		case 0:
			if name != "name" { // or nothing might identify the contact
				delete(l.config, name)
			}
		case 1, 2:
			l.config[name] = rapid.SampledFrom(choices[name]).Draw(l.T, "value of "+name)
			if l.rarely("known later") {
				l.config[name] = later(l.config[name])
			}
		}
		if l.rarely("ignore " + name) {
			l.ignored = append(l.ignored, name)
		}
	}
	if l.rarely("settings") {
		l.config["deletion_policy"] = rapid.SampledFrom([]any{"DELETE", "RETAIN"}).Draw(l.T, "policy")
	}
}

// later has a value known after the plan, unless it refers to a resource that says so
// itself.
func later(v any) any {
	switch v := v.(type) {
	case string, config:
		return acctest.Later{Value: v}
	case []any:
		for i, item := range v {
			if one, ok := item.(config); ok {
				v = slices.Clone(v)
				v[i] = acctest.Later{Value: one}
				return v
			}
		}
	}
	return v
}

func (l *life) blocks(replace bool) blocks {
	return blocks{
		theContact:   {Config: l.config, IgnoreChanges: l.ignored},
		labelAddress: {Config: config{"display_name": "Mine", "force_destroy": true}, Replace: replace},
		fieldAddress: {Config: config{"display_name": "Field", "data_type": "TEXT", "force_destroy": true}, Replace: replace},
	}
}

// person is an edit that the owner of the site makes, and the attribute that it is
// about.
type person struct {
	attribute string
	do        func()
}

// others draws an edit of the owner.
func (l *life) others(when string) person {
	site := l.d.Emulator()
	edit := func(attribute, member string, v any) person {
		return person{attribute, func() {
			l.must(site.EditContact(l.id(), func(info map[string]any) { info[member] = v }))
		}}
	}
	one := rapid.SampledFrom([]string{"name", "company", "job_title", "emails", "phones", "addresses", "label", "value", "nothing"}).Draw(l.T, when)
	switch one {
	case "name":
		return edit("name", "name", map[string]any{"first": "Grace", "last": "Hopper"})
	case "company":
		return edit("company", "company", "Other Inc")
	case "job_title":
		return edit("job_title", "jobTitle", "Manager")
	case "emails":
		return edit("emails", "emails", wrapped(map[string]any{"email": "ada@example.com", "tag": "MAIN"}, map[string]any{"email": "their@example.com", "primary": true}))
	case "phones":
		return edit("phones", "phones", wrapped(map[string]any{"phone": "555-0100", "countryCode": "CA"}))
	case "addresses":
		return edit("addresses", "addresses", wrapped(map[string]any{"address": map[string]any{"city": "Paris", "addressLine": "1 Rue"}}))
	case "label":
		on := l.flip("put on")
		return person{"label_keys", func() {
			if on {
				l.must(site.LabelContact(l.id(), l.theirs))
			} else {
				l.must(site.UnlabelContact(l.id(), l.theirs))
			}
		}}
	case "value":
		v := rapid.SampledFrom([]any{"theirs", "", 7}).Draw(l.T, "value")
		return person{"extended_fields", func() { l.must(site.SetField(l.id(), l.theirs2, v)) }}
	}
	return person{"", func() { l.must(site.BumpRevision(l.id())) }}
}

func (l *life) must(err error) {
	if err != nil {
		l.Fatal(err)
	}
}

func (l *life) id() string { return or(l.d.Emulator().Contacts()[0]["id"]) }

// info is what the site has of the contact, nothing before it exists.
func (l *life) info() map[string]any {
	all := l.d.Emulator().Contacts()
	if len(all) == 0 {
		return map[string]any{}
	}
	if len(all) > 1 {
		l.Fatalf("the site has %d contacts", len(all))
	}
	info, _ := all[0]["info"].(map[string]any)
	return info
}

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

// memberOf gives the members of the API by attribute.
var memberOf = map[string]string{
	"name": "name", "company": "company", "job_title": "jobTitle", "birthdate": "birthdate", "locale": "locale",
	"emails": "emails", "phones": "phones", "addresses": "addresses", "label_keys": "labelKeys", "extended_fields": "extendedFields",
}

// TestLives_attributes: the lives know each attribute that a configuration may write.
func TestLives_attributes(t *testing.T) {
	var resp resource.SchemaResponse
	contact.NewResource().Schema(t.Context(), resource.SchemaRequest{}, &resp)
	choices := (&life{}).choices()
	for name, a := range resp.Schema.Attributes {
		if !a.IsOptional() || slices.Contains([]string{"adopt_existing", "allow_duplicates", "deletion_policy"}, name) {
			continue
		}
		if memberOf[name] == "" || choices[name] == nil {
			t.Errorf("%s is missing: add it to memberOf and choices here, and to attributes", name)
		}
	}
}

// unchanged fails the test where attributes are not as they were, byte for byte.
func (l *life) unchanged(before, after map[string]any, attributes []string) {
	for _, name := range attributes {
		if was, is := written(name, before), written(name, after); !reflect.DeepEqual(was, is) {
			l.Fatalf("%s was not in the plan, and went from %v to %v", name, was, is)
		}
	}
}

// written is an attribute of the contact without what Wix derives from others.
func written(name string, info map[string]any) any {
	v := info[memberOf[name]]
	if name != "extended_fields" {
		return v
	}
	wrapper, _ := v.(map[string]any)
	values, _ := wrapper["items"].(map[string]any)
	values = maps.Clone(values)
	maps.DeleteFunc(values, func(key string, _ any) bool { return !strings.HasPrefix(key, "custom.") })
	return values
}

// asPlanned compares the contact before and after an apply with the plan: whatever
// changed was in the plan, and whatever the plan said is so.
func (l *life) asPlanned(p acctest.Planned, before, after map[string]any, edited []string) {
	diff, changes := p.Changes[theContact]
	names := diff.Names()
	for name := range memberOf {
		if slices.Contains(edited, name) {
			continue // either's; the next command tells
		}
		if name == "label_keys" || name == "extended_fields" {
			l.entriesAsPlanned(name, diff, p.Said, before, after)
			continue
		}
		if !changes || !slices.Contains(names, name) {
			l.unchanged(before, after, []string{name})
			continue
		}
		want := diff.After[name]
		if unknown(want) {
			want = l.d.Get(theContact, name)
			if reflect.DeepEqual(want, diff.Before[name]) { // nothing to change, as it turned out
				l.unchanged(before, after, []string{name})
				continue
			}
		}
		if said, is := meaning(name, want, want), meaning(name, fromSite(name, after), want); said != is {
			l.Fatalf("%s was planned from %v to %s, and is %s", name, diff.Before[name], said, is)
		}
	}
}

// unknown tells that a value, or a part of it, is known after apply.
func unknown(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		return slices.ContainsFunc(slices.Collect(maps.Values(v)), unknown)
	case []any:
		return slices.ContainsFunc(v, unknown)
	}
	return v == any(acctest.Unknown)
}

// entriesAsPlanned does that for what is owned entry by entry. Where the plan says so,
// entries leave the state alone.
func (l *life) entriesAsPlanned(name string, diff acctest.Diff, said string, before, after map[string]any) {
	state := func(v any) map[string]string {
		out := map[string]string{}
		switch v := v.(type) {
		case []any:
			for _, key := range v {
				out[or(key)] = "on"
			}
		case map[string]any:
			for key, value := range v {
				if value != nil && value != "" {
					out[key] = or(value)
				}
			}
		}
		return out
	}
	site := func(info map[string]any) map[string]string {
		if name == "label_keys" {
			return state(items(info, "labelKeys"))
		}
		wrapper, _ := info["extendedFields"].(map[string]any)
		values, _ := wrapper["items"].(map[string]any)
		out := state(values)
		maps.DeleteFunc(out, func(key, _ string) bool { return !strings.HasPrefix(key, "custom.") })
		return out
	}
	want, was := site(before), state(diff.Before[name])
	planned := diff.After[name]
	if unknown(planned) {
		planned = l.d.Get(theContact, name)
	}
	for key := range was {
		if !slices.Contains(left(name, said), key) && state(planned)[key] == "" {
			delete(want, key)
		}
	}
	for key, v := range state(planned) {
		if was[key] != v {
			want[key] = v
		}
	}
	for key, v := range site(after) {
		if want[key] != v && !(want[key] == "12.0" && v == "12") {
			l.Fatalf("%s: %s is %q on the contact, want %q (planned from %v to %v)", name, key, v, want[key], diff.Before[name], diff.After[name])
		}
		delete(want, key)
	}
	for _, key := range l.gone { // a contact that does not refer to what is replaced loses it
		delete(want, key)
	}
	if len(want) > 0 {
		l.Fatalf("%s: %v is not on the contact (planned from %v to %v)", name, want, diff.Before[name], diff.After[name])
	}
}

// left are the keys that a warning names as leaving the state only.
func left(name, said string) []string {
	_, after, _ := strings.Cut(said, "Entries of "+name+" leave the state")
	listed, _, _ := strings.Cut(after, " came with an import")
	words := strings.Fields(listed)
	for i, word := range words {
		words[i] = strings.TrimSuffix(word, ",")
	}
	return words
}

// fromSite gives an attribute of the contact in the form of a state.
func fromSite(name string, info map[string]any) any {
	v := info[memberOf[name]]
	wrapper, _ := v.(map[string]any)
	list, isList := wrapper["items"].([]any)
	if !isList {
		return v
	}
	out := []any{}
	for _, item := range list {
		one := maps.Clone(item.(map[string]any))
		if address, ok := one["address"].(map[string]any); ok {
			maps.Copy(one, address)
			one["address_line"], one["postal_code"], one["street"] = address["addressLine"], address["postalCode"], address["streetAddress"]
		}
		one["country_code"] = one["countryCode"]
		out = append(out, one)
	}
	return out
}

// meaning words a value so that two of the same meaning have the same words. What is
// not owned is left out: like tells.
func meaning(name string, v, like any) string {
	text := func(v any) string { return strings.ToLower(norm.NFC.String(strings.TrimSpace(or(v)))) }
	one := func(v any, parts ...string) string {
		m, _ := v.(map[string]any)
		var out []string
		for _, part := range parts {
			out = append(out, text(m[part]))
		}
		return strings.Join(out, "|")
	}
	var out []string
	list, _ := v.([]any)
	liked, _ := like.([]any)
	marked := slices.ContainsFunc(liked, func(item any) bool { return item.(map[string]any)["primary"] == true })
	for _, item := range list {
		m := item.(map[string]any)
		switch name {
		case "emails":
			out = append(out, one(m, "email", "tag"))
		case "phones":
			digits := strings.Map(func(r rune) rune {
				if r < '0' || r > '9' {
					return -1
				}
				return r
			}, or(m["phone"]))
			out = append(out, digits+one(m, "tag"))
		case "addresses":
			out = append(out, one(m, "tag", "address_line", "city", "country", "postal_code")+one(m["street"], "number", "name"))
		}
		if marked && m["primary"] == true {
			out[len(out)-1] += " primary"
		}
	}
	slices.Sort(out)
	switch {
	case name == "name":
		return one(v, "first", "last")
	case list == nil && v != nil && memberOf[name] != "" && !strings.HasSuffix(name, "s"):
		return text(v)
	}
	return strings.Join(out, ",")
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
