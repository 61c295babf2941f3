package probe_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/probe"
)

// spans are what a switch that is a span of time is set to.
var spans = []string{"off", "40ms", "300ms", "1s", "2.5s", "7s", "13s"}

func randomSwitches(t *testing.T, random *rand.Rand) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, doc := range emulator.SwitchNames() {
		values := doc.Values
		if slices.Contains(values, "duration") {
			values = spans
		}
		out[doc.Name] = values[random.IntN(len(values))]
	}
	return out
}

func switched(t *testing.T, values map[string]string) emulator.Switches {
	t.Helper()
	var out emulator.Switches
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if err := out.Set(name, values[name]); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// written is the file of a report.
func written(t *testing.T, report *probe.Report) map[string]string {
	t.Helper()
	var file bytes.Buffer
	if err := report.WriteSwitches(&file); err != nil {
		t.Fatal(err)
	}
	var out map[string]string
	if err := json.Unmarshal(file.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// isRight tells whether a value is that of the switch. A span is right when it is as far off
// as two looks are apart at the most.
func isRight(got, want string) bool {
	measured, err := time.ParseDuration(got)
	actual, also := time.ParseDuration(want)
	if err != nil || also != nil {
		return got == want || got == "off" && want == "40ms" // it had passed before the first look
	}
	return (measured - actual).Abs() <= actual/4+320*time.Millisecond
}

// TestRun_random: for random switches, the probe names each that it asks for with its value,
// an emulator with its file answers alike, and nothing is left.
func TestRun_random(t *testing.T) {
	rounds := 200
	if testing.Short() {
		rounds = 20
	}
	asked := probe.Asked()
	for seed := range rounds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(1, uint64(seed)))
			want := randomSwitches(t, random)
			first := newServer(emulator.Options{Seed: 5, RequestsPerMinute: 200, Switches: switched(t, want)})
			before := first.dump(t)
			report := run(t, first.options())
			got := written(t, report)
			for name := range asked {
				if !isRight(got[name], want[name]) && name != "oauth.body" {
					t.Errorf("%s: %q, not %q", name, got[name], want[name])
				}
			}
			if report.Requests > probe.MostRequests || len(report.Left) > 0 {
				t.Errorf("%d requests, left: %v", report.Requests, report.Left)
			}
			if after := first.dump(t); after != before {
				t.Errorf("left:\n%s", after)
			}
			second := newServer(emulator.Options{Switches: switched(t, got)})
			for name, value := range written(t, run(t, second.options())) {
				if !isRight(value, got[name]) {
					t.Errorf("%s: a second emulator answers %q, not %q", name, value, got[name])
				}
			}
		})
	}
}
