package emulator

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestQuery_matches runs filters over a few contacts known by first name.
func TestQuery_matches(t *testing.T) {
	c := start(t, Options{Switches: Switches{FieldKeys: "plain"}})
	c.label("Red")
	c.label("Blue")
	c.field("Points", "NUMBER")
	c.field("Since", "DATE")
	c.field("Site", "URL")
	c.field("Note", "TEXT")
	for _, info := range []string{
		`{"name":{"first":"Ada","last":"Smith"},"company":"Example","birthdate":"1990-05-01","labelKeys":{"items":["custom.red","custom.blue"]},"emails":{"items":[{"email":"Ada@Example.com"},{"email":"second@example.com"}]},"extendedFields":{"items":{"custom.points":10,"custom.note":"Hello","custom.since":"2020-01-01"}}}`,
		`{"name":{"first":"Bob","last":"smith"},"labelKeys":{"items":["custom.red"]},"phones":{"items":[{"countryCode":"US","phone":"212-555-0101"}]},"addresses":{"items":[{"address":{"city":"Springfield","country":"US","streetAddress":{"number":"5","name":"Main St"}}}]},"extendedFields":{"items":{"custom.points":9.5,"custom.site":"example.com"}}}`,
		`{"name":{"first":"Cy","last":"Young"},"birthdate":"2001-02-03","locale":"de-DE","emails":{"items":[{"email":"cy@example.com"}]},"addresses":{"items":[{"address":{"city":"Berlin","country":"DE","addressLine":"5 Main St"}}]},"extendedFields":{"items":{"custom.points":100,"custom.since":"2021-06-01"}}}`,
		`{"name":{"first":"Dee"},"company":"example"}`,
	} {
		c.make(info)
		c.clock.advance(24 * time.Hour)
	}
	for _, tt := range []struct{ filter, want string }{
		{``, "Ada Bob Cy Dee"},
		{`{}`, "Ada Bob Cy Dee"},
		{`{"info.name.last":"Smith"}`, "Ada"},
		{`{"info.name.last":{"$ne":"Smith"}}`, "Bob Cy Dee"},
		{`{"info.name.last":{"$startsWith":"SM"}}`, "Ada Bob"},
		{`{"info.name.last":{"$begins":"sm"}}`, "Ada Bob"},
		{`{"info.name.last":{"$startsWith":"sm","$ne":"smith"}}`, "Ada"},
		{`{"info.name.last":{"$exists":false}}`, "Dee"},
		{`{"info.name.first":{"$in":["Ada","Cy","Zed"]}}`, "Ada Cy"},
		{`{"info.company":"example"}`, "Dee"},
		{`{"info.emails.email":"SECOND@example.com"}`, "Ada"},
		{`{"info.emails.email":{"$ne":"second@example.com"}}`, "Bob Cy Dee"},
		{`{"info.emails.email":{"$in":["ada@example.com","cy@example.com"]}}`, "Ada Cy"},
		{`{"info.emails.email":{"$exists":true}}`, "Ada Cy"},
		{`{"primaryInfo.email":"second@example.com"}`, ""},
		{`{"info.phones.e164Phone":"+12125550101"}`, "Bob"},
		{`{"primaryPhone.countryCode":"US"}`, "Bob"},
		{`{"primaryEmail.subscriptionStatus":{"$nin":["SUBSCRIBED"]}}`, "Ada Bob Cy Dee"},
		{`{"primaryEmail.subscriptionStatus":"NOT_SET"}`, "Ada Cy"},
		{`{"info.addresses.street":{"$startsWith":"5 main"}}`, "Bob Cy"},
		{`{"info.addresses.city":"Berlin","info.addresses.country":"DE"}`, "Cy"},
		{`{"info.labelKeys":{"$hasSome":["custom.blue","custom.none"]}}`, "Ada"},
		{`{"info.labelKeys":{"$hasAll":["custom.red","custom.blue"]}}`, "Ada"},
		{`{"info.labelKeys":{"$hasAll":["custom.red"]}}`, "Ada Bob"},
		{`{"info.labelKeys":"custom.red"}`, "Ada Bob"},
		{`{"$not":{"info.labelKeys":{"$hasSome":["custom.red"]}}}`, "Cy Dee"},
		{`{"$not":[{"info.name.first":"Ada"}]}`, "Bob Cy Dee"},
		{`{"$or":[{"info.name.first":"Ada"},{"info.name.first":{"$eq":"Dee"}}]}`, "Ada Dee"},
		{`{"$and":[{"info.name.last":{"$startsWith":"s"}},{"info.name.first":{"$ne":"Ada"}}]}`, "Bob"},
		{`{"info.extendedFields.custom.points":{"$gt":9.5}}`, "Ada Cy"},
		{`{"info.extendedFields.custom.points":{"$gte":9.5,"$lt":100}}`, "Ada Bob"},
		{`{"info.extendedFields.custom.points":10.0}`, "Ada"},
		{`{"info.extendedFields.custom.since":{"$lte":"2020-12-31"}}`, "Ada"},
		{`{"info.extendedFields.custom.note":{"$startsWith":"hel"}}`, "Ada"},
		{`{"info.extendedFields.custom.note":"hello"}`, ""},
		{`{"info.extendedFields.custom.site":"https://example.com"}`, "Bob"},
		{`{"info.birthdate":{"$gt":"1990-05-01"}}`, "Cy"},
		{`{"createdDate":{"$gt":"2026-03-02T12:00:00.000Z"}}`, "Cy Dee"},
		{`{"createdDate":{"$gte":"2026-03-02T13:00:00+01:00"}}`, "Bob Cy Dee"},
		{`{"createdDate":{"$lt":"2026-03-02"}}`, "Ada"},
		{`{"info.extendedFields.emailSubscriptions.effectiveEmail":{"$exists":true}}`, "Ada Cy"},
		{`{"info.locale":{"$exists":true}}`, "Cy"},
	} {
		body := `{"query":{"fields":["info.name"]` + prefixed(`,"filter":`, tt.filter) + `}}`
		if got := firsts(c.ok("POST", queryPath, body)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.filter, got, tt.want)
		}
	}
	for text, wanted := range map[string]string{"ada": "Ada", "SMITH": "Ada Bob", "second@example.com": "Ada", "212-555-0101": "Bob", "Ad": ""} {
		if got := firsts(c.ok("POST", queryPath, `{"search":"`+text+`"}`)); got != wanted {
			t.Errorf("search %s: %q", text, got)
		}
	}
	for sort, wanted := range map[string]string{
		`{"fieldName":"info.name.first","order":"DESC"}`:      "Dee Cy Bob Ada",
		`[{"fieldName":"info.name.first"}]`:                   "Ada Bob Cy Dee",
		`[{"fieldName":"createdDate","order":"DESC"}]`:        "Dee Cy Bob Ada",
		`[{"fieldName":"info.birthdate","order":"DESC"}]`:     "Cy Ada",
		`[{"fieldName":"info.extendedFields.custom.points"}]`: "Dee Bob Ada Cy",
	} {
		if got := firsts(c.ok("POST", queryPath, `{"query":{"sort":`+sort+`}}`)); !strings.HasPrefix(got, wanted) {
			t.Errorf("%s: %q", sort, got)
		}
	}
	if got := firsts(c.ok("GET", contactsPath+"?sort.fieldName=info.name.first&sort.order=DESC", "")); got != "Dee Cy Bob Ada" {
		t.Errorf("list sorted: %q", got)
	}
	c.set("sort.default", "createdDateDesc")
	if got := firsts(c.ok("POST", queryPath, "")); got != "Dee Cy Bob Ada" {
		t.Errorf("default sort: %q", got)
	}
	c.set("email.compare", "exact")
	if got := firsts(c.ok("POST", queryPath, `{"query":{"filter":{"info.emails.email":"ada@example.com"}}}`)); got != "" {
		t.Errorf("exact: %q", got)
	}
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

func firsts(answer object) string {
	var out []string
	for _, v := range answer["contacts"].([]any) {
		out = append(out, fmt.Sprint(dig(v, "info.name.first")))
	}
	return strings.Join(out, " ")
}
