package emulator

import (
	"fmt"
	"net/http"
	"slices"
	"time"
)

// pageModel is all that the templates show.
type pageModel struct {
	Query pageQuery
	// Address is where the browser found the emulator.
	Address string
	Tiles   []pageTile
	Sorts   []pageTile

	// Total is how many contacts there are, Found how many were asked for, and
	// Contacts those of this page, which starts with number From.
	Total, Found, From int
	Contacts           []pageContact
	Pages              pagePaging
	// Filter is the label asked for.
	Filter *pageLabel
	// Person is the contact shown in full.
	Person *pagePerson

	Labels       []pageLabel
	MoreLabels   int
	Fields       []pageField
	SystemFields []pageField

	Requests []pageRequest
	Arrived  int
}

// Last is the number of the page's last contact, as From is that of its first.
func (m pageModel) Last() int { return m.From + len(m.Contacts) - 1 }

// Narrowed reports that not all contacts were asked for.
func (m pageModel) Narrowed() bool { return m.Query.narrowed() }

// pageTile is a number, or a word, that leads to a choice of contacts.
type pageTile struct {
	Name   string
	Count  int
	Href   string
	Chosen bool
}

// maxPageLabels bounds the list of labels.
const maxPageLabels = 100

// glance is what the site holds at one moment. Contacts and definitions are
// never changed in place, so it can be read without the lock.
type glance struct {
	now      time.Time
	contacts []*contact
	labels   []*label
	fields   []*field
	// into is the id of the contact that the one asked for was merged into.
	into string
}

func (s *Server) glance(id string) glance {
	s.mu.Lock()
	defer s.mu.Unlock()
	return glance{
		now:      s.touch(),
		contacts: slices.Collect(s.site.contacts.all()),
		labels:   slices.Collect(s.site.labels.all()),
		fields:   slices.Collect(userMadeFirst(s.site.fields.all())),
		into:     s.site.merged[id],
	}
}

// pageOf works out what a request for the page gets to see.
func (s *Server) pageOf(r *http.Request) pageModel {
	q := readPageQuery(r.URL.Query())
	g := s.glance(q.Contact)
	names := make(map[string]string, len(g.labels))
	for _, l := range g.labels {
		names[l.key] = l.name
	}
	found := q.find(g.contacts, names)
	pages := (len(found) + pageSize - 1) / pageSize
	q.Page = max(1, min(q.Page, pages))
	m := pageModel{
		Query: q, Address: "http://" + r.Host,
		Total: len(g.contacts), Found: len(found), From: (q.Page-1)*pageSize + 1,
		Pages: pagePages(q, pages),
	}
	v := pageView{glance: g, query: q, names: names, tints: labelTints(g.labels)}
	for _, c := range found[m.From-1 : min(m.From-1+pageSize, len(found))] {
		m.Contacts = append(m.Contacts, v.contact(c).listed())
	}
	if q.Contact != "" {
		m.Person = v.person(q.Contact)
	}
	if q.Label != "" {
		l := v.label(q.Label)
		m.Filter = &l
	}
	v.count(&m)
	m.Requests, m.Arrived = s.lastRequests()
	return m
}

// tally is what is counted over all contacts: members, those who subscribed,
// and by key those with a label and those with a value that people gave.
type tally struct {
	members, subscribed int
	labels, values      map[string]int
}

// tally looks at each value once, as this is most of the work for a large site.
func (g glance) tally() tally {
	out := tally{labels: map[string]int{}, values: map[string]int{}}
	for _, c := range g.contacts {
		member := c.member
		for key, value := range c.info.extended {
			switch {
			case key == keyMembership:
				member = true
			case key == keySubscription && value == "SUBSCRIBED":
				out.subscribed++
			case searchable(key):
				out.values[key]++
			}
		}
		if member {
			out.members++
		}
		for _, key := range c.info.labelKeys {
			out.labels[key]++
		}
	}
	return out
}

// count fills in what is about all contacts.
func (v pageView) count(m *pageModel) {
	all := v.tally()
	q := v.query
	for _, t := range []struct {
		name, show string
		count      int
	}{{"All contacts", "", m.Total}, {"Site members", showMembers, all.members}, {"Subscribed", showSubscribed, all.subscribed}} {
		m.Tiles = append(m.Tiles, pageTile{t.name, t.count, q.withShow(t.show).Href(), q.Show == t.show})
	}
	for _, t := range []struct{ name, sort string }{{"Last changed", sortChanged}, {"Newest", sortCreated}, {"Name", sortName}} {
		m.Sorts = append(m.Sorts, pageTile{Name: t.name, Href: q.withSort(t.sort).Href(), Chosen: q.Sort == t.sort})
	}
	var labels []*label
	labels, m.MoreLabels = firstOf(slices.Collect(userMadeFirst(slices.Values(v.labels))), maxPageLabels)
	for _, l := range labels {
		shown := v.label(l.key)
		shown.Count = all.labels[l.key]
		m.Labels = append(m.Labels, shown)
	}
	for _, f := range v.fields {
		shown := pageField{f.name, f.key, f.dataType, f.description, all.values[f.key]}
		if f.system {
			m.SystemFields = append(m.SystemFields, shown)
		} else {
			m.Fields = append(m.Fields, shown)
		}
	}
}

// pageLabel is a label, its Href leading to the contacts that have it, or to
// all when these are shown already.
type pageLabel struct {
	Key, Name, Tint string
	Count           int
	Href            string
	Chosen, Missing bool
}

// label shows the label with a key, be there one or not.
func (v pageView) label(key string) pageLabel {
	name, known := v.names[key]
	out := pageLabel{Key: key, Name: name, Tint: v.tints[key], Chosen: v.query.Label == key, Missing: !known}
	if !known {
		out.Name, out.Tint = key, tint(hashed(key))
	}
	if out.Chosen {
		out.Href = v.query.withLabel("").Href()
	} else {
		out.Href = v.query.withLabel(key).Href()
	}
	return out
}

type pageField struct {
	Name, Key, Type, Description string
	Count                        int
}

// pagePaging leads through the pages; Previous and Next are empty at the ends.
type pagePaging struct {
	Page, Of       int
	Previous, Next string
	First, Last    string
}

func pagePages(q pageQuery, pages int) pagePaging {
	out := pagePaging{Page: q.Page, Of: pages}
	if q.Page > 1 {
		out.First, out.Previous = q.withPage(1).Href(), q.withPage(q.Page-1).Href()
	}
	if q.Page < pages {
		out.Next, out.Last = q.withPage(q.Page+1).Href(), q.withPage(pages).Href()
	}
	return out
}

// pageMoment is a time as the page shows it: Text for people, Full for those who
// want it to the millisecond.
type pageMoment struct{ Text, Full string }

// moment words the time relative to now while it is fresh.
func (g glance) moment(t time.Time) pageMoment {
	out := pageMoment{Full: wireMilli(t)}
	t, now := t.UTC(), g.now.UTC()
	switch ago := now.Sub(t); {
	case ago >= 0 && ago < time.Minute:
		out.Text = "just now"
	case ago >= 0 && ago < time.Hour:
		out.Text = fmt.Sprintf("%d min ago", ago/time.Minute)
	case t.YearDay() == now.YearDay() && t.Year() == now.Year():
		out.Text = t.Format("today, 15:04")
	default:
		out.Text = t.Format("2 Jan 2006")
	}
	return out
}
