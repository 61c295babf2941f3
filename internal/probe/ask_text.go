package probe

import (
	"context"
	"net/http"
	"strings"
)

// echoed writes one text of info and tells what came back of it.
func echoed(ctx context.Context, s *site, member, text string) (string, written) {
	w := s.write(ctx, s.subject(ctx), object{member: text})
	return w.info.at(member).text(), w
}

func askTextTrim(ctx context.Context, s *site) finding {
	if none, is := unmade(s.subject(ctx)); is {
		return none
	}
	got, w := echoed(ctx, s, "company", "  Spaces Around  ")
	return choice([]*answer{w.read, w.patch}, "it came back as neither",
		option{"off", got == "  Spaces Around  "}, option{"on", got == "Spaces Around"})
}

func askLocale(ctx context.Context, s *site) finding {
	if none, is := unmade(s.subject(ctx)); is {
		return none
	}
	got, w := echoed(ctx, s, "locale", "EN-us")
	return choice([]*answer{w.read, w.patch}, "it came back as neither: "+w.patch.outcome(),
		option{"keep", got == "EN-us"}, option{"lower", got == "en-us"}, option{"canonical", got == "en-US"})
}

func askURLScheme(ctx context.Context, s *site) finding {
	p, f := s.subject(ctx), s.field(ctx, "URL")
	if none, is := unmade(p, f); is {
		return none
	}
	w := s.write(ctx, p, values(object{f.key: "probe.example.com"}))
	got := w.field(f.key).text()
	return choice([]*answer{w.read, w.patch}, "it came back as neither: "+w.patch.outcome(),
		option{"add", got == "https://probe.example.com"}, option{"keep", got == "probe.example.com"})
}

// mixed is a contact whose address has capitals.
func (s *site) mixed(ctx context.Context) *contact {
	if s.contacts["mixed"] == nil {
		s.contacts["mixed"] = s.create(ctx, s.prefix+".Mixed@Example.com", nil)
	}
	return s.contacts["mixed"]
}

// emailOf is the first e-mail of the contact in an answer.
func emailOf(a *answer) string {
	for _, one := range a.contact().at("info", "emails", "items").list() {
		return one.at("email").text()
	}
	return ""
}

func askEmailLower(ctx context.Context, s *site) finding {
	p := s.mixed(ctx)
	if none, is := unmade(p); is {
		return none
	}
	a := s.read(ctx, p)
	got := emailOf(a)
	return choice([]*answer{p.answer, a}, "it came back as neither",
		option{"off", got == p.email}, option{"on", got == strings.ToLower(p.email)})
}

// askEmailCompare looks at a filter and at a create. Where addresses are stored in lower
// case, a create compares what are two of the same.
func askEmailCompare(ctx context.Context, s *site) finding {
	p := s.mixed(ctx)
	if none, is := unmade(p); is {
		return none
	}
	stored := emailOf(s.read(ctx, p))
	if stored == "" {
		return unable("the contact has no e-mail", p.answer)
	}
	if found, a := s.visible(ctx, p); !found {
		return unable("queries do not find the contact", a)
	}
	local, domain, _ := strings.Cut(stored, "@")
	other := strings.Replace(local, s.prefix, strings.ToUpper(s.prefix), 1) + "@" + domain
	same, a := s.queried(ctx, object{"info.emails.email": object{"$eq": stored}})
	if len(same) != 1 || same[0] != p.id {
		return unable("the filter does not find the contact", a)
	}
	folded, a := s.queried(ctx, object{"info.emails.email": object{"$eq": other}})
	if folded == nil {
		return unable("the filter was refused", a)
	}
	byFilter := choice([]*answer{a}, "the filter finds something else",
		option{"exact", len(folded) == 0}, option{"fold", len(folded) == 1 && folded[0] == p.id})
	if stored != p.email {
		return byFilter
	}
	made := s.create(ctx, s.prefix+".MIXED@Example.com", nil)
	with, duplicate := made.answer.duplicate()
	byCreate := choice([]*answer{made.answer}, "the second create: "+made.answer.outcome(),
		option{"exact", made.id != ""}, option{"fold", duplicate && (with == p.id || with == "")})
	return agreed([]finding{byFilter, byCreate})
}

func askLeavesContact(ctx context.Context, s *site) finding {
	p := s.someone(ctx, "twice")
	if none, is := unmade(p); is {
		return none
	}
	second := s.create(ctx, p.email, nil)
	if _, duplicate := second.answer.duplicate(); !duplicate {
		return unexpected(second.answer)
	}
	later := s.someone(ctx, "later")
	if none, is := unmade(later); is {
		return none
	}
	if found, a := s.visible(ctx, later); !found {
		return unable("queries do not find a contact that was made later", a)
	}
	ids, a := s.queried(ctx, object{"info.emails.email": object{"$eq": p.email}})
	return choice([]*answer{second.answer, a}, "queries do not find the first contact",
		option{"off", len(ids) == 1 && ids[0] == p.id}, option{"on", len(ids) == 2 && ids[0] != ids[1]})
}

func askSubdivision(ctx context.Context, s *site) finding {
	p := s.subject(ctx)
	if none, is := unmade(p); is {
		return none
	}
	put := func(subdivision string) (written, string) {
		w := s.write(ctx, p, object{"addresses": object{"items": []any{object{
			"tag": "HOME", "address": object{"country": "US", "subdivision": subdivision, "city": "Probeville"},
		}}}})
		for _, one := range w.info.at("addresses", "items").list() {
			return w, one.at("address", "subdivision").text()
		}
		return w, ""
	}
	if proper, got := put("US-NY"); got != "US-NY" {
		return unable("US-NY was not stored", proper.patch)
	}
	var found []finding
	for _, text := range []string{"NY", "Anywhere"} {
		w, got := put(text)
		found = append(found, choice([]*answer{w.patch}, text+": "+w.patch.outcome(),
			option{"lax", got == text}, option{"strict", w.refused()}))
	}
	return agreed(found)
}

func askFormat(ctx context.Context, s *site) finding {
	p := s.someone(ctx, "format")
	if none, is := unmade(p); is {
		return none
	}
	fine := s.write(ctx, p, object{"phones": object{"items": []any{object{"tag": "WORK", "phone": "212-555-0143", "countryCode": "US"}}}})
	if len(fine.info.at("phones", "items").list()) != 1 {
		return unable("a phone was not stored", fine.patch)
	}
	number := s.write(ctx, p, object{"phones": object{"items": []any{object{"tag": "WORK", "phone": "555-01 probe", "countryCode": "US"}}}})
	email := s.write(ctx, p, object{"emails": object{"items": []any{object{"tag": "WORK", "email": s.prefix + ".no-address"}}}})
	has := func(w written, list, member, text string) bool {
		items := w.info.at(list, "items").list()
		return len(items) == 1 && items[0].at(member).text() == text
	}
	return agreed([]finding{
		choice([]*answer{number.patch}, "a phone: "+number.patch.outcome(),
			option{"lax", has(number, "phones", "phone", "555-01 probe")}, option{"strict", number.refused()}),
		choice([]*answer{email.patch}, "an e-mail: "+email.patch.outcome(),
			option{"lax", has(email, "emails", "email", s.prefix+".no-address")}, option{"strict", email.refused()}),
	})
}

func askEmptyFormatted(ctx context.Context, s *site) finding {
	p, number := s.subject(ctx), s.field(ctx, "NUMBER")
	if none, is := unmade(p, number); is {
		return none
	}
	var found []finding
	for _, one := range []struct {
		what        string
		full, empty object
		stored      func(written) node
	}{
		{
			"the birthdate",
			object{"birthdate": "1990-01-02"},
			object{"birthdate": ""},
			func(w written) node { return w.info.at("birthdate") },
		},
		{
			"the locale",
			object{"locale": "en-US"},
			object{"locale": ""},
			func(w written) node { return w.info.at("locale") },
		},
		{
			"the number", values(object{number.key: 7}), values(object{number.key: ""}),
			func(w written) node { return w.field(number.key) },
		},
	} {
		full := s.write(ctx, p, one.full)
		if !one.stored(full).exists() {
			return unable(one.what+" was not stored", full.patch)
		}
		empty := s.write(ctx, p, one.empty)
		gone := empty.info.found && (!one.stored(empty).exists() || one.stored(empty).value == "")
		found = append(found, choice([]*answer{empty.patch}, one.what+": "+empty.patch.outcome(),
			option{"400", empty.patch.refused(http.StatusBadRequest)}, option{"clear", gone}))
	}
	return agreed(found)
}
