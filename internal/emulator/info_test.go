package emulator

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// TestInfo_texts: whatever text an answer can have on a contact is stored, changed,
// projected, kept in a snapshot, and taken over by a merge.
func TestInfo_texts(t *testing.T) {
	samples := map[string][2]string{"birthdate": {"1990-01-02", "1991-02-03"}, "locale": {"en-US", "de"}}
	n := 0
	for field := range reflect.TypeFor[wireInfo]().Fields() {
		if field.Type.Kind() != reflect.String {
			continue
		}
		member, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		values, special := samples[member]
		if !special {
			values = [2]string{"One", "Another"}
		}
		n++
		t.Run(member, func(t *testing.T) {
			c := start(t, Options{})
			with := func(value string) string { return fmt.Sprintf(`{"name":{"first":"Ada"},%q:%q}`, member, value) }
			path, source := contactsPath+"/"+idOf(c.make(with(values[0]))), c.make(somebody)
			want(t, c.ok("GET", path, ""), "contact.info."+member, values[0])
			c.ok("PATCH", path, fmt.Sprintf(`{"revision":1,"info":{%q:%q}}`, member, values[1]))
			want(t, c.ok("GET", contactsPath+"?fields=info."+member+"&sort.fieldName=createdDate&sort.order=ASC", ""), "contacts.0.info."+member, values[1])

			data, err := c.server.Snapshot()
			if err != nil {
				t.Fatal(err)
			}
			other := start(t, Options{})
			if err := other.server.Restore(data); err != nil {
				t.Fatal(err)
			}
			want(t, other.ok("GET", path, ""), "contact.info."+member, values[1])

			from := strings.TrimPrefix(path, contactsPath+"/")
			merged := c.ok("POST", contactsPath+"/"+idOf(source)+"/merge", mergeBody(1, from))
			want(t, merged, "contact.info."+member, values[1])
		})
	}
	if n < 4 {
		t.Errorf("%d texts were found", n)
	}
}
