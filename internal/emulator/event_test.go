package emulator

import (
	"strings"
	"testing"
	"time"
)

// told lists the events after a sequence number in short.
func (c *caller) told(after int64) string {
	var out []string
	for _, e := range c.server.Events(after) {
		text := strings.TrimPrefix(e.Type, "wix.contacts.v4.")
		if origin, ok := e.Envelope["originatedFrom"].(string); ok {
			text += "<" + origin
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func TestEvents_life(t *testing.T) {
	c := start(t, Options{Switches: Switches{FieldKeys: "plain"}})
	c.label("A")
	c.field("F", "TEXT")
	made := c.make(`{"name":{"first":"Ada"},"labelKeys":{"items":["custom.a"]},"extendedFields":{"items":{"custom.f":"x"}}}`)
	id := idOf(made)
	c.clock.advance(1500 * time.Microsecond)
	c.patch(made, `{"company":"X"}`)
	c.ok("POST", contactsPath+"/"+id+"/labels", `{"labelKeys":["contacts.customers"]}`)
	c.ok("POST", contactsPath+"/"+id+"/labels", `{"labelKeys":["contacts.customers"]}`)
	c.ok("PATCH", labelsPath+"/custom.a", `{"label":{"displayName":"B"}}`)
	c.ok("PATCH", fieldsPath+"/custom.f", `{"field":{"displayName":"G"}}`)
	c.ok("DELETE", labelsPath+"/custom.a", "")
	c.ok("DELETE", fieldsPath+"/custom.f", "")
	c.ok("DELETE", contactsPath+"/"+id, "")
	if got := c.told(0); got != "label_created extended-field_created contact_created contact_updated contact_updated "+
		"label_updated extended-field_updated label_deleted contact_updated extended-field_deleted contact_updated contact_deleted" {
		t.Errorf("events: %s", got)
	}
	all := c.server.Events(0)
	for i, e := range all {
		if e.Sequence != int64(i+1) || e.Envelope["entityEventSequence"] != show(e.Sequence) || !isGUID(e.Envelope["id"].(string)) {
			t.Errorf("event %d is %s", i+1, show(e.Envelope))
		}
	}
	want(t, all[0].Envelope, "entityId", "custom.a")
	want(t, all[0].Envelope, "createdEvent.entity.displayName", "A")
	want(t, all[2].Envelope, "entityFqdn", "wix.contacts.v4.contact")
	want(t, all[2].Envelope, "slug", "created")
	want(t, all[2].Envelope, "entityId", id)
	want(t, all[2].Envelope, "createdEvent.entity", made)
	want(t, all[2].Envelope, "triggeredByAnonymizeRequest", false)
	want(t, all[3].Envelope, "eventTime", "2026-03-01T12:00:00.0015Z")
	want(t, all[3].Envelope, "updatedEvent.currentEntity.info.company", "X")
	want(t, all[6].Envelope, "updatedEvent.currentEntity.displayName", "G")
	want(t, all[11].Envelope, "deletedEvent", object{})
	if got := c.told(11); got != "contact_deleted" {
		t.Errorf("the last is %s", got)
	}
}

func TestEvents_merge(t *testing.T) {
	c := start(t, Options{Seed: 5})
	if got := c.told(0); got != "" {
		t.Errorf("seeded with %s", got)
	}
	target, a, b := c.make(somebody), idOf(c.make(somebody)), idOf(c.make(somebody))
	c.ok("POST", contactsPath+"/"+idOf(target)+"/merge", mergeBody(1, a, b))
	if got := c.told(3); got != "contact_merged contact_updated<merge contact_deleted<merge contact_deleted<merge" {
		t.Errorf("events: %s", got)
	}
	merged := c.server.Events(3)[0].Envelope
	want(t, merged, "entityId", idOf(target))
	want(t, merged, "actionEvent.body.targetContactId", idOf(target))
	want(t, merged, "actionEvent.body.sourceContactIds", []string{a, b})
	want(t, merged, "actionEvent.body.targetContact", c.get(idOf(target)))
	c.ok("PATCH", contactsPath+"/"+idOf(target), `{"revision":2,"info":{"company":"X"}}`)
	if got := c.told(7); got != "contact_updated" {
		t.Errorf("after the merge: %s", got)
	}
	c.server.Reset()
	if got := c.server.Events(0); len(got) != 0 {
		t.Errorf("after a reset: %s", show(got))
	}
}

func TestEvents_many(t *testing.T) {
	c := start(t, Options{})
	id := idOf(c.make(somebody))
	for range maxEvents + 10 {
		if err := c.server.BumpRevision(id); err != nil {
			t.Fatal(err)
		}
	}
	all := c.server.site.log.list
	if len(all) > maxEvents || all[len(all)-1].sequence != maxEvents+11 {
		t.Errorf("%d events up to %d", len(all), all[len(all)-1].sequence)
	}
}
