package wix

import (
	"context"
	"iter"
	"net/http"
)

// Facet is a part of a site's contacts and how many there are (contract 8).
type Facet struct {
	// FacetType is ALL_CONTACTS, LABEL, SUBSCRIPTION_STATUS, MEMBERSHIP_STATUS or
	// another; older answers say LABELS.
	FacetType            string         `json:"facetType"`
	Namespace            string         `json:"namespace"`
	NamespaceDisplayName string         `json:"namespaceDisplayName"`
	Key                  string         `json:"facetKey"`
	FactKey              string         `json:"factKey"` // as some printed answers spell it
	DisplayName          string         `json:"facetDisplayName"`
	Count                int            `json:"count"`
	QueryFilter          map[string]any `json:"queryFilter"`
}

func (Facet) list() string { return "facets" }

// ListFacets walks the facets of all contacts: in all, by label, by subscription
// and by membership.
func (c *Client) ListFacets(ctx context.Context) iter.Seq2[*Facet, error] {
	key := func(f *Facet) string { return f.FacetType + " " + f.Key }
	return pages(ctx, c, contactsPage, 0, key, func(p paging) (page[Facet], error) {
		out, err := getPage[Facet](ctx, c, call{
			operation: operation{name: "count contacts", permission: contactsRead, retriesSmallerPage: p.retriesSmallerPage},
			method:    http.MethodGet, path: under(contactsPath, "facets"), query: p.values(),
		})
		for i := range out.items {
			f := &out.items[i]
			if f.Key == "" {
				f.Key = f.FactKey
			}
			if f.FacetType == "LABELS" {
				f.FacetType = "LABEL"
			}
		}
		return out, err
	})
}
