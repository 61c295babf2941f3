package forms

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// Data types of extended fields (contract 5.1).
const (
	Text   = "TEXT"
	Number = "NUMBER"
	Date   = "DATE"
	URL    = "URL"
)

// Encode is the JSON value of a text for an extended field of a data type
// (contract 5.4). "" clears: as text where the type allows that, else as null
// (contract 6.5).
func Encode(dataType, s string) (any, error) {
	s = strings.TrimSpace(s)
	switch {
	case s == "" && dataType == Text:
		return "", nil
	case s == "":
		return nil, nil
	case dataType == Number:
		return encodeNumber(s)
	case dataType == Date && !IsDay(s) && !IsTime(s):
		return nil, fmt.Errorf("%q is not a date in the form YYYY-MM-DD", s)
	case dataType == URL:
		return encodeURL(s)
	}
	return s, nil
}

// schemeAlone finds the scheme of an address that goes on without slashes, as in
// mailto:ada@example.com, and not a host with its port.
var schemeAlone = regexp.MustCompile(`^([a-zA-Z][a-zA-Z0-9+-]*):([^/\d]|\d{1,5}[^/?#\d]|\d{6})`)

// encodeURL puts https:// before a URL without a scheme, as Wix does (contract 5.4). It
// refuses mailto: and the like, which Wix may take for a URL without one.
func encodeURL(s string) (any, error) {
	full := s
	if !strings.Contains(s, "://") {
		if m := schemeAlone.FindStringSubmatch(s); m != nil {
			return nil, fmt.Errorf("%q begins with %s:, before which Wix may put https://. A field of this type is for addresses such as https://example.com, and one of the type %s for all others", s, m[1], Text)
		}
		full = "https://" + s
	}
	if u, err := url.Parse(full); err != nil || u.Host == "" {
		return nil, fmt.Errorf("%q is not a URL such as https://example.com", s)
	}
	return full, nil
}

var decimal = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$`)

// encodeNumber refuses a number of which Wix, which keeps a float64, would give back
// another one (contract 5.4).
func encodeNumber(s string) (any, error) {
	f, err := strconv.ParseFloat(s, 64)
	if !decimal.MatchString(s) || err != nil {
		return nil, fmt.Errorf("%q is not a number such as 12 or -3.5", s)
	}
	kept := strconv.FormatFloat(f, 'f', -1, 64)
	want, _ := new(big.Rat).SetString(s)
	if have, ok := new(big.Rat).SetString(kept); !ok || want == nil || want.Cmp(have) != 0 {
		return nil, fmt.Errorf("%q is a number that Wix cannot hold: it would become %s", s, kept)
	}
	return json.Number(kept), nil
}

// Day cuts the time off a date: one system field prints it (contract 5.4).
func Day(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "T")
	return s
}
