package contact_test

import (
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
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

// load is a number of resources of one kind on a site of some contacts.
type load struct {
	kind    string
	n, size int
	latency time.Duration
	// limited is a site that answers 200 requests a minute, on a clock on which
	// waiting takes no time.
	limited bool
}

func (l load) String() string {
	out := fmt.Sprintf("kind=%s/n=%d/site=%d/latency=%s", l.kind, l.n, l.size, l.latency)
	if l.limited {
		out += "/limited"
	}
	return out
}

func loads() []load {
	const latency = 50 * time.Millisecond
	out := []load{
		{kind: "wix_contact", n: 10_000, size: 10_000},
		{kind: "wix_contact", n: 10, size: 100_000},
		{kind: "wix_contact", n: 1_000, size: 100_000},
	}
	for _, l := range []load{
		{kind: "wix_contact", n: 10, size: 10},
		{kind: "wix_contact", n: 100, size: 100},
		{kind: "wix_contact", n: 1_000, size: 1_000},
		{kind: "wix_contact_label", n: 1_000},
		{kind: "wix_contact_extended_field", n: 100},
	} {
		out = append(out, l)
		l.latency = latency
		out = append(out, l)
		l.latency, l.limited = 0, true
		out = append(out, l)
	}
	return out
}

// objects makes the resources. Ten are run at a time; with a clock that each who
// waits moves, one.
func (l load) objects(b *testing.B) *objects {
	options := func(o *emulator.Options) {
		o.Seed, o.Latency = max(0, l.size-l.n), l.latency
		if l.limited {
			o.RequestsPerMinute = wix.DefaultRequestsPerMinute
		}
	}
	site, parallelism := acctest.NewBubbleSite(options), 10
	if l.limited {
		site, parallelism = acctest.NewSite(b, options), 1
		site.Adjust = func(o *wix.Options) { o.RequestsPerMinute = wix.DefaultRequestsPerMinute }
	}
	site.Unlimited = true
	f := newObjects(b, site, l.kind, l.n)
	f.parallelism = parallelism
	return f
}

// BenchmarkRuns takes resources through their life at protocol level.
func BenchmarkRuns(b *testing.B) {
	for _, l := range loads() {
		f := l.objects(b)
		for _, step := range []struct {
			name string
			do   func(*objects)
		}{{"create", (*objects).create}, {"plan", (*objects).refresh}, {"change", (*objects).change}, {"destroy", (*objects).destroy}} {
			b.Run(fmt.Sprintf("%s/%s", step.name, l), func(b *testing.B) {
				f.core.Restart()
				start := f.site.Clock.Now()
				measure(b, f.site, func() { step.do(f) })
				if l.limited {
					b.ReportMetric(f.site.Clock.Now().Sub(start).Minutes(), "clock-min/op")
				}
			})
		}
	}
}
