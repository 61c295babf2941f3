package emulator

import (
	"net/http"
	"slices"
	"strings"
)

// The permission ids of contract 1.2.
const (
	permContactsView   = "CONTACTS.VIEW"
	permContactsModify = "CONTACTS.MODIFY"
	permContactsMerge  = "CONTACTS.MERGE"
	permLabelsView     = "CONTACTS_LABELS.VIEW"
	permLabelsModify   = "CONTACTS_LABELS.MODIFY"
	permFieldsView     = "CONTACTS_SCHEMA.VIEW"
	permFieldsModify   = "CONTACTS_SCHEMA.MODIFY"

	// These two lift a restriction, so "all permissions" does not include them.
	permMemberEmail  = "CONTACTS.MODIFY_MEMBER_PRIMARY_EMAIL_PERMISSION"
	permMemberStatus = "CONTACTS.MODIFY_MEMBERSHIP_STATUS"
)

// principal is who calls: an app by its token, or else an API key.
type principal struct {
	app   bool
	appID string
}

// authenticate knows a caller by API key and site, or by a token, which is
// bound to its site and may come with or without the word Bearer.
func (s *Server) authenticate(h http.Header, sw Switches) (principal, error) {
	value := strings.TrimSpace(h.Get("Authorization"))
	if value == "" {
		return principal{}, plain(http.StatusUnauthorized, "Authorization is missing")
	}
	bare, bearer := strings.CutPrefix(value, "Bearer ")
	if app, known, valid := s.tokens.owner(bare, s.opts.Now()); known {
		if !valid {
			return principal{}, badCredentials(sw, "The access token has expired")
		}
		return principal{app: true, appID: app}, nil
	}
	if bearer || strings.HasPrefix(value, tokenPrefix) || s.opts.APIKey != "" && value != s.opts.APIKey {
		return principal{}, badCredentials(sw, "The API key or access token is not valid")
	}
	site := h.Get("Wix-Site-Id")
	switch {
	case site == "":
		return principal{}, plain(http.StatusForbidden, "wix-site-id is missing")
	case !isGUID(site), s.opts.SiteID != "" && !strings.EqualFold(site, s.opts.SiteID):
		return principal{}, plain(http.StatusForbidden, "The API key has no access to the site")
	}
	return principal{}, nil
}

func badCredentials(sw Switches, message string) *apiError {
	if sw.BadKey == "403" {
		return plain(http.StatusForbidden, message)
	}
	return plain(http.StatusUnauthorized, message)
}

func (s *Server) authorize(permission string) error {
	if s.opts.Permissions == nil || slices.Contains(s.opts.Permissions, permission) {
		return nil
	}
	return plain(http.StatusForbidden, "Permission denied: "+permission+" is required")
}

// grantedByName reports a permission that nil Permissions does not include.
func (s *Server) grantedByName(permission string) bool {
	return slices.Contains(s.opts.Permissions, permission)
}
