package function

import (
	"cmp"
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

// addressParts are the headings of the parts, without that of the address.
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

// prefixedParts are headings that mean a part only after that of the address.
var prefixedParts = map[string]string{"region": state, "type": kind, "label": kind, "formatted": formatted}

// addressTags are headings of an address, with their tags.
var addressTags = map[string]string{
	"mailing": "", "other": "", "home": "HOME", "work": "WORK", "business": "WORK", "billing": "BILLING", "shipping": "SHIPPING",
}

func classifyAddress(tokens []string) (column, bool) {
	c, rest := column{field: postal}, tokens
	if len(tokens) > 2 && tokens[0] == "address" && isNumber(tokens[1]) {
		c.item, rest = "address "+tokens[1], tokens[2:]
	} else if len(tokens) > 1 {
		if tag, ok := addressTags[tokens[0]]; ok {
			c.item, c.tag, rest = tokens[0], tag, tokens[1:]
		}
	}
	name := strings.Join(rest, " ")
	c.part = addressParts[name]
	if c.part == "" && c.item != "" {
		c.part = prefixedParts[name]
	}
	return c, c.part != ""
}

// rawAddress is a postal address in the cells of a row that are not empty. A part can
// have several: a name and a code, or lines.
type rawAddress struct {
	columns []column
	cells   []string
}

func (r rawAddress) cellsOf(part string) (cells []string) {
	for i, c := range r.columns {
		if c.part == part {
			cells = append(cells, r.cells[i])
		}
	}
	return cells
}

func (r rawAddress) joined(part string) string { return strings.Join(r.cellsOf(part), ", ") }

var lineBreaks = regexp.MustCompile(`[ \t,]*[\r\n]+[ \t]*`)

func joinLines(cell string) string { return lineBreaks.ReplaceAllString(cell, ", ") }

// toAddress makes an address of cells, nil where they mean none. It keeps the cells for
// which an address has no attribute.
func (b *builder) toAddress(r rawAddress) *address {
	tag := cmp.Or(tagOf(r.joined(kind), "HOME", "WORK", "BILLING", "SHIPPING"), r.columns[0].tag)
	out := address{Tag: optional(tag), City: b.text(r.joined(city), city, 1000), PostalCode: b.text(r.joined(zip), "postal code", 100)}
	first, second := r.joined(street), r.joined(street2)
	if head, tail, ok := strings.Cut(strings.ReplaceAll(first, "\r", "\n"), "\n"); ok {
		first, second = head, strings.Trim(tail+"\n"+second, "\n ")
	}
	if first == "" && second != "" {
		first, second = second, ""
	}
	whole := r.joined(formatted)
	if first == "" && out.City == nil && out.PostalCode == nil {
		first, whole = whole, ""
	}
	out.AddressLine, out.AddressLine2 = b.text(joinLines(first), street, 1000), b.text(joinLines(second), street2, 1000)
	out.Country = b.toCountry(r)
	out.Subdivision = b.toSubdivision(r, out.Country)
	if whole != "" {
		b.keepCells(r, formatted)
	}
	if (out == address{Tag: out.Tag}) {
		return nil
	}
	return &out
}

// keepCells keeps the cells of a part in the columns of the contact.
func (b *builder) keepCells(r rawAddress, part string) {
	for i, c := range r.columns {
		if c.part == part {
			b.out.Columns[c.heading] = r.cells[i]
		}
	}
}
