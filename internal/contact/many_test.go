package contact_test

import (
	"flag"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var large = flag.Bool("large", false, "whether to count requests on sites of 100,000 contacts too")

// parallel runs f for each of n, some at a time: Terraform's default is ten.
func parallel(parallelism, n int, f func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range parallelism {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// imported takes n contacts of the site into states, every step-th.
func imported(t *testing.T, site *acctest.Site, core *acctest.Core, n, step int) []*acctest.Resource {
	t.Helper()
	all := site.Contacts()
	out := make([]*acctest.Resource, n)
	parallel(10, n, func(i int) {
		out[i] = core.Resource("wix_contact")
		if d := out[i].ImportAlong(fmt.Sprint(all[i*step]["id"])); d.Failed() {
			t.Error(d)
		}
	})
	return out
}

// TestPlanOfManySharesRequests counts what a plan of n contacts on a site of some
// costs.
func TestPlanOfManySharesRequests(t *testing.T) {
	rows := []struct{ n, site, most int }{
		{1, 1, 1},
		{10, 10, 4},
		{500, 20_000, 55},
	}
	if testing.Short() {
		rows = rows[:2]
	}
	if *large {
		rows = append(rows, []struct{ n, site, most int }{{10, 100_000, 4}, {1_000, 100_000, 115}, {10_000, 10_000, 35}}...)
	}
	for _, c := range rows {
		t.Run(fmt.Sprintf("%d of %d", c.n, c.site), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				site := acctest.NewBubbleSite(func(o *emulator.Options) { o.Seed, o.Latency = c.site, 50*time.Millisecond })
				core := site.Core(t)
				contacts := imported(t, site, core, c.n, c.site/c.n)
				core.Restart()
				site.ResetRequests()
				parallel(10, c.n, func(i int) {
					before := contacts[i].State
					if d := contacts[i].Refresh(); d.Failed() || !contacts[i].State.Equal(before) {
						t.Errorf("contact %d was not read right: %s", i, d)
					}
				})
				if n := site.CountAll(); n > c.most {
					t.Errorf("%d requests were sent, want at most %d", n, c.most)
				} else {
					t.Logf("%d requests", n)
				}
			})
		})
	}
}

// TestSharedReadsAreRight reads contacts that changed, went and were merged among
// others that did not.
func TestSharedReadsAreRight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		site := acctest.NewBubbleSite(func(o *emulator.Options) { o.Seed, o.Latency = 300, 50*time.Millisecond })
		core := site.Core(t)
		contacts := imported(t, site, core, 300, 1)
		id := func(i int) string { return fmt.Sprint(contacts[i].Get("id")) }
		for _, err := range []error{
			site.EditContact(id(7), func(info map[string]any) { info["company"] = "Changed Ltd" }),
			site.RemoveContact(id(8)),
			site.MergeContacts(id(100), id(101)),
			site.LabelContact(id(200), "contacts.customers"),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		core.Restart()
		parallel(10, len(contacts), func(i int) {
			if d := contacts[i].Refresh(); d.Failed() {
				t.Error(d)
			}
		})
		if got := contacts[7].Get("company"); contacts[7].Get("company") != "Changed Ltd" && got != nil {
			t.Errorf("the changed company is %v", got)
		}
		if !contacts[8].State.IsNull() || !contacts[101].State.IsNull() || contacts[100].State.IsNull() {
			t.Error("what is gone or merged is in a state, or what is there is not")
		}
	})
}

// TestPaceOfManyCreates creates 1,000 contacts on a site that throttles: it takes
// hardly longer than the limit asks, and hardly a request is refused.
func TestPaceOfManyCreates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 1_000
		if testing.Short() {
			n = 300
		}
		site := acctest.NewBubbleSite(func(o *emulator.Options) { o.RequestsPerMinute, o.Latency = 200, 50*time.Millisecond })
		core := site.Core(t)
		label, field := site.PutLabel("Label"), site.PutField("Field", "NUMBER")
		start := time.Now()
		var warnings atomic.Int32
		contacts, plans := make([]*acctest.Resource, n), make([]*acctest.Plan, n)
		parallel(10, n, func(i int) {
			var d acctest.Diagnostics
			contacts[i] = core.Resource("wix_contact")
			plans[i], d = contacts[i].Plan(config{
				"emails":     []any{config{"email": fmt.Sprintf("c%d@example.com", i)}},
				"label_keys": []any{label}, "extended_fields": config{field: fmt.Sprint(i)},
			})
			if d.Failed() {
				t.Fatal(d)
			}
		})
		parallel(10, n, func(i int) {
			d := contacts[i].Do(plans[i])
			if d.Failed() {
				t.Error(d)
			}
			if d.Mentions("Requests wait for the limit of the site.") {
				warnings.Add(1)
			}
		})
		if n := warnings.Load(); n != 1 {
			t.Errorf("%d warnings are about the wait, want one", n)
		}
		took, most := time.Since(start), time.Duration(float64(n)/200*1.05*float64(time.Minute))
		throttled := 0
		for _, r := range site.Requests() {
			if r.Status == 429 {
				throttled++
			}
		}
		if took > most || throttled > n/100 || site.CountAll()-throttled > n+5 || len(site.Contacts()) != n {
			t.Errorf("it took %s, want at most %s; %d of %d requests were throttled", took, most, throttled, site.CountAll())
		}
		t.Logf("%s, %d requests, %d throttled", took, site.CountAll(), throttled)
	})
}
