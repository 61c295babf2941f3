package wix_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// printable are texts of all scripts, some with marks that can be written in
// two ways.
var printable = rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("aZé\u0301ñü ÅΩßıİ한국어ﬁ中. @-"))))

// drawn is an info with any members on it.
var drawn = rapid.Custom(func(t *rapid.T) wix.Info {
	text := rapid.OneOf(printable, rapid.Just(""))
	tags := rapid.SampledFrom([]string{"", "MAIN", "HOME", "WORK", "UNTAGGED"})
	maybe := func(name string) wix.Opt[string] {
		return rapid.SampledFrom([]wix.Opt[string]{{}, wix.Null[string](), wix.Some(text.Draw(t, name))}).Draw(t, name+" given")
	}
	maybeLocale := rapid.SampledFrom([]wix.Opt[wix.Locale]{{}, wix.Null[wix.Locale](), wix.Some(wix.Locale(text.Draw(t, "locale")))}).Draw(t, "locale given")
	list := func(name string) bool { return rapid.Bool().Draw(t, name) }
	info := wix.Info{Company: maybe("company"), JobTitle: maybe("job title"), Birthdate: maybe("birthdate"), Locale: maybeLocale}
	if list("name") {
		info.Name = wix.Some(wix.Name{First: text.Draw(t, "first"), Last: text.Draw(t, "last")})
	}
	if list("emails") {
		info.Emails = wix.Items(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) wix.Email {
			return wix.Email{Tag: tags.Draw(t, "tag"), Email: text.Draw(t, "email"), Primary: rapid.Bool().Draw(t, "primary")}
		}), 0, 4).Draw(t, "e-mails"))
	}
	if list("phones") {
		info.Phones = wix.Items(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) wix.Phone {
			return wix.Phone{Tag: tags.Draw(t, "tag"), Phone: text.Draw(t, "phone"), CountryCode: rapid.SampledFrom([]string{"", "US"}).Draw(t, "country")}
		}), 0, 4).Draw(t, "phone list"))
	}
	if list("addresses") {
		info.Addresses = wix.Items(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) wix.Address {
			out := wix.Address{Tag: tags.Draw(t, "tag"), Address: wix.AddressBody{City: text.Draw(t, "city"), AddressLine2: text.Draw(t, "line 2")}}
			if rapid.Bool().Draw(t, "street") {
				out.Address.Street = wix.StreetAddress{Name: text.Draw(t, "street name")}
			}
			return out
		}), 0, 4).Draw(t, "address list"))
	}
	if list("labels") {
		info.LabelKeys = wix.Items(rapid.SliceOfDistinct(text, rapid.ID).Draw(t, "keys"))
	}
	if list("values") {
		values := map[string]any{}
		for _, key := range rapid.SliceOfDistinct(rapid.StringMatching(`custom\.[a-z]{1,3}`), rapid.ID).Draw(t, "value keys") {
			values[key] = rapid.SampledFrom([]any{nil, "text", "", json.Number("1.5"), json.Number("0")}).Draw(t, "value")
		}
		info.ExtendedFields = wix.Some(wix.Values{Items: values})
	}
	return info
})

// TestNotStored_itself: a wish that was stored as it is was stored, also after a
// way through JSON, with tags filled in, and in another order.
func TestNotStored_itself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawn.Draw(t, "info")
		have := want
		if left := wix.NotStored(want, have); len(left) > 0 {
			t.Fatalf("itself: %v", left)
		}
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		have = wix.Info{}
		if err := json.Unmarshal(data, &have); err != nil {
			t.Fatal(err)
		}
		for i, e := range have.Emails.Get().Items {
			if e.Tag == "" {
				have.Emails.Get().Items[i].Tag = wix.Untagged
			}
		}
		slices.Reverse(have.Phones.Get().Items)
		slices.Reverse(have.Addresses.Get().Items)
		slices.Reverse(have.LabelKeys.Get().Items)
		if left := wix.NotStored(want, have); len(left) > 0 {
			t.Fatalf("after JSON: %v", left)
		}
		if left := wix.NotStored(wix.Info{}, have); len(left) > 0 {
			t.Fatalf("nothing wanted: %v", left)
		}
	})
}

// TestNotStored_names: each member that differs is named, and only it.
func TestNotStored_names(t *testing.T) {
	full := wix.Info{
		Name:   wix.Some(wix.Name{First: "Ann", Last: "Day"}),
		Emails: wix.Items([]wix.Email{{Tag: "MAIN", Email: "ann@example.com", Primary: true}, {Email: "day@example.com"}}),
		Phones: wix.Items([]wix.Phone{{Tag: "HOME", CountryCode: "US", Phone: "555-0110", Primary: true}, {Phone: "555-0111"}}), Addresses: wix.Items([]wix.Address{home, work}),
		Company: wix.Some("Acme"), JobTitle: wix.Some("Tester"), Birthdate: wix.Some("2000-01-02"), Locale: wix.Some[wix.Locale]("en-US"),
		LabelKeys:      wix.Items([]string{"custom.a"}),
		ExtendedFields: wix.Some(wix.Values{Items: map[string]any{"custom.t": "text", "custom.n": json.Number("5")}}),
	}
	values := func(key string, v any) wix.Info {
		return wix.Info{ExtendedFields: wix.Some(wix.Values{Items: map[string]any{key: v}})}
	}
	for _, tt := range []struct {
		want wix.Info
		left []string
	}{
		{named("Anne", "Day"), []string{"info.name.first"}},
		{named("Ann", ""), []string{"info.name.last"}},
		{wix.Info{Name: wix.Null[wix.Name]()}, []string{"info.name.first", "info.name.last"}},
		{company(wix.Some("acme")), []string{"info.company"}},
		{company(wix.Null[string]()), []string{"info.company"}},
		{jobTitle(wix.Some("")), []string{"info.jobTitle"}},
		{birthdate(wix.Null[string]()), []string{"info.birthdate"}},
		{locale(wix.Some[wix.Locale]("en-us")), nil},
		{locale(wix.Some[wix.Locale]("en")), []string{"info.locale"}},
		{emails(), []string{"info.emails"}},
		{wix.Info{Emails: wix.Null[wix.List[wix.Email]]()}, []string{"info.emails"}},
		{emails(wix.Email{Tag: "MAIN", Email: "Ann@Example.com"}, wix.Email{Tag: "UNTAGGED", Email: "day@example.com"}), nil},
		{emails(wix.Email{Tag: "MAIN", Email: "ann@example.com"}), []string{"info.emails"}},
		{emails(wix.Email{Tag: "WORK", Email: "ann@example.com"}, wix.Email{Email: "day@example.com"}), []string{"info.emails"}},
		{emails(wix.Email{Tag: "MAIN", Email: "ann@example.com"}, wix.Email{Email: "day@example.com", Primary: true}), []string{"info.emails"}},
		{phones(wix.Phone{Phone: "555-0111"}, wix.Phone{Tag: "HOME", CountryCode: "US", Phone: "555-0110"}), nil},
		{phones(wix.Phone{Phone: "555-0111"}, wix.Phone{Tag: "HOME", CountryCode: "CA", Phone: "555-0110"}), []string{"info.phones"}},
		{phones(wix.Phone{Phone: "555-0111"}, wix.Phone{Phone: "555-0111"}), []string{"info.phones"}},
		{addresses(work, home), nil},
		{addresses(work), []string{"info.addresses"}},
		{addresses(work, wix.Address{Tag: "HOME", Address: wix.AddressBody{City: "Here"}}), []string{"info.addresses"}},
		{wix.Info{LabelKeys: wix.Items([]string{"custom.a"})}, nil},
		{wix.Info{LabelKeys: wix.Items([]string{"custom.b", "custom.c"})}, []string{"info.labelKeys"}},
		{wix.Info{LabelKeys: wix.Items[string](nil)}, nil},
		{values("custom.t", " text"), nil},
		{values("custom.t", nil), []string{"info.extendedFields.items.custom.t"}},
		{values("custom.n", json.Number("5.0")), nil},
		{values("custom.n", "5"), []string{"info.extendedFields.items.custom.n"}},
		{values("custom.gone", nil), nil},
		{values("custom.gone", "x"), []string{"info.extendedFields.items.custom.gone"}},
		{wix.Info{Company: wix.Some("x"), Birthdate: wix.Some("x"), Name: wix.Some(wix.Name{})}, []string{"info.birthdate", "info.company", "info.name.first", "info.name.last"}},
	} {
		if got := wix.NotStored(tt.want, full); !slices.Equal(got, tt.left) {
			t.Errorf("%s: %v, want %v", encode(t, tt.want), got, tt.left)
		}
	}
}

// TestNotStored_address: every member that users may write counts, and an absent
// street is an empty one.
func TestNotStored_address(t *testing.T) {
	same := func(a, b wix.Address) bool { return len(wix.NotStored(addresses(a), addresses(b))) == 0 }
	if !same(home, home) || !same(work, work) || same(home, work) {
		t.Error("not itself")
	}
	for name, change := range map[string]func(*wix.Address){
		"tag": func(a *wix.Address) { a.Tag = "HOME" }, "country": func(a *wix.Address) { a.Address.Country = "AT" },
		"subdivision": func(a *wix.Address) { a.Address.Subdivision = "DE-BE" }, "city": func(a *wix.Address) { a.Address.City = "" },
		"postal code": func(a *wix.Address) { a.Address.PostalCode = "1" }, "line": func(a *wix.Address) { a.Address.AddressLine = "x" },
		"line 2": func(a *wix.Address) { a.Address.AddressLine2 = "x" }, "street": func(a *wix.Address) { a.Address.Street = wix.StreetAddress{} },
		"number": func(a *wix.Address) { a.Address.Street = wix.StreetAddress{Number: "6", Name: "Oak"} },
	} {
		other := work
		if change(&other); same(work, other) || same(other, work) {
			t.Errorf("%s does not count", name)
		}
	}
	if !same(wix.Address{}, wix.Address{Tag: wix.Untagged, Address: wix.AddressBody{Street: wix.StreetAddress{}}}) {
		t.Error("empty ones differ")
	}
}
