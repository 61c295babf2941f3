package wix

import (
	"cmp"
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

func (Facet) created() string { return "" }

func (f Facet) id() string { return f.FacetType + " " + cmp.Or(f.Key, f.FactKey) }

// ListFacets walks the facets of all contacts: in all, by label, by subscription
// and by membership.
func (c *Client) ListFacets(ctx context.Context) iter.Seq2[*Facet, error] {
	in := listing{call: contactCall(http.MethodGet, "count contacts", contactsRead, "facets"), size: contactsPage, most: Labels.Most}
	return func(yield func(*Facet, error) bool) {
		for f, err := range pages[Facet](ctx, c, in, Query{}) {
			if f != nil {
				f.Key = cmp.Or(f.Key, f.FactKey)
				if f.FacetType == "LABELS" {
					f.FacetType = "LABEL"
				}
			}
			if !yield(f, err) {
				return
			}
		}
	}
}
