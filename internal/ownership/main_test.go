package ownership

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

func TestMain(m *testing.M) {
	acctest.BeProvider()
	if err := flag.Set("rapid.checks", "20"); err != nil { // a life has many commands; the command line may say more
		panic(err)
	}
	os.Exit(m.Run())
}

type config = map[string]any

type blocks = map[string]acctest.Block

// kind is a type of objects.
type kind struct {
	typ string
	// config is the configuration of an object of a name.
	config func(name string) config
	// put is what somebody else makes, rename what somebody else does to it.
	put func(site *emulator.Server, name string) (id string)
	// all are the objects on the site that Wix does not define.
	all func(site *emulator.Server) []string
}

var kinds = []kind{
	{
		"wix_contact_label",
		func(name string) config { return config{"display_name": name} },
		func(site *emulator.Server, name string) string { return site.PutLabel(name) },
		func(site *emulator.Server) []string { return marked(site.Labels(), "key", "labelType") },
	},
	{
		"wix_contact_extended_field",
		func(name string) config { return config{"display_name": name, "data_type": "TEXT"} },
		func(site *emulator.Server, name string) string { return site.PutField(name, "TEXT") },
		func(site *emulator.Server) []string { return marked(site.Fields(), "key", "fieldType") },
	},
	{
		"wix_contact",
		func(name string) config {
			return config{"emails": []any{config{"email": name + "@example.com"}}, "company": "Example Ltd"}
		},
		func(site *emulator.Server, name string) string {
			id, err := site.PutContact(config{"emails": config{"items": []any{config{"email": name + "@example.com"}}}, "jobTitle": "Theirs"})
			if err != nil {
				panic(err)
			}
			return id
		},
		func(site *emulator.Server) []string { return marked(site.Contacts(), "id", "") },
	},
}

// marked are the ids or keys of objects that users define.
func marked(all []map[string]any, attribute, kind string) (out []string) {
	for _, one := range all {
		if kind == "" || one[kind] == "USER_DEFINED" {
			out = append(out, fmt.Sprint(one[attribute]))
		}
	}
	return out
}
