//go:build unix

package examples_test

import (
	"strings"
	"testing"
)

// TestMocks runs configurations with a mocked provider that invents all keys and ids: what
// the provider says while validating, which mocks do not replace, takes them.
func TestMocks(t *testing.T) {
	const mocked = "mock_provider \"wix\" {}\n\nrun \"plan\" {\n  command = plan\n}\n\nrun \"apply\" {}\n\nrun \"again\" {\n  command = plan\n}\n"
	for dir, lookUp := range map[string]string{
		"quickstart":          "data \"wix_contact\" \"it\" {\n  id = wix_contact.this[\"ada\"].id\n}\n",
		"guides/test-offline": "data \"wix_contact\" \"it\" {\n  id = wix_contact.guest[\"ada@example.com\"].id\n}\n",
	} {
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			x := newReader(t)
			if dir == "quickstart" && x.isOpenTofu(t) {
				t.Skip("OpenTofu invents one key for all instances of a resource, and the example makes a map by them")
			}
			x.take(t, dir, isImport)
			x.Write(t, "look_up.tf", lookUp)
			x.Write(t, "invented.tftest.hcl", mocked)
			x.sh(t, "terraform init")
			if out, err := x.says("test", "-filter=invented.tftest.hcl"); err != nil || !strings.Contains(out, "3 passed, 0 failed.") {
				t.Errorf("%v: %s", err, out)
			}
			if n := x.objects(); n > 0 {
				t.Errorf("%d objects were made", n)
			}
		})
	}
}
