package entity

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

var segmentForm = regexp.MustCompile(`^([A-Za-z0-9]+)(?:\[(\d+)\])?$`)

// attributeName is the name of an attribute by that of its member in the API.
func attributeName(member string) string {
	var out strings.Builder
	for _, r := range member { // jobTitle is job_title, addressLine2 is address_line_2
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

// InSchema maps by the names of a schema, as far as it goes: emails.items[0].email
// is emails[0].email. Members that are named otherwise are given, those that have no
// attribute of their own with "".
func InSchema(s schema.Schema, names map[string]string) PathMapper {
	return func(field string) (path.Path, bool) {
		out := path.Empty()
		for segment := range strings.SplitSeq(field, ".") {
			m := segmentForm.FindStringSubmatch(segment)
			if m == nil {
				break
			}
			next := out
			name, named := names[m[1]]
			if !named {
				name = attributeName(m[1])
			}
			if name != "" {
				next = out.AtName(name)
			}
			if _, diags := s.TypeAtPath(context.Background(), next); diags.HasError() {
				break
			}
			if i, err := strconv.Atoi(m[2]); err == nil && len(next.Steps()) > 0 {
				item := next.AtListIndex(i)
				if _, diags := s.TypeAtPath(context.Background(), item); !diags.HasError() {
					next = item
				}
			}
			out = next
		}
		return out, len(out.Steps()) > 0
	}
}
