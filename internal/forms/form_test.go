package forms

import "testing"

func TestForm_contactPoints(t *testing.T) {
	for _, tt := range []struct {
		is   func(string) bool
		text string
		want bool
	}{
		{IsEmail, "o'brien@example.com", true},
		{IsEmail, "ada@example.com\u200b", false},
		{IsEmail, "\u202aada@example.com\u202c", false},
		{IsPhone, "+1 (212) 555-0100 ext. 7", true},
		{IsPhone, "1-800-FLOWERS", true},
		{IsPhone, "#31#5550100", true},
		{IsPhone, "٥٥٥٠١٠٠", true},
		{IsPhone, "5550100e5", true},
		{IsPhone, "1.21256E+10", false},
		{IsPhone, "1,21256e+10", false},
		{IsPhone, "#DIV/0!", false},
		{IsPhone, "#ERROR!", false},
		{IsPhone, "'+1 555 0100", false},
		{IsPhone, "n/a", false},
		{IsPhone, "", false},
		{IsPhone, "\u202a555-0100", false},
		{IsBlank, "", true},
		{IsBlank, " \u00a0\t\n", true},
		{IsBlank, "\u200b", true},
		{IsBlank, " \u200b \ufeff ", true},
		{IsBlank, "\u200ba", false},
	} {
		if got := tt.is(tt.text); got != tt.want {
			t.Errorf("%q: %t", tt.text, got)
		}
	}
}
