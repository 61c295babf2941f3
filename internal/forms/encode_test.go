package forms

import "testing"

func TestEncode_url(t *testing.T) {
	for text, want := range map[string]any{
		"example.com":                      "https://example.com",
		"example.com:8080/a":               "https://example.com:8080/a",
		"localhost:8080":                   "https://localhost:8080",
		"localhost:8080?a=b":               "https://localhost:8080?a=b",
		"http://example.com":               "http://example.com",
		"ftp://example.com":                "ftp://example.com",
		"example.com/mailto:a@example.com": "https://example.com/mailto:a@example.com",
		"mailto:ada@example.com":           nil,
		"MAILTO:ada@example.com":           nil,
		"tel:+15550100":                    nil,
		"tel:5550100":                      nil,
		"tel:555-0100":                     nil,
		"javascript:alert(1)":              nil,
	} {
		if got, err := Encode(URL, text); got != want || (err == nil) != (want != nil) {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
}

func TestCountryLike(t *testing.T) {
	for text, want := range map[string]string{
		"GB": "GB", "UK": "GB", "us": "US", "USA": "US", "DEU": "DE", "BU": "MM", "XX": "", "EU": "", "Germany": "DE", "schweiz": "CH", "Nowhere": "", "1": "", "840": "", "": "",
	} {
		if got := CountryLike(text); got != want || IsCountry(text) != (text == "GB") {
			t.Errorf("%s: %q, %t", text, got, IsCountry(text))
		}
	}
}
