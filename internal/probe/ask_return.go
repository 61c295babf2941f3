package probe

import (
	"context"
	"regexp"
	"strings"
)

// plain is a contact with one e-mail address, and what a read gives of it.
func (s *site) plain(ctx context.Context) (*contact, *answer, finding, bool) {
	p := s.someone(ctx, "plain")
	if none, is := unmade(p); is {
		return p, nil, none, true
	}
	a := s.read(ctx, p)
	if !a.ok() || a.contact().at("id").text() != p.id {
		return p, a, untold("the contact could not be read: "+a.outcome(), a), true
	}
	return p, a, finding{}, false
}

func askPhoneFormat(ctx context.Context, s *site) finding {
	p, _, none, is := s.plain(ctx)
	if is {
		return none
	}
	const sent = "2125550163"
	w := s.write(ctx, p, object{"phones": object{"items": []any{object{"tag": "WORK", "phone": sent, "countryCode": "US"}}}})
	got := ""
	if all := w.info.at("phones", "items").list(); len(all) == 1 {
		got = all[0].at("phone").text()
	}
	return choice([]*answer{w.patch, w.read}, "the phone was not stored: "+w.patch.outcome(),
		option{"keep", got == sent}, option{"reformat", got != sent && strings.HasSuffix(digits(got), sent)})
}

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

func askEmptyLists(ctx context.Context, s *site) finding {
	_, a, none, is := s.plain(ctx)
	if is {
		return none
	}
	list := a.contact().at("info", "addresses")
	return choice([]*answer{a}, "the list is neither absent nor empty",
		option{"absent", !list.exists()}, option{"wrapper", list.isObject() && len(list.at("items").list()) == 0})
}

func askEmptyVATID(ctx context.Context, s *site) finding {
	_, a, none, is := s.plain(ctx)
	if is {
		return none
	}
	id := a.contact().at("info", "extendedFields", "items", "invoices.vatId")
	return choice([]*answer{a}, "the VAT ID is neither absent nor empty",
		option{"absent", !id.exists()}, option{"text", id.exists() && id.value == ""})
}

// The forms of a time stamp (contract 4.1).
var (
	wholeSeconds = regexp.MustCompile(`T\d\d:\d\d:\d\dZ$`)
	withFraction = regexp.MustCompile(`T\d\d:\d\d:\d\d\.\d{3}Z$`)
)

func askDefinitionDates(ctx context.Context, s *site, k *kind) finding {
	d := s.known(ctx, k)
	if none, is := unmade(d); is {
		return none
	}
	stamp := d.answer.body.at(k.member, "createdDate").text()
	return choice([]*answer{d.answer}, "the date has another form",
		option{"seconds", wholeSeconds.MatchString(stamp)}, option{"milliseconds", withFraction.MatchString(stamp)})
}
