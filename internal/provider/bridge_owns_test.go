package provider_test

import (
	"fmt"
	"maps"
	"testing"
)

// TestBridge_owns: what the state has is managed. As nothing tells what only an import
// has filled in, all of it counts as that: what leaves the configuration stays on the
// contact, and the empty value clears.
func TestBridge_owns(t *testing.T) {
	for name, c := range map[string]struct {
		change config // null is left out
		want   config // of the contact's info
		says   string
	}{
		"left out":          {config{"company": nil}, config{"company": "Example Ltd"}, ""},
		"empty":             {config{"company": ""}, config{"company": nil}, ""},
		"another":           {config{"company": "Example Inc"}, config{"company": "Example Inc"}, ""},
		"all entries":       {config{"label_keys": nil}, labels("custom.gold", "custom.vip"), ""},
		"one entry":         {config{"label_keys": []any{"custom.vip"}}, labels("custom.gold", "custom.vip"), "leave the state but stay on the contact"},
		"no entries":        {config{"label_keys": []any{}}, config{"labelKeys": nil}, ""},
		"an entry and more": {config{"label_keys": []any{"custom.gold", "custom.new", "custom.vip"}}, labels("custom.gold", "custom.vip", "custom.new"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			eachTool(t, func(b *bridge) {
				for _, name := range []string{"VIP", "Gold", "New"} {
					b.site.PutLabel(name)
				}
				r, configured := b.resource("wix_contact"), config{
					"name": config{"first": "Ada"}, "company": "Example Ltd", "label_keys": []any{"custom.gold", "custom.vip"},
				}
				b.apply(r, configured)
				maps.Copy(configured, c.change)
				b.core.Restart()
				b.must(r.Refresh())
				d := r.Apply(configured)
				b.must(d)
				if !d.Mentions(c.says) {
					b.t.Errorf("it says: %s", d)
				}
				b.empty(r, configured)
				b.contact(fmt.Sprint(r.Get("id")), c.want)
			})
		})
	}
}

// labels are those of a contact's info.
func labels(keys ...string) config { return config{"labelKeys": config{"items": keys}} }

// contact compares members of the contact's info.
func (b *bridge) contact(id string, want config) {
	b.t.Helper()
	info, _ := b.site.Contact(id)["info"].(map[string]any)
	for name, value := range want {
		if have := fmt.Sprint(info[name]); have != fmt.Sprint(value) {
			b.t.Errorf("%s of the contact is %s, want %v", name, have, value)
		}
	}
}

// TestBridge_destroy: a destroy asks for no plan, and takes the settings of the state.
func TestBridge_destroy(t *testing.T) {
	for name, c := range map[string]struct {
		settings config
		refused  bool
		left     bool
	}{
		"in use":       {config{}, true, true},
		"forced":       {config{"force_destroy": true}, false, false},
		"only forgets": {config{"deletion_policy": "RETAIN"}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			eachTool(t, func(b *bridge) {
				label := named("VIP", c.settings)("", "")
				r, user := b.resource("wix_contact_label"), b.resource("wix_contact")
				b.apply(r, label)
				b.apply(user, config{"name": config{"first": "Ada"}, "label_keys": []any{r.Get("key")}})
				b.core.Restart()
				d := r.Destroy(label)
				if d.Failed() != c.refused || c.refused && !d.Mentions("The object is in use by contacts.") {
					b.t.Errorf("the destroy says: %s", d)
				}
				if left := b.site.Label("custom.vip") != nil; left != c.left {
					b.t.Errorf("the label is left: %t, want %t", left, c.left)
				}
			})
		})
	}
}
