//go:build linux

// The certificate authorities that a Go program trusts can be named by the
// environment on Linux only.

package provider_test

import (
	"encoding/pem"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// tunnel is a proxy that connects whoever asks for a tunnel with one server, and
// keeps what it was asked.
type tunnel struct {
	to string

	mu    sync.Mutex
	asked []*http.Request
}

func (p *tunnel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.asked = append(p.asked, r)
	p.mu.Unlock()
	if r.Method != http.MethodConnect {
		http.Error(w, "tunnels only", http.StatusMethodNotAllowed)
		return
	}
	far, err := net.Dial("tcp", p.to)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	near, buffered, err := w.(http.Hijacker).Hijack()
	if err != nil {
		_ = far.Close()
		return
	}
	_, _ = io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n")
	go func() {
		_, _ = io.Copy(far, buffered)
		_ = far.Close()
	}()
	_, _ = io.Copy(near, far)
	_ = near.Close()
}

// secured is a site behind TLS, under the name example.com, and the file of the
// authority that vouches for it.
func secured(t *testing.T) (listener *httptest.Server, site *emulator.Server, authority string) {
	t.Helper()
	site = emulator.New(emulator.Options{APIKey: hiddenKey, SiteID: acctest.SiteID, Hosts: []string{"example.com"}})
	listener = httptest.NewUnstartedServer(site)
	listener.Config.ErrorLog = log.New(io.Discard, "", 0)
	listener.StartTLS()
	t.Cleanup(listener.Close)
	authority = filepath.Join(t.TempDir(), "authority.pem")
	data := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: listener.Certificate().Raw})
	if err := os.WriteFile(authority, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return listener, site, authority
}

// TestAccProxy: the proxy of the environment is used. It gets the name of the host
// and its own password, and no credential for Wix. The error for one that does
// not answer lacks its password.
func TestAccProxy(t *testing.T) {
	listener, site, authority := secured(t)
	proxy := &tunnel{to: listener.Listener.Addr().String()}
	gate := httptest.NewServer(proxy)
	defer gate.Close()
	env := func(address string) []string {
		return []string{"HTTPS_PROXY=" + address, "SSL_CERT_FILE=" + authority, "WIX_ENDPOINT=https://example.com", "WIX_API_KEY=" + hiddenKey, "WIX_SITE_ID=" + acctest.SiteID}
	}
	b := build(t, env(strings.Replace(gate.URL, "http://", "http://me:proxy-password@", 1))...)
	b.write(config{"max_retries": 0}, config{"resource": config{"wix_contact_label": config{"vip": config{"display_name": "VIP"}}}})
	b.must("apply", "-auto-approve", "-input=false", "-no-color")
	if n := site.Count("POST /contacts/v4/labels"); n != 1 {
		t.Errorf("%d labels were made", n)
	}
	for _, r := range proxy.asked {
		if r.Method != http.MethodConnect || r.Host != "example.com:443" || r.Header.Get("Authorization") != "" || r.Header.Get("wix-site-id") != "" || r.Header.Get("Proxy-Authorization") == "" {
			t.Errorf("the proxy was asked: %s %s %v", r.Method, r.Host, r.Header)
		}
	}
	if len(proxy.asked) == 0 {
		t.Error("the proxy was not asked")
	}
	b.Env = append(b.Env, "HTTPS_PROXY=http://me:proxy-password@127.0.0.1:1")
	site.ResetRequests()
	if said := b.fails("plan", "-input=false"); !strings.Contains(said, "roxyconnect tcp: dial tcp 127.0.0.1:1") || !strings.Contains(said, "the proxy variables of the environment") || site.CountAll() != 0 {
		t.Errorf("%d requests: %s", site.CountAll(), said)
	}
	text, err := os.ReadFile(b.log)
	if err != nil || strings.Contains(string(text)+b.said.String(), "proxy-password") || strings.Contains(string(text), hiddenKey) {
		t.Errorf("a secret is in the log, or %v", err)
	}
}

// TestTLS: a certificate that nobody vouches for ends it, before anything is sent,
// and no attribute of the provider can change that.
func TestTLS(t *testing.T) {
	listener, site, _ := secured(t)
	says(t, ask(t, live(), key(config{"endpoint": listener.URL, "max_retries": 3})), "Wix could not be reached.", "certificate")
	if n := site.CountAll(); n != 0 {
		t.Errorf("%d requests arrived", n)
	}
	lax := regexp.MustCompile(`insecure|skip|verify|tls|ssl|cert|trust`)
	every(t, func(name string, schema *tfprotov6.Schema) {
		attributes(name, schema.Block.Attributes, func(at string, _ *tfprotov6.SchemaAttribute) {
			if lax.MatchString(at) {
				t.Errorf("%s seems to weaken the connection", at)
			}
		})
	})
}
