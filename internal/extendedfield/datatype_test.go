package extendedfield_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// What fields share with labels is tested in internal/entity. Here is what the data
// type makes of it.

const (
	typ         = "wix_contact_extended_field"
	createField = "POST /contacts/v4/extended-fields"
	deleteField = "DELETE /contacts/v4/extended-fields/{key}"
)

type config = map[string]any

// field is the configuration of a field.
func field(dataType any) config { return config{"display_name": "Size", "data_type": dataType} }

// refused fails the test unless the diagnostics hold errors with the texts.
func refused(t *testing.T, d acctest.Diagnostics, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !d.Failed() || !d.Mentions(text) {
			t.Errorf("the error does not say %q: %s", text, d)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTypes(t *testing.T) {
	for _, dataType := range []string{"TEXT", "NUMBER", "DATE", "URL"} {
		site := acctest.NewSite(t)
		core := site.Core(t)
		r, imported := core.Resource(typ), core.Resource(typ)
		r.MustApply(field(dataType))
		key, _ := r.Get("key").(string)
		if got := site.Field(key)["dataType"]; got != dataType {
			t.Errorf("the field has the type %v, want %s", got, dataType)
		}
		if d := imported.Import("name:Size"); d.Failed() || !imported.State.Equal(r.State) {
			t.Errorf("%s is imported as %s: %s", dataType, imported.State, d)
		}
		site.Sent(t, map[string]int{createField: 1})
	}
}

func TestTypes_invalid(t *testing.T) {
	for dataType, says := range map[any]string{
		"BOOLEAN": "is none of TEXT, NUMBER, DATE, URL. Give one of them.",
		"text":    "is none of TEXT, NUMBER, DATE, URL. Give one of them.",
		nil:       "Must set a configuration value for the data_type attribute",
	} {
		site := acctest.NewSite(t)
		_, d := site.Core(t).Resource(typ).Plan(field(dataType))
		refused(t, d, says)
		if n := site.CountAll(); n != 0 {
			t.Errorf("%d requests were sent", n)
		}
	}
}

// Another data type is another field: Wix cannot change the type. A replacement loses the
// values as a destroy does, and is refused as well.
func TestReplace(t *testing.T) {
	for name, c := range map[string]struct {
		inUse    bool
		settings config
		says     []string // nil where the field is replaced
	}{
		"":         {false, nil, nil},
		"in use":   {true, nil, []string{"The object is in use by contacts.", `1 contact holds a value in the field "Size"`, "apply that first"}},
		"forced":   {true, config{"force_destroy": true}, nil},
		"retained": {false, config{"deletion_policy": "RETAIN"}, []string{"An object of that name exists and differs.", "the data type TEXT"}}, // its name is still taken
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			r := site.Core(t).Resource(typ)
			with := func(dataType string) config {
				out := field(dataType)
				maps.Copy(out, c.settings)
				return out
			}
			r.MustApply(with("TEXT"))
			key, _ := r.Get("key").(string)
			if c.inUse {
				_, err := site.PutContact(config{"name": config{"first": "Ada"}, "extendedFields": config{"items": config{key: "42"}}})
				must(t, err)
			}
			r.Restart()
			p := r.MustPlan(with("NUMBER"))
			if !p.Replace {
				t.Errorf("the plan is %v", p.Changes)
			}
			d := r.Do(p)
			if refused(t, d, c.says...); len(c.says) > 0 {
				if site.Field(key) == nil {
					t.Error("the field is gone")
				}
				return
			}
			if d.Failed() || r.Get("key") == key || r.Get("data_type") != "NUMBER" || site.Field(key) != nil {
				t.Errorf("the state is %s: %s", r.State, d)
			}
			site.Sent(t, map[string]int{createField: 2, deleteField: 1})
		})
	}
}

// Somebody deletes the field and makes one of the same name and another type: that one is
// not taken for ours.
func TestDisappearsForAnother(t *testing.T) {
	site := acctest.NewSite(t)
	r := site.Core(t).Resource(typ)
	r.MustApply(field("TEXT"))
	key, _ := r.Get("key").(string)
	must(t, site.RemoveField(key))
	other := site.PutField("Size", "NUMBER")
	r.Restart()
	refused(t, r.Apply(field("TEXT")), "An object of that name exists and differs.", "the data type NUMBER", `Set data_type = "NUMBER"`)
	must(t, site.RemoveField(other))
	r.MustApply(field("TEXT"))
	site.Sent(t, map[string]int{deleteField: 0, "PATCH /contacts/v4/extended-fields/{key}": 0})
}

// A field of another data type cannot serve, whatever the settings are.
func TestAccExtendedField_adoptOtherType(t *testing.T) {
	for setting, creates := range map[string]int{"true": 0, "false": 1} {
		t.Run(setting, func(t *testing.T) {
			site := acctest.NewSite(t)
			key := site.PutField("Size", "NUMBER")
			acctest.Test(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: []resource.TestStep{{
				Config: acctest.Config("resource \"wix_contact_extended_field\" \"size\" {\n  display_name = \"Size\"\n  data_type = \"TEXT\"\n  adopt_existing = " + setting + "\n}\n"),
				ExpectError: acctest.Says("An object of that name exists and differs.", key, "the data type NUMBER",
					`Set data_type = "NUMBER", choose another display name, or delete that field`),
			}}})
			site.Sent(t, map[string]int{createField: creates, deleteField: 0})
			if site.Field(key)["dataType"] != "NUMBER" {
				t.Error("the field has changed")
			}
		})
	}
}

// Two resources with one name are an error of the plan, also if the types differ.
func TestTwins(t *testing.T) {
	core := acctest.NewSite(t).Core(t)
	for i, dataType := range []string{"TEXT", "NUMBER"} {
		c := field(dataType)
		c["adopt_existing"] = true
		if _, d := core.Resource(typ).Plan(c); i == 0 && d.Failed() {
			t.Error(d)
		} else if i == 1 {
			refused(t, d, "Two resources of one configuration want the same object.", `Another wix_contact_extended_field of this plan wants "Size", too.`)
		}
	}
}

// An import with another data type in the configuration shows the replacement.
func TestImportOtherType(t *testing.T) {
	site := acctest.NewSite(t)
	r := site.Core(t).Resource(typ)
	if d := r.Import(site.PutField("Size", "NUMBER")); d.Failed() {
		t.Fatal(d)
	}
	if p := r.MustPlan(field("TEXT")); !p.Replace {
		t.Errorf("the plan is %v", p.Changes)
	}
}

// TestFilters: those that only fields have. The others are tested in internal/entity.
func TestFilters(t *testing.T) {
	site := acctest.NewSite(t)
	text, number, date := site.PutField("Size", "TEXT"), site.PutField("size in cm", "NUMBER"), site.PutField("Since", "DATE")
	core := site.Core(t)
	for _, c := range []struct {
		arguments config
		want      []string
	}{
		{config{"data_type": "NUMBER"}, []string{number, "ecom.numOfPurchases", "ecom.totalSpentAmount"}},
		{config{"data_type": "DATE"}, []string{date, "ecom.lastPurchaseDate"}},
		{config{"data_type": "URL"}, nil},
		{config{"namespace": "ecom"}, []string{"ecom.lastPurchaseDate", "ecom.numOfPurchases", "ecom.totalSpentAmount", "ecom.totalSpentCurrency"}},
		{config{"field_type": "USER_DEFINED", "data_type": "TEXT", "namespace": "custom", "display_name_prefix": "s"}, []string{text}},
	} {
		state, d := core.DataSource(typ+"s", c.arguments)
		var got []string
		for _, one := range state["fields"].([]any) {
			got = append(got, one.(config)["key"].(string))
		}
		if slices.Sort(got); d.Failed() || !slices.Equal(got, slices.Sorted(slices.Values(c.want))) {
			t.Errorf("%v gives %q, want %q: %s", c.arguments, got, c.want, d)
		}
	}
	for argument, want := range map[string]string{
		"field_type": `field_type: "BOOLEAN" is none of USER_DEFINED, SYSTEM.`,
		"data_type":  `data_type: "BOOLEAN" is none of TEXT, NUMBER, DATE, URL.`,
	} {
		_, d := core.DataSource(typ+"s", config{argument: "BOOLEAN"})
		refused(t, d, want)
	}
}
