package cache

import (
	"context"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Definitions knows the fields of the site.
type Definitions interface {
	Get(ctx context.Context, key, updated string) (*wix.Field, error)
}

// DataType gives the data type of a field, "" for one that does not exist.
func DataType(ctx context.Context, fields Definitions, key string) (string, error) {
	if key == wix.VATID {
		return forms.Text, nil
	}
	if !forms.IsKey(key) {
		return "", nil
	}
	field, err := fields.Get(ctx, key, "")
	if wix.IsNotFound(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return field.DataType, nil
}

// SameValue compares two texts as values of a field. The definition is asked for
// only where the texts differ.
func SameValue(ctx context.Context, fields Definitions, key, a, b string) bool {
	if forms.SameText(a, b) {
		return true
	}
	dataType, err := DataType(ctx, fields, key)
	if err != nil || a == "" || b == "" {
		return false
	}
	switch dataType {
	case forms.Number:
		return forms.SameNumber(a, b)
	case forms.URL:
		return forms.SameURL(a, b)
	case forms.Date:
		return forms.Day(a) == forms.Day(b)
	}
	return false
}
