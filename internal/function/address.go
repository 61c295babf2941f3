package function

import (
	"regexp"
	"strings"
)

// address is a postal address of wix_contact.
type address struct {
	Tag          optional `msgpack:"tag"`
	AddressLine  optional `msgpack:"address_line"`
	AddressLine2 optional `msgpack:"address_line_2"`
	City         optional `msgpack:"city"`
	Subdivision  optional `msgpack:"subdivision"`
	Country      optional `msgpack:"country"`
	PostalCode   optional `msgpack:"postal_code"`
}

// joint separates several values in a cell of Google.
const joint = ":::"

// rawAddress is the cells of an address that are not empty, by meaning. A part can have
// several: a name and a code, or lines.
type rawAddress map[string][]cell

func (r rawAddress) joined(part string) string {
	var texts []string
	for _, c := range r[part] {
		texts = append(texts, c.text)
	}
	return strings.Join(texts, ", ")
}

var lineBreaks = regexp.MustCompile(`[ \t,]*\n+[ \t]*`)

// addAddresses makes addresses of the cells of an item. It takes joined cells apart: the
// first values of all parts are one address, and so on.
func (b *builder) addAddresses(item string) {
	var cells []cell
	count := 1
	for _, c := range b.cells {
		if c.text != "" && c.item == item && isPostal(c.meaning) && !c.isTag() {
			cells, count = append(cells, c), max(count, strings.Count(c.text, joint)+1)
		}
	}
	raw := make([]rawAddress, count)
	for i := range raw {
		raw[i] = rawAddress{}
	}
	for _, c := range cells {
		values := strings.Split(c.text, joint)
		if len(values) != count {
			b.addProblem(c.column, "It has %d values with %q between them, and another part of the address %d. Write each address in columns of its own.", len(values), joint, count)
			return
		}
		for i, value := range values {
			if value = strings.TrimSpace(value); value != "" {
				raw[i][c.meaning] = append(raw[i][c.meaning], cell{c.column, value})
			}
		}
	}
	for _, one := range raw {
		b.addAddress(one, cells[0].column)
	}
}

// addAddress adds an address, unless its cells mean none. It keeps the cells for which an
// address has no attribute.
func (b *builder) addAddress(r rawAddress, c column) {
	town, code, first, second := r.joined(city), r.joined(zip), r.joined(street), r.joined(street2)
	if head, tail, ok := strings.Cut(first, "\n"); ok {
		first, second = head, strings.Trim(tail+"\n"+second, "\n ")
	}
	if first == "" {
		first, second = second, ""
	}
	if first+town+code == "" {
		first = r.joined(formatted)
	} else {
		b.keep(r[formatted]...)
	}
	out := address{
		AddressLine:  b.limit(c, lineBreaks.ReplaceAllString(first, ", "), 1000),
		AddressLine2: b.limit(c, lineBreaks.ReplaceAllString(second, ", "), 1000),
		City:         b.limit(c, town, 1000),
		Country:      b.toCountry(r[country]),
		PostalCode:   b.limit(c, code, 100),
	}
	out.Subdivision = b.toSubdivision(r[state], out.Country)
	if (out != address{}) {
		out.Tag = b.tagOf(c)
		b.out.Addresses = append(b.out.Addresses, out)
	}
}
