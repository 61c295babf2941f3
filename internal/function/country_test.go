package function_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Names of ISO 3166-1, of the UN and in common use, whatever joins their words.
func TestContactsFromCSV_countries(t *testing.T) {
	for code, names := range map[string][]string{
		"BA": {"Bosnia and Herzegovina", "Bosnia & Herzegovina", "BiH"}, "BO": {"Bolivia, Plurinational State of", "Bolivia (Plurinational State of)"},
		"BN": {"Brunei Darussalam"}, "BS": {"Bahamas, The", "The Bahamas"}, "BY": {"Belarus"}, "CD": {"Congo (Kinshasa)", "DR Congo", "Congo, Democratic Republic of the"},
		"CG": {"Congo (Brazzaville)", "Republic of the Congo"}, "CI": {"Côte d'Ivoire", "Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast"}, "CV": {"Cabo Verde", "Cape Verde"},
		"CW": {"Curacao", "Curaçao"}, "CZ": {"Czech Republic", "Czechia"}, "DE": {"Deutschland", "Allemagne", "DEU", "de"}, "FK": {"Falkland Islands (Malvinas)"},
		"FM": {"Micronesia, Federated States of"}, "GB": {"UK", "Great Britain", "England", "United Kingdom of Great Britain and Northern Ireland"}, "GM": {"The Gambia", "Gambia"},
		"HK": {"Hong Kong", "Hong Kong SAR"}, "IE": {"Ireland", "Republic of Ireland"}, "IL": {"ישראל"}, "IR": {"Iran", "Iran, Islamic Republic of"}, "JP": {"日本"},
		"KN": {"St Kitts & Nevis", "Saint Kitts and Nevis"}, "KP": {"North Korea", "Korea (North)", "Korea, Democratic People's Republic of"}, "KR": {"South Korea", "Korea, Republic of", "Republic of Korea"},
		"LA": {"Laos", "Lao People's Democratic Republic"}, "LC": {"St. Lucia"}, "MD": {"Moldova, Republic of"}, "MF": {"Saint Martin (French part)"}, "MK": {"North Macedonia"}, "MM": {"Myanmar", "Burma"},
		"MO": {"Macao", "Macau"}, "NL": {"The Netherlands", "Holland", "Nederland"}, "PS": {"Palestine, State of", "Palestine"}, "RE": {"Réunion", "Reunion"}, "RU": {"Russia", "Russian Federation"},
		"ST": {"Sao Tome and Principe"}, "SX": {"Sint Maarten (Dutch part)"}, "SY": {"Syria", "Syrian Arab Republic"}, "SZ": {"Eswatini", "Swaziland"}, "TL": {"Timor-Leste", "East Timor"},
		"TR": {"Türkiye", "Turkey", "Turkiye"}, "TT": {"Trinidad and Tobago", "Trinidad & Tobago"}, "TW": {"Taiwan", "Taiwan, Province of China"}, "TZ": {"Tanzania, United Republic of"},
		"US": {"United States of America", "U.S.A.", "USA", "the United States"}, "VA": {"Holy See", "Vatican City"}, "VE": {"Venezuela (Bolivarian Republic of)"}, "VG": {"Virgin Islands (British)"},
		"VI": {"Virgin Islands (U.S.)"}, "VN": {"Viet Nam", "Vietnam"}, "AX": {"Åland Islands", "Aland Islands"}, "XK": {"Kosovo"},
	} {
		for _, name := range names {
			got := one(t, "Email,Country\na@example.com,\""+name+"\"\n")["addresses"]
			if diff := cmp.Diff([]any{map[string]any{"country": code}}, got); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}

// A state or region is a code only if there is one.
func TestContactsFromCSV_subdivisions(t *testing.T) {
	for _, c := range []struct{ country, state, want string }{
		{"CH", "Zug", "CH-ZG"},
		{"IN", "Goa", "IN-GA"},
		{"FR", "Var", "FR-83"},
		{"JP", "Mie", "JP-24"},
		{"CH", "ZG", "CH-ZG"},
		{"DE", "nw", "DE-NW"},
		{"AU", "New South Wales", "AU-NSW"},
		{"CA", "Québec", "CA-QC"},
		{"CA", "Quebec", "CA-QC"},
		{"US", "district of columbia", "US-DC"},
		{"NO", "NO-46", "NO-46"},
		{"CH", "XYZ", ""},
		{"FR", "Guadeloupe", ""},
		{"US", "Ontario", ""},
	} {
		got := one(t, "Email,Country,State\na@example.com,"+c.country+","+c.state+"\n")
		address := got["addresses"].([]any)[0].(map[string]any)
		columns := got["columns"].(map[string]any)
		if c.want != "" && address["subdivision"] != c.want || c.want == "" && (address["subdivision"] != nil || columns["State"] != c.state) {
			t.Errorf("%s of %s: %v, left over %v", c.state, c.country, address, columns)
		}
	}
}
