package soak_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// latency of the site: a request is handled when half of it has passed.
const latency = 300 * time.Millisecond

// limit is how long a run may take to end after Ctrl-C.
const limit = 2 * time.Second

// wire counts requests and calls strike at one of them.
type wire struct {
	next http.RoundTripper
	mu   sync.Mutex
	sent int
	at   int
	// when is what the request at has come to: "sent", "handled" or "stalled".
	when   string
	strike func()
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.sent++
	mine := w.at > 0 && w.sent == w.at
	w.mu.Unlock()
	if mine && w.when == "sent" {
		w.strike()
	}
	time.Sleep(latency / 2)
	response, err := w.next.RoundTrip(r)
	if mine && w.when != "sent" {
		w.strike()
	}
	if mine && w.when == "stalled" {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	time.Sleep(latency / 2)
	return response, err
}

func (w *wire) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sent
}

// life is a label, a field and a contact that has both, in process, from making to
// destruction.
type life struct {
	t                     *testing.T
	site                  *acctest.Site
	core                  *acctest.Core
	wire                  *wire
	label, field, contact *acctest.Resource

	mu       sync.Mutex
	stop     time.Time // zero before the interruption
	sentThen int
}

func newLife(t *testing.T, adjust func(*wix.Options)) *life {
	l := &life{t: t, site: acctest.NewBubbleSite(), wire: &wire{}}
	l.site.Adjust = func(o *wix.Options) {
		l.wire.next = o.Transport
		o.Transport = l.wire
		o.RequestsPerMinute = wix.DefaultRequestsPerMinute
		if adjust != nil {
			adjust(o)
		}
	}
	l.core = l.site.Core(t)
	l.site.Unlimited = true // nobody waits between plan and apply: no time passes outside of calls
	l.label, l.field, l.contact = l.core.Resource("wix_contact_label"), l.core.Resource("wix_contact_extended_field"), l.core.Resource("wix_contact")
	l.wire.strike = l.interrupt
	return l
}

func (l *life) interrupt() {
	l.mu.Lock()
	l.stop, l.sentThen = time.Now(), l.wire.count()
	l.mu.Unlock()
	l.core.Interrupt()
}

// stopped is when it was interrupted, zero before that.
func (l *life) stopped() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.stop
}

// step is one command on one resource.
type step struct {
	name     string
	resource func(*life) *acctest.Resource
	config   func(*life) map[string]any
}

func labelled(name string) func(*life) map[string]any {
	return func(*life) map[string]any { return map[string]any{"display_name": name, "force_destroy": true} }
}

func kept(company, job string) func(*life) map[string]any {
	return func(l *life) map[string]any {
		keys := []any{}
		if company != "" {
			keys = append(keys, l.label.Get("key"))
		}
		return map[string]any{
			"emails": []any{map[string]any{"email": "ada@example.com"}}, "company": company, "job_title": job, "label_keys": keys,
			"extended_fields": map[string]any{fmt.Sprint(l.field.Get("key")): job},
		}
	}
}

func gone(*life) map[string]any { return nil }

var steps = []step{
	{"make the label", func(l *life) *acctest.Resource { return l.label }, labelled("One")},
	{"make the field", func(l *life) *acctest.Resource { return l.field }, func(*life) map[string]any {
		return map[string]any{"display_name": "Field", "data_type": "TEXT", "force_destroy": true}
	}},
	{"make the contact", func(l *life) *acctest.Resource { return l.contact }, kept("Example Ltd", "Engineer")},
	{"rename the label", func(l *life) *acctest.Resource { return l.label }, labelled("Two")},
	{"change the contact", func(l *life) *acctest.Resource { return l.contact }, kept("Sample GmbH", "Manager")},
	{"unlabel the contact", func(l *life) *acctest.Resource { return l.contact }, kept("", "Manager")},
	{"label it again", func(l *life) *acctest.Resource { return l.contact }, kept("Example Ltd", "Manager")},
	{"delete the contact", func(l *life) *acctest.Resource { return l.contact }, gone},
	{"delete the label", func(l *life) *acctest.Resource { return l.label }, gone},
	{"delete the field", func(l *life) *acctest.Resource { return l.field }, gone},
}

var importID = regexp.MustCompile(`id = "([^"]+)"`)

// live takes the steps. When it is interrupted it checks what must hold then, and
// goes on with the step again. It gives how often something made had to be
// imported.
func (l *life) live() (imported int) {
	for _, s := range steps {
		r, config := s.resource(l), s.config(l)
		for {
			was := l.stopped()
			p, d := l.command(r, config)
			if l.stopped() != was {
				l.ended(s.name)
				continue
			}
			if d.Failed() {
				l.take(s.name, r, d)
				imported++
				continue
			}
			if p.Empty() {
				break
			}
		}
		l.whole(s.name, r, config)
	}
	return imported
}

// command refreshes, plans and applies, and makes no more calls once it is
// interrupted, as the CLI does.
func (l *life) command(r *acctest.Resource, config map[string]any) (*acctest.Plan, acctest.Diagnostics) {
	was := l.stopped()
	r.Restart()
	if d := r.Refresh(); d.Failed() || l.stopped() != was {
		return nil, d
	}
	p, d := r.Plan(config)
	if p == nil || p.Empty() || l.stopped() != was {
		return p, d
	}
	return p, r.Do(p)
}

// take does the import that an error shows.
func (l *life) take(name string, r *acctest.Resource, d acctest.Diagnostics) {
	id := importID.FindStringSubmatch(d.String())
	if id == nil || !r.State.IsNull() || l.stopped().IsZero() {
		l.t.Fatalf("%s: %s", name, d)
	}
	if d := r.Import(id[1]); d.Failed() {
		l.t.Fatalf("%s: the import: %s", name, d)
	}
}

// ended checks that the command ended soon, and sent nothing more.
func (l *life) ended(name string) {
	if took := time.Since(l.stopped()); took > limit {
		l.t.Errorf("%s: ended %v after the interruption", name, took)
	}
	synctest.Wait()
	time.Sleep(time.Hour)
	if n := l.wire.count(); n > l.sentThen {
		l.t.Errorf("%s: %d requests were sent after the interruption", name, n-l.sentThen)
	}
}

// whole checks that the site has what was configured, once.
func (l *life) whole(name string, r *acctest.Resource, config map[string]any) {
	var problems []string
	labels, fields := named(l.site.Labels(), &problems), named(l.site.Fields(), &problems)
	if len(problems) > 0 {
		l.t.Errorf("%s: %v", name, problems)
	}
	contacts := l.site.Contacts()
	n := map[string]int{"wix_contact_label": len(labels), "wix_contact_extended_field": len(fields), "wix_contact": len(contacts)}[r.Type]
	if want := map[bool]int{true: 1, false: 0}[config != nil]; n != want {
		l.t.Errorf("%s: the site has %d of %s, want %d", name, n, r.Type, want)
	}
	if config == nil {
		return
	}
	switch r.Type {
	case "wix_contact":
		info := contacts[0]["info"].(map[string]any)
		if text(info["company"]) != config["company"] || text(info["jobTitle"]) != config["job_title"] ||
			fmt.Sprint(labelsOf(info)) != fmt.Sprint(config["label_keys"]) || fmt.Sprint(valuesOf(info)) != fmt.Sprint(config["extended_fields"]) {
			l.t.Errorf("%s: the contact is %v, want %v", name, info, config)
		}
	case "wix_contact_label":
		if labels[config["display_name"].(string)] != r.Get("key") {
			l.t.Errorf("%s: the labels are %v", name, labels)
		}
	}
}

// TestInterrupt_atEachRequest: Ctrl-C while a request is on its way, or its answer
// is, loses nothing. What stays unanswered is found again.
func TestInterrupt_atEachRequest(t *testing.T) {
	total := 0
	synctest.Test(t, func(t *testing.T) {
		l := newLife(t, nil)
		l.live()
		total = l.wire.count()
	})
	if total < 2*len(steps) {
		t.Fatalf("a life takes %d requests only", total)
	}
	stride := 1
	if testing.Short() {
		stride = 4
	}
	for _, when := range []string{"sent", "handled", "stalled"} {
		imported := 0
		for k := 1; k <= total; k += stride {
			synctest.Test(t, func(t *testing.T) {
				l := newLife(t, nil)
				l.wire.at, l.wire.when = k, when
				n := l.live()
				if l.stopped().IsZero() {
					t.Errorf("request %d was never sent", k)
				}
				if n > 0 && when != "stalled" {
					t.Errorf("request %d was answered in time, and what it made was not in the state", k)
				}
				imported += n
			})
		}
		// Only three requests of a life make something.
		if when == "stalled" && stride == 1 && imported != 3 {
			t.Errorf("%d objects had to be imported, want 3", imported)
		}
		t.Logf("%s: interrupted at each of %d requests; %d objects had to be imported", when, total, imported)
	}
}

// TestInterrupt_atEachMoment: the same while requests wait for the limit, for a
// repeat or for one another, on a site that fails now and then.
func TestInterrupt_atEachMoment(t *testing.T) {
	every := 2 * time.Second
	if testing.Short() {
		every = 7 * time.Second
	}
	live := func(t *testing.T, after time.Duration) (d time.Duration) {
		synctest.Test(t, func(t *testing.T) {
			l := newLife(t, func(o *wix.Options) { o.RequestsPerMinute = 20 })
			// Both attempts of one create, at most six requests apart, are not to fail.
			l.site.Inject(emulator.Fault{Status: http.StatusServiceUnavailable, Every: 8, Header: http.Header{"Retry-After": {"9"}}})
			l.site.Inject(emulator.Fault{Status: http.StatusTooManyRequests, Every: 7, Header: http.Header{"Retry-After": {"7"}}})
			l.site.Inject(emulator.Fault{Kind: emulator.FaultDropAfter, Every: 11})
			began := time.Now()
			if after > 0 {
				timer := time.AfterFunc(after, l.interrupt)
				defer timer.Stop()
			}
			l.live()
			d = time.Since(began)
		})
		return d
	}
	whole, n := live(t, 0), 0
	for after := time.Millisecond; after < whole; after += every {
		live(t, after)
		n++
	}
	t.Logf("interrupted at %d moments of %v", n, whole)
}

// TestInterrupt_allAtOnce: reads that share a query, creates that wait for one of
// the same address, and everything in the queue of the limit end together.
func TestInterrupt_allAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLife(t, func(o *wix.Options) { o.RequestsPerMinute = 30 })
		var old []*acctest.Resource
		for i := range 15 {
			id, err := l.site.PutContact(map[string]any{"name": map[string]any{"first": fmt.Sprint("Old ", i)}})
			if err != nil {
				t.Fatal(err)
			}
			r := l.core.Resource("wix_contact")
			if d := r.Import(id); d.Failed() {
				t.Fatal(d)
			}
			old = append(old, r)
		}
		l.core.Restart()
		var plans []*acctest.Plan
		var made []*acctest.Resource
		for i := range 10 {
			r := l.core.Resource("wix_contact")
			p, d := r.Plan(map[string]any{"emails": []any{map[string]any{"email": fmt.Sprintf("new%d@example.com", i/5)}}, "company": fmt.Sprint(i), "allow_duplicates": true})
			if p == nil {
				t.Fatal(d)
			}
			plans, made = append(plans, p), append(made, r)
		}
		l.site.Inject(emulator.Fault{Kind: emulator.FaultStall})
		timer := time.AfterFunc(1500*time.Millisecond, l.interrupt)
		defer timer.Stop()
		var wg sync.WaitGroup
		ends := func(name string, f func() acctest.Diagnostics) {
			wg.Go(func() {
				if d := f(); !d.Failed() {
					t.Errorf("%s went through", name)
				} else if strings.Contains(d.String(), "panic") {
					t.Errorf("%s: %s", name, d)
				}
				if took := time.Since(l.stopped()); l.stopped().IsZero() || took > limit {
					t.Errorf("%s ended %v after the interruption", name, took)
				}
			})
		}
		for i, r := range old {
			ends(fmt.Sprint("read ", i), r.Refresh)
		}
		for i, r := range made {
			ends(fmt.Sprint("create ", i), func() acctest.Diagnostics { return r.Do(plans[i]) })
		}
		wg.Wait()
		l.ended("all")
	})
}
