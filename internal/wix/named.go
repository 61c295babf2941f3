package wix

import (
	"context"
	"iter"
	"net/http"
	"slices"
	"strings"
)

// Named is what labels and extended fields have in common: a key that Wix makes and
// that stays, and a display name that is unique on the site (contract 4.1, 5.1).
type Named struct {
	Key         string `json:"key,omitempty"`
	DisplayName string `json:"displayName"`
	Namespace   string `json:"namespace,omitempty"`
	CreatedDate string `json:"createdDate,omitempty"` // absent on what Wix defines
	UpdatedDate string `json:"updatedDate,omitempty"`
}

// Common gives the common members.
func (n Named) Common() Named { return n }

// NamedObject is a wire type with Named in it.
type NamedObject interface {
	Common() Named
	// IsSystem tells that Wix or one of its apps defines the object: nobody can change
	// or delete it.
	IsSystem() bool
	listed
}

// UserDefined is the type of labels and fields that Wix does not define (contract 4.1,
// 5.1).
const UserDefined = "USER_DEFINED"

func isSystem(objectType string) bool { return objectType != "" && objectType != UserDefined }

// Kind is what tells one kind of named objects from another.
type Kind[T NamedObject] struct {
	// Path leads to all of them, Member is what a body and an answer call one, and
	// Created the flag of an answer which says that the call made it.
	Path            []string
	Member, Created string
	// Singular and Plural are what texts call one, with its article, and several.
	Singular, Plural string
	// Read and Write are the permissions, by name and id (contract 1.2).
	Read, Write string
	// PageSize is that of the largest page (contract 1.4).
	PageSize int
}

// Permission is the name of what it takes to manage them.
func (k Kind[T]) Permission() string {
	name, _, _ := strings.Cut(k.Write, " (")
	return name
}

// Collection is the calls for the objects of one kind on a site.
type Collection[T NamedObject] struct {
	Kind[T]
	client *Client
}

// Get reads one object.
func (c Collection[T]) Get(ctx context.Context, key string) (*T, error) {
	out, _, err := c.one(ctx, c.call(http.MethodGet, "read "+c.Singular, c.Read, key))
	return out, err
}

// List walks all objects by display name, those that Wix defines included.
func (c Collection[T]) List(ctx context.Context) iter.Seq2[*T, error] {
	in := c.call(http.MethodGet, "list "+c.Plural, c.Read)
	return pages(ctx, c.client, c.PageSize, 0, keyOf[T], func(p paging) (page[T], error) {
		in.query, in.retriesSmallerPage = p.values(), p.retriesSmallerPage
		in.query.Set("sort.fieldName", "displayName")
		in.query.Set("sort.order", "ASC")
		return getPage[T](ctx, c.client, in)
	})
}

// Query walks the objects that match, by display name if not told otherwise (contract
// 3.3).
func (c Collection[T]) Query(ctx context.Context, q Query) iter.Seq2[*T, error] {
	if q.Sort.FieldName == "" {
		q.Sort = Sort{FieldName: "displayName", Order: "ASC"}
	}
	in := c.call(http.MethodPost, "query "+c.Plural, c.Read, "query")
	return pages(ctx, c.client, c.PageSize, q.Limit, keyOf[T], func(p paging) (page[T], error) {
		in.body, in.retriesSmallerPage = map[string]any{"query": q.wire(p)}, p.retriesSmallerPage
		return getPage[T](ctx, c.client, in)
	})
}

// Rename changes the display name; the key stays (contract 4.1).
func (c Collection[T]) Rename(ctx context.Context, key, displayName string) (*T, error) {
	in := c.call(http.MethodPatch, "rename "+c.Singular, c.Write, key)
	in.body = map[string]any{c.Member: Named{DisplayName: displayName}}
	out, _, err := c.one(ctx, in)
	return out, err
}

// Delete deletes an object, and takes the label, or the value of the field, off every
// contact. An object that is gone is no error.
func (c Collection[T]) Delete(ctx context.Context, key string) error {
	return c.client.remove(ctx, c.call(http.MethodDelete, "delete "+c.Singular, c.Write, key))
}

func (c Collection[T]) call(method, name, permission string, more ...string) call {
	return call{operation: operation{name: name, permission: permission}, method: method, path: under(c.Path, more...)}
}

// one sends a call that one object answers.
func (c Collection[T]) one(ctx context.Context, in call) (*T, *exchange, error) {
	return object(ctx, c.client, in, c.Member, func(t *T) bool { return keyOf(t) != "" })
}

func keyOf[T NamedObject](t *T) string { return (*t).Common().Key }

func under(path []string, more ...string) []string { return append(slices.Clone(path), more...) }

func (c *Client) remove(ctx context.Context, in call) error {
	_, err := c.do(ctx, in)
	if IsNotFound(err) {
		return nil
	}
	return err
}
