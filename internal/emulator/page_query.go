package emulator

import (
	"bytes"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pageQuery is which contacts the page is asked for, as its URL says.
type pageQuery struct {
	// Text is looked for in all that a contact holds; each word must occur.
	Text string
	// Label is a key, Show one of pageShows and Sort one of pageSorts.
	Label, Show, Sort string
	// Contact is the id of the contact to show in full.
	Contact string
	// Page counts from 1.
	Page int
}

const (
	// pageSize is how many contacts one page shows.
	pageSize = 25
	// pageTextLimit bounds the search text.
	pageTextLimit = 200

	showMembers    = "members"
	showSubscribed = "subscribed"

	sortChanged = "changed"
	sortCreated = "created"
	sortName    = "name"
)

func readPageQuery(in url.Values) pageQuery {
	out := pageQuery{
		Text: strings.TrimSpace(in.Get("q")), Label: in.Get("label"), Show: in.Get("show"), Sort: in.Get("sort"),
		Contact: in.Get("contact"),
	}
	if letters := []rune(out.Text); len(letters) > pageTextLimit {
		out.Text = string(letters[:pageTextLimit])
	}
	if out.Show != showMembers && out.Show != showSubscribed {
		out.Show = ""
	}
	if out.Sort != sortCreated && out.Sort != sortName {
		out.Sort = sortChanged
	}
	out.Page, _ = strconv.Atoi(in.Get("page"))
	out.Page = max(out.Page, 1)
	return out
}

// Href is the URL that asks for it.
func (q pageQuery) Href() string {
	out := url.Values{}
	for name, value := range map[string]string{"q": q.Text, "label": q.Label, "show": q.Show, "contact": q.Contact} {
		if value != "" {
			out.Set(name, value)
		}
	}
	if q.Sort != sortChanged {
		out.Set("sort", q.Sort)
	}
	if q.Page > 1 {
		out.Set("page", strconv.Itoa(q.Page))
	}
	if len(out) == 0 {
		return "/"
	}
	return "/?" + out.Encode()
}

// narrowed reports that not all contacts are asked for.
func (q pageQuery) narrowed() bool { return q.Text != "" || q.Label != "" || q.Show != "" }

// first is the query's own first page, without a contact shown in full.
func (q pageQuery) first() pageQuery {
	q.Page, q.Contact = 1, ""
	return q
}

func (q pageQuery) withLabel(key string) pageQuery {
	q = q.first()
	q.Label = key
	return q
}

func (q pageQuery) withShow(show string) pageQuery {
	q = q.first()
	q.Show = show
	return q
}

func (q pageQuery) withSort(sort string) pageQuery {
	q = q.first()
	q.Sort = sort
	return q
}

func (q pageQuery) withPage(page int) pageQuery {
	q.Page, q.Contact = page, ""
	return q
}

func (q pageQuery) withContact(id string) pageQuery {
	q.Contact = id
	return q
}

// find returns the contacts asked for, in order. names are those of labels.
func (q pageQuery) find(all []*contact, names map[string]string) []*contact {
	words := bytes.Fields(appendLower(nil, q.Text))
	out := make([]*contact, 0, len(all))
	var texts []byte
	for _, c := range all {
		if !q.admits(c) {
			continue
		}
		if len(words) > 0 {
			texts = appendTexts(texts[:0], c, names)
			if !containsAll(texts, words) {
				continue
			}
		}
		out = append(out, c)
	}
	q.order(out)
	return out
}

func (q pageQuery) admits(c *contact) bool {
	return (q.Label == "" || c.hasLabel(q.Label)) &&
		(q.Show != showMembers || c.isMember()) &&
		(q.Show != showSubscribed || c.emailStatus() == "SUBSCRIBED")
}

func (c *contact) isMember() bool {
	return c.member || c.info.extended[keyMembership] != nil
}

// order sorts in place; all came in the order of age.
func (q pageQuery) order(found []*contact) {
	switch q.Sort {
	case sortName:
		type named struct {
			name string
			*contact
		}
		list := make([]named, len(found))
		for i, c := range found {
			list[i] = named{strings.ToLower(displayName(c)), c}
		}
		slices.SortStableFunc(list, func(a, b named) int { return strings.Compare(a.name, b.name) })
		for i, one := range list {
			found[i] = one.contact
		}
	case sortCreated:
		slices.Reverse(found)
	default:
		slices.Reverse(found)
		slices.SortStableFunc(found, func(a, b *contact) int { return b.updated.Compare(a.updated) })
	}
}

func containsAll(texts []byte, words [][]byte) bool {
	for _, word := range words {
		if !bytes.Contains(texts, word) {
			return false
		}
	}
	return true
}

// appendTexts appends the texts by which a contact can be found, one a line, in
// lower case.
func appendTexts(to []byte, c *contact, names map[string]string) []byte {
	add := func(texts ...string) {
		for _, text := range texts {
			to = append(appendLower(to, text), '\n')
		}
	}
	in := c.info
	to = append(appendLower(to, in.first), ' ')
	add(in.last, c.id)
	for _, row := range textRows {
		if row.searched {
			add(*row.of(&in.infoTexts))
		}
	}
	for _, e := range in.emails {
		add(e.email)
	}
	for _, p := range in.phones {
		add(p.number, p.e164, digits(p.number))
	}
	for _, a := range in.addresses {
		add(a.line, a.streetName, a.line2, a.city, a.postalCode, a.subdivision)
	}
	for _, key := range in.labelKeys {
		add(key, names[key])
	}
	for key, value := range in.extended {
		if searchable(key) {
			add(valueText(value))
		}
	}
	return to
}

// searchable tells the fields that people fill in from those of the system.
func searchable(key string) bool {
	return strings.HasPrefix(key, customNamespace+".") || key == keyVatID
}

// appendLower is strings.ToLower without an allocation for each text.
func appendLower(to []byte, text string) []byte {
	for _, r := range text {
		switch {
		case 'A' <= r && r <= 'Z':
			to = append(to, byte(r)+'a'-'A')
		case r < utf8.RuneSelf:
			to = append(to, byte(r))
		default:
			to = utf8.AppendRune(to, unicode.ToLower(r))
		}
	}
	return to
}
