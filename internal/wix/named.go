package wix

import (
	"context"
	"iter"
	"net/http"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
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

func (n Named) created() string { return n.CreatedDate }

func (n Named) id() string {
	if !forms.IsKey(n.Key) {
		return ""
	}
	return n.Key
}

// NamedObject is a wire type with Named in it.
type NamedObject interface {
	Common() Named
	// IsSystem tells that Wix or one of its apps defines the object: nobody can change
	// or delete it.
	IsSystem() bool
	object
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
	// PageSize is that of the largest page (contract 1.4), Most is more than a site can
	// have.
	PageSize, Most int
}

// Noun is Singular without its article.
func (k Kind[T]) Noun() string {
	_, noun, _ := strings.Cut(k.Singular, " ")
	return noun
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
	return pages[T](ctx, c.client, listing{call: in, size: c.PageSize, most: c.Most, order: createdDate}, Query{Held: true})
}

// Query walks the objects that match, by display name if not told otherwise (contract
// 3.3).
func (c Collection[T]) Query(ctx context.Context, q Query) iter.Seq2[*T, error] {
	q.Held = true
	in := c.call(http.MethodPost, "query "+c.Plural, c.Read, "query")
	return pages[T](ctx, c.client, listing{call: in, size: c.PageSize, most: c.Most, order: createdDate}, q)
}

// FindOrCreate returns the object of the display name that want has, and whether this
// call made it. It is made at most once: calls with one name wait for each other, and a
// repeat after a lost answer finds what the first attempt made. An object that existed
// can differ from want, as a field can have another data type (contract 4.2, 5.2).
//
// What it made is told from what it found, also when the answer to its own first
// attempt was lost: then the object is as young as the call.
func (c Collection[T]) FindOrCreate(ctx context.Context, want T) (*T, bool, error) {
	name := want.Common().DisplayName
	free, err := c.client.names.Lock(ctx, c.Member+"/"+name)
	if err != nil {
		return nil, false, err
	}
	defer free()
	in := c.call(http.MethodPost, "create "+c.Singular, c.Write)
	in.body = want
	out, x, err := c.one(ctx, in)
	if isTaken(err) { // somebody was faster, or our own lost attempt (contract 11, row 20)
		found, queryErr := lookUp(ctx, c.client, func() (*T, error) { return c.named(ctx, name) })
		if queryErr != nil {
			return nil, false, queryErr
		}
		if found != nil {
			out, err = found, nil
		}
	}
	if err != nil {
		return nil, false, err
	}
	made := string(x.members[c.Created]) == "true" || x.lost && c.client.isSince((*out).Common().CreatedDate, x.started)
	return out, made, nil
}

// named queries the object of a name, nil if there is none.
func (c Collection[T]) named(ctx context.Context, name string) (*T, error) {
	for found, err := range c.Query(ctx, Query{Filter: map[string]any{"displayName": name}}) {
		if err != nil || forms.SameText((*found).Common().DisplayName, name) {
			return found, err
		}
		if forms.Fold((*found).Common().DisplayName) != forms.Fold(name) {
			c.client.contradicted(ctx, "3.3", "a query by display name gives objects of other names")
		}
	}
	return nil, nil
}

func isTaken(err error) bool {
	e := asError(err)
	return e.Cause == nil && e.Status >= 400 && e.Status < 500 &&
		(e.Status == http.StatusConflict || strings.Contains(strings.ToUpper(e.Code+e.Message), "ALREADY"))
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
	return newCall(method, name, permission, c.Path, more...)
}

// one sends a call that one object answers.
func (c Collection[T]) one(ctx context.Context, in call) (*T, *exchange, error) {
	return one(ctx, c.client, in, c.Member, func(t *T) bool { return (*t).id() != "" })
}

func (c *Client) remove(ctx context.Context, in call) error {
	_, err := c.do(ctx, in)
	if IsNotFound(err) {
		return nil
	}
	return err
}
