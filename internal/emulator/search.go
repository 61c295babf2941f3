package emulator

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// search is what list and query ask for (contract 3).
type search struct {
	filter        any
	text          string
	sort          []sortKey
	limit, offset int
	fields, sets  []string
}

type sortKey struct {
	field string
	desc  bool
}

// limits bound paging.limit and the number of sort entries of a call
// (contract 1.4). A most of 0 is no bound.
type limits struct {
	fallback, most int
	sorts          int
	// limitCode and sortCode are the application codes for a bad limit and a
	// bad sort; without limitCode a bad limit is a validation error.
	limitCode, sortCode string
}

// listObject turns the dotted members of a URL into the object that a body
// would hold, so that both forms are read by the same code. Lists come
// repeated or joined by commas (contract 3.5).
func listObject(query url.Values) object {
	out := object{}
	for name, values := range query {
		outer, inner, nested := strings.Cut(name, ".")
		switch {
		case nested:
			sub, ok := out[outer].(object)
			if !ok {
				sub = object{}
				out[outer] = sub
			}
			sub[inner] = values[0]
		case name == "fields", name == "fieldsets":
			out[name] = commaList(values)
		default:
			out[name] = values[0]
		}
	}
	return out
}

func commaList(values []string) []any {
	var out []any
	for _, value := range values {
		for part := range strings.SplitSeq(value, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// queryObject finds the query in a body; an older guide left the wrapper out.
func queryObject(k *checker, body object) (query object, path string) {
	if m := k.object(body, "", "query"); m.presence != absent {
		return m.value, "query"
	}
	return body, ""
}

// readSearch reads a search out of a query object. Paging and sort have their
// own codes, which win over violations found so far.
func (k *checker) readSearch(query object, path string, l limits) (search, error) {
	out := search{filter: query["filter"]}
	if err := k.readPaging(&out, query, path, l); err != nil {
		return out, err
	}
	if err := k.readSort(&out, query, path, l); err != nil {
		return out, err
	}
	out.fields = k.texts(query, path, "fields", 100).value
	for i, name := range out.fields {
		k.length(at(within(path, "fields"), i), name, 0, 100)
	}
	out.sets = k.texts(query, path, "fieldsets", 10).value
	return out, k.err("request")
}

func (k *checker) readPaging(out *search, query object, path string, l limits) error {
	paging := k.object(query, path, "paging").value
	path = within(path, "paging")
	limit := k.integer(paging, path, "limit")
	out.limit, out.offset = limit.value, k.integer(paging, path, "offset").value
	if out.limit == 0 {
		out.limit = l.fallback
	}
	switch {
	case out.limit >= 0 && (l.most == 0 || out.limit <= l.most):
	case l.limitCode != "":
		return badRequest(l.limitCode, fmt.Sprintf("The limit must be between 1 and %d.", l.most))
	case out.limit < 0:
		k.add(within(path, "limit"), ruleMin, "must not be negative", threshold(0))
	default:
		k.add(within(path, "limit"), ruleMax, fmt.Sprintf("must be at most %d", l.most), threshold(l.most))
	}
	if out.offset < 0 {
		k.add(within(path, "offset"), ruleMin, "must not be negative", threshold(0))
	}
	return nil
}

// readSort takes an array or, as printed examples do, a single object.
func (k *checker) readSort(out *search, query object, path string, l limits) error {
	if lone, ok := query["sort"].(object); ok {
		query = object{"sort": []any{lone}}
	}
	list := k.list(query, path, "sort", l.sorts)
	for i, value := range list.value {
		entry, ok := value.(object)
		if !ok {
			k.add(at(within(path, "sort"), i), ruleFormat, "must be an object", nil)
			continue
		}
		name, _ := entry["fieldName"].(string)
		order, given := entry["order"].(string)
		if given && order != "ASC" && order != "DESC" {
			if l.sortCode == codeInvalidSort {
				return badRequest(l.sortCode, "The order must be ASC or DESC.")
			}
			k.add(within(at(within(path, "sort"), i), "order"), ruleEnum, "must be ASC or DESC", nil)
		}
		out.sort = append(out.sort, sortKey{name, order == "DESC"})
	}
	return nil
}

const codeInvalidSort = "INVALID_SORT"

// pagingMetadata describes a page (contract 3.4).
type pagingMetadata struct {
	Count          int   `json:"count"`
	Offset         int   `json:"offset"`
	Total          *int  `json:"total,omitempty"`
	TooManyToCount *bool `json:"tooManyToCount,omitempty"`
	// TooManyPrinted is the spelling of one printed example.
	TooManyPrinted *bool `json:"too_many_to_count,omitempty"`
}

func (q search) metadata(sw Switches, count, total int) *pagingMetadata {
	out := &pagingMetadata{Count: count, Offset: q.offset}
	switch yes := true; {
	case sw.MissingTotal != "on":
		out.Total = &total
	case sw.Envelope == "printed":
		out.TooManyPrinted = &yes
	default:
		out.TooManyToCount = &yes
	}
	return out
}

// page cuts the page out of all that matched.
func page[T any](q search, all []T) []T {
	from := min(q.offset, len(all))
	return all[from:min(from+q.limit, len(all))]
}

var errBadLanguage = violation{Field: "language", Description: "must be a two-letter ISO 639-1 code", ViolatedRule: ruleFormat}

// language reads the language of names; only Spanish is translated.
func (k *checker) language(in object) string {
	m := k.text(in, "", "language", 0)
	if m.given() && (len(m.value) != 2 || strings.ToLower(m.value) != m.value) {
		k.found = append(k.found, errBadLanguage)
	}
	return m.value
}

func statusOf(text string, fallback int) int {
	for _, status := range []int{http.StatusOK, http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusPreconditionRequired} {
		if fmt.Sprint(status) == text {
			return status
		}
	}
	return fallback
}
