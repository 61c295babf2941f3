package emulator

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"
)

// held puts the contacts of the response into the site.
func held(c *caller, e example) {
	if one, ok := dig(e.Response, "contact").(object); ok {
		c.holdContact(one)
	}
	list, _ := dig(e.Response, "contacts").([]any)
	for _, one := range list {
		c.holdContact(one.(object))
	}
}

// shownLabels puts the printed two labels into the site.
func shownLabels(secondCreated string) func(*caller, example) {
	return func(c *caller, _ example) {
		c.holdLabel("custom.my-label", "My Label", "2020-04-20T14:02:20Z", "")
		c.holdLabel("custom.another-label", "Another Label", secondCreated, "")
	}
}

var (
	twoLabels  = shownLabels("2020-04-20T14:02:20Z")
	laterLabel = shownLabels("2021-04-20T14:02:20Z")
)

// shownFields puts the four custom fields of the printed lists into the site.
func shownFields(c *caller, _ example) {
	for _, f := range [][5]string{
		{"custom.number", "number", "NUMBER", "2021-01-06T12:57:04Z", "5c55ce7e-ca4b-4332-b666-1e00d06e4555"},
		{"custom.website", "Website", "URL", "2020-07-02T10:29:41Z", "0a272857-4d0b-4ce2-bac6-1e3ce4483555"},
		{"custom.date", "Date", "DATE", "2020-07-02T10:29:38Z", "d104a3ad-f87f-4a79-9b3c-1bca5f41a555"},
		{"custom.groupcolor", "groupColor", "TEXT", "2020-03-26T10:01:38Z", "bb133f4f-67f1-44db-89e8-ea24e471d555"},
	} {
		c.holdField(object{"key": f[0], "displayName": f[1], "dataType": f[2], "createdDate": f[3], "updatedDate": f[3], "legacyId": f[4]})
	}
}

func myField(c *caller, _ example) {
	c.holdField(object{"key": "custom.my-field", "displayName": "My Field", "dataType": "TEXT", "createdDate": "2019-10-10T12:30:56Z", "updatedDate": "2020-05-10T07:14:59Z"})
}

// fillers are contacts older than the printed ones, for pages that do not
// start at the beginning.
func fillers(n int) func(*caller, example) {
	return func(c *caller, e example) {
		for i := range n {
			id, err := c.server.putContact(object{"name": object{"first": "Old", "last": fmt.Sprintf("Aa%d", i)}}, moment(c.t, createdMoment).Add(-time.Hour))
			if err != nil {
				c.t.Fatal(err)
			}
			if err := c.server.SetField(id, keyTotalSpent, 1); err != nil {
				c.t.Fatal(err)
			}
		}
		held(c, e)
	}
}

// relabelled puts the contact into the site with other labels than the
// response shows.
func relabelled(keys ...any) func(*caller, example) {
	return func(c *caller, e example) {
		c.holdLabel("custom.label-a", "", createdMoment, "")
		c.holdLabel("custom.label-b", "", createdMoment, "")
		contact := maps.Clone(dig(e.Response, "contact").(object))
		info := maps.Clone(contact["info"].(object))
		info["labelKeys"] = object{"items": keys}
		contact["info"] = info
		c.holdContact(contact)
	}
}

// facetSite holds as many contacts of each sort as the printed facets count.
func facetSite(all int, deliverable string, undeliverable int) func(*caller, example) {
	return func(c *caller, _ example) {
		c.holdLabel("custom.label1", "", createdMoment, "3b2af9cd-fa9e-4084-9c87-0a3d660cb2c9")
		c.holdLabel("custom.label2", "", createdMoment, "66fa243c-97ad-4891-b628-fcd2d1d5cbe0")
		memberships := []string{"APPROVED", "DENIED", "PENDING", "PENDING"}
		statuses := []string{"SUBSCRIBED", "UNSUBSCRIBED"}
		for i := range all + undeliverable {
			id := idOf(c.make(fmt.Sprintf(`{"emails":{"items":[{"email":"c%d@example.com"}]}}`, i)))
			set := func(key, value string) {
				if err := c.server.SetField(id, key, value); err != nil {
					c.t.Fatal(err)
				}
			}
			if i >= all {
				set(keyDeliverability, "BOUNCED")
				continue
			}
			if i < 3 && deliverable == "" {
				set(keyDeliverability, "BOUNCED")
			} else if deliverable != "" {
				set(keyDeliverability, deliverable)
			}
			if i < len(memberships) {
				set(keyMembership, memberships[i])
			}
			if i < len(statuses) {
				set(keySubscription, statuses[i])
			}
			if i == 0 {
				if err := c.server.LabelContact(id, "custom.label2", "contacts.contacted-me"); err != nil {
					c.t.Fatal(err)
				}
			}
		}
	}
}

// mergeSite holds target and source as they were before the printed merge.
func mergeSite(c *caller, e example) {
	after := e.Response.(object)
	info := after["info"].(object)
	phones := itemsOf(after, "phones")
	emails := itemsOf(after, "emails")
	for _, key := range asTexts(dig(info, "labelKeys.items")) {
		c.holdLabel(key, "", createdMoment, "")
	}
	c.holdContact(object{"id": after["id"], "revision": after["revision"], "info": object{
		"emails":         object{"items": []any{emails[0]}},
		"phones":         object{"items": []any{phones[0]}},
		"jobTitle":       "Developer",
		"labelKeys":      object{"items": []any{"contacts.contacted-me", "custom.my-label"}},
		"extendedFields": object{"items": object{"custom.color": "Blue"}},
	}})
	c.holdContact(object{"id": "f274f4a0-664a-457a-a83a-d46ea5fb9f54", "revision": after["revision"], "info": object{
		"emails":         object{"items": []any{emails[1]}},
		"phones":         object{"items": []any{phones[1]}},
		"company":        info["company"],
		"labelKeys":      object{"items": []any{"custom.my-label", "custom.my-other-label"}},
		"extendedFields": object{"items": object{"custom.color": "Red", "custom.food": "Pizza"}},
	}})
}

// createSite holds what the created contact refers to, and an app that makes it.
func createSite(c *caller, e example) {
	c.holdLabel("custom.label-a", "", createdMoment, "")
	for key, kind := range map[string]string{"custom.color": "TEXT", "custom.number": "NUMBER", "custom.date": "DATE", "custom.url": "URL"} {
		c.holdField(object{"key": key, "displayName": key, "dataType": kind, "createdDate": createdMoment, "updatedDate": createdMoment})
	}
	c.server.tokens.issue(tokenPrefix+"x", dig(e.Response, "contact.source.appId").(string), c.clock.at.Add(time.Hour))
	c.header.Set("Authorization", tokenPrefix+"x")
}

// beforeUpdate holds the contact as it was before the printed PATCH.
func beforeUpdate(c *caller, e example) {
	contact := maps.Clone(dig(e.Response, "contact").(object))
	info := maps.Clone(contact["info"].(object))
	info["name"] = object{"first": "Some", "last": "One"}
	info["company"] = "Former"
	contact["info"], contact["revision"] = info, e.Request.(object)["revision"]
	c.holdContact(contact)
}

const (
	twoPrimaries  = "two phones are primary at once"
	staleDisplay  = "the display name still holds the old name"
	sameRevision  = "the target was updated, but its revision did not move"
	sortedPath    = contactsPath + "?fields=source,info.name,info.emails&sort.fieldName=info.name.first&sort.order=ASC"
	secondPrimary = "info.phones.items.1.primary"
)

var replays = map[string]replay{
	"Create Contact: Create Contact": {at: createdMoment, prepare: createSite, defects: map[string]string{
		"contact.picture": avatarDefect, "contact.info.phones.items.1.id": spaceDefect,
	}},
	"Delete Contact: Delete Contact": {prepare: func(c *caller, _ example) {
		c.holdContact(object{"id": "8046df3c-7575-4098-a5ab-c91ad8f33c47", "revision": numberOne, "info": object{"name": object{"first": "Some"}}})
	}},
	"Get Contact: Get Contact with `FULL` Fieldset (default)": {prepare: held},
	"Get Contact: Get Contact with Projected Fields":          {prepare: namedOnly},
	"Get Contact: Get Contact":                                {prepare: primaryOnly},
	"Label Contact: Add Labels to Contact":                    {switches: Switches{RevisionLabel: "never"}, prepare: relabelled("contacts.contacted-me")},
	"Unlabel Contact: Remove Label from Contact":              {switches: Switches{RevisionLabel: "never"}, prepare: relabelled("custom.label-a", "contacts.contacted-me", "custom.label-b")},
	"List Contacts: List Contacts with `FULL` Fieldset":       {prepare: held},
	"List Contacts: List Contacts, Paginated": {switches: Switches{MissingTotal: "on"}, prepare: pagedContacts, defects: map[string]string{
		"pagingMetadata.offset": "the request asks for offset 10",
	}},
	"List Contacts: List Contacts with Projected Fields":                   {prepare: primaryOnly},
	"List Contacts: List Contacts, Sorted":                                 {prepare: primaryOnly, path: sortedPath},
	"List Facets: List Facets":                                             {prepare: facetSite(20, "", 0)},
	"List Facets: List Facets in Spanish":                                  {prepare: facetSite(20, "", 0)},
	"Query Facets: Query Facets for Contacts with Effective Email":         {prepare: facetSite(8, "VALID", 3)},
	"Merge Contacts: Merge Contacts":                                       {prepare: mergeSite, defects: map[string]string{"revision": sameRevision, secondPrimary: twoPrimaries}},
	"Preview Merge Contacts: Merge Contacts Preview":                       {prepare: mergeSite, defects: map[string]string{secondPrimary: twoPrimaries}},
	"Query Contacts: Query Contacts by Last Name":                          {prepare: primaryOnly},
	"Query Contacts: Query Contacts by Amount Spent, Sorted by First Name": {prepare: fillers(30)},
	"Query Contacts: Query Contacts by Email":                              {prepare: held},
	"Update Contact: Update Contact": {at: "2020-10-02T08:43:25.765Z", prepare: beforeUpdate, defects: map[string]string{
		"contact.info.extendedFields.items.contacts.displayByFirstName": staleDisplay,
		"contact.info.extendedFields.items.contacts.displayByLastName":  staleDisplay,
	}},

	"Bulk Delete Contacts: Bulk Delete Contacts":                          {},
	"Bulk Update Contacts: Bulk Update Contacts":                          {},
	"Bulk Label And Unlabel Contacts: Bulk Add and Remove Contact Labels": {prepare: jobLabels},
	"Get Bulk Job: Get Bulk Job (Finished with Errors)":                   {at: createdMoment, prepare: shownJobs},
	"Get Bulk Job: Get Bulk Job (In Progress)":                            {at: createdMoment, prepare: shownJobs},
	"Get Bulk Job: Get Bulk Job (Loading)":                                {at: createdMoment, prepare: shownJobs},
	"Get Bulk Job: Get Bulk Job (New Job, Not Started)":                   {at: createdMoment, prepare: shownJobs},
	"List Bulk Jobs: List Jobs":                                           {at: createdMoment, prepare: shownJobs},

	"Delete Label: Delete Label":                                         {prepare: twoLabels},
	"Find Or Create Label: Find or Create Label":                         {at: "2020-04-20T14:02:20Z"},
	"Get Label: Get Label":                                               {prepare: twoLabels},
	"List Labels: List All Labels":                                       {prepare: twoLabels},
	"List Labels: List Labels Created by Site Contributors":              {prepare: twoLabels},
	"List Labels: List Labels That Start with a String":                  {prepare: twoLabels, path: labelsPath + "?startsWith=Another"},
	"List Labels: List Translated Labels":                                {prepare: twoLabels},
	"Query Labels: Query All Labels":                                     {prepare: laterLabel},
	"Query Labels: Query Labels by Namespace Sorted by CreatedDate Desc": {prepare: laterLabel},
	"Query Labels: Query Labels by Keys":                                 {prepare: laterLabel},
	"Update Label: Update Label":                                         {at: "2020-05-20T14:06:20Z", prepare: twoLabels},

	"Delete Extended Field: Delete Extended Field":                                         {prepare: myField},
	"Find Or Create Extended Field: Find or Create Extended Field":                         {at: "2020-05-10T07:14:59Z", switches: Switches{FieldKeys: "plain"}},
	"Get Extended Field: Get Extended Field":                                               {prepare: myField},
	"List Extended Fields: List Extended Fields":                                           {prepare: shownFields},
	"Query Extended Fields: Query All Extended Fields":                                     {prepare: shownFields},
	"Query Extended Fields: Query Extended Fields by Namespace Sorted by CreatedDate Desc": {prepare: shownFields},
	"Query Extended Fields: Query Extended Fields by Keys":                                 {prepare: shownFields},
	"Update Extended Field: Update Extended Field":                                         {at: "2020-05-10T07:14:59Z", prepare: myField},
}

const numberOne = json.Number("1")
