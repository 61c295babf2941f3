package release_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"reflect"
	"strconv"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSchema: what breaks configurations is announced. Recorded is what the command
// schema prints, and beside it what the schema does not tell: by which attributes an
// object is replaced. As long as a release is being made, its record follows the present.
func TestSchema(t *testing.T) {
	schema, replaces := presentSchema(t), presentReplaces(t)
	log := theChangelog(t)
	making, out := log.recording()
	if *update {
		if out != nil {
			t.Fatal(out)
		}
		write(t, file(making, "schema.json"), schema)
		write(t, file(making, "replaces.json"), replaces)
		return
	}
	releases := recorded(t)
	newest := releases[len(releases)-1]
	old, now := decode(t, read(t, file(newest, "schema.json")), read(t, file(newest, "replaces.json"))), decode(t, schema, replaces)
	if newest == making {
		if !reflect.DeepEqual(old, now) {
			t.Errorf("%s is not released, and the record of its schema is not that of the present. Run make record.\n%s", newest, cmp.Diff(old, now))
		}
		return
	}
	for _, one := range breaks(old, now) {
		if !log.announces(one) {
			t.Errorf("Since %s, %s. Keep it, or name all that is in backticks in a line under BREAKING CHANGES at the top of CHANGELOG.md.", newest, one)
		}
	}
}

// printed is what the command prints.
var printed = sync.OnceValues(func() ([]byte, error) {
	return exec.Command("go", "run", "../cmd/schema").Output()
})

func presentSchema(t *testing.T) []byte {
	t.Helper()
	out, err := printed()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// decode reads the form in which `terraform providers schema -json` prints a schema, and
// what replaces an object.
func decode(t *testing.T, schema, replaces []byte) objects {
	t.Helper()
	type block struct {
		Block struct{ Attributes object }
	}
	var all struct {
		Providers map[string]struct {
			Provider    block
			Resources   map[string]block                       `json:"resource_schemas"`
			DataSources map[string]block                       `json:"data_source_schemas"`
			Lists       map[string]block                       `json:"list_resource_schemas"`
			Actions     map[string]block                       `json:"action_schemas"`
			Identities  map[string]struct{ Attributes object } `json:"resource_identity_schemas"`
			Functions   map[string]function
		} `json:"provider_schemas"`
	}
	var replaced map[string][]string
	if err := json.Unmarshal(schema, &all); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(replaces, &replaced); err != nil {
		t.Fatal(err)
	}
	p := all.Providers["wix"]
	out := objects{{"provider", "wix"}: p.Provider.Block.Attributes}
	for kind, blocks := range map[string]map[string]block{
		"resource": p.Resources, "data source": p.DataSources, "list resource": p.Lists, "action": p.Actions,
	} {
		for name, one := range blocks {
			out[[2]string{kind, name}] = one.Block.Attributes
		}
	}
	for name, one := range p.Identities {
		out[[2]string{"identity", name}] = one.Attributes
	}
	for name, one := range p.Functions {
		out[[2]string{"function", name}] = one.object()
	}
	for name, attributes := range replaced {
		for _, attribute := range attributes {
			one := out[[2]string{"resource", name}][attribute]
			one.Replaces = true
			out[[2]string{"resource", name}][attribute] = one
		}
	}
	return out
}

type function struct {
	Parameters []attribute
	Variadic   *attribute `json:"variadic_parameter"`
	Result     any        `json:"return_type"`
}

// object is a function as what has attributes: its parameters, by number, and its result.
func (f function) object() object {
	out := object{"result": {Type: f.Result, Computed: true}}
	for i, parameter := range f.Parameters {
		out["parameter "+strconv.Itoa(i+1)] = attribute{Type: parameter.Type, Required: true}
	}
	if f.Variadic != nil {
		out["parameters"] = attribute{Type: f.Variadic.Type, Optional: true}
	}
	return out
}

// TestSchema_whole: everything that the provider has is compared.
func TestSchema_whole(t *testing.T) {
	schema := presentSchema(t)
	compared := decode(t, schema, presentReplaces(t))
	var all struct {
		Providers map[string]map[string]map[string]any `json:"provider_schemas"`
	}
	if err := json.Unmarshal(schema, &all); err != nil {
		t.Fatal(err)
	}
	want := 1 // the provider block
	for kind, ones := range all.Providers["wix"] {
		if kind != "provider" {
			want += len(ones)
		}
	}
	if len(compared) != want {
		t.Errorf("%d of %d objects are compared", len(compared), want)
	}
	for id, one := range compared {
		if len(one) == 0 && id[0] != "list resource" {
			t.Errorf("%s has no attributes", id)
		}
	}
	if bytes.Contains(schema, []byte(`"block_types"`)) {
		t.Error("blocks inside of blocks are not compared")
	}
}
