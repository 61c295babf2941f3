package contact

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
)

var (
	segmentForm = regexp.MustCompile(`^([A-Za-z0-9]+)(?:\[(\d+)\])?$`)
	// attributeNames translates the members of the API that are not named like
	// their attributes. Wrappers without an attribute of their own are "".
	attributeNames = map[string]string{
		"items": "", "address": "", "extendedFields": "extended_fields", "jobTitle": "job_title",
		"countryCode": "country_code", "addressLine": "address_line", "addressLine2": "address_line_2",
		"streetAddress": "street", "postalCode": "postal_code",
	}
)

// requestPath turns the path of a refused member, as the API gives it, into that
// of the attribute: info.emails.items[0].email into emails[0].email. It follows
// the schema as far as that goes.
func requestPath(field string) (path.Path, bool) {
	field = strings.TrimPrefix(strings.TrimPrefix(field, "contact."), "info.")
	if key, ok := strings.CutPrefix(field, "extendedFields.items."); ok {
		return path.Root("extended_fields").AtMapKey(key), true
	}
	if strings.HasPrefix(field, "labelKeys") {
		return path.Root("label_keys"), true
	}
	out := path.Empty()
	for segment := range strings.SplitSeq(field, ".") {
		m := segmentForm.FindStringSubmatch(segment)
		if m == nil {
			break
		}
		name, renamed := attributeNames[m[1]]
		if !renamed {
			name = m[1]
		}
		next := out
		if name != "" {
			next = out.AtName(name)
			if _, diags := resourceSchema.AttributeAtPath(context.Background(), next); diags.HasError() {
				break
			}
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
