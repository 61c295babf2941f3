package probe

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"
)

// Credential is an API key with its site, or an app with its secret and instance
// (contract 1.2).
type Credential struct {
	Key, SiteID                  string
	AppID, AppSecret, InstanceID string
}

var guid = regexp.MustCompile(`(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

// CredentialFrom takes the credential from the provider's variables. An error names the
// variable, and never a value.
func CredentialFrom(getenv func(string) string) (Credential, error) {
	read := func(name string) string { return strings.TrimSpace(getenv(name)) }
	c := Credential{
		Key: read("WIX_API_KEY"), SiteID: read("WIX_SITE_ID"),
		AppID: read("WIX_APP_ID"), AppSecret: read("WIX_APP_SECRET"), InstanceID: read("WIX_INSTANCE_ID"),
	}
	app := c.AppID + c.AppSecret + c.InstanceID
	switch {
	case c.Key != "" && app != "":
		return c, errors.New("both WIX_API_KEY and an app (WIX_APP_ID, WIX_APP_SECRET, WIX_INSTANCE_ID) are set: unset one of the two")
	case app != "" && (c.AppID == "" || c.AppSecret == "" || c.InstanceID == ""):
		return c, errors.New("an app needs all of WIX_APP_ID, WIX_APP_SECRET and WIX_INSTANCE_ID")
	case app == "" && c.Key == "":
		return c, errors.New("no credential is set: set WIX_API_KEY and WIX_SITE_ID, or WIX_APP_ID, WIX_APP_SECRET and WIX_INSTANCE_ID")
	case app == "" && (c.SiteID == "" || guid.FindString(c.SiteID) != c.SiteID):
		return c, errors.New("WIX_SITE_ID is not a GUID: take the part after /dashboard/ in the address of the site's dashboard")
	}
	for _, value := range []string{c.Key, c.AppID, c.AppSecret, c.InstanceID} {
		if !headerValue(value) {
			return c, errors.New("a credential holds a character that no header can carry")
		}
	}
	return c, nil
}

func headerValue(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' })
}

func (c Credential) isApp() bool { return c.AppID != "" }

// authorize puts the credential on a request. An app gets its token first, and a new one
// after a token was refused.
func (c *client) authorize(ctx context.Context, h http.Header) *answer {
	if !c.credential.isApp() {
		h.Set("Authorization", c.credential.Key)
		h.Set("wix-site-id", c.credential.SiteID)
		return nil
	}
	if c.token == "" {
		if a := c.fetchToken(ctx); c.token == "" {
			return a
		}
	}
	h.Set("Authorization", c.token)
	return nil
}

// fetchToken asks for an access token. The answer is the newest of the token endpoint.
func (c *client) fetchToken(ctx context.Context) *answer {
	a := c.once(ctx, request{
		method: http.MethodPost, path: tokenPath, anonymous: true,
		body: object{
			"grant_type": "client_credentials", "client_id": c.credential.AppID,
			"client_secret": c.credential.AppSecret, "instance_id": c.credential.InstanceID,
		},
	})
	c.tokenAnswer = a
	token := a.body.at("access_token").text()
	if token == "" {
		token = parse([]byte(a.body.at("body").text())).at("access_token").text()
	}
	switch {
	case a.err != nil:
	case token == "" || !headerValue(token):
		a.err = errors.New("the token endpoint gave no usable token")
	default:
		c.token = token
		c.secrets.Add(token)
	}
	return a
}

const tokenPath = "/oauth2/token"
