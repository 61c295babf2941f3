package entity

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// Rule is a check on a text that is known, outer white space not counted unless it is
// Exact.
type Rule struct {
	// What describes a text that passes: "a time in RFC 3339 form".
	What string
	// Summary heads the error for one that does not.
	Summary string
	// Check gives the problem and what to do, "" where there is none.
	Check func(string) (problem string)
	Exact bool
}

// OrEmpty is the rule for an attribute in which the empty text stands for no value.
func (r Rule) OrEmpty() Rule {
	check := r.Check
	r.Check = func(s string) string {
		if s == "" {
			return ""
		}
		return check(s)
	}
	return r
}

// Unless is the check that refuses a text which does not fit: the problem goes on
// from the text, as in "is not a day. Correct the date.".
func Unless(fits func(string) bool, problem string) func(string) string {
	return func(s string) string {
		if !fits(s) {
			return fmt.Sprintf("%q %s", s, problem)
		}
		return ""
	}
}

// Length wants so many characters, and at least one that people see where it wants any.
// Wix does not keep outer white space.
func Length(least, most int) Rule {
	what := fmt.Sprintf("from %d to %d characters, outer white space not counted", least, most)
	return Rule{What: what, Summary: "The text has the wrong length.", Check: func(s string) string {
		n := utf8.RuneCountInString(s)
		if forms.IsBlank(s) {
			n = 0
		}
		if n < least || n > most {
			return fmt.Sprintf("Wix takes %s; this one has %d. Change the text.", what, n)
		}
		return ""
	}}
}

// NotBlank is the rule for an argument that looks up or chooses: empty, it would choose
// everything or nothing, and mostly comes from a value that is missing elsewhere.
var NotBlank = Rule{
	What:    "a text that is not blank",
	Summary: "The argument is empty.",
	Check: func(s string) string {
		if forms.IsBlank(s) {
			return "it is empty, or has nothing that people see. Give it a value, or leave it out."
		}
		return ""
	},
}

// Key wants the key of a label (contract 4.1).
var Key = Length(1, 80)

// OneOf wants one of these values.
func OneOf(values ...string) Rule {
	list := strings.Join(values, ", ")
	return Rule{What: "one of " + list, Summary: "The value is none of those allowed.", Exact: true, Check: Unless(
		func(s string) bool { return slices.Contains(values, s) }, "is none of "+list+". Give one of them.",
	)}
}

// Locale wants a language tag.
var Locale = Rule{
	What:    "a BCP 47 language tag",
	Summary: "The locale is not valid.",
	Check:   Unless(forms.IsLocale, "is not a BCP 47 language tag such as en-US or de. Correct the locale."),
}

// Description is the form of a text that passes.
func (r Rule) Description(context.Context) string { return r.What }

// MarkdownDescription is the same.
func (r Rule) MarkdownDescription(context.Context) string { return r.What }

// ValidateString reports the problem of a text.
func (r Rule) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	text := req.ConfigValue.ValueString()
	if !r.Exact {
		text = strings.TrimSpace(text)
	}
	if problem := r.Check(text); problem != "" {
		resp.Diagnostics.AddAttributeError(req.Path, r.Summary, fmt.Sprintf("%s: %s", req.Path, problem))
	}
}
