package contact_test

import (
	"fmt"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// BenchmarkPlan is what the provider does for one contact in a plan in which
// nothing differs: read it, validate its configuration and plan it.
func BenchmarkPlan(b *testing.B) {
	site := acctest.NewBubbleSite()
	site.Unlimited = true
	core := site.Core(b)
	r := core.Resource("wix_contact")
	c := config{
		"name": config{"first": "Ada", "last": "Byron"}, "emails": []any{config{"email": "ada@example.com"}}, "company": "Example Ltd",
		"phones": []any{config{"phone": "555-0100", "country_code": "US"}}, "label_keys": []any{site.PutLabel("Label")},
		"extended_fields": config{site.PutField("Field", "NUMBER"): fmt.Sprint(12)},
	}
	r.MustApply(c)
	b.ReportAllocs()
	for b.Loop() {
		if p, d := r.Plan(c); p == nil || !p.Empty() {
			b.Fatal(d)
		}
	}
}
