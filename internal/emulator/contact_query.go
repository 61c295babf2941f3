package emulator

import (
	"slices"
	"strings"
	"time"
)

type contactsAnswer struct {
	Contacts       []wireContact   `json:"contacts"`
	PagingMetadata *pagingMetadata `json:"pagingMetadata"`
}

var contactLimits = limits{fallback: 50, most: 1000, sorts: 1, limitCode: "ILLEGAL_LIMIT", sortCode: "UNSUPPORTED_SORT_FIELD"}

func (s *Server) listContacts(c *call) (any, error) {
	var k checker
	q, err := k.readSearch(listObject(c.query), "", contactLimits)
	if err != nil {
		return nil, err
	}
	q.filter = nil
	return s.contactPage(c, &k, q, "", c.sw.ListLag)
}

func (s *Server) queryContacts(c *call) (any, error) {
	var k checker
	in, path := queryObject(&k, c.body)
	text := k.text(c.body, "", "search", maxShort)
	q, err := k.readSearch(in, path, contactLimits)
	if err != nil {
		return nil, err
	}
	q.text = text.value
	return s.contactPage(c, &k, q, path, c.sw.QueryLag)
}

func (s *Server) contactPage(c *call, k *checker, q search, path string, lag time.Duration) (any, error) {
	show := k.project(q, path)
	if err := k.err("request"); err != nil {
		return nil, err
	}
	found, err := selectRows(s.contactDialect(c.sw), q, s.site.contacts.asOf(c.now.Add(-lag)), mentioning(q.text))
	if err != nil {
		return nil, err
	}
	if len(q.sort) == 0 && c.sw.SortDefault == "createdDateDesc" {
		slices.SortStableFunc(found, func(a, b *contact) int { return b.created.Compare(a.created) })
	}
	shown := page(q, found)
	out := contactsAnswer{Contacts: make([]wireContact, len(shown)), PagingMetadata: q.metadata(c.sw, len(shown), len(found))}
	render := view{c.sw, show}
	for i, v := range shown {
		out.Contacts[i] = render.contact(v)
	}
	return out, nil
}

// mentioning is the condition of a search; nil for none.
func mentioning(text string) predicate[contact] {
	if text == "" {
		return nil
	}
	return func(v *contact) bool { return v.mentions(text) }
}

// mentions is the plain-text search: a whole name, e-mail or phone, whatever
// its case (contract 6.2).
func (c *contact) mentions(text string) bool {
	same := func(value string) bool { return strings.EqualFold(value, text) }
	return same(c.info.first) || same(c.info.last) ||
		slices.ContainsFunc(c.info.emails, func(e email) bool { return same(e.email) }) ||
		slices.ContainsFunc(c.info.phones, func(p phone) bool { return same(p.number) })
}
