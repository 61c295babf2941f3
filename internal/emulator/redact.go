package emulator

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// tokenRoute is where apps get access tokens, with a secret in the body.
const tokenRoute = "POST /oauth2/token"

// blot stands for what is not recorded.
const blot = "redacted"

// redacted is the record of a request. Of a token request neither body nor query is
// kept. Elsewhere a header, a query or a body that names a credential is blotted out,
// and so is one that cannot be read, such as a form.
func redacted(r *http.Request, route string, body []byte) *Request {
	out := &Request{Method: r.Method, Path: r.URL.Path, RawQuery: r.URL.RawQuery, Route: route, Body: body, Header: r.Header.Clone()}
	for name := range out.Header {
		if isCredential(name) {
			out.Header.Set(name, blot)
		}
	}
	if route == tokenRoute {
		out.RawQuery, out.Body = "", nil
	}
	if queryNamesCredential(out.RawQuery) {
		out.RawQuery = blot
	}
	if bodyNamesCredential(out.Body) {
		out.Body = []byte(blot)
	}
	return out
}

// credentialWords are what the names of credentials contain, in lower case and
// without punctuation: client_secret, X-Api-Key, accessToken.
var credentialWords = []string{"secret", "token", "apikey", "authorization", "password", "cookie"}

func isCredential(name string) bool {
	name = strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(name))
	return slices.ContainsFunc(credentialWords, func(word string) bool { return strings.Contains(name, word) })
}

func queryNamesCredential(raw string) bool {
	query, err := url.ParseQuery(raw)
	for name := range query {
		if isCredential(name) {
			return true
		}
	}
	return err != nil
}

// bodyNamesCredential reads names as JSON has them, so that no escape hides one, and
// all of them, those that are given twice included. What is no JSON object counts.
func bodyNamesCredential(body []byte) bool {
	if body = bytes.TrimSpace(body); len(body) == 0 {
		return false
	}
	if body[0] != '{' {
		return true
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	for {
		token, err := decoder.Token()
		if err != nil {
			return err != io.EOF
		}
		name, isText := token.(string)
		rest := bytes.TrimLeft(body[decoder.InputOffset():], " \t\r\n")
		if isText && bytes.HasPrefix(rest, []byte(":")) && isCredential(name) {
			return true
		}
	}
}
