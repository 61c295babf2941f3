package entity

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// PathMapper finds the attribute for a path in a request, such as
// info.emails.items[0].email. It reports false where no attribute matches.
type PathMapper func(field string) (path.Path, bool)

// AtAttribute maps every path to one attribute.
func AtAttribute(name string) PathMapper {
	return func(string) (path.Path, bool) { return path.Root(name), true }
}

// NoPath maps no path.
func NoPath(string) (path.Path, bool) { return path.Empty(), false }

// Diagnose turns an error of the client into diagnostics: one for each member
// that validation refused, at its attribute, else one for the whole. Every
// detail ends with what to do and with what Wix support asks for.
func Diagnose(err error, mapPath PathMapper) diag.Diagnostics {
	var diags diag.Diagnostics
	var e *wix.Error
	if !errors.As(err, &e) {
		diags.AddError("The request to Wix was not finished.",
			fmt.Sprintf("%s\n\nRun the command again. What was done so far is in the state.", err))
		return diags
	}
	if credential(e) { // what it violates is no attribute of an object
		whole := *e
		for _, v := range e.Violations {
			whole.Message = strings.TrimSpace(sentence(whole.Message) + " " + sentence(v.Description))
		}
		whole.Violations = nil
		e = &whole
	}
	for _, v := range e.Violations {
		summary, step := "Wix refused a value.", "Correct the value in the configuration, then run the command again."
		if e.Code == wix.CodeNotTaken {
			summary, step = "Wix did not store a value.", "Correct the value, or leave the attribute out of the configuration so that it is not managed."
		}
		// The CLI shows no place below the first level: the text names it.
		at, ok := mapPath(v.Field)
		place := v.Field
		if ok {
			place = at.String()
		}
		detail := fmt.Sprintf("%s: %s\n\n%s\n\n%s", place, sentence(v.Description), step, trace(e))
		if ok {
			diags.AddAttributeError(at, summary, detail)
		} else {
			diags.AddError(summary, detail)
		}
	}
	if len(e.Violations) == 0 {
		summary, step := explain(e)
		diags.AddError(summary, said(e)+"\n\n"+step+"\n\n"+trace(e))
	}
	return diags
}

// credential tells that a credential was refused: by the API, or by the route that
// gives tokens for one.
func credential(e *wix.Error) bool {
	return e.Status == http.StatusUnauthorized || e.Status == http.StatusBadRequest && strings.HasPrefix(e.Path, "/oauth2/")
}

// explain gives the static summary and the next step for an error.
func explain(e *wix.Error) (summary, step string) {
	switch {
	case e.Lost:
		return "Wix may have carried out the request, but its answer was lost.",
			"Look at the contact list of the site. If the object is there, import it; otherwise apply again."
	case errors.Is(e.Cause, context.Canceled):
		return "The request was cancelled.",
			"What was done before is in the state. Run the command again to go on."
	case errors.Is(e.Cause, wix.ErrTooMany):
		return "A list of the site is too long.",
			"Of contacts, choose fewer by the arguments, or raise max_contacts in the provider block. A site cannot have so many labels or extended fields."
	case errors.Is(e.Cause, wix.ErrNotJSON):
		return "Something other than the Wix API answered.",
			"Check the provider's endpoint (WIX_ENDPOINT) and any proxy or gateway on the way, then run the command again."
	case e.Status == 0:
		return "Wix could not be reached.",
			"Check the network, the proxy variables of the environment and the provider's endpoint (WIX_ENDPOINT), then run the command again."
	case credential(e):
		return "Wix did not accept the credential.",
			"Check api_key (WIX_API_KEY), or app_id, app_secret and instance_id (WIX_APP_ID, WIX_APP_SECRET, WIX_INSTANCE_ID): the value must be complete and not revoked."
	case e.Status == http.StatusForbidden:
		return "The credential does not have the permission.", forbiddenStep(e)
	case e.Code == wix.CodeLabelsQuota:
		return "The site has as many labels as it may have.",
			fmt.Sprintf("%s of %s labels exist. Delete labels that are no longer needed, then apply again.", cmp.Or(e.QuotaUsed, "all"), cmp.Or(e.Quota, "all"))
	case e.Code == wix.CodeFieldsQuota:
		return "The site has as many extended fields as it may have.",
			"A site holds at most 100 custom fields. Delete fields that are no longer needed, then apply again."
	case e.Status == http.StatusTooManyRequests:
		return "Wix throttled the requests for too long.",
			"Lower requests_per_minute (WIX_REQUESTS_PER_MINUTE) if other programs use the same site, then run the command again."
	case e.Cause != nil:
		return "Something other than the Wix API answered.",
			"Check the provider's endpoint (WIX_ENDPOINT) and any proxy or gateway on the way, then run the command again."
	case e.Status >= http.StatusInternalServerError:
		return "Wix could not process the request.",
			"Run the command again in a few minutes. If it keeps failing, give the request id to Wix support."
	case wix.IsNotFound(e):
		return "The object does not exist on the site.",
			"It was deleted or merged since the last refresh. Run plan again to see what is left to do."
	case e.Code == wix.CodeFieldNotFound:
		return "An extended field does not exist on the site.",
			"Refer to the field's key (wix_contact_extended_field.example.key) instead of spelling it: keys differ from site to site."
	case e.Code == wix.CodeContactChanged:
		return "Somebody else keeps changing the contact.",
			"Each time that the provider had read it, it was changed again. Find out what else writes to it, then apply again."
	case e.Status == http.StatusConflict:
		return "The object is in conflict with another one.",
			"Choose another name or value, or import the object that exists."
	}
	return "Wix refused the request.", "Correct the configuration as the message says, then run the command again."
}

func forbiddenStep(e *wix.Error) string {
	if e.Permission == "" {
		return "Check that the credential belongs to the account that owns the site, and that site_id (WIX_SITE_ID) is right."
	}
	return fmt.Sprintf("Give the API key or app the permission %s. Permissions for contacts, labels and extended fields are separate. "+
		"If it has it, check that the key belongs to the account that owns the site, and that site_id (WIX_SITE_ID) is right.", e.Permission)
}

// said is what was tried and what came back.
func said(e *wix.Error) string {
	text := fmt.Sprintf("The provider could not %s.", e.Operation)
	if e.Message != "" {
		text += " Wix says: " + sentence(e.Message)
	}
	if e.Cause != nil {
		text += " " + sentence(Capital(e.Cause.Error()))
	}
	return text
}

// trace identifies the request.
func trace(e *wix.Error) string {
	parts := []string{}
	if e.Method != "" {
		parts = append(parts, fmt.Sprintf("%s %s at %s", e.Method, e.Path, e.Host))
	}
	if e.Status != 0 {
		parts = append(parts, fmt.Sprintf("status %d", e.Status))
	}
	if e.Code != "" {
		parts = append(parts, e.Code)
	}
	if e.RequestID != "" {
		parts = append(parts, "request id "+e.RequestID)
	}
	return "Request: " + strings.Join(parts, ", ") + "."
}

func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return "The value is not valid."
	}
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}

// Capital is a text with a capital at its beginning.
func Capital(s string) string {
	if s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// ImportBlock is configuration to paste that brings an object under management.
func ImportBlock(resourceType, id string) string {
	return fmt.Sprintf("import {\n  to = %s.example\n  id = %s\n}", resourceType, quoted(id))
}

// quoted is a text in the configuration language. Ids and names come from outside:
// what looks like a template must not become one where it is pasted.
func quoted(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case (r == '$' || r == '%') && strings.HasPrefix(s[i+1:], "{"), !unicode.IsPrint(r) && r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		case !unicode.IsPrint(r):
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}
