package wix

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

// concealed blots credentials out of errors and error answers, which some
// gateways repeat them in: the one that a request carries in its header, and the
// one that the client was made with.
type concealed struct {
	next   http.RoundTripper
	secret string
}

func (t concealed) RoundTrip(r *http.Request) (*http.Response, error) {
	blotter := blotter{t.secret, r.Header.Get("Authorization")}
	response, err := t.next.RoundTrip(r)
	if err != nil {
		if text := blotter.text(err.Error()); text != err.Error() {
			return nil, errors.New(text)
		}
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		response.Body = io.NopCloser(bytes.NewReader(blotter.body(peek(response))))
	}
	return response, nil
}

// blotter is a list of secrets.
type blotter []string

func (b blotter) text(s string) string {
	for _, secret := range b {
		if secret != "" {
			s = strings.ReplaceAll(s, secret, "(redacted)")
		}
	}
	return s
}

// body also finds what JSON has written with escapes.
func (b blotter) body(body []byte) []byte {
	body = []byte(b.text(string(body)))
	if !bytes.ContainsRune(body, '\\') {
		return body
	}
	var v any
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if decoder.Decode(&v) != nil {
		return body
	}
	clean, _ := json.Marshal(b.value(v))
	return clean
}

func (b blotter) value(v any) any {
	switch v := v.(type) {
	case string:
		return b.text(v)
	case []any:
		for i := range v {
			v[i] = b.value(v[i])
		}
	case map[string]any:
		for name, member := range v {
			v[name] = b.value(member)
		}
	}
	return v
}
