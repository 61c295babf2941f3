package emulator

import (
	"maps"
	"net/http"
	"strings"
	"testing"
)

// TestRecord_credentials sends credentials in every place and spelling; none is kept.
func TestRecord_credentials(t *testing.T) {
	const kept = true
	token := `{"grant_type":"client_credentials","client_id":"app","client_secret":"hush","instance_id":"i"}`
	for _, tt := range []struct {
		name, method, path, body string
		header                   http.Header
		kept                     bool
	}{
		{"token request", "POST", "/oauth2/token?x=hush", token, nil, false},
		{"token request as a form", "POST", "/oauth2/token", "grant_type=client_credentials&client_secret=hush", nil, false},
		{"token request to nowhere", "POST", "/oauth2/tokens", token, nil, false},
		{"form to nowhere", "POST", "/oauth/access", "grant_type=client_credentials&client_secret=hush", nil, false},
		{"member", "POST", labelsPath, `{"displayName":"A","client_secret":"hush"}`, nil, false},
		{"escaped member", "POST", labelsPath, `{"displayName":"A","client\u005fsecr\u0065t":"hush"}`, nil, false},
		{"spelled otherwise", "POST", labelsPath, `{"displayName":"A", "Client-Secret" : "hush"}`, nil, false},
		{"nested", "POST", labelsPath, `{"displayName":"A","x":[{"y":{"accessToken":"hush"}}]}`, nil, false},
		{"given twice", "POST", labelsPath, `{"displayName":"A","x":{"api_key":"hush"},"x":1}`, nil, false},
		{"after the end", "POST", labelsPath, `{"displayName":"A"} client_secret=hush`, nil, false},
		{"text", "POST", labelsPath, `"client_secret=hush"`, nil, false},
		{"query", "GET", labelsPath + "?access_token=hush", "", nil, false},
		{"escaped query", "GET", labelsPath + "?ap%69Key=hush", "", nil, false},
		{"unreadable query", "GET", labelsPath + "?x;client_secret=hush", "", nil, false},
		{"key", "GET", labelsPath, "", http.Header{"Authorization": {"hush", "hush"}}, false},
		{"other headers", "GET", labelsPath, "", http.Header{"X-Api-Key": {"hush"}, "Cookie": {"a=hush"}, "Proxy-Authorization": {"hush"}}, false},
		{"words that are values", "POST", labelsPath, `{"displayName":"Secret hush"}`, nil, kept},
		{"query without", "GET", labelsPath + "?startsWith=hush", "", nil, kept},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := start(t, Options{})
			maps.Copy(c.header, tt.header)
			c.do(tt.method, tt.path, tt.body)
			recorded := c.server.Requests()[0]
			if got := strings.Contains(show(recorded)+string(recorded.Body), "hush"); got != tt.kept {
				t.Errorf("recorded %+v with the body %s", recorded, recorded.Body)
			}
			if shown := show(drive(t, Options{}).shownBy(c.server)); strings.Contains(shown, "hush") != tt.kept {
				t.Errorf("shown %s", shown)
			}
		})
	}
}

// shownBy is what the control surface of a server lists of its requests.
func (d *driver) shownBy(s *Server) object {
	d.server = s
	return d.does("GET", "requests", "")
}

// TestRecord_bounds holds that the newest requests are kept, within both bounds.
func TestRecord_bounds(t *testing.T) {
	for _, tt := range []struct {
		name      string
		body      int
		sent, few int
	}{
		{"bytes", 1 << 20, maxRecordedBytes>>20 + 10, maxRecordedBytes >> 20},
		{"number", 0, maxRecorded + 10, maxRecorded},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var rec recorder
			body := []byte(`{"x":"` + strings.Repeat("x", tt.body) + `"}`)
			r, err := http.NewRequestWithContext(t.Context(), "POST", "https://www.wixapis.com"+labelsPath, nil)
			if err != nil {
				t.Fatal(err)
			}
			var last *Request
			size := 0
			for range tt.sent {
				last = rec.add(r, "", body)
				size = max(size, rec.bytes)
			}
			sum := 0
			for _, entry := range rec.list {
				sum += entry.size()
			}
			if n := len(rec.list); n > tt.few || n < tt.few/3 || rec.list[n-1] != last {
				t.Errorf("%d requests of %d are kept", n, tt.sent)
			}
			if size > maxRecordedBytes || sum != rec.bytes {
				t.Errorf("%d bytes at most, %d now, counted as %d", size, sum, rec.bytes)
			}
		})
	}
}
