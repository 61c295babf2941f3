package ownership

import (
	"fmt"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestHidden: a contact that one resource manages has another address, which nobody
// could see in the plan. A resource that would adopt by it meets the contact at the
// apply: it is refused, or the other one's update is, and the next plan refuses both.
func TestHidden(t *testing.T) {
	outcomes := map[string]int{}
	for seed := range uint64(20) {
		d := acctest.InProcess(t, seed, func(o *emulator.Options) { o.Switches.QueryLag, o.Switches.ListLag = time.Hour, time.Hour })
		x := func(company string) acctest.Block {
			return acctest.Block{Config: config{"name": config{"first": "Ada"}, "company": company}}
		}
		y := acctest.Block{Config: config{"emails": []any{config{"email": "a@example.com"}}, "adopt_existing": true}}
		apply(t, d, blocks{"wix_contact.x": x("Example Ltd")})
		id := d.Objects()["wix_contact.x"]
		err := d.Emulator().EditContact(id, func(info map[string]any) {
			info["emails"] = config{"items": []any{config{"email": "p@example.com", "primary": true}, config{"email": "a@example.com"}}}
		})
		if err != nil {
			t.Fatal(err)
		}
		p := d.Plan(blocks{"wix_contact.x": x("Sample GmbH"), "wix_contact.y": y}, acctest.Options{})
		if p.Failed {
			t.Fatal(p.Said)
		}
		said, failed := p.Apply()
		switch {
		case !failed:
			t.Fatalf("two resources have %s: %v", id, d.Objects())
		case acctest.Says("Another resource of the configuration has the address.").MatchString(said):
			outcomes["the adoption is refused"]++
		case acctest.Says("A contact with the same e-mail address or phone exists by now.").MatchString(said):
			outcomes["the adoption is put off"]++
		default:
			t.Fatal(said)
		}
		if left := fmt.Sprint(kinds[2].all(d.Emulator())); left != fmt.Sprint([]string{id}) || len(d.Objects()) != 1 {
			t.Fatalf("the site has %s, the state %v", left, d.Objects())
		}
	}
	if len(outcomes) < 2 {
		t.Errorf("only %v", outcomes)
	}
}
