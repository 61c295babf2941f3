package emulator

import (
	"encoding/json"
	"maps"
	"strings"
)

// holdLabel puts a label into the site as the example shows it.
func (c *caller) holdLabel(key, name, created, legacyID string) {
	s := c.server
	if s.site.labels.get(key) != nil {
		return
	}
	if name == "" {
		_, name, _ = strings.Cut(key, ".")
	}
	l := &label{definition: definition{key: key, name: name, namespace: customNamespace, legacyID: legacyID}}
	l.created = moment(c.t, created)
	l.updated = l.created
	s.site.labels.put(key, l, l.created, 0)
}

// holdField puts a field into the site as the example shows it.
func (c *caller) holdField(in object) {
	text := func(name string) string { out, _ := in[name].(string); return out }
	if c.server.site.fields.get(text("key")) != nil {
		return
	}
	f := &field{definition: definition{key: text("key"), name: text("displayName"), namespace: customNamespace, legacyID: text("legacyId")}, dataType: text("dataType")}
	f.created, f.updated = moment(c.t, text("createdDate")), moment(c.t, text("updatedDate"))
	c.server.site.fields.put(f.key, f, f.created, 0)
}

// holdContact puts a contact into the site as the example shows it, ids, dates
// and system values included.
func (c *caller) holdContact(wire object) {
	s, info := c.server, wire["info"].(object)
	for _, key := range asTexts(dig(info, "labelKeys.items")) {
		c.holdLabel(key, "", createdMoment, "")
	}
	values, _ := dig(info, "extendedFields.items").(object)
	for key, value := range values {
		kind := typeText
		if _, ok := value.(json.Number); ok {
			kind = typeNumber
		}
		if strings.HasPrefix(key, "custom.") {
			c.holdField(object{"key": key, "displayName": key, "dataType": kind, "createdDate": createdMoment, "updatedDate": createdMoment})
		}
	}
	k := checker{}
	in := k.readInfo(info, Switches{})
	in.extended = member[object]{}
	call := s.elsewhere(c.clock.at)
	made, err := s.newContact(in, call)
	if err != nil || len(k.found) > 0 {
		c.t.Fatal(err, k.found)
	}
	made.info.labelKeys = asTexts(dig(info, "labelKeys.items"))
	made.id = idOf(wire)
	revision, _ := wire["revision"].(json.Number).Int64()
	made.revision = int(revision)
	if text, ok := wire["createdDate"].(string); ok {
		made.created, made.updated = moment(c.t, text), moment(c.t, wire["updatedDate"].(string))
		made.activity.at = moment(c.t, dig(wire, "lastActivity.activityDate").(string))
	}
	kind, _ := dig(wire, "source.sourceType").(string)
	app, _ := dig(wire, "source.appId").(string)
	made.source = source{kind, app}
	if picture, ok := wire["picture"]; ok {
		made.info.picture = object{"image": picture}
	}
	maps.Copy(made.info.extended, values)
	for i, entry := range itemsOf(wire, "emails") {
		made.info.emails[i].id = entry["id"].(string)
	}
	for i, entry := range itemsOf(wire, "phones") {
		made.info.phones[i].id, made.info.phones[i].e164 = entry["id"].(string), entry["e164Phone"].(string)
	}
	for i, entry := range itemsOf(wire, "addresses") {
		made.info.addresses[i].id = entry["id"].(string)
	}
	s.store(made, made.updated)
}

func asTexts(v any) (out []string) {
	list, _ := v.([]any)
	for _, entry := range list {
		out = append(out, entry.(string))
	}
	return out
}

// completed adds what a projected contact does not show but must have.
func completed(in any) object {
	contact := maps.Clone(in.(object))
	if _, ok := contact["info"]; !ok {
		contact["info"] = object{"name": object{"first": "Some"}}
	}
	info := maps.Clone(contact["info"].(object))
	if primary, ok := contact["primaryInfo"].(object); ok && info["emails"] == nil {
		info["emails"] = object{"items": []any{object{"id": noOne, "email": primary["email"]}}}
		info["phones"] = object{"items": []any{object{"id": noOne, "phone": primary["phone"], "e164Phone": ""}}}
	}
	contact["info"] = info
	if contact["createdDate"] == nil {
		contact["createdDate"], contact["lastActivity"] = createdMoment, object{"activityDate": createdMoment}
	}
	if contact["updatedDate"] == nil {
		contact["updatedDate"] = createdMoment
	}
	return contact
}

func namedOnly(c *caller, e example) { c.holdContact(completed(dig(e.Response, "contact"))) }

func primaryOnly(c *caller, e example) {
	if one := dig(e.Response, "contact"); one != nil {
		c.holdContact(completed(one))
	}
	list, _ := dig(e.Response, "contacts").([]any)
	for _, one := range list {
		c.holdContact(completed(one))
	}
}

func pagedContacts(c *caller, e example) {
	fillers(10)(c, example{})
	primaryOnly(c, e)
}
