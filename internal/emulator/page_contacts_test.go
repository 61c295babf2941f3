package emulator

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"
)

// hostile are texts that would do something if the page did not escape them.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(2)>`, `'onmouseover='alert(3)`, `{{.Total}}`,
	`javascript:alert(4)`, `</title><svg/onload=alert(5)>`, "\u202egnp.exe", `</code></pre><iframe src=//example.com>`,
}

// tags are all tags of a page with their attributes, without those whose value
// is text.
func tags(page string) string {
	page = regexp.MustCompile(`="[^"]*"`).ReplaceAllString(page, `=""`)
	return strings.Join(regexp.MustCompile(`<[^>]*>`).FindAllString(page, -1), "\n")
}

func TestPage_hostile(t *testing.T) {
	for _, text := range hostile {
		c := start(t, Options{})
		label, field := c.label(text), c.field(text, "TEXT")
		value := show(text)
		made := c.make(fmt.Sprintf(`{"name":{"first":%[1]s,"last":%[1]s},"company":%[1]s,"jobTitle":%[1]s,"locale":"en-US",
			"emails":{"items":[{"email":%[1]s}]},"phones":{"items":[{"phone":%[1]s}]},
			"addresses":{"items":[{"address":{"addressLine":%[1]s,"city":%[1]s}}]},
			"labelKeys":{"items":[%[2]s]},"extendedFields":{"items":{%[3]s:%[1]s}}}`, value, show(label), show(field)))
		c.do("GET", "/"+"nothing/%3Cscript%3Ealert(6)", "")
		for _, path := range []string{"/", "/?contact=" + idOf(made), "/?q=" + strings.ReplaceAll(urlEscape(text), "+", "%20"), "/?label=" + urlEscape(text), "/?contact=" + urlEscape(text)} {
			page := c.page(path)
			shows(t, page, html.EscapeString(text)[:4])
			for _, bad := range []string{"<script>", "<img src=x", "<svg", "<iframe", "onmouseover", "onload", "onerror", `"javascript:`} {
				if strings.Contains(tags(page), bad) {
					t.Errorf("%s with %s has %s", path, text, bad)
				}
			}
		}
	}
}

func urlEscape(text string) string {
	var out strings.Builder
	for _, b := range []byte(text) {
		fmt.Fprintf(&out, "%%%02X", b)
	}
	return out.String()
}

// rows are the names in the list of contacts, in order.
func rows(page string) []string {
	_, list, _ := strings.Cut(page, `class="people"`)
	list, _, _ = strings.Cut(list, "</table>")
	var out []string
	for _, found := range regexp.MustCompile(`class="who">.*?(?s:.*?)<bdi>([^<]*)</bdi>`).FindAllStringSubmatch(list, -1) {
		out = append(out, html.UnescapeString(found[1]))
	}
	return out
}

func TestPage_contact(t *testing.T) {
	c := start(t, Options{})
	label, field := c.label("VIP"), c.field("Size", "NUMBER")
	made := c.make(fmt.Sprintf(`{"name":{"first":"Ada","last":"Quill"},"jobTitle":"Developer","company":"Example Ltd",
		"emails":{"items":[{"tag":"HOME","email":"home@example.com"},{"tag":"WORK","email":"work@example.com","primary":true}]},
		"phones":{"items":[{"tag":"MOBILE","countryCode":"US","phone":"(201) 555-0123"}]},
		"addresses":{"items":[{"tag":"BILLING","address":{"country":"US","city":"Springfield","postalCode":"10001","streetAddress":{"number":"7","name":"High Street"}}}]},
		"labelKeys":{"items":[%q]},"extendedFields":{"items":{%q:12.5}}}`, label, field))
	id := idOf(made)
	for _, err := range []error{c.server.MakeMember(id), c.server.Subscribe(id, "SUBSCRIBED"), c.server.AddBillingSubscription(id)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	list := c.page("/")
	shows(t, list, "Ada Quill", "Developer, Example Ltd", "work@example.com", "US (201) 555-0123", ">VIP<", ">Size<", "12.5",
		"Site member", "Subscribed", "Paying subscriber", "just now", "revision 4", "custom.vip", field, ">NUMBER<", "VIP</bdi></a>")
	if strings.Index(list, "work@example.com") > strings.Index(list, "home@example.com") {
		t.Error("the primary e-mail is not shown first")
	}
	c.clock.advance(5 * time.Minute)
	shows(t, c.page("/"), "5 min ago")
	c.clock.advance(48 * time.Hour)
	full := c.page("/?contact=" + id)
	shows(t, full, id, "<h2 id=\"person-title\"><bdi>Ada Quill</bdi></h2>", "7 High Street, 10001 Springfield, US", "2026-03-01T12:00:00.000Z",
		"1 Mar 2026", "Effective Email", "<title>Ada Quill · Contacts</title>", "Newsletter subscription subscribe")
}

func TestPage_gone(t *testing.T) {
	c := start(t, Options{})
	target, source := c.make(`{"name":{"first":"Target"}}`), c.make(`{"name":{"first":"Source"}}`)
	if err := c.server.MergeContacts(idOf(target), idOf(source)); err != nil {
		t.Fatal(err)
	}
	shows(t, c.page("/?contact="+idOf(source)), "This contact is gone", "merged into", `href="/?contact=`+idOf(target)+`"`)
	page := c.page("/?contact=" + noOne)
	shows(t, page, "This contact is gone", noOne)
	hides(t, page, "merged into")
}

func TestPage_paging(t *testing.T) {
	const all = 2*pageSize + 3
	c := start(t, Options{})
	for i := range all {
		c.make(fmt.Sprintf(`{"name":{"first":"Contact %03d"}}`, i))
		c.clock.advance(time.Second)
	}
	seen := map[string]bool{}
	for page, want := range []int{1: pageSize, 2: pageSize, 3: 3, 4: 3} {
		if page == 0 {
			continue
		}
		text := c.page(fmt.Sprintf("/?page=%d&q=contact", page))
		names := rows(text)
		if len(names) != want {
			t.Errorf("page %d has %d contacts, want %d", page, len(names), want)
		}
		for _, name := range names {
			seen[name] = true
		}
		shown := min(page, 3)
		shows(t, text, fmt.Sprintf("Page %d of 3", shown))
		if strings.Contains(text, `rel="next"`) != (shown < 3) || strings.Contains(text, `rel="prev"`) != (shown > 1) {
			t.Errorf("page %d leads to the wrong pages", page)
		}
	}
	if len(seen) != all {
		t.Errorf("%d of %d contacts are on some page", len(seen), all)
	}
	shows(t, c.page("/?page=2"), "26–50 of 53", `href="/?page=3"`, `rel="prev" href="/"`)
	shows(t, c.page("/?page=3"), "51–53 of 53")
	for _, page := range []string{"-1", "0", "x", "99999999999999999999"} {
		if names := rows(c.page("/?page=" + page)); len(names) == 0 {
			t.Errorf("page %s is empty", page)
		}
	}
}

func TestPage_search(t *testing.T) {
	c := start(t, Options{})
	c.field("Colour", "TEXT")
	label := c.label("Wholesale")
	colour := c.server.Fields()[0]["key"].(string)
	c.make(`{"name":{"first":"Ada","last":"Quill"},"emails":{"items":[{"email":"ada@example.com"}]}}`)
	c.clock.advance(time.Hour)
	c.make(`{"name":{"first":"Zoë"},"phones":{"items":[{"phone":"(201) 555-0177","countryCode":"US"}]},"company":"Example Ltd"}`)
	c.clock.advance(time.Hour)
	c.make(fmt.Sprintf(`{"name":{"first":"Bo"},"labelKeys":{"items":[%q]},"extendedFields":{"items":{%q:"Teal"}}}`, label, colour))
	for query, want := range map[string]string{
		"": "Bo,Zoë,Ada Quill", "sort=created": "Bo,Zoë,Ada Quill", "sort=name": "Ada Quill,Bo,Zoë", "sort=nonsense": "Bo,Zoë,Ada Quill",
		"q=ADA": "Ada Quill", "q=quill+ada": "Ada Quill", "q=ada+bo": "", "q=zoë": "Zoë", "q=2015550177": "Zoë", "q=%2B1201": "Zoë",
		"q=example": "Zoë,Ada Quill", "q=teal": "Bo", "q=wholesale": "Bo", "label=" + label: "Bo", "label=" + label + "&q=ada": "",
		"show=members": "", "show=nonsense": "Bo,Zoë,Ada Quill",
	} {
		if got := strings.Join(rows(c.page("/?"+query)), ","); got != want {
			t.Errorf("%s: got %s, want %s", query, got, want)
		}
	}
	shows(t, c.page("/?q=nobody"), "No contact matches.", "found in 3", `value="nobody"`)
	shows(t, c.page("/?label=custom.none"), "There is no label with the key custom.none.")
	shows(t, c.page("/?q=bo&label="+label+"&sort=name"), `name="label" value="`+label+`"`, `name="sort" value="name"`)
	// What moved the revision last comes first.
	c.clock.advance(time.Hour)
	contact := c.server.Contacts()[0]
	if err := c.server.BumpRevision(contact["id"].(string)); err != nil {
		t.Fatal(err)
	}
	if got := rows(c.page("/"))[0]; got != "Ada Quill" {
		t.Errorf("%s is shown first", got)
	}
}

func TestPage_names(t *testing.T) {
	c := start(t, Options{})
	c.make(`{"emails":{"items":[{"email":"only@example.com"}]}}`)
	c.make(`{"phones":{"items":[{"phone":"555-0100"}]}}`)
	page := c.page("/?sort=created")
	shows(t, page, "<bdi>only@example.com</bdi>", "<bdi>555-0100</bdi>")
	for name, want := range map[string]string{"Ada Quill": "AQ", "zoë": "Z", "X Æ Ǆoker": "Xǅ", "👩🏽‍🚀 Park": "P", "555-0100": "", "花子 例題": "花例"} {
		if got := initials(name); got != want {
			t.Errorf("initials of %s: %q, want %q", name, got, want)
		}
	}
}
