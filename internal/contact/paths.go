package contact

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
)

var inSchema = entity.InSchema(resourceSchema, map[string]string{"items": "", "address": "", "streetAddress": "street"})

// requestPath turns the path of a refused member, as the API gives it, into that
// of the attribute: info.emails.items[0].email into emails[0].email.
func requestPath(field string) (path.Path, bool) {
	field = strings.TrimPrefix(strings.TrimPrefix(field, "contact."), "info.")
	if key, ok := strings.CutPrefix(field, "extendedFields.items."); ok {
		return path.Root(extendedFields.name()).AtMapKey(key), true
	}
	if strings.HasPrefix(field, "labelKeys") {
		return path.Root(labels.name()), true
	}
	return inSchema(field)
}
