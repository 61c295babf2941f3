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
		full := s
		if !strings.Contains(s, "://") {
			full = "https://" + s // as Wix does (contract 5.4)
		}
		if u, err := url.Parse(full); err != nil || u.Host == "" {
			return nil, fmt.Errorf("%q is not a URL such as https://example.com", s)
		}
		return full, nil
	}
	return s, nil
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
