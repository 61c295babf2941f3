package probe

import (
	"context"
	"slices"
	"strings"
)

func askItemIDs(ctx context.Context, s *site) finding {
	before, again := s.lists(ctx), s.writeLists(ctx)
	for _, one := range []*lists{before, again} {
		if one.note != "" {
			return untold(one.note, one.trail...)
		}
	}
	same, changed := 0, 0
	for value, id := range before.ids {
		switch again.ids[value] {
		case "":
			return untold("the items have no ids", again.trail...)
		case id:
			same++
		default:
			changed++
		}
	}
	return choice(again.trail, "some ids stay and some change", option{"keep", changed == 0}, option{"new", same == 0})
}

func askOrder(ctx context.Context, s *site) finding {
	got := s.lists(ctx)
	if got.note != "" {
		return untold(got.note, got.trail...)
	}
	return choice(got.trail, "some lists come back as they were sent, and some do not",
		option{"off", slices.Equal(got.emails, got.sentEmails) && slices.Equal(got.cities, sentCities)},
		option{"on", !slices.Equal(got.emails, got.sentEmails) && !slices.Equal(got.cities, sentCities)})
}

// sentCities are those of the addresses that the probe writes.
var sentCities = []string{"Probeville", "Probeton", "Probeburg"}

// lists is what came back of the lists of e-mails and addresses of a contact.
type lists struct {
	emails, sentEmails, cities []string
	// ids are those of the items, by their values.
	ids   map[string]string
	note  string
	trail []*answer
}

// lists are those of the first time.
func (s *site) lists(ctx context.Context) *lists {
	if s.written == nil {
		s.written = s.writeLists(ctx)
	}
	return s.written
}

// writeLists writes e-mails and addresses, the same each time.
func (s *site) writeLists(ctx context.Context) *lists {
	p := s.subject(ctx)
	out := &lists{ids: map[string]string{}, sentEmails: []string{p.email, s.address("second"), s.address("third")}}
	if none, is := unmade(p); is {
		out.note, out.trail = none.note, none.trail
		return out
	}
	var emails, addresses []any
	for i, email := range out.sentEmails {
		emails = append(emails, object{"tag": "WORK", "email": email, "primary": i == 0})
	}
	for _, city := range sentCities {
		addresses = append(addresses, object{"tag": "HOME", "address": object{"country": "US", "city": city}})
	}
	w := s.write(ctx, p, object{"emails": object{"items": emails}, "addresses": object{"items": addresses}})
	out.trail = []*answer{w.read, w.patch}
	for _, one := range w.info.at("emails", "items").list() {
		out.emails = append(out.emails, one.at("email").text())
		out.ids[one.at("email").text()] = one.at("id").text()
	}
	for _, one := range w.info.at("addresses", "items").list() {
		city := one.at("address", "city").text()
		out.cities = append(out.cities, city)
		out.ids[city] = one.at("id").text()
	}
	if !sameSet(out.emails, out.sentEmails) || !sameSet(out.cities, sentCities) {
		out.note = "the lists were not stored: " + w.patch.outcome()
	}
	return out
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func askPhoneCompare(ctx context.Context, s *site) finding {
	phones := func(number string) object {
		return object{"phones": object{"items": []any{object{"tag": "WORK", "phone": number, "countryCode": "US"}}}}
	}
	first := s.create(ctx, "", phones("+1 212-555-0147"))
	if none, is := unmade(first); is {
		return none
	}
	second := s.create(ctx, "", phones("2125550147"))
	with, duplicate := second.answer.duplicate()
	return choice([]*answer{second.answer}, "the second create: "+second.answer.outcome(),
		option{"by number", duplicate && with == first.id}, option{"by text or not at all", second.id != ""})
}

// itemDefaults is what became of e-mails that were sent with nothing but their addresses.
type itemDefaults struct{ tag, primary finding }

func (s *site) itemDefaults(ctx context.Context) *itemDefaults {
	if s.defaults == nil {
		s.defaults = &itemDefaults{}
		s.defaults.tag, s.defaults.primary = s.askItemDefaults(ctx)
	}
	return s.defaults
}

func (s *site) askItemDefaults(ctx context.Context) (tag, primary finding) {
	p := s.someone(ctx, "defaults")
	if none, is := unmade(p); is {
		return none, none
	}
	w := s.write(ctx, p, object{"emails": object{"items": []any{
		object{"email": p.email}, object{"email": s.address("defaults-2")},
	}}})
	items := w.info.at("emails", "items").list()
	if len(items) != 2 {
		f := unable("the e-mails were not stored", w.patch)
		return f, f
	}
	var tags []string
	first, other := 0, 0
	for _, one := range items {
		tags = append(tags, one.at("tag").text())
		switch {
		case one.at("primary").value != true:
		case strings.EqualFold(one.at("email").text(), p.email):
			first++
		default:
			other++
		}
	}
	trail := []*answer{w.read, w.patch}
	return choice(trail, "the items have no tag, or not the same", option{tags[0], tags[0] == tags[1] && tags[0] != ""}),
		choice(trail, "both are", option{"the first", first == 1 && other == 0},
			option{"the last", first == 0 && other == 1}, option{"none", first+other == 0})
}

func askItemTag(ctx context.Context, s *site) finding { return s.itemDefaults(ctx).tag }

func askItemPrimary(ctx context.Context, s *site) finding { return s.itemDefaults(ctx).primary }
