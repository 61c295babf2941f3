package entity_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// data is a data source, with an argument.
func (k kind) data(name, argument string) string {
	return fmt.Sprintf("data %q %q {\n  %s\n}\n", k.typ, name, argument)
}

// The data source shows an object as its resource does, however it is found.
func TestAccNamedDataSource_basic(t *testing.T) {
	eachAcc(t, func(a acc) {
		config := a.config("VIP") + a.data("by_key", "key = "+a.vip+".key") + a.data("by_name", "display_name = "+a.vip+".display_name")
		checks := []statecheck.StateCheck{}
		for _, attribute := range append([]string{"key", "display_name", "namespace", "created_date", "updated_date"}, slices.Collect(maps.Keys(a.facts))...) {
			for _, name := range []string{"by_key", "by_name"} {
				at := tfjsonpath.New(attribute)
				checks = append(checks, statecheck.CompareValuePairs(a.vip, at, "data."+a.typ+"."+name, at, compare.ValuesSame()))
			}
		}
		a.run(nil,
			resource.TestStep{Config: config, ConfigStateChecks: checks},
			// Read by the listing: all of them by the one of the command.
			resource.TestStep{PreConfig: a.site.ResetRequests, Config: config, PlanOnly: true},
			resource.TestStep{PreConfig: func() { a.site.Sent(a.t, map[string]int{a.list(): 2, a.read(): 0}) }, Config: config})
		a.sent(0, 0, 1)
	})
}

// A name is found in any spelling that means the same.
func TestAccNamedDataSource_spelling(t *testing.T) {
	eachAcc(t, func(a acc) {
		left := []string{a.put(a.site, decomposed), a.put(a.site, " VIP ")}
		is := func(name, key string) statecheck.StateCheck {
			return statecheck.ExpectKnownValue("data."+a.typ+"."+name, tfjsonpath.New("key"), text(key))
		}
		a.run(left, resource.TestStep{
			Config:            acctest.Config(a.data("cafe", `display_name = "`+composed+`"`), a.data("vip", `display_name = "VIP"`)),
			ConfigStateChecks: []statecheck.StateCheck{is("cafe", left[0]), is("vip", left[1])},
		})
	})
}

func TestAccNamedDataSource_invalid(t *testing.T) {
	type invalid struct {
		arguments string
		says      func(acc) *regexp.Regexp
	}
	says := func(texts ...string) func(acc) *regexp.Regexp {
		return func(acc) *regexp.Regexp { return acctest.Says(texts...) }
	}
	eachCase(t, map[string]invalid{
		"no such key": {`key = "custom.none"`, func(a acc) *regexp.Regexp {
			return acctest.Says("The site has no such object.", `key = "custom.none"`, "data source "+a.typ+"s")
		}},
		"no such name": {`display_name = "vip"`, says("The site has no such object.", `display_name = "vip"`, `Nothing on the site matches "vip" exactly.`)},
		"empty key":    {`key = ""`, says("The site has no such object.")},
		"several":      {`display_name = "Gold"`, says("Several objects have that name.", "Look it up by key.")},
		"both":         {"key = \"custom.vip\"\n  display_name = \"VIP\"", says("Exactly one of these attributes must be configured: [key,display_name]")},
		"none":         {``, says("Exactly one of these attributes must be configured: [key,display_name]")},
	}, func(a acc, c invalid) {
		left := []string{a.put(a.site, "VIP"), a.put(a.site, "Gold"), a.put(a.site, "Gold")}
		a.run(left, resource.TestStep{Config: acctest.Config(a.data("it", c.arguments)), ExpectError: c.says(a)})
	})
}
