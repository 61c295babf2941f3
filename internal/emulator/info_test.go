package emulator

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// TestInfo_texts: whatever text an answer can have on a contact is stored, changed,
// projected, found, shown, kept in a snapshot, taken over by a merge, and sent in forms.
func TestInfo_texts(t *testing.T) {
	samples := map[string][2]string{"birthdate": {"1990-01-02", "1991-02-03"}, "locale": {"en-US", "de"}}
	for field := range reflect.TypeFor[infoTexts]().Fields() {
		member, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		values, special := samples[member]
		if !special {
			values = [2]string{"One", "Another"}
		}
		t.Run(member, func(t *testing.T) {
			c := start(t, Options{})
			with := func(value string) string { return fmt.Sprintf(`{"name":{"first":"Ada"},%q:%q}`, member, value) }
			path, source := contactsPath+"/"+idOf(c.make(with(values[0]))), c.make(somebody)
			want(t, c.ok("GET", path, ""), "contact.info."+member, values[0])
			c.ok("PATCH", path, fmt.Sprintf(`{"revision":1,"info":{%q:%q}}`, member, values[1]))
			want(t, c.ok("GET", contactsPath+"?fields=info."+member+"&sort.fieldName=createdDate&sort.order=ASC", ""), "contacts.0.info."+member, values[1])
			want(t, c.ok("POST", contactsPath+"/query", fmt.Sprintf(`{"query":{"filter":{"info.%s":%q}}}`, member, values[1])), "pagingMetadata.total", 1)
			shows(t, c.page("/?contact="+strings.TrimPrefix(path, contactsPath+"/")), "<bdi>"+values[1]+"</bdi>")

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

			for _, value := range []string{values[0], values[1], ""} {
				form := object{"emails": object{"items": []any{object{"email": "form@example.com"}}}, member: value}
				if value == "" {
					delete(form, member)
				}
				id, err := c.server.SubmitForm(form)
				if err != nil {
					t.Fatal(err)
				}
				want(t, c.server.Contact(id), "info."+member, cmp.Or(value, values[1]))
			}
		})
	}
}
