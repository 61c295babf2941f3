package wix

import (
	"context"
	"iter"
	"net/http"
)

// Label is a contact label (contract 4.1).
type Label struct {
	Key                  string `json:"key"`
	DisplayName          string `json:"displayName"`
	LabelType            string `json:"labelType"`
	Namespace            string `json:"namespace"`
	NamespaceDisplayName string `json:"namespaceDisplayName"`
	CreatedDate          string `json:"createdDate"` // absent on system labels
	UpdatedDate          string `json:"updatedDate"`
}

// Field is the definition of an extended field (contract 5.1).
type Field struct {
	Key         string `json:"key"`
	DisplayName string `json:"displayName"`
	// DataType is TEXT, NUMBER, DATE or URL.
	DataType    string `json:"dataType"`
	FieldType   string `json:"fieldType"`
	Namespace   string `json:"namespace"`
	Description string `json:"description"` // system fields only
	CreatedDate string `json:"createdDate"` // absent on system fields
	UpdatedDate string `json:"updatedDate"`
}

// Data types of extended fields (contract 5.1).
const (
	Text   = "TEXT"
	Number = "NUMBER"
	Date   = "DATE"
	URL    = "URL"
)

const (
	labelsRead  = "Read Contact Labels (CONTACTS_LABELS.VIEW)"
	labelsWrite = "Manage Contact Labels (CONTACTS_LABELS.MODIFY)"
	fieldsRead  = "Read Contact Extended Fields (CONTACTS_SCHEMA.VIEW)"
	fieldsWrite = "Manage Contact Extended Fields (CONTACTS_SCHEMA.MODIFY)"
)

// GetLabel reads one label.
func (c *Client) GetLabel(ctx context.Context, key string) (*Label, error) {
	return labelMembers.one(ctx, c, call{
		operation: operation{name: "read a contact label", permission: labelsRead},
		method:    http.MethodGet, path: under(labelsPath, key),
	})
}

// GetField reads one field definition.
func (c *Client) GetField(ctx context.Context, key string) (*Field, error) {
	return fieldMembers.one(ctx, c, call{
		operation: operation{name: "read an extended field", permission: fieldsRead},
		method:    http.MethodGet, path: under(fieldsPath, key),
	})
}

// ListLabels walks all labels, those that Wix defines included.
func (c *Client) ListLabels(ctx context.Context) iter.Seq2[*Label, error] {
	return labelMembers.list(ctx, c, 1000, call{
		operation: operation{name: "list contact labels", permission: labelsRead},
		method:    http.MethodGet, path: labelsPath,
	})
}

// ListFields walks all field definitions, those that Wix defines included.
func (c *Client) ListFields(ctx context.Context) iter.Seq2[*Field, error] {
	return fieldMembers.list(ctx, c, 100, call{
		operation: operation{name: "list extended fields", permission: fieldsRead},
		method:    http.MethodGet, path: fieldsPath,
	})
}

// QueryLabels walks the labels that match (contract 3.3).
func (c *Client) QueryLabels(ctx context.Context, q Query) iter.Seq2[*Label, error] {
	return labelMembers.query(ctx, c, 1000, q, call{
		operation: operation{name: "query contact labels", permission: labelsRead},
		method:    http.MethodPost, path: under(labelsPath, "query"),
	})
}

// QueryFields walks the field definitions that match (contract 3.3).
func (c *Client) QueryFields(ctx context.Context, q Query) iter.Seq2[*Field, error] {
	return fieldMembers.query(ctx, c, 100, q, call{
		operation: operation{name: "query extended fields", permission: fieldsRead},
		method:    http.MethodPost, path: under(fieldsPath, "query"),
	})
}

// RenameLabel changes the display name; the key stays (contract 4.1).
func (c *Client) RenameLabel(ctx context.Context, key, displayName string) (*Label, error) {
	return labelMembers.one(ctx, c, call{
		operation: operation{name: "rename a contact label", permission: labelsWrite},
		method:    http.MethodPatch, path: under(labelsPath, key),
		body: map[string]any{"label": map[string]string{"displayName": displayName}},
	})
}

// RenameField changes the display name; the key stays.
func (c *Client) RenameField(ctx context.Context, key, displayName string) (*Field, error) {
	return fieldMembers.one(ctx, c, call{
		operation: operation{name: "rename an extended field", permission: fieldsWrite},
		method:    http.MethodPatch, path: under(fieldsPath, key),
		body: map[string]any{"field": map[string]string{"displayName": displayName}},
	})
}

// DeleteLabel deletes a label and takes it off every contact. One that is gone
// is no error.
func (c *Client) DeleteLabel(ctx context.Context, key string) error {
	return c.remove(ctx, call{
		operation: operation{name: "delete a contact label", permission: labelsWrite},
		method:    http.MethodDelete, path: under(labelsPath, key),
	})
}

// DeleteField deletes a field definition and its values on every contact. One
// that is gone is no error.
func (c *Client) DeleteField(ctx context.Context, key string) error {
	return c.remove(ctx, call{
		operation: operation{name: "delete an extended field", permission: fieldsWrite},
		method:    http.MethodDelete, path: under(fieldsPath, key),
	})
}

var (
	labelsPath = []string{"contacts", "v4", "labels"}
	fieldsPath = []string{"contacts", "v4", "extended-fields"}
)

func under(path []string, more ...string) []string {
	return append(append([]string(nil), path...), more...)
}

func (c *Client) remove(ctx context.Context, in call) error {
	_, err := c.do(ctx, in)
	if IsNotFound(err) {
		return nil
	}
	return err
}

// members tells where a definition keeps what the shared methods need.
type members[T any] struct {
	name, plural, flag string
	key                func(*T) string
	display            func(*T) string
	created            func(*T) string
}

var labelMembers = members[Label]{
	name: "label", plural: "labels", flag: "newLabel",
	key:     func(l *Label) string { return l.Key },
	display: func(l *Label) string { return l.DisplayName },
	created: func(l *Label) string { return l.CreatedDate },
}

var fieldMembers = members[Field]{
	name: "field", plural: "fields", flag: "newField",
	key:     func(f *Field) string { return f.Key },
	display: func(f *Field) string { return f.DisplayName },
	created: func(f *Field) string { return f.CreatedDate },
}

func (m members[T]) valid(t *T) bool { return m.key(t) != "" }

func (m members[T]) one(ctx context.Context, c *Client, in call) (*T, error) {
	out, _, err := object(ctx, c, in, m.name, m.valid)
	return out, err
}

func (m members[T]) list(ctx context.Context, c *Client, most int, in call) iter.Seq2[*T, error] {
	return pages(ctx, c, most, 0, m.key, func(p paging) (page[T], error) {
		in.query, in.retriesSmallerPage = p.values(), p.retriesSmallerPage
		in.query.Set("sort.fieldName", "displayName")
		in.query.Set("sort.order", "ASC")
		return getPage[T](ctx, c, in, m.plural)
	})
}

func (m members[T]) query(ctx context.Context, c *Client, most int, q Query, in call) iter.Seq2[*T, error] {
	if q.Sort.FieldName == "" {
		q.Sort = Sort{FieldName: "displayName", Order: "ASC"}
	}
	return pages(ctx, c, most, q.Limit, m.key, func(p paging) (page[T], error) {
		in.body, in.retriesSmallerPage = map[string]any{"query": q.wire(p)}, p.retriesSmallerPage
		return getPage[T](ctx, c, in, m.plural)
	})
}
