package provider_test

import (
	"archive/zip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// Credentials that nobody may see, with characters that JSON, URLs and HTML escape.
const (
	hiddenKey    = `IST.hidden-key/8f3a+<b>&"c"`
	hiddenSecret = `hidden-secret/77c1+<d>&"e"`
)

// personal is what is on the contacts of a long run, other than what finds them.
var personal = []string{"Quillfeather", "Zanzibartown", "1971-04-23", "555-0177", "Larkspur Lane", "Fernandine", "vanilla-sky-value"}

// people is a configuration with all of it.
func people(company string) config {
	return config{"resource": config{
		"wix_contact_label":          config{"vip": config{"display_name": "VIP", "adopt_existing": true, "force_destroy": true}},
		"wix_contact_extended_field": config{"taste": config{"display_name": "Taste", "data_type": "TEXT", "adopt_existing": true, "force_destroy": true}},
		"wix_contact": config{"ada": config{
			"name":   config{"first": "Fernandine", "last": "Quillfeather"},
			"emails": []any{config{"email": "fern@example.com", "primary": true}}, "phones": []any{config{"phone": "555-0177"}},
			"addresses": []any{config{"city": "Zanzibartown", "address_line": "12 Larkspur Lane"}}, "birthdate": "1971-04-23", "company": company,
			"label_keys": []any{"${wix_contact_label.vip.key}"}, "extended_fields": config{"${wix_contact_extended_field.taste.key}": "vanilla-sky-value"},
		}},
	}}
}

// sniffer keeps the credentials and user agents that reach a site, and repeats the
// credential as careless gateways do while repeat is set.
type sniffer struct {
	next http.Handler

	mu          sync.Mutex
	credentials map[string]bool
	agents      map[string]bool
	repeat      int
}

func (s *sniffer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	credential := r.Header.Get("Authorization")
	s.mu.Lock()
	if credential != "" {
		s.credentials[credential] = true
	}
	s.agents[r.UserAgent()] = true
	repeat := s.repeat
	s.mu.Unlock()
	switch body, _ := json.Marshal(config{"message": "wrong: " + credential, "details": config{"applicationError": config{"code": "BAD", "description": credential}}}); {
	case repeat == 0 || strings.HasPrefix(r.URL.Path, "/oauth2/"):
		s.next.ServeHTTP(w, r)
	case repeat == http.StatusBadGateway:
		w.WriteHeader(repeat)
		_, _ = io.WriteString(w, "<html>"+credential)
	default:
		w.WriteHeader(repeat)
		_, _ = w.Write(body)
	}
}

// carelessly answers everything with a status and the credential in it.
func (s *sniffer) carelessly(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.repeat = status
}

// TestAccSecrets: a long run with either kind of credential, in which everything is
// done and everything goes wrong, leaves no credential anywhere: not in the complete
// TRACE log, in what the CLI prints, in the state or in a plan; nor contact data in
// the provider's own log or in an error.
func TestAccSecrets(t *testing.T) {
	for name, env := range map[string][]string{
		"key": {"WIX_API_KEY=" + hiddenKey, "WIX_SITE_ID=" + acctest.SiteID},
		"app": {"WIX_APP_ID=an-app", "WIX_APP_SECRET=" + hiddenSecret, "WIX_INSTANCE_ID=an-instance"},
	} {
		t.Run(name, func(t *testing.T) {
			site := emulator.New(emulator.Options{
				APIKey: hiddenKey, SiteID: acctest.SiteID, AppID: "an-app", AppSecret: hiddenSecret, InstanceID: "an-instance",
			})
			gateway := &sniffer{next: site, credentials: map[string]bool{}, agents: map[string]bool{}}
			listener := httptest.NewServer(gateway)
			defer listener.Close()
			b := build(t, append(env, "WIX_ENDPOINT="+listener.URL)...)
			errors := longRun(b, site, gateway)
			secrets := []string{hiddenKey, hiddenSecret}
			for credential := range gateway.credentials {
				secrets = append(secrets, credential)
			}
			if wantTokens := name == "app"; (len(secrets) > 3) != wantTokens {
				t.Errorf("%d credentials were sent", len(secrets)-2)
			}
			b.hides(secrets)
			b.logsNoPeople()
			for _, word := range personal {
				if strings.Contains(errors, word) {
					t.Errorf("%q is in an error:\n%s", word, errors)
				}
			}
			want := regexp.MustCompile(`^terraform-provider-wix/` + release + ` terraform/` + b.version() + `$`)
			for agent := range gateway.agents {
				if !want.MatchString(agent) {
					t.Errorf("the user agent is %s, want %s", agent, want)
				}
			}
		})
	}
}

// longRun does and spoils everything once, and gives the texts of the errors.
func longRun(b *built, site *emulator.Server, gateway *sniffer) string {
	b.t.Helper()
	var said strings.Builder
	block := config{"requests_per_minute": 0, "max_retries": 1}
	apply := []string{"apply", "-auto-approve", "-input=false", "-no-color"}
	b.write(block, people("Example Ltd"))
	for _, status := range []int{400, 401, 403, 404, 409, 428, 502} {
		gateway.carelessly(status)
		said.WriteString(b.fails(apply...))
	}
	gateway.carelessly(0)
	for _, f := range []emulator.Fault{
		{Kind: emulator.FaultDropBefore, Route: "POST /contacts/v4/labels"},
		{Kind: emulator.FaultGarbage, Route: "POST /contacts/v4/labels", Body: `{"label":5}`},
		{Kind: emulator.FaultDropBefore, Route: "POST /contacts/v4/contacts"},
		{Status: 500, Route: "POST /contacts/v4/contacts"},
	} {
		site.Inject(f)
		said.WriteString(b.fails(apply...))
		site.ClearFaults()
	}
	b.must("plan", "-out=first.plan", "-input=false", "-no-color")
	b.must("apply", "-input=false", "-no-color", "first.plan")
	b.write(block, people("Sample GmbH"))
	site.Inject(emulator.Fault{Times: 1, Status: 401, Route: "PATCH /contacts/v4/contacts/{id}"}) // a token is renewed
	site.Inject(emulator.Fault{Status: 403, Route: "PATCH /contacts/v4/contacts/{id}"})
	said.WriteString(b.fails(apply...))
	site.ClearFaults()
	b.must(apply...)
	b.must("state", "rm", "wix_contact.ada", "wix_contact_label.vip")
	b.must("import", "-input=false", "-no-color", "wix_contact.ada", "email:fern@example.com")
	b.must("import", "-input=false", "-no-color", "wix_contact_label.vip", "name:VIP")
	more := people("Sample GmbH")
	more["data"] = config{
		"wix_contacts": config{"all": config{"filter": `{"info.company":"Sample GmbH"}`}}, "wix_contact": config{"it": config{"email": "fern@example.com"}},
	}
	more["output"] = config{"it": config{"value": "${data.wix_contacts.all.contacts[0].birthdate}"}}
	b.write(block, more)
	b.must(apply...)
	b.must("plan", "-out=second.plan", "-input=false", "-no-color")
	site.Inject(emulator.Fault{Status: 401})
	said.WriteString(b.fails("plan", "-input=false", "-no-color"))
	site.ClearFaults()
	b.write(block, config{})
	b.must(apply...)
	if n := len(site.Contacts()); n != 0 {
		b.t.Errorf("%d contacts are left", n)
	}
	return said.String()
}

// written are the ways in which a secret can be written.
func written(secret string) []string {
	quoted, _ := json.Marshal(secret)
	out := []string{secret, strings.Trim(string(quoted), `"`), url.QueryEscape(secret), url.PathEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret)), strings.Trim(fmt.Sprintf("%q", secret), `"`)}
	return append(out, strings.Trim(fmt.Sprintf("%q", out[1]), `"`))
}

// hides looks for secrets in everything that a run has left.
func (b *built) hides(secrets []string) {
	b.t.Helper()
	texts := map[string]string{"output": b.said.String()}
	add := func(name string, r io.Reader) error {
		data, err := io.ReadAll(r)
		texts[name] = string(data)
		return err
	}
	err := filepath.WalkDir(b.home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Base(filepath.Dir(path)) == "bin" {
			return err
		}
		if z, err := zip.OpenReader(path); err == nil { // a plan
			defer z.Close()
			for _, part := range z.File {
				r, err := part.Open()
				if err == nil {
					err = add(path+"/"+part.Name, r)
				}
				if err != nil {
					return err
				}
			}
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		return add(path, f)
	})
	if err != nil || len(texts) < 5 || len(texts[b.log]) < 1<<19 {
		b.t.Fatalf("%d texts, %d bytes of log: %v", len(texts), len(texts[b.log]), err)
	}
	for _, secret := range secrets {
		for _, form := range written(secret) {
			for name, text := range texts {
				if i := strings.Index(text, form); i >= 0 {
					b.t.Errorf("%s holds %s: %.300s", name, form, text[max(0, i-200):])
				}
			}
		}
	}
}

// Lines of the CLI's log that come from the provider, and those of them that it wrote
// itself, not the plugin framework for it.
var (
	providerLine = regexp.MustCompile(`^\S+ \[[A-Z]+\] +provider\.terraform-provider-wix`)
	ownLine      = regexp.MustCompile(` @module=wix\b`)
)

// logsNoPeople looks for contact data in what comes from the provider, at all levels.
// What the CLI writes down itself is up to the CLI: OpenTofu does so after an import.
func (b *built) logsNoPeople() {
	b.t.Helper()
	data, err := os.ReadFile(b.log)
	if err != nil {
		b.t.Fatal(err)
	}
	own := 0
	for line := range strings.Lines(string(data)) {
		if !providerLine.MatchString(line) {
			continue
		}
		if ownLine.MatchString(line) {
			own++
		}
		for _, word := range append([]string{"Sample GmbH", "Example Ltd", "fern@example.com"}, personal...) {
			if strings.Contains(line, word) {
				b.t.Errorf("%q is in the log: %.400s", word, line)
			}
		}
	}
	if own < 20 {
		b.t.Errorf("%d lines of the provider's own", own)
	}
}
