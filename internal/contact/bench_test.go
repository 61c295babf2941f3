package contact_test

import (
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// cpu is the time that the process has spent on processors.
func cpu() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// measure runs f with the requests, processor time and memory of provider and
// emulator together reported.
func measure(b *testing.B, site *acctest.Site, f func()) {
	b.Helper()
	runtime.GC()
	site.ResetRequests()
	before := cpu()
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		f()
	}
	b.StopTimer()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(site.CountAll())/float64(b.N), "requests/op")
	b.ReportMetric((cpu()-before).Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(float64(memory.HeapSys)/(1<<20), "heap-MB")
}

// BenchmarkContacts runs the life of n contacts at protocol level, ten at a time,
// without and with the latency of a network.
func BenchmarkContacts(b *testing.B) {
	for _, n := range []int{10, 100, 1_000, 10_000} {
		for _, latency := range []time.Duration{0, 50 * time.Millisecond} {
			if n > 1_000 && latency > 0 {
				continue // minutes of waiting that tell nothing new
			}
			name := func(what string) string { return fmt.Sprintf("%s/n=%d/latency=%s", what, n, latency) }
			site := acctest.NewBubbleSite(func(o *emulator.Options) { o.Latency = latency })
			site.Unlimited = true
			core := site.Core(b)
			label, field := site.PutLabel("Label"), site.PutField("Field", "NUMBER")
			all := make([]*acctest.Resource, n)
			for i := range all {
				all[i] = core.Resource("wix_contact")
			}
			each := func(do func(i int, r *acctest.Resource) acctest.Diagnostics) {
				core.Restart()
				parallel(n, func(i int) {
					if d := do(i, all[i]); d.Failed() {
						b.Error(d)
					}
				})
			}
			write := func(company string) func(int, *acctest.Resource) acctest.Diagnostics {
				return func(i int, r *acctest.Resource) acctest.Diagnostics {
					var c config
					if company != "" {
						c = config{
							"emails": []any{config{"email": fmt.Sprintf("c%d@example.com", i)}}, "company": company,
							"label_keys": []any{label}, "extended_fields": config{field: fmt.Sprint(i)},
						}
					}
					p, d := r.Plan(c)
					if d.Failed() {
						return d
					}
					return r.Do(p)
				}
			}
			b.Run(name("create"), func(b *testing.B) { measure(b, site, func() { each(write("Example Ltd")) }) })
			b.Run(name("plan"), func(b *testing.B) {
				measure(b, site, func() {
					each(func(_ int, r *acctest.Resource) acctest.Diagnostics { return r.Refresh() })
				})
			})
			b.Run(name("change"), func(b *testing.B) { measure(b, site, func() { each(write("Sample GmbH")) }) })
			b.Run(name("destroy"), func(b *testing.B) { measure(b, site, func() { each(write("")) }) })
		}
	}
}
