package wix_test

import (
	"encoding/json"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// step is one update: what is asked for, and which facts it leaves ("" for none).
type step struct {
	name  string
	info  func(s *updated) wix.Info
	facts func(s *updated) map[string]string
}

// want is what an update takes.
type want struct {
	// patches are how many PATCHes are sent, and reads how many reads follow.
	patches, reads int
	// left are the members that cannot be had from the server.
	left []string
}

// nullIgnored is what an update that clears takes where the server ignores null: the
// empty text follows, which a server may refuse where a format is asked for. By
// patch.extendedFields (a value that is left out stays, or goes) and by
// empty.formatted. All other updates take one PATCH.
var nullIgnored = map[string]struct{ mergeTaken, mergeRefused, replaceTaken, replaceRefused want }{
	"clear job title by null": {want{2, 0, nil}, want{2, 0, nil}, want{2, 0, nil}, want{2, 0, nil}},
	"clear birthdate":         {want{2, 0, nil}, want{2, 1, []string{"birthdate"}}, want{2, 0, nil}, want{2, 1, []string{"birthdate"}}},
	"clear locale":            {want{2, 0, nil}, want{2, 1, []string{"locale"}}, want{2, 0, nil}, want{2, 1, []string{"locale"}}},
	"clear text":              {want{2, 0, nil}, want{2, 0, nil}, want{1, 0, nil}, want{1, 0, nil}},
	"clear number":            {want{2, 0, nil}, want{2, 0, []string{"number"}}, want{1, 0, nil}, want{1, 0, nil}},
	"clear date":              {want{2, 0, nil}, want{2, 0, []string{"date"}}, want{1, 0, nil}, want{1, 0, nil}},
	"clear URL":               {want{2, 0, nil}, want{2, 0, nil}, want{1, 0, nil}, want{1, 0, nil}},
	"clear free texts":        {want{2, 0, nil}, want{2, 0, nil}, want{2, 0, nil}, want{2, 0, nil}},
	"clear most, change the rest": {
		want{2, 0, nil},
		want{2, 0, []string{"birthdate", "company", "date", "text"}},
		want{2, 0, nil},
		want{2, 0, []string{"birthdate", "company"}},
	},
}

// wants is what a step takes on the server of the site.
func (s *updated) wants(name string) want {
	out, clears := nullIgnored[name]
	merge, refused := s.sw.PatchExtendedFields != "replace", s.sw.EmptyFormatted == "400"
	switch {
	case !clears || s.sw.PatchNull != "noop":
		return want{patches: 1}
	case merge && refused:
		return out.mergeRefused
	case merge:
		return out.mergeTaken
	case refused:
		return out.replaceRefused
	}
	return out.replaceTaken
}

// sets is a step that sets or changes one member.
func sets(name string, info wix.Info, after map[string]string) step {
	return step{name: name, info: func(*updated) wix.Info { return info }, facts: func(*updated) map[string]string { return after }}
}

// value is a step that writes one value of an extended field; nil clears it.
func value(name string, key func(*updated) string, v any, after string) step {
	return step{
		name:  name,
		info:  func(s *updated) wix.Info { return wix.Info{ExtendedFields: s.values(map[string]any{key(s): v})} },
		facts: func(s *updated) map[string]string { return map[string]string{key(s): after} },
	}
}

func textKey(s *updated) string   { return s.text }
func numberKey(s *updated) string { return s.number }
func dateKey(s *updated) string   { return s.date }
func urlKey(s *updated) string    { return s.url }

func emails(items ...wix.Email) wix.Info      { return wix.Info{Emails: wix.Items(items)} }
func phones(items ...wix.Phone) wix.Info      { return wix.Info{Phones: wix.Items(items)} }
func addresses(items ...wix.Address) wix.Info { return wix.Info{Addresses: wix.Items(items)} }
func company(o wix.Opt[string]) wix.Info      { return wix.Info{Company: o} }
func jobTitle(o wix.Opt[string]) wix.Info     { return wix.Info{JobTitle: o} }
func birthdate(o wix.Opt[string]) wix.Info    { return wix.Info{Birthdate: o} }
func locale(o wix.Opt[wix.Locale]) wix.Info   { return wix.Info{Locale: o} }
func named(first, last string) wix.Info {
	return wix.Info{Name: wix.Some(wix.Name{First: first, Last: last})}
}
func one(name, fact string) map[string]string { return map[string]string{name: fact} }

var (
	home = wix.Address{Tag: "HOME", Address: wix.AddressBody{Country: "US", Subdivision: "US-NY", City: "Here", PostalCode: "00501", AddressLine: "1 Elm", AddressLine2: "Apt 2"}}
	work = wix.Address{Address: wix.AddressBody{Country: "DE", City: "There", Street: wix.StreetAddress{Number: "5", Name: "Oak"}}}

	homeFact = `{"address":{"addressline":"1 elm","addressline2":"apt 2","city":"here","country":"us","postalcode":"00501","subdivision":"us-ny"},"tag":"home"}`
	workFact = `{"address":{"city":"there","country":"de","streetaddress":{"name":"oak","number":"5"}},"tag":"untagged"}`
	annFact  = `{"email":"ann@example.com","primary":true,"tag":"main"}`
	bobFact  = `{"email":"bob@example.com","primary":false,"tag":"untagged"}`
)

// setAll sets every member at once.
var setAll = step{
	name: "set all",
	info: func(s *updated) wix.Info {
		return wix.Info{
			Name:      wix.Some(wix.Name{First: "Ann", Last: "New"}),
			Emails:    wix.Items([]wix.Email{{Tag: "MAIN", Email: "Ann@Example.com", Primary: true}, {Email: "bob@example.com"}}),
			Phones:    wix.Items([]wix.Phone{{Tag: "MOBILE", CountryCode: "US", Phone: "(202) 555-0106"}, {Phone: "555-0107"}}),
			Addresses: wix.Items([]wix.Address{home, work}), Company: wix.Some(" Acme "), JobTitle: wix.Some("Tester"),
			Birthdate: wix.Some("2000-02-29"), Locale: wix.Some[wix.Locale]("en-US"),
			ExtendedFields: s.values(map[string]any{s.text: "text", s.number: json.Number("12.50"), s.date: "2020-01-02", s.url: "example.com"}),
		}
	},
	facts: func(s *updated) map[string]string {
		return map[string]string{
			"name": `{"first":"ann","last":"new"}`, "emails": annFact + " " + bobFact,
			"phones":    `{"countrycode":"us","phone":"2025550106","primary":true,"tag":"mobile"} {"phone":"5550107","primary":false,"tag":"untagged"}`,
			"addresses": homeFact + " " + workFact, "company": "acme", "jobTitle": "tester", "birthdate": "2000-02-29", "locale": "en-us",
			s.text: "text", s.number: "12.50", s.date: "2020-01-02", s.url: "example.com",
		}
	},
}

// steps take a contact through its life: all members at once, each changed, each
// cleared, set again, and cleared together with others.
var steps = []step{
	setAll,

	sets("change name", named("Anne", "New"), one("name", `{"first":"anne","last":"new"}`)),
	sets("change e-mails", emails(wix.Email{Email: "bob@example.com", Primary: true}, wix.Email{Tag: "WORK", Email: "ann@example.com"}),
		one("emails", `{"email":"ann@example.com","primary":false,"tag":"work"} {"email":"bob@example.com","primary":true,"tag":"untagged"}`)),
	sets("change phones", phones(wix.Phone{Tag: "HOME", Phone: "555-0108"}), one("phones", `{"phone":"5550108","primary":true,"tag":"home"}`)),
	sets("change addresses", addresses(work, home, home), one("addresses", homeFact+" "+homeFact+" "+workFact)),
	sets("change company", company(wix.Some("Other")), one("company", "other")),
	sets("change job title", jobTitle(wix.Some("Boss")), one("jobTitle", "boss")),
	sets("change birthdate", birthdate(wix.Some("2001-01-01")), one("birthdate", "2001-01-01")),
	sets("change locale", locale(wix.Some[wix.Locale]("de-DE")), one("locale", "de-de")),
	value("change text", textKey, "other", "other"),
	value("change number", numberKey, json.Number("-3"), "-3"),
	value("change date", dateKey, "2021-12-31", "2021-12-31"),
	value("change URL", urlKey, "http://example.com/x", "http://example.com/x"),

	sets("clear first name", named("", "New"), one("name", `{"last":"new"}`)),
	sets("clear last name", named("Ann", ""), one("name", `{"first":"ann"}`)),
	sets("clear e-mails", emails(), one("emails", "")),
	sets("clear phones", phones(), one("phones", "")),
	sets("clear addresses", addresses(), one("addresses", "")),
	sets("clear company by text", company(wix.Some("")), one("company", "")),
	sets("clear job title by null", jobTitle(wix.Null[string]()), one("jobTitle", "")),
	sets("clear birthdate", birthdate(wix.Null[string]()), one("birthdate", "")),
	sets("clear locale", locale(wix.Null[wix.Locale]()), one("locale", "")),
	value("clear text", textKey, nil, ""),
	value("clear number", numberKey, nil, ""),
	value("clear date", dateKey, nil, ""),
	value("clear URL", urlKey, nil, ""),

	setAll,
	{
		name:  "clear free texts",
		info:  func(*updated) wix.Info { return wix.Info{Company: wix.Null[string](), JobTitle: wix.Null[string]()} },
		facts: func(*updated) map[string]string { return map[string]string{"company": "", "jobTitle": ""} },
	},
	setAll,
	{
		name: "clear most, change the rest",
		info: func(s *updated) wix.Info {
			return wix.Info{
				Name: wix.Some(wix.Name{First: "Zoe"}), Emails: wix.Items[wix.Email](nil), Phones: wix.Items[wix.Phone](nil), Addresses: wix.Items[wix.Address](nil),
				Company: wix.Null[string](), Birthdate: wix.Null[string](), Locale: wix.Some[wix.Locale]("fr"),
				ExtendedFields: s.values(map[string]any{s.text: nil, s.number: json.Number("7"), s.date: nil}),
			}
		},
		facts: func(s *updated) map[string]string {
			return map[string]string{
				"name": `{"first":"zoe"}`, "emails": "", "phones": "", "addresses": "", "company": "", "birthdate": "", "locale": "fr",
				s.text: "", s.number: "7", s.date: "",
			}
		},
	},
}
