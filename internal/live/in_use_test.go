package live_test

import (
	"context"
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestAccLive_inUse: a label that a contact carries is not destroyed unless force_destroy
// has been applied.
func TestAccLive_inUse(t *testing.T) {
	s := connect(t)
	contact := s.putContact("", wix.Info{})
	var key string
	label := func(arguments ...string) string {
		return config(block("wix_contact_label.own", append(arguments, fmt.Sprintf("display_name = %q", s.name))...))
	}
	s.test(resource.TestCase{Steps: []resource.TestStep{
		{Config: label(), Check: keep("wix_contact_label.own", "key", &key)},
		{
			PreConfig: func() {
				_, err := s.LabelContact(t.Context(), contact.ID, []string{key})
				s.must(err)
				s.await("who carries the label", func(ctx context.Context) (bool, error) {
					ids, err := s.Labelled(ctx, key)
					return len(ids) == 1, err
				})
			},
			Config: label(), Destroy: true,
			ExpectError: regexp.MustCompile(`The object is in use by contacts\.`),
		},
		{Config: label(`force_destroy = true`)},
	}})
	if _, err := s.Labels.Get(t.Context(), key); !wix.IsNotFound(err) {
		t.Errorf("the label is still there: %v", err)
	}
}
