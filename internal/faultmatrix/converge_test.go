package faultmatrix

import (
	"regexp"
	"slices"
	"strings"
)

// converge runs the command again, now that the fault is gone, and follows what
// the error says where there must be one.
func (x *run) converge(outcome string) {
	if x.o.tagged("import") && x.r.State.IsNull() {
		x.core.Restart()
		if d := x.o.do(x.testSite); d.Failed() {
			x.Errorf("the second import: %s", d)
		}
	}
	if outcome == "look" {
		x.look()
	}
	d := x.r.Apply(x.wish)
	if outcome == "import" {
		block := importBlock.FindStringSubmatch(d.String())
		if !d.Failed() || block == nil {
			x.Fatalf("the second apply does not show what to import: %s", d)
		}
		x.r = x.core.Resource(x.o.kind)
		if d := x.r.Import(block[1]); d.Failed() {
			x.Fatalf("the import: %s", d)
		}
		d = x.r.Apply(x.wish)
	}
	if d.Failed() {
		x.Fatalf("the second apply: %s", d)
	}
	if x.wish == nil {
		if !x.r.State.IsNull() {
			x.Errorf("the second apply left something in the state: %s", x.r.State)
		}
	} else {
		x.r.MustBeEmpty(x.wish)
	}
	x.undisturbed("after the second apply")
	ours := x.ours()
	if x.f.lasting { // what others had put on the object went with it
		if len(ours) != len(x.norm.ours) {
			x.Errorf("%d objects instead of %d after the second apply: %s", len(ours), len(x.norm.ours), strings.Join(ours, "\n"))
		}
	} else if !slices.Equal(ours, x.norm.ours) {
		x.Errorf("after the second apply the site has\n%s\nand after one without a fault\n%s", strings.Join(ours, "\n"), strings.Join(x.norm.ours, "\n"))
	}
	x.compared += len(ours)
}

// look does what the error of a lost create says: it looks at the contacts of the
// site, and imports the one that is there.
func (x *run) look() {
	if !x.diags.Mentions("Look at the contact list of the site. If the object is there, import it") {
		x.Errorf("the error does not say to look: %s", x.diags)
	}
	for key := range x.everything() {
		if id, ok := strings.CutPrefix(key, "id "); ok && x.bystanders[key] == "" {
			if d := x.r.Import(id); d.Failed() {
				x.Fatalf("the import: %s", d)
			}
		}
	}
}

var importBlock = regexp.MustCompile(`import \{\s+to = \S+\s+id = "([^"]+)"`)
