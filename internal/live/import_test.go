package live_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func importBlock(address, id string) string {
	return fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, id)
}

// TestAccLive_import imports a contact by its id and by its address, and a label by its
// key and by its name. Nothing of them changes.
func TestAccLive_import(t *testing.T) {
	s := connect(t)
	named := wix.Info{Name: wix.Some(wix.Name{First: "Ada", Last: "Live"})}
	one, two := s.putContact("-one", named), s.putContact("-two", named)
	gold, silver := s.putLabel("-gold"), s.putLabel("-silver")
	s.awaitEmail(s.email("-two"))
	s.await("the label", func(ctx context.Context) (bool, error) {
		for _, err := range s.Labels.Query(ctx, wix.Query{Filter: map[string]any{"displayName": s.name + "-silver"}}) {
			return err == nil, err
		}
		return false, nil
	})
	contact := func(name, other string) string {
		return block("wix_contact."+name, `name = { first = "Ada", last = "Live" }`, fmt.Sprintf("emails = [{ email = %q }]", s.email(other)))
	}
	label := func(name string) string {
		return block("wix_contact_label."+name, fmt.Sprintf("display_name = %q", s.name+"-"+name))
	}
	all := []string{contact("one", "-one"), contact("two", "-two"), label("gold"), label("silver")}
	imports := []string{
		importBlock("wix_contact.one", one.ID), importBlock("wix_contact.two", "email:"+s.email("-two")),
		importBlock("wix_contact_label.gold", gold), importBlock("wix_contact_label.silver", "name:"+s.name+"-silver"),
	}
	unchanged := resource.ConfigPlanChecks{}
	for _, address := range []string{"wix_contact.one", "wix_contact.two", "wix_contact_label.gold", "wix_contact_label.silver"} {
		unchanged.PreApply = append(unchanged.PreApply, plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop))
	}
	s.test(resource.TestCase{Steps: []resource.TestStep{{
		Config:           config(append(imports, all...)...),
		ConfigPlanChecks: unchanged,
		Check: resource.ComposeTestCheckFunc(
			resource.TestCheckResourceAttr("wix_contact.two", "id", two.ID),
			resource.TestCheckResourceAttr("wix_contact_label.silver", "key", silver)),
	}}})
}
