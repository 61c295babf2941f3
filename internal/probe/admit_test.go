package probe_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/probe"
)

// TestRun_largeSite: a site with more than 2,000 contacts is left alone, also where it tells
// no total, unless it is allowed.
func TestRun_largeSite(t *testing.T) {
	for _, test := range []struct {
		contacts int
		total    string
		large    bool
		refused  string
	}{
		{2000, "off", false, ""},
		{2000, "on", false, ""},
		{2001, "off", false, "more than 2,000"},
		{2001, "on", false, "more than 2,000"},
		{2001, "off", true, ""},
	} {
		t.Run(fmt.Sprint(test), func(t *testing.T) {
			s := newServer(emulator.Options{Seed: test.contacts, Switches: emulator.Switches{MissingTotal: test.total}})
			o := s.options()
			o.LargeSite = test.large
			_, err := probe.Run(t.Context(), o)
			if test.refused == "" && err != nil || test.refused != "" && (err == nil || !strings.Contains(err.Error(), test.refused)) {
				t.Error(err)
			}
			for _, r := range s.Requests() {
				if err != nil && r.Method != http.MethodGet {
					t.Errorf("%s %s was sent", r.Method, r.Path)
				}
			}
		})
	}
}

// TestRun_notLetIn: what the site says is passed on, without the credential.
func TestRun_notLetIn(t *testing.T) {
	s := newServer(emulator.Options{APIKey: "another", SiteID: siteID})
	_, err := probe.Run(t.Context(), s.options())
	if err == nil || !strings.Contains(err.Error(), "401") || strings.Contains(err.Error(), key) || s.CountAll() != 1 {
		t.Error(err)
	}
}

// TestRun_app: an app gets its token first, and the forms of its answers are told.
func TestRun_app(t *testing.T) {
	for _, form := range []string{"plain", "string"} {
		s := newServer(emulator.Options{
			AppID: "app-id-1", AppSecret: "app-secret-0123", InstanceID: "instance-1",
			Switches: emulator.Switches{OAuthBody: form, OAuthError: "envelope"},
		})
		o := s.options()
		o.Credential = probe.Credential{AppID: "app-id-1", AppSecret: "app-secret-0123", InstanceID: "instance-1"}
		report := run(t, o)
		got := written(t, report)
		if got["oauth.body"] != form || got["oauth.error"] != "envelope" || got["auth.badKey"] != "401" {
			t.Errorf("%v", got)
		}
		var out bytes.Buffer
		if err := report.Print(&out); err != nil || strings.Contains(out.String(), "could not be told (") {
			t.Errorf("%v\n%s", err, &out)
		}
		if _, text := recorded(t, report); strings.Contains(text, "app-secret") || strings.Contains(text, "OAUTH2.") || strings.Contains(text, "app-id-1") {
			t.Error("a credential was recorded")
		}
	}
}

// pace counts the requests of each minute.
type pace struct {
	*server
	at []time.Time
}

func (p *pace) RoundTrip(r *http.Request) (*http.Response, error) {
	p.at = append(p.at, p.clock.Now())
	return p.server.RoundTrip(r)
}

// TestRun_pace: no minute has more than 200 requests, and a run has fewer than 300.
func TestRun_pace(t *testing.T) {
	p := &pace{server: newServer(emulator.Options{Switches: switched(t, otherwise())})}
	p.latency = 0
	run(t, optionsFor(p, p.clock))
	if len(p.at) > probe.MostRequests || len(p.at) < 150 {
		t.Errorf("%d requests", len(p.at))
	}
	for i := range p.at {
		n := 0
		for _, later := range p.at[i:] {
			if later.Sub(p.at[i]) < time.Minute {
				n++
			}
		}
		if n > 200 {
			t.Fatalf("%d requests in the minute after request %d", n, i)
		}
	}
}

// TestRun_ownOnly: no request is about an object of others, but that which counts the
// contacts.
func TestRun_ownOnly(t *testing.T) {
	s := newServer(emulator.Options{Seed: 30})
	others := map[string]bool{}
	for _, c := range s.Contacts() {
		others[fmt.Sprint(c["id"])] = true
	}
	run(t, s.options())
	for i, r := range s.Requests() {
		text := r.Path + "?" + r.RawQuery + string(r.Body)
		ids := anyGUID.FindAllString(text, -1)
		foreign := slices.ContainsFunc(ids, func(id string) bool { return others[id] })
		named := strings.Contains(strings.ToLower(text), "wix-probe-") || len(ids) > 0
		if i > 0 && !named && r.Path != "/oauth2/token" || foreign || strings.Contains(r.Path, "/bulk/") {
			t.Errorf("%s %s", r.Method, text)
		}
	}
}

var openRow = regexp.MustCompile(`(?m)^\| (\d+) \| .* \| ([^|]+) \|$`)

// TestQuestions: each open question of the contract is asked, or left alone for a reason; so
// is each switch of the emulator, and its default is what the contract assumes.
func TestQuestions(t *testing.T) {
	raw, err := os.ReadFile("../wix/CONTRACT.md")
	if err != nil {
		t.Fatal(err)
	}
	_, open, _ := strings.Cut(string(raw), "\n## 11. ")
	open, _, _ = strings.Cut(open, "\n## ")
	rows := map[int]bool{}
	for _, m := range openRow.FindAllStringSubmatch(open, -1) {
		var n int
		_, _ = fmt.Sscan(m[1], &n)
		rows[n] = true
	}
	covered := probe.Rows()
	if got, want := slices.Sorted(maps.Keys(covered)), slices.Sorted(maps.Keys(rows)); !slices.Equal(got, want) || len(rows) < 40 {
		t.Errorf("the rows %v are covered, and there are %v", got, want)
	}
	assumed, reasons := probe.Asked(), probe.NotAsked()
	for _, doc := range emulator.SwitchNames() {
		value, asked := assumed[doc.Name]
		switch why := reasons[doc.Name]; {
		case asked == (why != ""):
			t.Errorf("the switch %s is neither asked for nor left alone for a reason, or both", doc.Name)
		case asked && value != doc.Default:
			t.Errorf("%s is assumed to be %s, and the default is %s", doc.Name, value, doc.Default)
		case !asked && len(strings.Fields(why)) < 5:
			t.Errorf("%s: %q is no reason", doc.Name, why)
		}
	}
	if n := len(assumed) + len(reasons); n != len(emulator.SwitchNames()) {
		t.Errorf("%d switches are covered, and there are %d", n, len(emulator.SwitchNames()))
	}
}
