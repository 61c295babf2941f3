package function

import (
	"cmp"
	"regexp"
	"slices"
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
	street        = "street"
	street2       = "street 2"
	city          = "city"
	state         = "state"
	region        = "region" // a state, or nothing of an address
	zip           = "zip"
	country       = "country"
	addressType   = "address type"
	postalAddress = "address"   // the street, or the whole
	formatted     = "formatted" // the whole
)

func isPostal(meaning string) bool {
	switch meaning {
	case street, street2, city, state, region, zip, country, addressType, postalAddress, formatted:
		return true
	}
	return false
}

var addressTags = []string{"HOME", "WORK", "BILLING", "SHIPPING"}

// joint separates several values in a cell of Google.
const joint = ":::"

// rawAddress is a postal address in the cells of a row that are not empty. A part can
// have several: a name and a code, or lines.
type rawAddress struct {
	columns []column
	cells   []string
}

func (r rawAddress) cellsOf(part string) (cells []string) {
	for i, c := range r.columns {
		if c.meaning == part {
			cells = append(cells, r.cells[i])
		}
	}
	return cells
}

// part is the joined text of a part, which may have so many characters.
func (b *builder) part(r rawAddress, part string, maxLength int) *string {
	for _, c := range r.columns {
		if c.meaning == part {
			return b.text(r.joined(part), c, maxLength)
		}
	}
	return nil
}

func (r rawAddress) joined(part string) string { return strings.Join(r.cellsOf(part), ", ") }

var lineBreaks = regexp.MustCompile(`[ \t,]*\n+[ \t]*`)

func joinLines(cell string) string { return lineBreaks.ReplaceAllString(cell, ", ") }

// apart takes several addresses in joined cells apart: the first values of all parts are
// one address, and so on. The type is that of all of them.
func (b *builder) apart(r rawAddress) []rawAddress {
	count := 1
	for i, c := range r.columns {
		if n := strings.Count(r.cells[i], joint) + 1; c.meaning != addressType && n > count {
			count = n
		}
	}
	out := make([]rawAddress, count)
	for i, c := range r.columns {
		values := strings.Split(r.cells[i], joint)
		if c.meaning == addressType {
			values = slices.Repeat(values[:1], count)
		}
		if len(values) != count {
			b.addProblem(c, "It has %d values with %q between them, and another part of the address %d. Write each address in columns of its own.", len(values), joint, count)
			return nil
		}
		for j, value := range values {
			if value = strings.TrimSpace(value); value != "" {
				out[j].columns, out[j].cells = append(out[j].columns, c), append(out[j].cells, value)
			}
		}
	}
	return slices.DeleteFunc(out, func(one rawAddress) bool { return len(one.cells) == 0 })
}

// toAddress makes an address of cells, nil where they mean none. It keeps the cells for
// which an address has no attribute.
func (b *builder) toAddress(r rawAddress) *address {
	tag := cmp.Or(tagOf(r.joined(addressType), addressTags...), tagOf(r.columns[0].tag, addressTags...))
	out := address{Tag: optional(tag), City: b.part(r, city, 1000), PostalCode: b.part(r, zip, 100)}
	first, second := r.joined(street), r.joined(street2)
	if head, tail, ok := strings.Cut(first, "\n"); ok {
		first, second = head, strings.Trim(tail+"\n"+second, "\n ")
	}
	if first == "" && second != "" {
		first, second = second, ""
	}
	whole := r.joined(formatted)
	if first == "" && out.City == nil && out.PostalCode == nil {
		first, whole = whole, ""
	}
	out.AddressLine, out.AddressLine2 = b.text(joinLines(first), r.columns[0], 1000), b.text(joinLines(second), r.columns[0], 1000)
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
		if c.meaning == part {
			b.out.Columns[c.heading] = r.cells[i]
		}
	}
}
