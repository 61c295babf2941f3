package emulator

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// violation is one entry of validationError.fieldViolations (contract 2.1).
type violation struct {
	Field        string         `json:"field"`
	Description  string         `json:"description"`
	ViolatedRule string         `json:"violatedRule,omitempty"`
	RuleName     string         `json:"ruleName,omitempty"`
	Data         map[string]any `json:"data,omitempty"`
}

// apiError is an answer other than 200. At most one of code and violations is
// set; with neither, the body holds the message alone (contract 2.1).
type apiError struct {
	status      int
	message     string
	code        string
	description string
	data        map[string]any
	violations  []violation
	header      http.Header
}

var _ error = (*apiError)(nil)

func (e *apiError) Error() string {
	return fmt.Sprintf("%d %s %s", e.status, e.code, e.message)
}

type envelope struct {
	Message string   `json:"message"`
	Details *details `json:"details,omitempty"`
}

type details struct {
	ApplicationError *applicationError `json:"applicationError,omitempty"`
	ValidationError  *validationError  `json:"validationError,omitempty"`
}

type applicationError struct {
	Code        string         `json:"code"`
	Description string         `json:"description"`
	Data        map[string]any `json:"data,omitempty"`
}

type validationError struct {
	FieldViolations []violation `json:"fieldViolations"`
}

func (e *apiError) envelope() envelope {
	out := envelope{Message: e.message}
	switch {
	case e.code != "":
		out.Details = &details{ApplicationError: &applicationError{e.code, e.description, e.data}}
	case len(e.violations) > 0:
		out.Details = &details{ValidationError: &validationError{e.violations}}
	case e.status >= http.StatusInternalServerError:
		out.Details = &details{}
	}
	return out
}

func failure(status int, code, description string) *apiError {
	return &apiError{status: status, message: description, code: code, description: description}
}

func plain(status int, message string) *apiError {
	return &apiError{status: status, message: message}
}

var errNotAnObject = plain(http.StatusBadRequest, "Expected an object")

func badRequest(code, description string) *apiError {
	return failure(http.StatusBadRequest, code, description)
}

func contactNotFound() *apiError {
	return failure(http.StatusNotFound, "CONTACT_NOT_FOUND", "Contact was not found.")
}

// missingDefinition answers for a label or field that is not there; no code is
// declared for it (contract 11, row 10).
func missingDefinition(sw Switches, kind, key string) *apiError {
	status := http.StatusNotFound
	if sw.MissingDefinition == "400" {
		status = http.StatusBadRequest
	}
	return failure(status, "NOT_FOUND", fmt.Sprintf("%s %q was not found.", kind, key))
}

func alreadyExists(kind, name string) *apiError {
	return failure(http.StatusConflict, "ALREADY_EXISTS", fmt.Sprintf("%s %q already exists.", kind, name))
}

// The rules a violation can name. MAX and FORMAT were seen on the wire; the
// set is open (contract 2.1).
const (
	ruleFormat    = "FORMAT"
	ruleMax       = "MAX"
	ruleMin       = "MIN"
	ruleMaxLength = "MAX_LENGTH"
	ruleMinLength = "MIN_LENGTH"
	ruleMaxSize   = "MAX_SIZE"
	ruleMinSize   = "MIN_SIZE"
	ruleEnum      = "INVALID_ENUM_VALUE"
	ruleRequired  = "REQUIRED_FIELD"
	ruleOneOf     = "ONE_OF_ALIGNMENT"
)

func invalid(root string, found []violation) *apiError {
	var tree strings.Builder
	fmt.Fprintf(&tree, "%s is invalid:", root)
	for _, v := range found {
		fmt.Fprintf(&tree, "\n`-- %s %s", v.Field, v.Description)
	}
	return &apiError{status: http.StatusBadRequest, message: tree.String(), violations: found}
}

// joined lists keys the way the API does in its descriptions (contract 2.3).
func joined(keys map[string]bool) string {
	return strings.Join(slices.Sorted(maps.Keys(keys)), ",")
}
