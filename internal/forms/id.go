package forms

import "strings"

// ID gives an id the spelling that Wix gives it: a GUID is in lower case, however a
// person writes it (contract 1.2, 6.1). Another text stays as it is.
func ID(s string) string {
	if IsGUID(s) {
		return strings.ToLower(s)
	}
	return s
}

// SameID tells whether two texts are the same id: GUIDs are compared without case.
func SameID(a, b string) bool { return ID(a) == ID(b) }
