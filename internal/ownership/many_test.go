package ownership

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// TestMany: of many that were re-keyed, one error says all there is to know, the others
// refer to it, and each says which end of a moved block its address is.
func TestMany(t *testing.T) {
	n := 200
	if testing.Short() {
		n = 50
	}
	for _, k := range kinds {
		d := acctest.InProcess(t, 1)
		keyed := func(prefix string) blocks {
			all := blocks{}
			for i := range n {
				all[fmt.Sprintf("%s.x[%q]", k.typ, fmt.Sprint(prefix, i))] = acctest.Block{Config: k.config(fmt.Sprint("n", i))}
			}
			return all
		}
		if k.typ == "wix_contact_extended_field" { // a site has at most 100
			continue
		}
		apply(t, d, keyed("old"))
		p := d.Plan(keyed("new"), acctest.Options{})
		ends := strings.Count(p.Said, `address is the "from"`) + strings.Count(p.Said, `address is the "to"`)
		if !p.Failed || ends != n || strings.Count(p.Said, "moved {") != 1 || strings.Count(p.Said, "The first error of this kind says what to do.") != n-1 {
			t.Errorf("%s: %d of %d are told, %d at length", k.typ, ends, n, strings.Count(p.Said, "moved {"))
		}
	}
}
