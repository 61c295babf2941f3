package emulator

import "strings"

// dialing says how national numbers of a country become E.164.
type dialing struct {
	code string
	// trunk is the prefix that national numbers have and E.164 has not.
	trunk string
	// least and most bound the digits after the country code.
	least, most int
}

// dialings are the countries the emulator can convert; for all others there is
// no e164Phone, as for a number that is not valid (contract 6.1).
var dialings = map[string]dialing{
	"US": {"1", "1", 10, 10}, "CA": {"1", "1", 10, 10},
	"AR": {"54", "0", 10, 11}, "AT": {"43", "0", 7, 12}, "AU": {"61", "0", 9, 9}, "BE": {"32", "0", 8, 9},
	"BR": {"55", "0", 10, 11}, "CH": {"41", "0", 9, 9}, "CL": {"56", "", 9, 9}, "CN": {"86", "0", 10, 11},
	"CZ": {"420", "", 9, 9}, "DE": {"49", "0", 7, 12}, "DK": {"45", "", 8, 8}, "ES": {"34", "", 9, 9},
	"FI": {"358", "0", 7, 11}, "FR": {"33", "0", 9, 9}, "GB": {"44", "0", 9, 10}, "GR": {"30", "", 10, 10},
	"HU": {"36", "06", 8, 9}, "IE": {"353", "0", 7, 9}, "IL": {"972", "0", 8, 9}, "IN": {"91", "0", 10, 10},
	"IT": {"39", "", 8, 11}, "JP": {"81", "0", 9, 10}, "KR": {"82", "0", 8, 10}, "MX": {"52", "", 10, 10},
	"NL": {"31", "0", 9, 9}, "NO": {"47", "", 8, 8}, "NZ": {"64", "0", 8, 10}, "PL": {"48", "", 9, 9},
	"PT": {"351", "", 9, 9}, "RO": {"40", "0", 9, 9}, "SE": {"46", "0", 7, 9}, "TR": {"90", "0", 10, 10},
	"UA": {"380", "0", 9, 9}, "ZA": {"27", "0", 9, 9},
}

// e164 converts a number as typed; empty when country or number do not allow it.
func e164(country, number string) string {
	d, known := dialings[strings.ToUpper(country)]
	if !known || !phoneShape(number) {
		return ""
	}
	national := digits(number)
	if strings.HasPrefix(strings.TrimSpace(number), "+") {
		rest, ok := strings.CutPrefix(national, d.code)
		if !ok {
			return ""
		}
		national = rest
	} else if rest, ok := strings.CutPrefix(national, d.trunk); ok && d.trunk != "" {
		national = rest
	}
	if len(national) < d.least || len(national) > d.most {
		return ""
	}
	return "+" + d.code + national
}

// phoneShape reports a number of digits and the usual separators only.
func phoneShape(number string) bool {
	for i, r := range strings.TrimSpace(number) {
		if (r < '0' || r > '9') && !strings.ContainsRune(" -().\u00a0/", r) && (r != '+' || i > 0) {
			return false
		}
	}
	return digits(number) != ""
}

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// nationalPhone is the form in which a valid number may be kept (contract 6.1): without the
// country code, and in the groups of North America where it is of there.
func nationalPhone(p phone) string {
	code := dialings[strings.ToUpper(p.country)].code
	national := p.e164[len(code)+1:]
	if code == "1" {
		return national[:3] + "-" + national[3:6] + "-" + national[6:]
	}
	return national
}

// formattedPhone is the shape for display: the code apart from the rest.
func formattedPhone(p phone) string {
	if p.e164 == "" {
		return p.number
	}
	code := dialings[strings.ToUpper(p.country)].code
	return "+" + code + " " + p.e164[len(code)+1:]
}
