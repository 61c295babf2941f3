package entity_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// imported plans an import block and then applies the same configuration, which
// changes nothing.
func (a acc) imported(id, config string) []resource.TestStep {
	block := "import {\n  to = " + a.vip + "\n  id = \"" + id + "\"\n}\n"
	return []resource.TestStep{
		{Config: config + block, ConfigPlanChecks: a.plans(plancheck.ResourceActionNoop)},
		{Config: config, PlanOnly: true},
	}
}

func TestAccNamed_import(t *testing.T) {
	eachCase(t, map[string]func(key string) string{
		"key":              func(key string) string { return key },
		"name":             func(string) string { return "name:VIP" },
		"name with spaces": func(string) string { return "name: VIP " },
	}, func(a acc, id func(string) string) {
		key, other := a.put(a.site, "VIP"), a.put(a.site, "VIP2")
		a.run([]string{other}, a.imported(id(key), a.config("VIP"))...)
		a.sent(0, 0, 1)
	})
}

// The name of an import id may come in the other normal form.
func TestAccNamed_importSpelling(t *testing.T) {
	eachAcc(t, func(a acc) {
		a.put(a.site, decomposed)
		a.run(nil, a.imported("name:"+composed, a.config(composed))...)
		a.sent(0, 0, 1)
	})
}

// What the command imports is what the create stored.
func TestAccNamed_importVerify(t *testing.T) {
	eachAcc(t, func(a acc) {
		steps := []resource.TestStep{{Config: a.config("VIP")}}
		for _, kind := range []resource.ImportStateKind{resource.ImportCommandWithID, resource.ImportBlockWithID} {
			steps = append(steps, resource.TestStep{
				ResourceName: a.vip, ImportState: true, ImportStateKind: kind, ImportStateId: "name:VIP",
				ImportStateVerify:                    kind == resource.ImportCommandWithID,
				ImportStateVerifyIdentifierAttribute: "key",
				ImportStateVerifyIgnore:              []string{"namespace_display_name"}, // of a label: the answer to a create lacks it
			})
		}
		a.run(nil, steps...)
		a.sent(1, 0, 1)
	})
}

func TestAccNamed_importInvalid(t *testing.T) {
	type invalid struct {
		id   string
		says *regexp.Regexp
	}
	eachCase(t, map[string]func(acc) invalid{
		"no such name": func(acc) invalid {
			return invalid{"name:vip", acctest.Says("Nothing has that name.", `display name "vip"`, "Names are compared with case.", "correct the name")}
		},
		"no name": func(acc) invalid { return invalid{"name:", acctest.Says("Nothing has that name.")} },
		"several": func(acc) invalid {
			return invalid{"name:Gold", acctest.Says("Several objects have that name.", "custom.gold", "custom.gold", "Import the right one by its key.")}
		},
		"system key": func(a acc) invalid {
			return invalid{a.systemKey, acctest.Says("What Wix itself defines cannot be managed.", "data source "+a.typ)}
		},
		"system name": func(a acc) invalid {
			return invalid{"name:" + a.system, acctest.Says("What Wix itself defines cannot be managed.")}
		},
		"no key": func(acc) invalid {
			return invalid{"VIP", acctest.Says("The import id is not a key.", "custom.vip", "name: followed by a display name", "name:VIP")}
		},
		"missing key": func(acc) invalid {
			return invalid{"custom.none", acctest.Says("Cannot import non-existent remote object")}
		},
	}, func(a acc, of func(acc) invalid) {
		c := of(a)
		left := []string{a.put(a.site, "VIP"), a.put(a.site, "Gold"), a.put(a.site, "Gold")}
		step := a.imported(c.id, a.config("VIP"))[0]
		step.PlanOnly, step.ExpectError, step.ConfigPlanChecks = true, c.says, resource.ConfigPlanChecks{}
		a.run(left, step)
		a.sent(0, 0, 0)
	})
}
