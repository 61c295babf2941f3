package probe

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

func decimal(n int) string { return strconv.Itoa(n) }

// askEnvelope looks at four answers for which the printed examples and the types disagree
// (contract Appendix A).
func askEnvelope(ctx context.Context, s *site) finding {
	f, l := s.field(ctx, "TEXT"), s.label(ctx, "a")
	if none, is := unmade(f, l); is {
		return none
	}
	one := s.get(ctx, fields, f.key)
	found := []finding{choice([]*answer{one}, "the field is neither wrapped nor bare: "+one.outcome(),
		option{"current", one.ok() && one.body.at("field", "key").text() == f.key},
		option{"printed", one.ok() && one.body.at("key").text() == f.key})}
	for _, k := range []*kind{labels, fields} {
		a := s.queryOwn(ctx, k, 100)
		found = append(found, choice([]*answer{a}, "the query has no metadata: "+a.outcome(),
			option{"current", a.ok() && a.body.at("pagingMetadata").isObject()},
			option{"printed", a.ok() && a.body.at("metadata").isObject()}))
	}
	target, _, preview := s.pair(ctx)
	found = append(found, choice([]*answer{preview}, "the preview is neither wrapped nor bare: "+preview.outcome(),
		option{"current", target.id != "" && preview.ok() && preview.body.at("contact", "id").text() == target.id},
		option{"printed", target.id != "" && preview.ok() && preview.body.at("id").text() == target.id}))
	return agreed(found)
}

// queryOwn queries the definitions of this run.
func (s *site) queryOwn(ctx context.Context, k *kind, limit int) *answer {
	return s.send(ctx, request{
		operation: k.query, method: http.MethodPost, path: k.path + "/query", repeatable: true,
		body: object{"query": object{
			"filter": object{"displayName": object{"$startsWith": s.prefix}}, "paging": object{"limit": limit},
		}},
	})
}

// listOwn lists the labels of this run.
func (s *site) listOwn(ctx context.Context, limit int) *answer {
	return s.send(ctx, request{
		operation: labels.find, method: http.MethodGet, path: labels.path, repeatable: true,
		query: url.Values{"startsWith": {s.prefix}, "paging.limit": {decimal(limit)}},
	})
}

func askMissingTotal(ctx context.Context, s *site) finding {
	if none, is := unmade(s.label(ctx, "a")); is {
		return none
	}
	_, query := s.queried(ctx, object{"id": object{"$eq": s.subject(ctx).id}})
	var found []finding
	for _, a := range []*answer{s.listOwn(ctx, 10), s.queryOwn(ctx, labels, 10), query} {
		total := a.metadata().at("total")
		_, isNumber := total.whole()
		found = append(found, choice([]*answer{a}, "there is no metadata: "+a.outcome(),
			option{"off", isNumber}, option{"on", a.ok() && a.metadata().isObject() && !total.found}))
	}
	return agreed(found)
}

func askLabelLimits(ctx context.Context, s *site) finding {
	list, query := s.listOwn(ctx, 2000), s.queryOwn(ctx, labels, 1001)
	if !s.queryOwn(ctx, labels, 1000).ok() || list.lost() || query.lost() {
		return unexpected(query)
	}
	return choice([]*answer{list, query}, "list 2000: "+list.outcome()+", query 1001: "+query.outcome(),
		option{"list 2000, query 1000", list.ok() && query.refused(http.StatusBadRequest)},
		option{"list 2000, query more", list.ok() && query.ok()},
		option{"list less than 2000, query 1000", list.refused(http.StatusBadRequest) && query.refused(http.StatusBadRequest)})
}

// documented are the members that the public types of the contract have, by what they are in
// (contract 6.1). Those of extended fields have the names of the site's fields.
var documented = map[string]string{
	"":                             "id revision source createdDate updatedDate lastActivity primaryInfo primaryEmail primaryPhone picture info",
	"source":                       "sourceType appId wixAppId",
	"lastActivity":                 "activityDate activityType",
	"primaryInfo":                  "email phone",
	"primaryEmail":                 "email subscriptionStatus deliverabilityStatus",
	"primaryPhone":                 "phone countryCode e164Phone formattedPhone subscriptionStatus",
	"info":                         "name emails phones addresses company jobTitle birthdate locale labelKeys extendedFields picture locations",
	"info.name":                    "first last",
	"info.emails.items":            "id tag email primary",
	"info.phones.items":            "id tag countryCode phone e164Phone primary",
	"info.addresses.items":         "id tag address",
	"info.addresses.items.address": "country subdivision city postalCode addressLine addressLine2 streetAddress",
}

func askUnknowns(ctx context.Context, s *site) finding {
	p := s.subject(ctx)
	if none, is := unmade(p); is {
		return none
	}
	a := s.read(ctx, p)
	if !a.ok() || a.contact().at("id").text() != p.id || !a.contact().at("info").isObject() {
		return unexpected(a)
	}
	more := undocumented(a.contact(), "")
	if len(more) == 0 {
		return told("off", a)
	}
	return finding{value: "on", note: strings.Join(more, ", "), trail: []*answer{a}}
}

// undocumented are the paths of members that no public type has.
func undocumented(n node, path string) []string {
	var out []string
	for _, one := range n.list() {
		out = append(out, undocumented(one, path)...)
	}
	members, _ := n.value.(object)
	known, listed := documented[path]
	for _, name := range slices.Sorted(maps.Keys(members)) {
		inner := strings.TrimPrefix(path+"."+name, ".")
		if listed && !slices.Contains(strings.Fields(known), name) {
			out = append(out, inner)
			continue
		}
		if name != "items" || !listed {
			out = append(out, undocumented(n.at(name), inner)...)
		}
	}
	return slices.Compact(out)
}

func askSource(ctx context.Context, s *site) finding {
	p := s.subject(ctx)
	kind := p.answer.contact().at("source", "sourceType").text()
	if p.id == "" || kind == "" {
		return unable("no source was answered", p.answer)
	}
	if expected := map[bool]string{false: "ADMIN", true: "WIX_APP"}[s.credential.isApp()]; kind == expected {
		return finding{value: sourceAssumed, note: kind, trail: []*answer{p.answer}}
	}
	return told(kind, p.answer)
}

const sourceAssumed = "ADMIN with a key, WIX_APP with an app"

func askBadKey(ctx context.Context, s *site) finding {
	p := s.subject(ctx)
	if none, is := unmade(p); is {
		return none
	}
	if a := s.read(ctx, p); !a.ok() {
		return unexpected(a)
	}
	a := s.send(ctx, request{
		operation: contacts.get, method: http.MethodGet, path: contacts.at(p.id), repeatable: true, badToken: true,
	})
	if a.ok() {
		return untold("a token that nobody issued is let in", a)
	}
	return status(a, http.StatusUnauthorized, http.StatusForbidden)
}

// askOAuthError sends a grant type that there is not, and no credential.
func askOAuthError(ctx context.Context, s *site) finding {
	a := s.send(ctx, request{
		method: http.MethodPost, path: tokenPath, body: object{"grant_type": "wix-probe"}, anonymous: true, repeatable: true,
	})
	if a.status < 400 || a.status >= 500 || a.throttled() {
		return unexpected(a)
	}
	ietf := a.body.at("error").text() != ""
	return choice([]*answer{a}, "the error has neither form: "+a.outcome(),
		option{"ietf", ietf}, option{"envelope", !ietf && (a.code() != "" || a.body.at("details", "validationError").exists())})
}

func askOAuthBody(_ context.Context, s *site) finding {
	a := s.tokenAnswer
	if a == nil {
		return finding{notAsked: true, note: "it needs the credential of an app, and the probe runs with an API key"}
	}
	wrapped := parse([]byte(a.body.at("body").text()))
	return choice([]*answer{a}, "the token is in neither place: "+fmt.Sprint(a.status),
		option{"plain", a.body.at("access_token").text() != ""}, option{"string", wrapped.at("access_token").text() != ""})
}
