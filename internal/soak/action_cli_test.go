package soak_test

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestAccInterrupt_ofActions presses Ctrl-C while a bulk delete waits for its job. The run
// fails, and its output says that the job goes on, and which one it is: in an error, and
// before it in the progress.
func TestAccInterrupt_ofActions(t *testing.T) {
	acctest.NewShell(t).SkipBelow(t, "1.14.0")
	const seeded = "wix_contacts_bulk_delete"
	for name, c := range map[string]struct {
		parts object
		args  []string
	}{
		"invoked": {nil, []string{"-invoke=action." + seeded + ".seeded"}},
		"triggered": {object{"terraform_data": object{"one": object{
			"lifecycle": object{"action_trigger": object{"events": []string{"after_create"}, "actions": []string{"action." + seeded + ".seeded"}}},
		}}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			site := newSite(t, emulator.Options{Seed: 20, Switches: emulator.Switches{BulkSlow: time.Hour}})
			x := acctest.NewShell(t)
			parts := object{"action": object{seeded: object{"seeded": object{"config": object{"created_after": "2000-01-01T00:00:00Z"}}}}}
			if c.parts != nil {
				parts["resource"] = c.parts
			}
			x.Configure(t, site.url, nil, parts)
			command := x.Command(append([]string{"apply", "-auto-approve"}, c.args...)...)
			site.when(4, func() { signal(command, syscall.SIGINT) }) // the second look at the job, which shows nothing new
			out, err := command.CombinedOutput()
			if _, came := site.arrivals(); !came {
				t.Fatalf("it was over before: %s", out)
			}
			text := strings.Join(strings.Fields(string(out)), " ")
			if err == nil || strings.Contains(text, "Apply complete!") {
				t.Errorf("the command did not fail: %v\n%s", err, out)
			}
			for _, want := range []string{"which goes on when this run is interrupted", "The waiting for the job was cancelled.", "goes on at Wix, which cannot stop it"} {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not in the output", want)
				}
			}
		})
	}
}
