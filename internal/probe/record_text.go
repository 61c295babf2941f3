package probe

import (
	"regexp"
	"strings"
	"time"
	"unicode"
)

var (
	memberName = regexp.MustCompile(`^[a-z][A-Za-z0-9_]{0,40}$`)
	enumValue  = regexp.MustCompile(`^[A-Z][A-Z0-9_]{1,60}$`)
	systemKey  = regexp.MustCompile(`^(contacts|emailSubscriptions|members|invoices|ecom)\.[A-Za-z]{1,40}$`)
)

// enums are the members whose values are of the API.
var enums = map[string]bool{
	"tag": true, "labelType": true, "fieldType": true, "dataType": true, "sourceType": true, "activityType": true,
	"subscriptionStatus": true, "deliverabilityStatus": true, "responseType": true, "violatedRule": true, "ruleName": true,
	"code": true, "type": true, "emailSubscriptions.subscriptionStatus": true, "emailSubscriptions.deliverabilityStatus": true,
}

// vocabulary are words of the API that stay in its texts. No person is called so.
var vocabulary = func() map[string]bool {
	out := map[string]bool{}
	for word := range strings.FieldsSeq(`a an the of to in for at with by no not or and is are be was were must has have had
		can cannot could already exists exist found find missing unknown invalid valid value values format type wrong length
		request requested revision since updated update change changed create created delete deleted contact contacts label
		labels extended field fields key keys email e-mail phone number string text date object array expected same nothing
		there empty least most characters elements element limit between system permission denied required token access
		authorization target source merge member name names info items address addresses subdivision country code city
		street locale birthdate company job title display custom namespace paging metadata https http iso us en labelkeys
		extendedfields emails phones displayname datatype countrycode sourcecontactids targetcontactrevision`) {
		out[word] = true
	}
	return out
}()

// keptName tells whether the name of a member is of the API, or of the probe.
func (c *recorder) keptName(name string) bool {
	return memberName.MatchString(name) || systemKey.MatchString(name) || c.own[name] || c.known(name)
}

// keptText keeps a text that is of the API by its form, or else the words of it that are
// known.
func (c *recorder) keptText(text, member string) string {
	_, moment := time.Parse(time.RFC3339Nano, text)
	if moment == nil || enums[member] && enumValue.MatchString(text) || systemKey.MatchString(text) {
		return text
	}
	if guid.FindString(text) == text && text != "" {
		return c.replaceIDs(text)
	}
	var out strings.Builder
	word := strings.Builder{}
	flush := func() {
		switch {
		case word.Len() == 0:
		case c.known(word.String()):
			out.WriteString(word.String())
		default:
			out.WriteString("…")
		}
		word.Reset()
	}
	for _, r := range text {
		if inWord(r) {
			word.WriteRune(r)
			continue
		}
		flush()
		out.WriteRune(r)
	}
	flush()
	return out.String()
}

// known tells whether every word of a text is one that the probe has sent, or of the API.
func (c *recorder) known(text string) bool {
	for _, word := range wordsOf(text) {
		lower, digits := strings.ToLower(word), onlyDigits(word)
		phone := digits == word && c.words[strings.TrimPrefix(digits, countryCode)]
		if !c.words[lower] && !vocabulary[lower] && !phone {
			return false
		}
	}
	return true
}

const (
	// countryCode is that of the phones which the probe makes, which the site may put in front.
	countryCode = "1"
	// leastPhone is, in digits, the shortest text that is taken for a phone.
	leastPhone = 7
)

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !inWord(r) })
}
