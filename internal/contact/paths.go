package contact

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/path"
)

var segmentForm = regexp.MustCompile(`^([A-Za-z0-9]+)(?:\[(\d+)\])?$`)

// attributeName is the name of an attribute by that of its member in the API. Wrappers
// without an attribute of their own give "".
func attributeName(member string) string {
	switch member {
	case "items", "address":
		return ""
	case "streetAddress":
		return "street"
	}
	var out strings.Builder
	for _, r := range member { // jobTitle is job_title, addressLine2 is address_line_2
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

// requestPath turns the path of a refused member, as the API gives it, into that
// of the attribute: info.emails.items[0].email into emails[0].email. It follows
// the schema as far as that goes.
func requestPath(field string) (path.Path, bool) {
	field = strings.TrimPrefix(strings.TrimPrefix(field, "contact."), "info.")
	if key, ok := strings.CutPrefix(field, "extendedFields.items."); ok {
		return path.Root(extendedFields.name()).AtMapKey(key), true
	}
	if strings.HasPrefix(field, "labelKeys") {
		return path.Root(labels.name()), true
	}
	out := path.Empty()
	for segment := range strings.SplitSeq(field, ".") {
		m := segmentForm.FindStringSubmatch(segment)
		if m == nil {
			break
		}
		next := out
		if name := attributeName(m[1]); name != "" {
			next = out.AtName(name)
		}
		if _, diags := resourceSchema.TypeAtPath(context.Background(), next); diags.HasError() {
			break
		}
		if i, err := strconv.Atoi(m[2]); err == nil && len(next.Steps()) > 0 {
			item := next.AtListIndex(i)
			if _, diags := resourceSchema.TypeAtPath(context.Background(), item); !diags.HasError() {
				next = item
			}
		}
		out = next
	}
	return out, len(out.Steps()) > 0
}
