package emulator

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// tokenPrefix starts every access token, so that one of another emulator is
// not mistaken for an API key.
const tokenPrefix = "OAUTH2."

// tokenLife is expires_in, documented as always four hours (contract 1.2).
const tokenLife = 4 * time.Hour

type token struct {
	app     string
	expires time.Time
}

type tokens struct {
	mu   sync.Mutex
	byID map[string]token
}

func (t *tokens) issue(id, app string, expires time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byID == nil {
		t.byID = map[string]token{}
	}
	t.byID[id] = token{app, expires}
}

func (t *tokens) owner(id string, now time.Time) (app string, known, valid bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	found, known := t.byID[id]
	return found.app, known, known && now.Before(found.expires)
}

type tokenAnswer struct {
	AccessToken string `json:"access_token"`
	TokenType   string `json:"token_type"`
	ExpiresIn   int    `json:"expires_in"`
}

// oauthError is the IETF form of a token error (RFC 6749, section 5.2).
type oauthError struct {
	Error       string `json:"error"`
	Description string `json:"error_description"`
}

// issueToken answers POST /oauth2/token.
func (s *Server) issueToken(c *call) (any, error) {
	ask := func(name string) string { text, _ := c.body[name].(string); return text }
	if grant := ask("grant_type"); grant != "client_credentials" {
		return s.refuseToken(c, http.StatusBadRequest, "unsupported_grant_type", "grant_type", "grant_type must be client_credentials")
	}
	for _, check := range []struct{ member, want string }{
		{"client_id", s.opts.AppID}, {"client_secret", s.opts.AppSecret}, {"instance_id", s.opts.InstanceID},
	} {
		got := ask(check.member)
		if got == "" {
			return s.refuseToken(c, http.StatusBadRequest, "invalid_request", check.member, check.member+" is missing")
		}
		if check.want != "" && got != check.want {
			return s.refuseToken(c, http.StatusUnauthorized, "invalid_client", "getBy.app", check.member+" is not valid")
		}
	}
	id := tokenPrefix + s.letters(32)
	s.tokens.issue(id, ask("client_id"), c.now.Add(tokenLife))
	answer := tokenAnswer{id, "Bearer", int(tokenLife.Seconds())}
	if c.sw.OAuthBody == "string" {
		text, err := json.Marshal(answer)
		return map[string]any{"statusCode": http.StatusOK, "body": string(text)}, err
	}
	return answer, nil
}

func (s *Server) refuseToken(c *call, status int, code, field, description string) (any, error) {
	if c.sw.OAuthError == "envelope" {
		return nil, invalid("request", []violation{{Field: field, Description: description, ViolatedRule: ruleFormat}})
	}
	return answerWith{status, oauthError{code, description}}, nil
}
