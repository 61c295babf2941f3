package emulator

import (
	"encoding/json"
	"strings"
	"time"
)

// contactDialect is the query language over contacts (contract 3.2).
func (s *Server) contactDialect(sw Switches) dialect[contact] {
	return dialect[contact]{codes: contactCodes, tie: compareID, columns: func(path string) (column[contact], bool) {
		col, ok := contactColumns[path]
		if key, extended := strings.CutPrefix(path, "info.extendedFields."); extended && !ok {
			col, ok = s.extendedColumn(key, sw)
		}
		if col.kind == kindFold && sw.EmailCompare == "exact" {
			col.kind = kindText
		}
		return col, ok
	}}
}

func compareID(a, b *contact) int { return strings.Compare(a.id, b.id) }

func texts(get func(*contact) string) func(*contact) []any {
	return func(c *contact) []any {
		if text := get(c); text != "" {
			return []any{text}
		}
		return nil
	}
}

// each returns the values of a list, leaving out empty ones.
func each[T any](list func(*contact) []T, get func(T) string) func(*contact) []any {
	return func(c *contact) []any {
		var out []any
		for _, v := range list(c) {
			if text := get(v); text != "" {
				out = append(out, text)
			}
		}
		return out
	}
}

func moments(get func(*contact) time.Time) func(*contact) []any {
	return func(c *contact) []any { return []any{get(c).UTC().Truncate(time.Millisecond)} }
}

func extendedText(key string) func(*contact) []any {
	return texts(func(c *contact) string { text, _ := c.info.extended[key].(string); return text })
}

func emailsOf(c *contact) []email      { return c.info.emails }
func phonesOf(c *contact) []phone      { return c.info.phones }
func addressesOf(c *contact) []address { return c.info.addresses }

func init() {
	for _, row := range textRows {
		contactColumns["info."+row.member] = row.column()
	}
}

// contactColumns is the table of contract 3.2, to which textRows adds. The two e-mail columns and
// primaryEmail.email compare as the switch email.compare says.
var contactColumns = map[string]column[contact]{
	"id":          {kindText, opsIdentity, false, texts(func(c *contact) string { return c.id })},
	"createdDate": {kindTime, opsOrdered, true, moments(func(c *contact) time.Time { return c.created })},
	"updatedDate": {kindTime, opsOrdered, false, moments(func(c *contact) time.Time { return c.updated })},

	"lastActivity.activityDate": {kindTime, opsOrdered, true, moments(func(c *contact) time.Time { return c.activity.at })},

	"info.name.first": {kindText, opsText, true, texts(func(c *contact) string { return c.info.first })},
	"info.name.last":  {kindText, opsText, true, texts(func(c *contact) string { return c.info.last })},

	"primaryInfo.email":  {kindFold, opsText, true, texts((*contact).primaryEmail)},
	"primaryInfo.phone":  {kindText, opsText, false, texts(func(c *contact) string { return c.primaryPhone().number })},
	"primaryEmail.email": {kindFold, opsText, true, texts((*contact).primaryEmail)},

	"primaryEmail.subscriptionStatus":   {kindText, opsStatus, false, ifEmail((*contact).emailStatus)},
	"primaryEmail.deliverabilityStatus": {kindText, opsStatus, false, ifEmail((*contact).deliverability)},
	"primaryPhone.subscriptionStatus":   {kindText, opsStatus, false, ifPhone((*contact).phoneSubscription)},
	"primaryPhone.phone":                {kindText, opsText, false, texts(func(c *contact) string { return c.primaryPhone().number })},
	"primaryPhone.e164Phone":            {kindText, opsText, false, texts(func(c *contact) string { return c.primaryPhone().e164 })},
	"primaryPhone.formattedPhone":       {kindText, opsText, true, texts(func(c *contact) string { return formattedPhone(c.primaryPhone()) })},
	"primaryPhone.countryCode":          {kindText, opsText, true, texts(func(c *contact) string { return c.primaryPhone().country })},

	"info.labelKeys": {kindArray, opsArray, false, each(func(c *contact) []string { return c.info.labelKeys }, itself)},
	"info.locations": {kindArray, opsArray, false, each(func(c *contact) []string { return c.info.locations }, itself)},

	"info.emails.email":          {kindFold, opsText, false, each(emailsOf, func(e email) string { return e.email })},
	"info.phones.phone":          {kindText, opsText, false, each(phonesOf, func(p phone) string { return p.number })},
	"info.phones.e164Phone":      {kindText, opsText, false, each(phonesOf, func(p phone) string { return p.e164 })},
	"info.addresses.street":      {kindText, opsText, false, each(addressesOf, address.street)},
	"info.addresses.city":        {kindText, opsText, false, each(addressesOf, func(a address) string { return a.city })},
	"info.addresses.subdivision": {kindText, opsIdentity, false, each(addressesOf, func(a address) string { return a.subdivision })},
	"info.addresses.country":     {kindText, opsIdentity, false, each(addressesOf, func(a address) string { return a.country })},

	"info.extendedFields." + keySubscription:   {kindText, opsStatus, false, extendedText(keySubscription)},
	"info.extendedFields." + keyDeliverability: {kindText, opsStatus, false, extendedText(keyDeliverability)},
	"info.extendedFields." + keyMembership:     {kindText, opsStatus, false, extendedText(keyMembership)},
	"info.extendedFields." + keyEffectiveEmail: {kindText, opExists, true, extendedText(keyEffectiveEmail)},
	"info.extendedFields." + keyVatID:          {kindText, 0, false, extendedText(keyVatID)},
}

func itself(text string) string { return text }

// street is what info.addresses.street looks at: either form of the address.
func (a address) street() string {
	if a.line != "" {
		return a.line
	}
	return strings.TrimSpace(a.streetNumber + " " + a.streetName)
}

func ifEmail(get func(*contact) string) func(*contact) []any {
	return texts(func(c *contact) string {
		if c.primaryEmail() == "" {
			return ""
		}
		return get(c)
	})
}

func ifPhone(get func(*contact) string) func(*contact) []any {
	return texts(func(c *contact) string {
		if c.primaryPhone().number == "" {
			return ""
		}
		return get(c)
	})
}

func dates(get func(*contact) string) func(*contact) []any {
	return func(c *contact) []any {
		if t, ok := parseMoment(get(c)); ok {
			return []any{t}
		}
		return nil
	}
}

// extendedColumn is the column of a custom field, by its data type. Of the
// ecom fields one was filterable when the examples were printed.
func (s *Server) extendedColumn(key string, sw Switches) (column[contact], bool) {
	f := s.site.fields.get(key)
	if f == nil || f.system && (sw.Envelope != "printed" || key != keyTotalSpent) {
		return column[contact]{}, false
	}
	switch f.dataType {
	case typeNumber:
		return column[contact]{kindNumber, opsOrdered, true, func(c *contact) []any {
			n, ok := c.info.extended[key].(json.Number)
			if !ok {
				return nil
			}
			v, err := n.Float64()
			if err != nil {
				return nil
			}
			return []any{v}
		}}, true
	case typeDate:
		return column[contact]{kindTime, opsOrdered, true, dates(func(c *contact) string {
			text, _ := c.info.extended[key].(string)
			return text
		})}, true
	}
	return column[contact]{kindText, opEq | opNe | opIn | opStartsWith, true, extendedText(key)}, true
}
