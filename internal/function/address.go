package function

import (
	"regexp"
	"slices"
	"strings"
)

// address is a postal address of wix_contact.
type address struct {
	Tag          *string
	AddressLine  *string
	AddressLine2 *string
	City         *string
	Subdivision  *string
	Country      *string
	PostalCode   *string
}

// joint separates several values in a cell of Google.
const joint = ":::"

// rawAddress is a postal address in the cells of a row that are not empty. A part can
// have several: a name and a code, or lines.
type rawAddress []cell

// of returns the cells of a part.
func (r rawAddress) of(part string) (cells rawAddress) {
	for _, c := range r {
		if c.meaning == part {
			cells = append(cells, c)
		}
	}
	return cells
}

func (r rawAddress) joined() string {
	texts := make([]string, len(r))
	for i, c := range r {
		texts[i] = c.text
	}
	return strings.Join(texts, ", ")
}

// part is the joined text of a part, which may have so many characters.
func (b *builder) part(cells rawAddress, maxLength int) *string {
	if len(cells) == 0 {
		return nil
	}
	return b.text(cells.joined(), cells[0].column, maxLength)
}

var lineBreaks = regexp.MustCompile(`[ \t,]*\n+[ \t]*`)

func joinLines(cell string) string { return lineBreaks.ReplaceAllString(cell, ", ") }

// apart takes several addresses in joined cells apart: the first values of all parts are
// one address, and so on. The type is that of all of them.
func (b *builder) apart(r rawAddress) []rawAddress {
	count := 1
	for _, c := range r {
		if c.meaning != addressType {
			count = max(count, strings.Count(c.text, joint)+1)
		}
	}
	out := make([]rawAddress, count)
	for _, c := range r {
		values := strings.Split(c.text, joint)
		if c.meaning == addressType {
			values = slices.Repeat(values[:1], count)
		}
		if len(values) != count {
			b.addProblem(c.column, "It has %d values with %q between them, and another part of the address %d. Write each address in columns of its own.", len(values), joint, count)
			return nil
		}
		for j, value := range values {
			if value = strings.TrimSpace(value); value != "" {
				out[j] = append(out[j], cell{c.column, value})
			}
		}
	}
	return slices.DeleteFunc(out, func(one rawAddress) bool { return len(one) == 0 })
}

// toAddress makes an address of cells, nil where they mean none. It keeps the cells for
// which an address has no attribute.
func (b *builder) toAddress(r rawAddress) *address {
	tag := tagOf(r.of(addressType).joined(), r[0].column, "HOME", "WORK", "BILLING", "SHIPPING")
	out := address{Tag: tag, City: b.part(r.of(city), 1000), PostalCode: b.part(r.of(zip), 100)}
	first, second := r.of(street).joined(), r.of(street2).joined()
	if head, tail, ok := strings.Cut(first, "\n"); ok {
		first, second = head, strings.Trim(tail+"\n"+second, "\n ")
	}
	if first == "" && second != "" {
		first, second = second, ""
	}
	whole := r.of(formatted).joined()
	if first == "" && out.City == nil && out.PostalCode == nil {
		first, whole = whole, ""
	}
	out.AddressLine, out.AddressLine2 = b.text(joinLines(first), r[0].column, 1000), b.text(joinLines(second), r[0].column, 1000)
	out.Country = b.toCountry(r.of(country))
	out.Subdivision = b.toSubdivision(r.of(state), out.Country)
	if whole != "" {
		b.keep(r.of(formatted)...)
	}
	if (out == address{Tag: out.Tag}) {
		return nil
	}
	return &out
}
