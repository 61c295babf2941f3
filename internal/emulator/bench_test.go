package emulator

import (
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

const many = 10_000

// inUse is the memory that is in use now, in bytes.
func inUse() float64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return float64(stats.HeapAlloc)
}

// BenchmarkSeed makes a site of 10,000 contacts, and reports what it holds.
func BenchmarkSeed(b *testing.B) {
	before, held := inUse(), 0.0
	for b.Loop() {
		s := New(Options{Seed: many})
		b.StopTimer()
		held = max(held, inUse()-before)
		runtime.KeepAlive(s)
		b.StartTimer()
	}
	b.ReportMetric(held/(1<<20), "MB-held")
}

// asks measures one request against a site of 10,000 contacts.
func asks(b *testing.B, method, path, body string) {
	s := New(Options{Seed: many})
	transport := s.Transport()
	b.ReportAllocs()
	for b.Loop() {
		r, err := http.NewRequestWithContext(b.Context(), method, "https://www.wixapis.com"+path, strings.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		r.Header = http.Header{"Authorization": {"k"}, "Wix-Site-Id": {testSite}}
		response, err := transport.RoundTrip(r)
		if err != nil || response.StatusCode != http.StatusOK {
			b.Fatal(response, err)
		}
	}
}

func BenchmarkPage1000(b *testing.B) {
	asks(b, "GET", contactsPath+"?fieldsets=FULL&paging.limit=1000&paging.offset=5000", "")
}

func BenchmarkFilterQuery(b *testing.B) {
	asks(b, "POST", queryPath, `{"query":{"filter":{"$or":[{"info.emails.email":{"$startsWith":"seed0123"}},{"info.labelKeys":{"$hasAll":["custom.vip-customer","contacts.customers"]}}]},"sort":[{"fieldName":"info.name.last"}]}}`)
}

func BenchmarkSnapshot(b *testing.B) {
	s := New(Options{Seed: many})
	size := 0
	for b.Loop() {
		data, err := s.Snapshot()
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size)/(1<<20), "MB")
}

// BenchmarkBulkDelete lets a job delete all of 10,000 contacts at once.
func BenchmarkBulkDelete(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		clock := newClock()
		s := New(Options{Seed: many, Now: clock.now})
		c := &quietCaller{server: s, header: http.Header{"Authorization": {"k"}, "Wix-Site-Id": {testSite}}}
		c.do("POST", bulkPath+"/delete", `{"filter":{"createdDate":{"$gt":"2000-01-01"}}}`)
		clock.advance(time.Hour)
		b.StartTimer()
		_, out := c.do("GET", jobsPath, "")
		if status := fmt.Sprint(dig(out, "jobs.0.status")); c.err != nil || status != "COMPLETED" {
			b.Fatal(status, c.err)
		}
	}
}
