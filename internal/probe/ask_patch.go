package probe

import (
	"context"
	"net/http"
	"slices"
)

// Each of these writes changes something beside what it asks, to tell a site that ignores
// one member from a site that ignores the request.

func askPatchExtendedFields(ctx context.Context, s *site) finding {
	p, f := s.subject(ctx), s.field(ctx, "TEXT")
	other := s.definition(ctx, fields, "text 2", "TEXT")
	if none, is := unmade(p, f, other); is {
		return none
	}
	before := s.write(ctx, p, values(object{f.key: "one", other.key: "two"}))
	if before.field(f.key).text() != "one" || before.field(other.key).text() != "two" {
		return unable("the values were not stored", before.patch)
	}
	after := s.write(ctx, p, values(object{f.key: "three"}))
	if after.field(f.key).text() != "three" {
		return unexpected(after.patch)
	}
	left := after.field(other.key)
	return choice([]*answer{after.read, after.patch}, "the other value is another one now",
		option{"replace", !left.exists()}, option{"merge", left.text() == "two"})
}

func askPatchSubObject(ctx context.Context, s *site) finding {
	p := s.subject(ctx)
	if none, is := unmade(p); is {
		return none
	}
	before := s.write(ctx, p, object{"name": object{"first": s.prefix, "last": "Probe"}})
	if before.info.at("name", "last").text() != "Probe" {
		return unable("the name was not stored", before.patch)
	}
	after := s.write(ctx, p, object{"name": object{"first": s.prefix + " half"}})
	if after.info.at("name", "first").text() != s.prefix+" half" {
		return unexpected(after.patch)
	}
	last := after.info.at("name", "last")
	return choice([]*answer{after.read, after.patch}, "the other half is another one now",
		option{"merge", last.text() == "Probe"}, option{"replace", !last.exists() || last.text() == "" && last.found})
}

func askPatchLabelKeys(ctx context.Context, s *site) finding {
	p, a, b := s.someone(ctx, "labelled"), s.label(ctx, "a"), s.label(ctx, "b")
	if none, is := unmade(p, a, b); is {
		return none
	}
	if before := s.labelled(ctx, p, a.key); !slices.Equal(custom(before), []string{a.key}) {
		return unable("the contact could not be labelled", before)
	}
	after := s.write(ctx, p, object{"labelKeys": object{"items": []string{b.key}}, "company": "Relabelled"})
	if after.info.at("company").text() != "Relabelled" {
		return unexpected(after.patch)
	}
	keys := custom(after.read)
	return choice([]*answer{after.read, after.patch}, "the labels are neither the ones nor the others",
		option{"ignore", slices.Equal(keys, []string{a.key})}, option{"replace", slices.Equal(keys, []string{b.key})})
}

func askPatchNull(ctx context.Context, s *site) finding {
	p := s.subject(ctx)
	if none, is := unmade(p); is {
		return none
	}
	before := s.write(ctx, p, object{"company": "Probe", "jobTitle": "Before"})
	if before.info.at("company").text() != "Probe" {
		return unable("the company was not stored", before.patch)
	}
	after := s.write(ctx, p, object{"company": nil, "jobTitle": "After"})
	if after.info.at("jobTitle").text() != "After" {
		return unexpected(after.patch)
	}
	company := after.info.at("company")
	return choice([]*answer{after.read, after.patch}, "the company is another one now",
		option{"clear", company.text() == "" && (!company.exists() || company.value == "")}, option{"noop", company.text() == "Probe"})
}

// subject is the contact that most questions are asked on.
func (s *site) subject(ctx context.Context) *contact { return s.someone(ctx, "subject") }

// custom are the label keys of a contact that users made, in order: the site itself may
// label contacts, too.
func custom(a *answer) []string {
	out := []string{}
	for _, key := range a.contact().at("info", "labelKeys", "items").texts() {
		if len(key) > len(customNamespace) && key[:len(customNamespace)] == customNamespace {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

const customNamespace = "custom."

func askSystemKeys(ctx context.Context, s *site) finding {
	p := s.subject(ctx)
	if none, is := unmade(p); is {
		return none
	}
	const key = "contacts.displayByFirstName"
	before := s.read(ctx, p).contact().at("info", "extendedFields", "items", key)
	if before.text() == "" {
		return untold("the contact has no "+key, p.answer)
	}
	after := s.write(ctx, p, object{"extendedFields": object{"items": object{key: "Written"}}, "company": "System"})
	if after.refused() {
		return told("refuse", after.patch)
	}
	now := after.field(key).text()
	if after.info.at("company").text() != "System" || now == "Written" {
		return unexpected(after.patch)
	}
	return told("ignore", after.read, after.patch)
}

func askUnknownField(ctx context.Context, s *site) finding {
	p, f := s.subject(ctx), s.field(ctx, "TEXT")
	if none, is := unmade(p, f); is {
		return none
	}
	if w := s.write(ctx, p, values(object{f.key: "known"})); w.field(f.key).text() != "known" {
		return unable("a value was not stored", w.patch)
	}
	a := s.patch(ctx, p, values(object{customNamespace + s.prefix + "-nofield": "x", f.key: "known"}))
	if a.ok() || a.code() == "CONTACT_NOT_FOUND" {
		return unexpected(a)
	}
	return status(a, http.StatusBadRequest, http.StatusNotFound)
}

func askFieldValues(ctx context.Context, s *site) finding {
	p, number, text := s.subject(ctx), s.field(ctx, "NUMBER"), s.field(ctx, "TEXT")
	if none, is := unmade(p, number, text); is {
		return none
	}
	if w := s.write(ctx, p, values(object{number.key: 5, text.key: "five"})); !w.field(number.key).isNumber() || w.field(text.key).text() != "five" {
		return unable("the values were not stored", w.patch)
	}
	quoted := s.write(ctx, p, values(object{number.key: "12"}))
	bare := s.write(ctx, p, values(object{text.key: 12}))
	twelve, isWhole := quoted.field(number.key).whole()
	return agreed([]finding{
		choice([]*answer{quoted.patch}, "a number as text: "+quoted.patch.outcome(),
			option{"strict", quoted.refused()},
			option{"lax", isWhole && twelve == 12 && quoted.field(number.key).isNumber()}),
		choice([]*answer{bare.patch}, "text as a number: "+bare.patch.outcome(),
			option{"strict", bare.refused()}, option{"lax", bare.field(text.key).text() == "12"}),
	})
}
