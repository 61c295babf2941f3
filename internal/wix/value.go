package wix

import (
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
)

// EncodeValue is the JSON value of a text for an extended field of a data type
// (contract 5.4). "" clears: as text where the type allows that, else as null
// (contract 6.5).
func EncodeValue(dataType, s string) (any, error) {
	s = strings.TrimSpace(s)
	switch {
	case s == "" && dataType == Text:
		return "", nil
	case s == "":
		return nil, nil
	case dataType == Number:
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
			return nil, fmt.Errorf("%q is not a number such as 12 or -3.5", s)
		}
		return json.Number(strconv.FormatFloat(f, 'f', -1, 64)), nil
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

// Day cuts the time off a date: one system field prints it (contract 5.4).
func Day(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "T")
	return s
}
