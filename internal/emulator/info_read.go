package emulator

import (
	"net/mail"
	"regexp"
	"strings"
	"time"
)

// infoInput is info as a request gives it, read but not applied.
type infoInput struct {
	name                 member[object]
	first, last          member[string]
	texts                textInputs
	emails               member[[]email]
	phones               member[[]phone]
	addresses            member[[]address]
	labelKeys, locations member[[]string]
	// picture is read only where others than clients write.
	picture  object
	extended member[object]
	sw       Switches
}

var (
	emailTags   = setOf("UNTAGGED MAIN HOME WORK")
	phoneTags   = setOf("UNTAGGED MAIN HOME MOBILE WORK FAX")
	addressTags = setOf("UNTAGGED HOME WORK BILLING SHIPPING")

	countryShape = regexp.MustCompile(`^[A-Za-z]{2}$`)
	localeShape  = regexp.MustCompile(`^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$`)
)

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		out[word] = true
	}
	return out
}

// The limits of contract 1.4.
const (
	maxItems     = 50
	maxText      = 1000
	maxShort     = 100
	maxEmail     = 320
	maxPhone     = 50
	maxLabelKeys = 2000
)

// readInfo reads info and notes every violation. Read-only members are not
// looked at, so that sending them back does no harm (contract 6.5).
func (k *checker) readInfo(in object, sw Switches) infoInput {
	const path = "info"
	r := infoReader{k, sw}
	out := infoInput{sw: sw, name: k.object(in, path, "name")}
	out.first = r.text(out.name.value, "info.name", "first", maxText)
	out.last = r.text(out.name.value, "info.name", "last", maxText)
	out.emails = readItems(k, in, "emails", r.email)
	out.phones = readItems(k, in, "phones", r.phone)
	out.addresses = readItems(k, in, "addresses", r.address)
	out.texts = r.readTexts(in)
	out.labelKeys = r.keys(in, "labelKeys", maxLabelKeys)
	out.locations = r.keys(in, "locations", maxItems)
	for i, id := range out.locations.value {
		if !isGUID(id) {
			k.add(at("info.locations.items", i), ruleFormat, "must be a GUID", map[string]any{"type": "GUID"})
		}
	}
	fields := k.object(in, path, "extendedFields")
	out.extended = member[object]{presence: fields.presence}
	if fields.given() {
		out.extended.value = k.object(fields.value, "info.extendedFields", "items").value
	}
	return out
}

func isDate(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// readItems reads the list inside its wrapper. A wrapper without items is an
// empty list: the two are the same on the wire (contract 6.5).
func readItems[T any](k *checker, in object, name string, one func(object, string) T) member[[]T] {
	path := within("info", name)
	wrapper := k.object(in, "info", name)
	out := member[[]T]{presence: wrapper.presence}
	if !wrapper.given() {
		return out
	}
	for i, value := range k.list(wrapper.value, path, "items", maxItems).value {
		path := at(within(path, "items"), i)
		entry, ok := value.(object)
		if !ok {
			k.add(path, ruleFormat, "must be an object", map[string]any{"type": "OBJECT"})
			continue
		}
		out.value = append(out.value, one(entry, path))
	}
	return out
}

// infoReader reads with the normalisations that switches turn on.
type infoReader struct {
	*checker
	sw Switches
}

func (r infoReader) keys(in object, name string, most int) member[[]string] {
	wrapper := r.object(in, "info", name)
	list := r.texts(wrapper.value, within("info", name), "items", most)
	return member[[]string]{wrapper.presence, addMissing(nil, list.value...)}
}

func (r infoReader) text(in object, path, name string, limit int) member[string] {
	m := r.checker.text(in, path, name, limit)
	m.value = trimmed(r.sw, m.value)
	return m
}

// formatted reads a text with a format, for which emptiness may be wrong too
// (contract 6.5).
func (r infoReader) formatted(in object, path, name, kind string, ok func(string) bool) member[string] {
	m := r.text(in, path, name, maxText)
	if !m.given() || m.value == "" && r.sw.EmptyFormatted == "clear" || ok(m.value) {
		return m
	}
	r.add(within(path, name), ruleFormat, "has a value of the wrong format", map[string]any{"type": kind})
	return member[string]{}
}

func (r infoReader) tag(in object, path string, tags map[string]bool) string {
	if m := r.enum(in, path, "tag", tags); m.given() {
		return m.value
	}
	return "UNTAGGED"
}

func (r infoReader) value(in object, path, name string, limit int) string {
	return trimmed(r.sw, r.required(in, path, name, limit))
}

func (r infoReader) email(in object, path string) email {
	out := email{email: r.value(in, path, "email", maxEmail)}
	out.tag, out.primary = r.tag(in, path, emailTags), r.flag(in, path, "primary").value
	if _, err := mail.ParseAddress(out.email); err != nil && r.sw.Format == "strict" && out.email != "" {
		r.add(within(path, "email"), ruleFormat, "must be an e-mail address", map[string]any{"type": "EMAIL"})
	}
	if r.sw.EmailLower == "on" {
		out.email = strings.ToLower(out.email)
	}
	return out
}

func (r infoReader) phone(in object, path string) phone {
	out := phone{number: r.value(in, path, "phone", maxPhone)}
	out.tag, out.primary = r.tag(in, path, phoneTags), r.flag(in, path, "primary").value
	out.country = r.formatted(in, path, "countryCode", "COUNTRY", countryShape.MatchString).value
	if r.sw.Format == "strict" && out.number != "" && !phoneShape(out.number) {
		r.add(within(path, "phone"), ruleFormat, "must be a phone number", map[string]any{"type": "PHONE"})
	}
	out.e164 = e164(out.country, out.number)
	if r.sw.PhoneFormat == "reformat" && out.e164 != "" {
		out.number = nationalPhone(out)
	}
	return out
}

func (r infoReader) address(in object, path string) address {
	out := address{}
	out.tag = r.tag(in, path, addressTags)
	postalIn := r.object(in, path, "address").value
	path = within(path, "address")
	out.country = r.formatted(postalIn, path, "country", "COUNTRY", countryShape.MatchString).value
	out.subdivision = r.text(postalIn, path, "subdivision", maxShort).value
	out.city = r.text(postalIn, path, "city", maxText).value
	out.postalCode = r.text(postalIn, path, "postalCode", maxShort).value
	line := r.text(postalIn, path, "addressLine", maxText)
	out.line2 = r.text(postalIn, path, "addressLine2", maxText).value
	street := r.object(postalIn, path, "streetAddress")
	if line.given() && street.given() {
		r.add(within(path, "streetAddress"), ruleOneOf, "cannot be given beside addressLine", nil)
	}
	out.line = line.value
	out.streetNumber = r.text(street.value, within(path, "streetAddress"), "number", maxShort).value
	out.streetName = r.text(street.value, within(path, "streetAddress"), "name", maxText).value
	if r.sw.Subdivision == "strict" && out.subdivision != "" && !subdivisionFits(out.subdivision, out.country) {
		r.add(within(path, "subdivision"), ruleFormat, "must be an ISO 3166-2 code", map[string]any{"type": "SUBDIVISION"})
	}
	return out
}

var subdivisionShape = regexp.MustCompile(`^[A-Z]{2}-[A-Z0-9]{1,3}$`)

func subdivisionFits(code, country string) bool {
	return subdivisionShape.MatchString(code) && (country == "" || strings.EqualFold(code[:2], country))
}
