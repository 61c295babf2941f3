package emulator

import (
	"fmt"
	"testing"
)

func counts(answer object) object {
	out := object{}
	for _, v := range answer["facets"].([]any) {
		if n := fmt.Sprint(v.(object)["count"]); n != "0" {
			out[v.(object)["facetKey"].(string)] = n
		}
	}
	return out
}

func TestFacets(t *testing.T) {
	c := start(t, Options{})
	key := c.label("Red")
	for i, info := range []string{
		`{"emails":{"items":[{"email":"a@example.com"}]},"labelKeys":{"items":["` + key + `"]}}`,
		`{"emails":{"items":[{"email":"b@example.com"}]},"labelKeys":{"items":["` + key + `","contacts.customers"]}}`,
		`{"name":{"first":"Cy"}}`,
	} {
		id := idOf(c.make(info))
		status := []string{"SUBSCRIBED", "UNSUBSCRIBED", "NOT_SET"}[i]
		if err := c.server.Subscribe(id, status); err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			if err := c.server.MakeMember(id); err != nil {
				t.Fatal(err)
			}
		}
	}
	all := c.ok("GET", contactsPath+"/facets", "")
	if got, wanted := show(counts(all)), `{"contacts.all":"3","contacts.customers":"1","contacts.notLabeled":"1","custom.red":"2","emailSubscriptions.subscribed":"1","emailSubscriptions.unsubscribed":"1","membershipStatus.approved":"1"}`; got != wanted {
		t.Errorf("counts %s", got)
	}
	want(t, all, "facets.0", object{"facetType": "ALL_CONTACTS", "facetKey": "contacts.all", "facetDisplayName": "All Contacts", "count": 3})
	want(t, all, "facets.1.facetType", "NOT_LABELED")
	want(t, all, "facets.2.facetType", "LABEL")
	want(t, all, "facets.2.queryFilter", object{"info.labelKeys": object{"$hasSome": []string{key}}})
	want(t, all, "pagingMetadata", object{"count": 15, "offset": 0, "total": 15})
	for _, v := range all["facets"].([]any) {
		if filter := v.(object)["queryFilter"]; filter != nil {
			want(t, c.ok("POST", queryPath, show(object{"query": object{"filter": filter}})), "pagingMetadata.total", v.(object)["count"])
		}
	}

	body := `{"filter":{"info.extendedFields.emailSubscriptions.effectiveEmail":{"$exists":true},"info.extendedFields.emailSubscriptions.subscriptionStatus":{"$nin":["UNSUBSCRIBED"]}},"paging":{"limit":3}}`
	some := c.ok("POST", contactsPath+"/facets/query", body)
	if got := show(counts(some)); got != `{"contacts.all":"1","custom.red":"1"}` {
		t.Errorf("counts %s", got)
	}
	c.refused("POST", contactsPath+"/facets/query", `{"filter":{"info.name.first":"x"}}`, 400, "UNSUPPORTED_FILTER_FIELD_UNKNOWN")
	c.refused("POST", contactsPath+"/facets/query", `{"filter":{"info.extendedFields.emailSubscriptions.effectiveEmail":"x"}}`, 400, "UNSUPPORTED_FILTER_OPERATOR")
	c.refused("GET", contactsPath+"/facets?paging.limit=1001", "", 400, "paging.limit")
}
