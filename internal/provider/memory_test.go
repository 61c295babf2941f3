//go:build linux

package provider_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/provider"
)

// endless are lists that do not come to an end, from an offset on.
var endless = map[string]struct {
	source string
	page   func(offset int) string
	says   string
	short  bool // the largest of their kind
}{
	"labels": {"wix_contact_labels", func(offset int) string {
		return items("labels", 1000, func(i int) string { return fmt.Sprintf(`{"key":"custom.%d","displayName":"x"}`, offset+i) })
	}, "too long: more than 10000 objects", true},
	"labels, ten thousand a page": {"wix_contact_labels", func(offset int) string {
		return items("labels", 10_000, func(i int) string { return fmt.Sprintf(`{"key":"custom.%d","displayName":"x"}`, offset+i) })
	}, "more objects than were asked for", false},
	"fields": {"wix_contact_extended_fields", func(offset int) string {
		return items("fields", 100, func(i int) string {
			return fmt.Sprintf(`{"key":"custom.%d","displayName":"x","dataType":"TEXT"}`, offset+i)
		})
	}, "too long: more than 1000 objects", false},
	"contacts": {"wix_contacts", func(offset int) string {
		return items("contacts", 1000, func(i int) string { return contactOf(offset+i, `"company":"Example Ltd"`) })
	}, "raise max_contacts", false},
	"contacts of 7 kB": {"wix_contacts", func(offset int) string {
		return items("contacts", 1000, func(i int) string { return contactOf(offset+i, `"company":"`+strings.Repeat("x", 7000)+`"`) })
	}, "max_contacts", true},
	"contacts of many empty items": {"wix_contacts", func(offset int) string {
		return items("contacts", 1000, func(i int) string {
			return contactOf(offset+i, `"emails":{"items":[`+strings.Repeat("{},", 2000)+`{}]}`)
		})
	}, "larger than it may be", false},
	"as many contacts as there may be": {"wix_contacts", func(offset int) string {
		return items("contacts", min(1000, 10_000-offset), func(i int) string { return contactOf(offset+i, `"company":"`+strings.Repeat("x", 7000)+`"`) })
	}, "", false},
	"60 MB a page": {"wix_contacts", func(offset int) string {
		return items("contacts", 1000, func(i int) string { return contactOf(offset+i, `"company":"`+strings.Repeat("x", 60_000)+`"`) })
	}, "larger than it may be", false},
	"60 MB of empty contacts": {"wix_contacts", func(int) string {
		return items("contacts", 20_000_000, func(int) string { return "{}" })
	}, "larger than it may be", true},
	"60 MB of an error": {"wix_contacts", func(int) string { return `{"message":"` + strings.Repeat("x", 60_000_000) }, "larger than it may be", false},
}

func contactOf(i int, info string) string {
	return fmt.Sprintf(`{"id":"00000000-0000-4000-8000-%012d","revision":1,"info":{%s}}`, i, info)
}

// offsetOf is where the page that is asked for begins.
func offsetOf(r *http.Request) int {
	var body struct {
		Query struct{ Paging struct{ Offset int } }
	}
	_ = json.NewDecoder(r.Body).Decode(&body)
	offset, _ := strconv.Atoi(r.URL.Query().Get("paging.offset"))
	return max(offset, body.Query.Paging.Offset)
}

func items(list string, n int, item func(int) string) string {
	var b strings.Builder
	b.WriteString(`{"` + list + `":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(item(i))
	}
	b.WriteString("]}")
	return b.String()
}

const childOf = "ENDLESS_LIST"

// TestMemory: whatever a server answers, the process of a provider ends with an error, and
// takes less than what SECURITY.md says.
func TestMemory(t *testing.T) {
	if name := os.Getenv(childOf); name != "" {
		provider.BoundMemory()
		c := begin(t, live())
		if d := c.configure(key(config{"endpoint": os.Getenv(childOf + "_AT"), "requests_per_minute": 0, "max_retries": 0})); d.Failed() {
			t.Fatal(d)
		}
		d := c.read(endless[name].source, nil)
		if says := endless[name].says; d.Failed() != (says != "") || !d.Mentions(says) {
			t.Errorf("want %q: %s", endless[name].says, d)
		}
		status, err := os.ReadFile("/proc/self/status")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(regexp.MustCompile(`VmHWM:.*`).FindString(string(status)))
		return
	}
	for name, list := range endless {
		if testing.Short() && !list.short {
			continue
		}
		t.Run(name, func(t *testing.T) {
			n := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				n++
				_, _ = io.WriteString(w, list.page(offsetOf(r)))
			}))
			defer server.Close()
			child := exec.Command(os.Args[0], "-test.run=^TestMemory$", "-test.timeout=120s")
			child.Env = append(os.Environ(), childOf+"="+name, childOf+"_AT="+server.URL)
			out, err := child.CombinedOutput()
			if err != nil {
				t.Fatalf("%v after %d requests: %s", err, n, out)
			}
			var peak int
			_, rest, _ := strings.Cut(string(out), "VmHWM:")
			if _, err := fmt.Sscan(rest, &peak); err != nil || peak > 300<<10 {
				t.Errorf("%d kB after %d requests: %v", peak, n, err)
			}
			t.Logf("%d kB, %d requests", peak, n)
		})
	}
}
