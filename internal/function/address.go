package function

import (
	"regexp"
	"strings"
)

// address is a postal address of wix_contact.
type address struct {
	Tag          *string `tfsdk:"tag"`
	AddressLine  *string `tfsdk:"address_line"`
	AddressLine2 *string `tfsdk:"address_line_2"`
	City         *string `tfsdk:"city"`
	Subdivision  *string `tfsdk:"subdivision"`
	Country      *string `tfsdk:"country"`
	PostalCode   *string `tfsdk:"postal_code"`
}

// Parts of a postal address that columns hold.
const (
	street    = "street"
	street2   = "street 2"
	city      = "city"
	state     = "state"
	zip       = "zip"
	country   = "country"
	kind      = "type"
	formatted = "formatted" // the whole address in one cell
)

// addressParts are the headings of the parts, after the heading of the address.
var addressParts = map[string]string{
	"street": street, "street address": street, "address line 1": street, "street line 1": street, "line 1": street, "address 1": street, "street 1": street,
	"street 2": street2, "street 3": street2, "street line 2": street2, "street address 2": street2, "address line 2": street2, "line 2": street2,
	"address 2": street2, "extended address": street2, "po box": street2, "address po box": street2,
	"city": city, "town": city,
	"state code": state, "state region code": state, "state province code": state, "state": state, "state region": state, "state province": state, "province": state,
	"zip": zip, "zip code": zip, "postal code": zip, "zip postal code": zip, "postcode": zip,
	"country code": country, "country region code": country, "country": country, "country region": country,
	"address": formatted,
}

// Parts that are told from other columns only where the address has a heading.
var numberedParts = map[string]string{"region": state, "type": kind, "label": kind, "formatted": formatted}

// addressTags are the words before a heading that tell which address it is about.
var addressTags = map[string]string{
	"mailing": "", "other": "", "home": "HOME", "work": "WORK", "business": "WORK", "billing": "BILLING", "shipping": "SHIPPING",
}

func recognizeAddress(all []string) (column, bool) {
	c := column{holds: postal}
	rest := all
	if len(all) > 2 && all[0] == "address" && isNumber(all[1]) {
		c.item, rest = "address "+all[1], all[2:]
	} else if len(all) > 1 {
		if tag, ok := addressTags[all[0]]; ok {
			c.item, c.tag, rest = all[0], tag, all[1:]
		}
	}
	name := strings.Join(rest, " ")
	c.part = addressParts[name]
	if c.part == "" && c.item != "" {
		c.part = numberedParts[name]
	}
	return c, c.part != ""
}

// rawAddress is a postal address in the cells of a row. A part may have several:
// a name and a code, or lines.
type rawAddress struct {
	columns []column // that are not empty, in their order
	cells   []string
}

func (r rawAddress) all(part string) (cells []string) {
	for i, c := range r.columns {
		if c.part == part {
			cells = append(cells, r.cells[i])
		}
	}
	return cells
}

func (r rawAddress) one(part string) string { return strings.Join(r.all(part), ", ") }

var lineBreaks = regexp.MustCompile(`[ \t,]*[\r\n]+[ \t]*`)

// line puts a cell of several lines into one.
func line(cell string) string { return lineBreaks.ReplaceAllString(cell, ", ") }

// toAddress makes an address of cells. It is nil where they say nothing; what it
// has no place for is left over.
func (b *builder) toAddress(r rawAddress) *address {
	tag := tagOf(r.one(kind), "HOME", "WORK", "BILLING", "SHIPPING")
	if tag == "" && len(r.columns) > 0 {
		tag = r.columns[0].tag
	}
	out := address{Tag: optional(tag), City: b.text(r.one(city), city, 1000), PostalCode: b.text(r.one(zip), "postal code", 100)}
	first, second := r.one(street), r.one(street2)
	if head, tail, ok := strings.Cut(strings.ReplaceAll(first, "\r", "\n"), "\n"); ok {
		first, second = head, strings.Trim(tail+"\n"+second, "\n ")
	}
	if first == "" && second != "" {
		first, second = second, ""
	}
	whole := r.one(formatted)
	if first == "" && out.City == nil && out.PostalCode == nil {
		first, whole = whole, ""
	}
	out.AddressLine, out.AddressLine2 = b.text(line(first), street, 1000), b.text(line(second), street2, 1000)
	out.Country = b.toCountry(r)
	out.Subdivision = b.toSubdivision(r, out.Country)
	if whole != "" {
		b.leave(r, formatted)
	}
	if (out == address{Tag: out.Tag}) {
		return nil
	}
	return &out
}

// leave keeps the cells of a part beside the contact.
func (b *builder) leave(r rawAddress, part string) {
	for i, c := range r.columns {
		if c.part == part {
			b.out.Columns[c.heading] = r.cells[i]
		}
	}
}
