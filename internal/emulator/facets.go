package emulator

// facet is one way of dividing the contacts (contract 8).
type facet struct {
	kind, namespace, key, name, spanish, legacyID string
	// path and value are the filter that the facet stands for.
	path, value string
}

const (
	pathSubscription   = "info.extendedFields." + keySubscription
	pathDeliverability = "info.extendedFields." + keyDeliverability
	pathMembership     = "info.extendedFields." + keyMembership
	pathEffectiveEmail = "info.extendedFields." + keyEffectiveEmail
	pathLabelKeys      = "info.labelKeys"

	// pathNotLabeled stands for a filter over all label keys.
	pathNotLabeled = "no label"
)

var systemFacets = []facet{
	{"SUBSCRIPTION_STATUS", "emailSubscriptions", "emailSubscriptions.subscribed", "Subscribed", "Suscritos", "contacts-subscribed", pathSubscription, "SUBSCRIBED"},
	{"SUBSCRIPTION_STATUS", "emailSubscriptions", "emailSubscriptions.unsubscribed", "Unsubscribed", "Dados de baja", "contacts-unsubscribed", pathSubscription, "UNSUBSCRIBED"},
	{"SUBSCRIPTION_STATUS", "emailSubscriptions", "emailSubscriptions.pending", "Pending", "Pendientes", "contacts-pending-subscription", pathSubscription, "PENDING"},
	{"SUBSCRIPTION_STATUS", "emailSubscriptions", "emailSubscriptions.bounced", "Bounced", "Rechazados", "contacts-delivery_all_non_valid", pathDeliverability, "BOUNCED"},
	{"SUBSCRIPTION_STATUS", "emailSubscriptions", "emailSubscriptions.spam", "Spam", "Spam", "contacts-delivery_spam", pathDeliverability, "SPAM_COMPLAINT"},
	{"SUBSCRIPTION_STATUS", "emailSubscriptions", "emailSubscriptions.inactive", "Inactive", "Inactivos", "contacts-delivery_inactive", pathDeliverability, "INACTIVE"},
	{"MEMBERSHIP_STATUS", "membershipStatus", "membershipStatus.approved", "Approved", "Aprobada", "contacts-site_members_approved", pathMembership, "APPROVED"},
	{"MEMBERSHIP_STATUS", "membershipStatus", "membershipStatus.denied", "Blocked", "Obstruida", "contacts-site_members_denied", pathMembership, "DENIED"},
	{"MEMBERSHIP_STATUS", "membershipStatus", "membershipStatus.pending", "Pending", "Pendiente", "contacts-site_members_request", pathMembership, "PENDING"},
	{"MEMBERSHIP_STATUS", "membershipStatus", "membershipStatus.inactive", "Inactive", "Inactiva", "contacts-site_members_inactive", pathMembership, "INACTIVE"},
}

// wireFacet is a facet in an answer. FactKey is how the printed examples spell
// facetKey once in each list (Appendix A).
type wireFacet struct {
	FacetType            string `json:"facetType"`
	Namespace            string `json:"namespace,omitempty"`
	NamespaceDisplayName string `json:"namespaceDisplayName,omitempty"`
	FacetKey             string `json:"facetKey,omitempty"`
	FactKey              string `json:"factKey,omitempty"`
	FacetDisplayName     string `json:"facetDisplayName"`
	Count                int    `json:"count"`
	LegacyID             string `json:"legacyId,omitempty"`
	QueryFilter          object `json:"queryFilter,omitempty"`
}

type facetsAnswer struct {
	Facets         []wireFacet     `json:"facets"`
	PagingMetadata *pagingMetadata `json:"pagingMetadata"`
}

var facetLimits = limits{fallback: 50, most: 1000}

func (s *Server) listFacets(c *call) (any, error) {
	var k checker
	in := listObject(c.query)
	language := k.language(in)
	q, err := k.readSearch(in, "", facetLimits)
	if err != nil {
		return nil, err
	}
	q.filter = nil
	return s.facetPage(c, q, language)
}

// queryFacets takes its filter under either name (Appendix A).
func (s *Server) queryFacets(c *call) (any, error) {
	var k checker
	language := k.language(c.body)
	q, err := k.readSearch(c.body, "", facetLimits)
	if err != nil {
		return nil, err
	}
	if older, ok := c.body["queryFilter"]; ok && q.filter == nil {
		q.filter = older
	}
	return s.facetPage(c, q, language)
}

// facetDialect allows the three fields of contract 8 only.
var facetDialect = dialect[contact]{codes: contactCodes, columns: func(path string) (column[contact], bool) {
	switch path {
	case pathEffectiveEmail, pathSubscription, pathDeliverability:
		col, ok := contactColumns[path]
		return col, ok
	}
	return column[contact]{}, false
}}

func (s *Server) facetPage(c *call, q search, language string) (any, error) {
	found, err := selectRows(facetDialect, q, s.site.contacts.asOf(c.now.Add(-c.sw.QueryLag)), nil)
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for _, v := range found {
		if len(v.info.labelKeys) == 0 {
			counts[pathNotLabeled]++
		}
		for _, key := range v.info.labelKeys {
			counts[pathLabelKeys+key]++
		}
		for _, path := range []string{pathSubscription, pathDeliverability, pathMembership} {
			for _, value := range contactColumns[path].values(v) {
				counts[path+as[string](value)]++
			}
		}
	}
	all := s.facets(c.sw)
	out := facetsAnswer{Facets: []wireFacet{}}
	for _, f := range page(q, all) {
		w := f.wire(c.sw, language)
		if f.path == pathNotLabeled {
			w.QueryFilter = s.notLabeled()
		}
		w.Count = counts[f.path+f.value]
		if f.path == "" {
			w.Count = len(found)
		}
		out.Facets = append(out.Facets, w)
	}
	out.PagingMetadata = q.metadata(c.sw, len(out.Facets), len(all))
	return out, nil
}

// facets are those of the site. Neither printed list has the one for contacts
// without labels.
func (s *Server) facets(sw Switches) []facet {
	out := []facet{{kind: "ALL_CONTACTS", key: "contacts.all", name: "All Contacts", spanish: "Todos los contactos", legacyID: "contacts-all"}}
	if sw.Envelope != "printed" {
		out = append(out, facet{kind: "NOT_LABELED", key: "contacts.notLabeled", name: "Not Labeled", spanish: "Sin etiquetas", path: pathNotLabeled})
	}
	for l := range userMadeFirst(s.site.labels.all()) {
		out = append(out, facet{"LABEL", l.namespace, l.key, l.name, l.spanish, l.legacyID, pathLabelKeys, l.key})
	}
	return append(out, systemFacets...)
}

// notLabeled finds contacts without labels; there is no $exists for label keys
// (contract 3.2).
func (s *Server) notLabeled() object {
	keys := []string{}
	for l := range s.site.labels.all() {
		keys = append(keys, l.key)
	}
	return object{"$not": object{pathLabelKeys: object{"$hasSome": keys}}}
}

func (f facet) wire(sw Switches, language string) wireFacet {
	out := wireFacet{FacetType: f.kind, Namespace: f.namespace, FacetKey: f.key, FacetDisplayName: f.name}
	if language == "es" && f.spanish != "" {
		out.FacetDisplayName = f.spanish
	}
	if f.namespace != "" {
		names := map[string]string{"emailSubscriptions": "Subscription Status", "membershipStatus": "Membership Status"}
		name, ok := names[f.namespace]
		if !ok {
			name = "Labels"
		}
		out.NamespaceDisplayName = translate(language, name)
	}
	switch f.path {
	case "", pathNotLabeled:
	case pathLabelKeys:
		out.QueryFilter = object{f.path: object{"$hasSome": []string{f.value}}}
	default:
		out.QueryFilter = object{f.path: object{"$eq": f.value}}
	}
	if sw.Envelope != "printed" {
		if sw.Unknowns == "on" {
			out.LegacyID = f.legacyID
		}
		return out
	}
	out.LegacyID = f.legacyID
	if f.kind == "LABEL" {
		out.FacetType = "LABELS"
	}
	if f.key == "contacts.customers" {
		out.FacetKey, out.FactKey = "", f.key
	}
	return out
}
