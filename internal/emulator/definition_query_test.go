package emulator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func names(answer object, list string) string {
	var out []string
	for _, v := range answer[list].([]any) {
		out = append(out, fmt.Sprint(dig(v, "displayName")))
	}
	return strings.Join(out, ",")
}

func TestDefinitions_operators(t *testing.T) {
	c := start(t, Options{})
	const dates = "$eq $ne $gt $lt $gte $lte"
	for list, table := range map[string]map[string]string{
		labelsPath: {"key": "$eq $ne $in", "displayName": "$eq $ne $in $startsWith", "createdDate": dates, "updatedDate": dates, "namespace": "$eq $ne", "labelType": "$eq"},
		fieldsPath: {"key": "$eq $ne $in", "displayName": "$eq $ne $in $startsWith", "createdDate": dates, "updatedDate": dates, "namespace": "$eq $ne", "fieldType": "$eq", "dataType": "$eq $ne"},
	} {
		for name, legal := range table {
			for op := range operators {
				body := fmt.Sprintf(`{"query":{"filter":{%q:{%q:%s}}}}`, name, op, operand(op, `"2020-01-01"`))
				if slices.Contains(strings.Fields(strings.Replace(legal, "$startsWith", "$startsWith $begins", 1)), op) {
					c.refused("POST", list+"/query", body, 200, "")
				} else {
					c.refused("POST", list+"/query", body, 400, "UNSUPPORTED_FILTER_OPERATOR")
				}
			}
			status, code := 400, "INVALID_SORT"
			if name == "displayName" || strings.HasSuffix(name, "Date") {
				status, code = 200, ""
			}
			c.refused("GET", list+"?sort.fieldName="+name+"&sort.order=DESC", "", status, code)
		}
		for body, code := range map[string]string{
			`{"query":{"filter":[]}}`:                                       "MALFORMED_FILTER",
			`{"query":{"filter":{"legacyId":"x"}}}`:                         "UNSUPPORTED_FILTER_FIELD",
			`{"query":{"filter":{"key":5}}}`:                                "UNSUPPORTED_FILTER_VALUE",
			`{"query":{"filter":{"createdDate":"x"}}}`:                      "UNSUPPORTED_FILTER_VALUE",
			`{"query":{"sort":[{"fieldName":"key"}]}}`:                      "INVALID_SORT",
			`{"query":{"sort":[{"fieldName":"displayName","order":"UP"}]}}`: "INVALID_SORT",
		} {
			c.refused("POST", list+"/query", body, 400, code)
		}
	}
}

func TestDefinitions_listAndQuery(t *testing.T) {
	c := start(t, Options{})
	for _, name := range []string{"Zeta", "alpha", "Alps"} {
		c.label(name)
		c.field(name, "TEXT")
		c.clock.advance(time.Hour)
	}
	for query, wanted := range map[string]string{
		"": "Zeta,alpha,Alps,Customers,Contacted Me", "?labelType=SYSTEM": "Customers,Contacted Me", "?namespace=custom": "Zeta,alpha,Alps",
		"?startsWith=Al": "Alps", "?sort.fieldName=displayName": "alpha,Alps,Contacted Me,Customers,Zeta",
		"?sort.fieldName=createdDate&sort.order=DESC": "Alps,alpha,Zeta,Customers,Contacted Me",
		"?paging.limit=2&paging.offset=1":             "alpha,Alps", "?language=es&labelType=SYSTEM": "Clientes,Me contactaron",
	} {
		if got := names(c.ok("GET", labelsPath+query, ""), "labels"); got != wanted {
			t.Errorf("list %s: %s", query, got)
		}
	}
	for body, wanted := range map[string]string{
		``: "Zeta,alpha,Alps,Customers,Contacted Me", `{"query":{"filter":{"displayName":{"$startsWith":"AL"}}}}`: "alpha,Alps",
		`{"query":{"filter":{"createdDate":{"$gt":"2026-03-01T12:30:00Z"}},"sort":{"fieldName":"createdDate","order":"DESC"}}}`:                        "Alps,alpha",
		`{"filter":{"namespace":{"$ne":"custom"}},"paging":{"limit":1}}`:                                                                               "Customers",
		`{"query":{"filter":{"$or":[{"key":"custom.zeta"},{"labelType":"SYSTEM"}]},"sort":[{"fieldName":"createdDate"},{"fieldName":"displayName"}]}}`: "Contacted Me,Customers,Zeta",
		`{"query":{"filter":{"displayName":"Me contactaron"}},"language":"es"}`:                                                                        "Me contactaron",
	} {
		if got := names(c.ok("POST", labelsPath+"/query", body), "labels"); got != wanted {
			t.Errorf("query %s: %s", body, got)
		}
	}
	if got := names(c.ok("GET", fieldsPath+"?fieldType=USER_DEFINED", ""), "fields"); got != "Alps,alpha,Zeta" {
		t.Errorf("fields: %s", got)
	}
	if got := names(c.ok("POST", fieldsPath+"/query", `{"query":{"filter":{"dataType":"NUMBER"}}}`), "fields"); got != "# of Purchases,Total Spent Amount" {
		t.Errorf("number fields: %s", got)
	}
	out := c.ok("GET", labelsPath+"?paging.limit=1", "")
	want(t, out, "metadata", object{"count": 1, "offset": 0, "total": 5})
	want(t, out, "labels.0.namespaceDisplayName", "Labels")
	for _, path := range []string{labelsPath, fieldsPath} {
		want(t, c.ok("POST", path+"/query", ""), "metadata", nil)
		if c.ok("POST", path+"/query", "")["pagingMetadata"] == nil || c.ok("GET", path, "")["metadata"] == nil {
			t.Errorf("%s: metadata", path)
		}
	}
	c.set("envelope", "printed")
	for _, path := range []string{labelsPath, fieldsPath} {
		if c.ok("POST", path+"/query", "")["metadata"] == nil {
			t.Errorf("%s: printed metadata", path)
		}
	}
	c.set("unknowns", "on")
	want(t, c.ok("GET", labelsPath+"/custom.zeta", ""), "label.sortRank", 7)
}
