package provider_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// every calls do with each schema of the provider under a name for messages. The framework
// has checked how each is made, and reports that with them.
func every(t *testing.T, do func(name string, schema *tfprotov6.Schema)) {
	t.Helper()
	all := begin(t, live()).schema
	if len(all.Diagnostics) > 0 {
		t.Fatal(all.Diagnostics)
	}
	do("provider", all.Provider)
	for name, schema := range all.ResourceSchemas {
		do("resource "+name, schema)
	}
	for name, schema := range all.DataSourceSchemas {
		do("data source "+name, schema)
	}
	for name, schema := range all.ActionSchemas {
		do("action "+name, schema.Schema)
	}
}

// TestSchemaExamples: each type has an example, which its page shows.
func TestSchemaExamples(t *testing.T) {
	all := begin(t, live()).schema
	exists := func(directory, typ string) {
		if files, err := filepath.Glob(filepath.Join("..", "..", "examples", directory, typ, "*.tf*")); err != nil || len(files) == 0 {
			t.Errorf("examples/%s/%s has no example: %v", directory, typ, err)
		}
	}
	for typ := range all.ResourceSchemas {
		exists("resources", typ)
	}
	for typ := range all.DataSourceSchemas {
		exists("data-sources", typ)
	}
	for typ := range all.ListResourceSchemas {
		exists("list-resources", typ)
	}
	for typ := range all.ActionSchemas {
		exists("actions", typ)
	}
	for name := range all.Functions {
		exists("functions", name)
	}
}

// attributes calls do with every attribute at every depth.
func attributes(at string, list []*tfprotov6.SchemaAttribute, do func(at string, a *tfprotov6.SchemaAttribute)) {
	for _, a := range list {
		do(at+"."+a.Name, a)
		if a.NestedType != nil {
			attributes(at+"."+a.Name, a.NestedType.Attributes, do)
		}
	}
}

var snakeCase = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

func described(t *testing.T, at, text string) {
	t.Helper()
	switch {
	case text == "":
		t.Errorf("%s has no description", at)
	case text != strings.TrimSpace(text) || !strings.HasSuffix(text, "."):
		t.Errorf("the description of %s does not end with a full stop: %s", at, text)
	case strings.ToUpper(text[:1]) != text[:1] && text[0] != '`':
		t.Errorf("the description of %s does not begin a sentence: %s", at, text)
	case strings.Contains(text, "  ") || strings.Contains(text, ".."):
		t.Errorf("the description of %s holds a slip: %s", at, text)
	case strings.Count(text, "`")%2 != 0:
		t.Errorf("the description of %s has an odd backtick: %s", at, text)
	}
}

// TestSchema: everything is described and has one mode, and the secrets of the provider
// are sensitive, and nothing else is.
func TestSchema(t *testing.T) {
	every(t, func(name string, schema *tfprotov6.Schema) {
		described(t, name, schema.Block.Description)
		if len(schema.Block.BlockTypes) > 0 {
			t.Errorf("%s has blocks: nested attributes take expressions too", name)
		}
		attributes(name, schema.Block.Attributes, func(at string, a *tfprotov6.SchemaAttribute) {
			described(t, at, a.Description)
			if a.DescriptionKind != tfprotov6.StringKindMarkdown {
				t.Errorf("the description of %s is not Markdown", at)
			}
			switch {
			case a.Required && (a.Computed || a.Optional):
				t.Errorf("%s is required and more", at)
			case !a.Required && !a.Computed && !a.Optional:
				t.Errorf("%s is neither required, optional nor computed", at)
			case (name == "provider" || strings.HasPrefix(name, "action")) && a.Computed:
				t.Errorf("%s is computed", at)
			}
			if !snakeCase.MatchString(a.Name) {
				t.Errorf("%s is not in snake case", at)
			}
			if a.WriteOnly || a.Deprecated {
				t.Errorf("%s is write-only or deprecated", at)
			}
			if want := at == "provider.api_key" || at == "provider.app_secret"; a.Sensitive != want {
				t.Errorf("%s is sensitive: %v", at, a.Sensitive)
			}
		})
	})
}

// Settings steer a resource: data sources have none of them, and show everything
// else that the resource has.
func TestSchemaOfDataSources(t *testing.T) {
	all := begin(t, live()).schema
	settings := map[string]bool{"adopt_existing": true, "deletion_policy": true, "force_destroy": true, "allow_duplicates": true}
	for typ, schema := range all.ResourceSchemas {
		want := map[string]bool{}
		for _, a := range schema.Block.Attributes {
			want[a.Name] = !settings[a.Name]
		}
		one, many := map[string]bool{}, map[string]bool{}
		for _, a := range all.DataSourceSchemas[typ].Block.Attributes {
			one[a.Name] = true
		}
		for _, a := range all.DataSourceSchemas[typ+"s"].Block.Attributes {
			if a.Computed && a.NestedType != nil {
				attributes("", a.NestedType.Attributes, func(_ string, a *tfprotov6.SchemaAttribute) { many[a.Name] = true })
			}
		}
		for name, shown := range want {
			if one[name] != shown || many[name] != shown {
				t.Errorf("%s.%s is shown by the data sources: %v, %v, want %v", typ, name, one[name], many[name], shown)
			}
		}
	}
}

// What the provider offers.
func TestSchemaNames(t *testing.T) {
	all := begin(t, live()).schema
	for name := range all.ResourceSchemas {
		if all.DataSourceSchemas[name] == nil || all.DataSourceSchemas[name+"s"] == nil || all.ListResourceSchemas[name] == nil {
			t.Errorf("%s is not a resource with two data sources and a list resource", name)
		}
	}
	if n := len(all.ResourceSchemas); n != 3 {
		t.Errorf("there are %d resources", n)
	}
	if all.DataSourceSchemas["wix_contact_facets"] == nil {
		t.Error("wix_contact_facets is not a data source")
	}
	for _, name := range []string{"wix_contacts_bulk_label", "wix_contacts_bulk_update", "wix_contacts_bulk_delete", "wix_contact_merge"} {
		if all.ActionSchemas[name] == nil {
			t.Errorf("%s is not an action", name)
		}
	}
}
