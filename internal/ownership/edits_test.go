package ownership

import (
	"maps"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// edit is one that people make.
type edit struct {
	name          string
	before, after setup
	// adopting and not are what comes of it with adopt_existing and without.
	adopting, not outcome
}

// setup is a configuration with its objects by address: "x" is a block, "x[0]" and
// `x["a"]` are instances of one.
type setup struct {
	names map[string]string
	// lifecycle and flags of the command.
	first   bool // create_before_destroy
	replace []string
	taint   []string
	forget  []string
	others  []string // names of what somebody else has made before
	later   bool     // the names are known after apply
	number  bool     // the fields hold numbers: a field needs replacement
	only    string   // the type that it is about, "" for all
	options acctest.Options
}

// outcome is what comes of an edit. Texts are those of the errors.
type outcome struct {
	// refused is said by the plan.
	refused string
	// fails is said by the apply, after which nothing is lost.
	fails string
	// waits tells that an apply may take more than one turn where Terraform does one
	// thing at a time.
	waits bool
	// lost and made are how many objects the site loses and gains.
	lost, made int
	// next is what the next plan is refused with, "" where it is empty.
	next string
}

func one(name string) setup { return setup{names: map[string]string{"x": name}} }

func list(names ...string) setup {
	w := setup{names: map[string]string{}}
	for i, name := range names {
		w.names[`x[`+string(rune('0'+i))+`]`] = name
	}
	return w
}

func pairs(all ...string) setup {
	w := setup{names: map[string]string{}}
	for i := 0; i < len(all); i += 2 {
		w.names[all[i]] = all[i+1]
	}
	return w
}

func (w setup) with(f func(*setup)) setup {
	w.names = maps.Clone(w.names)
	f(&w)
	return w
}

const (
	moved     = "The object of a resource that is destroyed would be made again."
	kept      = "Another resource of the configuration" // has it, or wants it: whichever is planned second says so
	twins     = "Two resources of one configuration want the same object."
	twice     = "Two resources manage the same object."
	given     = "Another resource gives up the name that would be adopted by."
	swap      = "Names go round among resources."
	exists    = "import it:"
	notYet    = "adopt_existing adopts"
	different = "An object of that name exists and differs."
)

func replaced(w *setup) { w.replace = []string{"x"} }

func created(w *setup) { w.first = true }

func targeted(addresses ...string) func(*setup) {
	return func(w *setup) { w.options.Targets = addresses }
}

// brief are the cells that go through the CLI with -short as well.
var brief = []string{
	"wix_contact_label, a block renamed, adopt true",
	"wix_contact, a swap, adopt true",
	"wix_contact_extended_field, a name changes hands, adopt false",
	"wix_contact, a twin added, adopt false",
	"wix_contact_label, replaced, created first, adopt true",
	"wix_contact_label, renamed, the new one targeted, adopt true",
	"wix_contact_extended_field, of somebody else, adopt true",
}

var edits = []edit{
	{"nothing", one("a"), one("a"), outcome{}, outcome{}},
	{"a block renamed", one("a"), pairs("y", "a"), outcome{refused: moved}, outcome{refused: moved}},
	{
		"a block renamed, with a moved block", one("a"),
		pairs("y", "a").with(func(w *setup) { w.options.Moved = map[string]string{"x": "y"} }),
		outcome{},
		outcome{},
	},
	{"a for_each re-keyed", pairs(`x["1"]`, "a", `x["2"]`, "b"), pairs(`x["a"]`, "a", `x["b"]`, "b"), outcome{refused: moved}, outcome{refused: moved}},
	{
		"a for_each re-keyed, with moved blocks", pairs(`x["1"]`, "a", `x["2"]`, "b"),
		pairs(`x["a"]`, "a", `x["b"]`, "b").with(func(w *setup) { w.options.Moved = map[string]string{`x["1"]`: `x["a"]`, `x["2"]`: `x["b"]`} }),
		outcome{},
		outcome{},
	},
	{"a count grown at the front", list("a", "b"), list("n", "a", "b"), outcome{refused: given}, outcome{waits: true, made: 1}},
	{"a count grown at the end", list("a", "b"), list("a", "b", "n"), outcome{made: 1}, outcome{made: 1}},
	{"a count shrunk at the front", list("a", "b", "c", "d"), list("b", "c", "d"), outcome{waits: true, lost: 1}, outcome{waits: true, lost: 1}},
	{"a swap", pairs("x", "a", "y", "b"), pairs("x", "b", "y", "a"), outcome{refused: swap}, outcome{refused: swap}},
	{"a name changes hands", pairs("x", "a", "y", "b"), pairs("x", "c", "y", "a"), outcome{waits: true}, outcome{waits: true}},
	{"a name of what is destroyed", pairs("x", "a", "y", "b"), pairs("y", "a"), outcome{waits: true, lost: 1}, outcome{waits: true, lost: 1}},
	{"a twin added", one("a"), pairs("x", "a", "y", "a"), outcome{refused: kept}, outcome{refused: kept}},
	{"two twins", pairs(), pairs("x", "a", "y", "a"), outcome{refused: twins}, outcome{refused: twins}},
	{
		"a twin imported", one("a"),
		pairs("x", "a", "y", "a").with(func(w *setup) { w.options.Imports = map[string]string{"y": "x"} }),
		outcome{refused: twice},
		outcome{refused: twice},
	},
	{"replaced", one("a"), one("a").with(replaced), outcome{lost: 1, made: 1}, outcome{lost: 1, made: 1}},
	{"replaced, created first", one("a").with(created), one("a").with(replaced).with(created), outcome{}, outcome{fails: exists}},
	{"replaced and renamed, created first", one("a").with(created), one("b").with(replaced).with(created), outcome{lost: 1, made: 1}, outcome{lost: 1, made: 1}},
	{"tainted", one("a"), one("a").with(func(w *setup) { w.taint = []string{"x"} }), outcome{lost: 1, made: 1}, outcome{lost: 1, made: 1}},
	{
		"tainted, created first", one("a").with(created), one("a").with(created).with(func(w *setup) { w.taint = []string{"x"} }),
		outcome{},
		outcome{fails: exists},
	},
	{"another data type", one("a"), one("a").with(func(w *setup) { w.number, w.only = true, "wix_contact_extended_field" }), outcome{lost: 1, made: 1}, outcome{lost: 1, made: 1}},
	{
		"another data type, created first", one("a").with(created), one("a").with(created).with(func(w *setup) { w.number, w.only = true, "wix_contact_extended_field" }),
		outcome{fails: different},
		outcome{fails: different},
	},
	{"renamed, the new one targeted", one("a"), pairs("y", "a").with(targeted("y")), outcome{next: twice}, outcome{fails: exists}},
	{"renamed, the old one targeted", one("a"), pairs("y", "a").with(targeted("x")), outcome{lost: 1}, outcome{lost: 1}},
	{"forgotten", one("a"), one("a").with(func(w *setup) { w.forget = []string{"x"} }), outcome{}, outcome{fails: exists}},
	{"forgotten, by a removed block", one("a"), pairs("y", "a").with(func(w *setup) { w.options.Removed = []string{"x"} }), outcome{}, outcome{fails: "has"}},
	{"of somebody else", pairs(), one("a").with(func(w *setup) { w.others = []string{"a"} }), outcome{}, outcome{fails: exists}},
	{"renamed to that of somebody else", one("b"), one("a").with(func(w *setup) { w.others = []string{"a"} }), outcome{fails: "Choose another"}, outcome{fails: "Choose another"}},
	{"known later", pairs(), one("a").with(func(w *setup) { w.later = true }), outcome{refused: notYet}, outcome{made: 1}},
	{"destroyed", pairs("x", "a", "y", "b"), pairs(), outcome{lost: 2}, outcome{lost: 2}},
}
