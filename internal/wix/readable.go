package wix

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sanitize"
)

const (
	// mostMessage bounds, in bytes, a message of Wix, which may have several lines.
	mostMessage = 2000
	// mostViolations bounds how many refused members an error tells: more than a
	// contact can have is no list to read.
	mostViolations = 100
)

// cleaned makes every text of an error fit to be shown.
func (e *Error) cleaned(s *sanitize.Secrets) *Error {
	for _, text := range []*string{&e.Code, &e.Quota, &e.QuotaUsed, &e.Duplicate.Email, &e.Duplicate.Phone} {
		*text = s.Text(*text)
	}
	e.Message, e.RequestID = s.Lines(e.Message, mostMessage), s.ID(e.RequestID)
	if !forms.IsGUID(e.Duplicate.ContactID) {
		e.Duplicate.ContactID = ""
	}
	e.Violations = e.Violations[:min(len(e.Violations), mostViolations)]
	for i := range e.Violations {
		v := &e.Violations[i]
		v.Field, v.Description, v.Rule = s.Text(v.Field), s.Text(v.Description), s.Text(v.Rule)
	}
	if e.Cause != nil { // net/http repeats what it could not parse
		if text := s.Text(e.Cause.Error()); text != e.Cause.Error() {
			e.Cause = errors.New(text)
		}
	}
	return e
}

// excerpt shows enough of an answer that is not the API's to recognise a gateway.
func excerpt(s *sanitize.Secrets, answer []byte) string {
	switch {
	case len(answer) == 0:
		return "it is empty"
	case json.Valid(answer):
		return "it is JSON of another form"
	}
	const most = 120
	text := []rune(s.Text(strings.Join(strings.Fields(string(answer[:min(len(answer), 2*sanitize.MostText)])), " ")))
	return fmt.Sprintf("it begins with %q", string(text[:min(len(text), most)]))
}
