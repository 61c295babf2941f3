package entity_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// The data source finds an object by its key, or by its name in any spelling that means
// the same; what Wix defines too.
func TestNamedDataSource(t *testing.T) {
	for _, k := range kinds {
		w := newFixture(t, k, emulator.Switches{})
		cafe, vip := w.put(w.site, decomposed), w.put(w.site, " VIP ")
		w.put(w.site, "Gold")
		w.put(w.site, "Gold")
		for argument, want := range map[[2]string]string{
			{"key", cafe}: cafe, {"display_name", composed}: cafe, {"display_name", "VIP"}: vip,
			{"key", k.systemKey}: k.systemKey, {"display_name", k.system}: k.systemKey,
		} {
			have, d := w.core.DataSource(k.typ, config{argument[0]: argument[1]})
			if d.Failed() || have["key"] != want || have["id"] != want {
				w.fail("%s finds %v: %s", argument, have, d)
			}
			for name, fact := range k.systemFacts {
				if want == k.systemKey && have[name] != fact {
					w.fail("%s is %v, want %v", name, have[name], fact)
				}
			}
		}
		for _, c := range []struct {
			arguments config
			says      []string
		}{
			{config{"key": "custom.none"}, []string{"The site has no such object.", `AttributeName("key")`, "data source " + k.typ + "s"}},
			{config{"key": ""}, []string{"The argument is empty.", `AttributeName("key")`}},
			{config{"display_name": " "}, []string{"The argument is empty.", `AttributeName("display_name")`}},
			{config{"display_name": "vip"}, []string{"The site has no such object.", `AttributeName("display_name")`, `Nothing on the site matches "vip" exactly.`}},
			{config{"display_name": "Gold"}, []string{"Several objects have that name.", "Look it up by key."}},
			{config{"key": vip, "display_name": "VIP"}, []string{"Exactly one of these attributes must be configured: [key,display_name]"}},
			{nil, []string{"Exactly one of these attributes must be configured: [key,display_name]"}},
		} {
			_, d := w.core.DataSource(k.typ, c.arguments)
			w.refused(d, c.says...)
		}
	}
}

// Lists and plural data sources choose by the same arguments.
func TestFilters(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, k kind, site *acctest.Site) {
		ours := []string{"Gold", "VIP", "vip two"}
		for _, name := range ours {
			k.put(site, name)
		}
		core, typ := site.Core(t), k.member+"_type"
		for _, c := range []struct {
			arguments config
			want      []string
			systems   int
		}{
			{nil, ours, k.systems},
			{config{typ: "SYSTEM"}, nil, k.systems},
			{config{typ: "USER_DEFINED"}, ours, 0},
			{config{"namespace": "custom"}, ours, 0},
			{config{"namespace": "elsewhere"}, nil, 0},
			{config{"display_name_prefix": "vIp"}, ours[1:], 0},
			{config{"display_name_prefix": "IP"}, nil, 0},
			{config{"display_name_prefix": k.system}, nil, 1},
			{config{typ: "USER_DEFINED", "namespace": "custom", "display_name_prefix": "g"}, ours[:1], 0},
			{config{typ: "SYSTEM", "namespace": "custom"}, nil, 0},
		} {
			expect := func(found []string, systems int, d acctest.Diagnostics) {
				t.Helper()
				got := slices.DeleteFunc(slices.Clone(found), func(name string) bool { return !slices.Contains(ours, name) })
				if d.Failed() || !slices.Equal(got, c.want) || len(found) != len(c.want)+systems {
					t.Errorf("%v gives %q, want %q and %d of Wix: %s", c.arguments, found, c.want, systems, d)
				}
			}
			state, d := core.DataSource(k.typ+"s", c.arguments)
			var read []string
			for _, one := range state[k.member+"s"].([]any) {
				read = append(read, one.(config)["display_name"].(string))
			}
			expect(read, c.systems, d)
			with := config{"include_system": true}
			maps.Copy(with, c.arguments)
			found, d := core.List(t.Context(), acctest.Listing{Type: k.typ, Config: with, Limit: 100})
			expect(names(found), c.systems, d)
			found, d = core.List(t.Context(), acctest.Listing{Type: k.typ, Config: c.arguments, Limit: 100})
			if c.arguments[typ] != "SYSTEM" { // which asks for them
				c.systems = 0
			}
			expect(names(found), c.systems, d)
		}
		for _, empty := range []config{{"namespace": ""}, {"namespace": " "}, {"display_name_prefix": ""}} {
			_, fromList := core.List(t.Context(), acctest.Listing{Type: k.typ, Config: empty, Limit: 100})
			_, fromData := core.DataSource(k.typ+"s", empty)
			if !fromList.Mentions("The argument is empty.") || !fromData.Mentions("The argument is empty.") {
				t.Errorf("%v: %s, %s", empty, fromList, fromData)
			}
		}
		if _, d := core.List(t.Context(), acctest.Listing{Type: k.typ, Config: config{typ: "MINE"}, Limit: 100}); !d.Failed() {
			t.Error("the list does not refuse an unknown type")
		}
		if _, d := core.DataSource(k.typ+"s", config{typ: "MINE"}); !d.Mentions(`"MINE" is none of USER_DEFINED, SYSTEM`) {
			t.Errorf("the data source does not refuse an unknown type: %s", d)
		}
	})
}
