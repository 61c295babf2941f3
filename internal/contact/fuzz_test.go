package contact

import (
	"context"
	"encoding/json"
	"net/mail"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// FuzzRequestPath: the path of a refused member leads to an attribute of the
// schema, or nowhere.
func FuzzRequestPath(f *testing.F) {
	for _, field := range []string{
		"", ".", "info", "info.addresses.items[0].address.subdivision", "contact.info.emails.items[1].email", "info.emails[99999999999999999999]", "info.name[0].first",
		"info.company[0]", "info.phones.items[0].items[1]", "info.extendedFields.items.custom.a.b", "info.extendedFields.items.", "info.labelKeys.items[3]", "labelKeysX",
		"info.emails.items[-1]", "info.emails.items[0][1]", "revision", "info.addresses.items[0].address.streetAddress.number", "id", "effective_label_keys", "items[0]",
		"info.name.first.last", "info.info.company", "info.emails.items[007].email", "${company}", "primary_email.email", "info.extendedFields[2]",
	} {
		f.Add(field)
	}
	f.Fuzz(func(t *testing.T, field string) {
		at, ok := requestPath(field)
		if !ok {
			if len(at.Steps()) > 0 {
				t.Errorf("%q leads to %s and nowhere", field, at)
			}
			return
		}
		// An element of a map or set is no attribute: its parent is.
		for len(at.Steps()) > 1 {
			if _, isName := at.Steps()[len(at.Steps())-1].(path.PathStepAttributeName); isName {
				break
			}
			if _, diags := resourceSchema.TypeAtPath(context.Background(), at); diags.HasError() {
				t.Fatalf("%q leads to %s, which the schema does not have", field, at)
			}
			at = at.ParentPath()
		}
		if _, diags := resourceSchema.AttributeAtPath(context.Background(), at); diags.HasError() {
			t.Errorf("%q leads to %s, which the schema does not have", field, at)
		}
	})
}

// FuzzRules: a text that a validator lets through has the form that it promises,
// and the problem of another one ends with what to do.
func FuzzRules(f *testing.F) {
	for _, s := range []string{
		"", "ada@example.com", "Ada <ada@example.com>", "\"a b\"@example.com", "a@b\r\nBcc: c@example.com", "1990-12-31", "1990-02-30", "+1990-01-01", "en-US", "en_us", "i-klingon",
		"x-private", "US", "UK", "us", "EU", "US-NY", "US-", "US-NEW", "\xff", "${var.a}", strings.Repeat("a", 400) + "@example.com", "und", "a@[127.0.0.1]", "root", "mul-Latn-u-ca-buddhist",
		"ada@", "a@example.com, b@example.com", "12/31/1990", "1990-12-31T00:00:00Z", "New York",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return // which no configuration holds
		}
		s = strings.TrimSpace(s)
		for name, r := range map[string]entity.Rule{"email": emailAddress, "date": date, "locale": entity.Locale.OrEmpty(), "country": countryCode, "subdivision": subdivision} {
			if problem := r.Check(s); problem != "" {
				if !strings.HasSuffix(problem, ".") || strings.ContainsFunc(problem, unicode.IsControl) {
					t.Errorf("%s: %q", name, problem)
				}
				continue
			}
			if s == "" && name != "email" { // no value
				continue
			}
			fine := true
			switch name {
			case "email":
				a, err := mail.ParseAddress("<" + s + ">")
				fine = err == nil && a.Address == s && !strings.ContainsFunc(s, unicode.IsControl)
			case "date":
				day, err := time.Parse(time.DateOnly, s)
				fine = err == nil && day.Format(time.DateOnly) == s
			case "locale":
				fine = forms.SameLocale(s, strings.ToUpper(s)) && !strings.ContainsAny(s, " \n/")
			case "country", "subdivision":
				fine = s == strings.ToUpper(s) && len(s) <= 6 && s[0] >= 'A' && s[0] <= 'Z'
			}
			if !fine {
				t.Errorf("%q passes for a valid %s", s, name)
			}
		}
	})
}

// oneField is a site whose every field has one data type.
type oneField string

func (d oneField) Get(context.Context, string, string) (*wix.Field, error) {
	return &wix.Field{Named: wix.Named{Key: "custom.a"}, DataType: string(d)}, nil
}

// FuzzValue: what a value is sent as is of the field's type, is the same value as
// what was written, and is sent the same when it is read and sent again.
func FuzzValue(f *testing.F) {
	for _, s := range []string{
		"", "12", "12.0", "-0", "1e308", "1e309", "0x1p-2", "1_000", "Inf", "nan", "2024-02-29", "2024-02-30", "2024-01-01T00:00:00Z", "2024-01-01Tx", "example.com", "https://example.com",
		"//example.com", "javascript:alert(1)", "http://[::1]:80/%zz", "a b", "${a}", "\xff", "ftp://example.com", "://x", "https://", "9007199254740993", " 7 ", ".5", "5.", "+5",
	} {
		f.Add(s, "12")
		f.Add(s, "https://example.com")
	}
	f.Fuzz(func(t *testing.T, s, other string) {
		if !utf8.ValidString(s) || !utf8.ValidString(other) {
			return
		}
		for _, dataType := range []string{forms.Text, forms.Number, forms.Date, forms.URL, "TOMORROW"} {
			same := func(a, b string) bool { return cache.SameValue(t.Context(), oneField(dataType), "custom.a", a, b) }
			if !same(s, s) || same(s, other) != same(other, s) {
				t.Errorf("%s: %q and %q", dataType, s, other)
			}
			sent, err := forms.Encode(dataType, s)
			if err != nil {
				if strings.TrimSpace(s) == "" {
					t.Errorf("%s: %q cannot be cleared: %v", dataType, s, err)
				}
				continue
			}
			data, err := json.Marshal(sent)
			if err != nil {
				t.Fatalf("%s: %q cannot be sent: %v", dataType, s, err)
			}
			text := forms.ValueText(sent)
			if !same(s, text) {
				t.Errorf("%s: %q is sent as %s, which is another value", dataType, s, data)
			}
			again, err := forms.Encode(dataType, text)
			if err != nil || again != sent {
				t.Errorf("%s: %q is sent as %s, and then as %v: %v", dataType, s, data, again, err)
			}
			if _, isNumber := sent.(json.Number); text != "" && isNumber != (dataType == forms.Number) {
				t.Errorf("%s: %q is sent as %s", dataType, s, data)
			}
			if dataType == forms.Date && text != "" {
				_, errDay := time.Parse(time.DateOnly, text)
				_, errTime := time.Parse(time.RFC3339, text)
				if errDay != nil && errTime != nil {
					t.Errorf("%q is sent as a date", text)
				}
			}
		}
	})
}
