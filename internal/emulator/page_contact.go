package emulator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// pageView turns contacts into what the templates show.
type pageView struct {
	glance
	query pageQuery
	// names and tints are those of the labels, by key.
	names, tints map[string]string
}

// pageContact is a contact in the list.
type pageContact struct {
	ID, Name, Initials, Tint, Work string
	Emails, Phones                 []pageItem
	Labels                         []pageLabel
	Fields                         []pageValue
	Status                         []pageStatus
	// These count what a row of the list leaves out.
	MoreReach, MoreLabels, MoreFields int
	Created, Changed                  pageMoment
	// At is when it changed, in milliseconds, for the script.
	At       int64
	Revision int
	Href     string
	Chosen   bool
}

type pageItem struct {
	Text, Tag string
	Primary   bool
}

// pageValue is the value of an extended field, or of any other member.
type pageValue struct{ Name, Key, Value string }

// pageStatus is good, bad or calm.
type pageStatus struct{ Text, Kind string }

// pagePerson is a contact with all that it holds, or the reason why there is
// none.
type pagePerson struct {
	pageContact
	Gone bool
	// Into leads to the contact that it was merged into.
	Into      string
	Addresses []pageItem
	About     []pageValue
	System    []pageValue
	Close     string
}

func (v pageView) contact(c *contact) pageContact {
	name := displayName(c)
	out := pageContact{
		ID: c.id, Name: name, Initials: initials(name), Tint: tint(hashed(c.id) % hues), Work: joinNonEmpty(", ", c.info.JobTitle, c.info.Company),
		Status: pageStatuses(c), Fields: v.values(c, false),
		Created: v.moment(c.created), Changed: v.moment(c.updated), At: c.updated.UnixMilli(), Revision: c.revision,
		Href: v.query.withContact(c.id).Href(), Chosen: v.query.Contact == c.id,
	}
	for _, e := range c.info.emails {
		out.Emails = append(out.Emails, pageItem{e.email, tagName(e.tag), e.primary})
	}
	for _, p := range c.info.phones {
		out.Phones = append(out.Phones, pageItem{joinNonEmpty(" ", p.country, p.number), tagName(p.tag), p.primary})
	}
	for _, key := range c.info.labelKeys {
		out.Labels = append(out.Labels, v.label(key))
	}
	primaryFirst(out.Emails)
	primaryFirst(out.Phones)
	return out
}

// listed bounds what a row of the list shows, and so its height.
func (c pageContact) listed() pageContact {
	var emails, phones int
	c.Emails, emails = firstOf(c.Emails, 2)
	c.Phones, phones = firstOf(c.Phones, 2)
	c.MoreReach = emails + phones
	c.Labels, c.MoreLabels = firstOf(c.Labels, 4)
	c.Fields, c.MoreFields = firstOf(c.Fields, 4)
	return c
}

// firstOf returns the first n, and how many follow.
func firstOf[T any](list []T, n int) ([]T, int) {
	n = min(n, len(list))
	return list[:n], len(list) - n
}

func primaryFirst(list []pageItem) {
	slices.SortStableFunc(list, func(a, b pageItem) int {
		switch {
		case a.Primary == b.Primary:
			return 0
		case a.Primary:
			return -1
		}
		return 1
	})
}

// person shows the contact with an id in full.
func (v pageView) person(id string) *pagePerson {
	back := v.query.withContact("").Href()
	at := slices.IndexFunc(v.contacts, func(c *contact) bool { return c.id == id })
	if at < 0 {
		out := &pagePerson{pageContact: pageContact{ID: id}, Gone: true, Close: back}
		if v.into != "" {
			out.Into = v.query.withContact(v.into).Href()
		}
		return out
	}
	c := v.contacts[at]
	out := &pagePerson{pageContact: v.contact(c), System: v.values(c, true), Close: back}
	for _, a := range c.info.addresses {
		out.Addresses = append(out.Addresses, pageItem{Text: joinNonEmpty(", ", a.lines()...), Tag: tagName(a.tag)})
	}
	out.About = append(out.About, pageValue{Name: "First name", Value: c.info.first}, pageValue{Name: "Last name", Value: c.info.last})
	for _, row := range textRows {
		out.About = append(out.About, pageValue{Name: row.title, Value: *row.of(&c.info.infoTexts)})
	}
	out.About = append(out.About,
		pageValue{Name: "Source", Value: words(c.source.kind)},
		pageValue{Name: "Last activity", Value: words(c.activity.kind) + ", " + v.moment(c.activity.at).Text})
	out.About = slices.DeleteFunc(out.About, func(member pageValue) bool { return member.Value == "" })
	return out
}

// values are those of the fields that people made and of the one system field
// that is theirs to fill, or of all other system fields.
func (v pageView) values(c *contact, system bool) []pageValue {
	var out []pageValue
	for _, f := range v.fields {
		if value, ok := c.info.extended[f.key]; ok && (f.system && !f.writable) == system {
			out = append(out, pageValue{f.name, f.key, valueText(value)})
		}
	}
	return out
}

func valueText(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	return fmt.Sprint(value)
}

// pageStatuses says whether a contact is a member and gets mail.
func pageStatuses(c *contact) []pageStatus {
	var out []pageStatus
	if c.isMember() {
		membership, _ := c.info.extended[keyMembership].(string)
		out = append(out, map[string]pageStatus{
			"PENDING": {"Member to approve", "calm"}, "DENIED": {"Blocked member", "bad"}, "INACTIVE": {"Inactive member", "calm"},
		}[membership])
		if out[0].Text == "" {
			out[0] = pageStatus{"Site member", "good"}
		}
	}
	switch c.emailStatus() {
	case "SUBSCRIBED":
		out = append(out, pageStatus{"Subscribed", "good"})
	case "UNSUBSCRIBED":
		out = append(out, pageStatus{"Unsubscribed", "calm"})
	case "PENDING":
		out = append(out, pageStatus{"Subscription pending", "calm"})
	case "NOT_SET":
		out = append(out, pageStatus{"Never subscribed", "calm"})
	}
	switch c.deliverability() {
	case "BOUNCED":
		out = append(out, pageStatus{"E-mail bounced", "bad"})
	case "SPAM_COMPLAINT":
		out = append(out, pageStatus{"Spam complaint", "bad"})
	case "INACTIVE":
		out = append(out, pageStatus{"E-mail inactive", "bad"})
	}
	if c.billing {
		out = append(out, pageStatus{"Paying subscriber", "good"})
	}
	if c.contributor {
		out = append(out, pageStatus{"Works on the site", "good"})
	}
	return out
}

// displayName is the name, or what else a contact is known by.
func displayName(c *contact) string {
	return cmp.Or(strings.TrimSpace(c.info.first+" "+c.info.last), c.primaryEmail(), c.primaryPhone().number, "No name")
}

// initials are the first letters of the first and the last word.
func initials(name string) string {
	var out []rune
	parts := strings.Fields(name)
	for i, part := range parts {
		if i > 0 && i < len(parts)-1 {
			continue
		}
		if at := strings.IndexFunc(part, unicode.IsLetter); at >= 0 {
			out = append(out, unicode.ToTitle([]rune(part[at:])[0]))
		}
	}
	return string(out)
}

// tagName words a tag as the dashboard does, UNTAGGED not at all.
func tagName(tag string) string {
	if tag == "UNTAGGED" {
		return ""
	}
	return strings.ToLower(tag)
}

// words turns WIX_FORMS into "Wix forms".
func words(constant string) string {
	text := strings.ToLower(strings.ReplaceAll(constant, "_", " "))
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// lines are the parts of an address, as written on an envelope.
func (a postal) lines() []string {
	return []string{
		cmp.Or(a.line, joinNonEmpty(" ", a.streetNumber, a.streetName)), a.line2,
		joinNonEmpty(" ", a.postalCode, a.city), a.subdivision, a.country,
	}
}

func joinNonEmpty(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return part == "" }), separator)
}
