package live_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/provider"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// prefix begins the display name of each label and field, and the e-mail addresses of each
// contact, that a live test makes. What does not begin with it is never changed.
const prefix = "tf-acc-live-"

// TestMain runs the tests, or with -sweep the sweepers.
func TestMain(m *testing.M) { resource.TestMain(m) }

// errNotAskedFor keeps a credential that is set for other work from being used.
var errNotAskedFor = errors.New("WIX_LIVE_TESTS is not 1")

// newClient makes a client for the site that the environment names.
func newClient() (*wix.Client, error) {
	if os.Getenv("WIX_LIVE_TESTS") != "1" {
		return nil, errNotAskedFor
	}
	key := wix.APIKey{Key: os.Getenv("WIX_API_KEY"), SiteID: os.Getenv("WIX_SITE_ID")}
	if key.Key == "" || key.SiteID == "" {
		return nil, errors.New("WIX_API_KEY and WIX_SITE_ID are not both set")
	}
	return wix.New(wix.Options{
		Endpoint: os.Getenv("WIX_ENDPOINT"), Credentials: key,
		RequestsPerMinute: wix.DefaultRequestsPerMinute, MaxRetries: wix.DefaultMaxRetries,
		UserAgent: "terraform-provider-wix/live-tests",
	})
}

// site is the site as one test sees it.
type site struct {
	*wix.Client
	t *testing.T
	// name is of this test alone: its objects have it, or begin with it.
	name string
}

// connect skips the test unless live tests are asked for.
func connect(t *testing.T) *site {
	t.Helper()
	client, err := newClient()
	if errors.Is(err, errNotAskedFor) {
		t.Skip("make test-live runs it, and make test-all against an emulator")
	}
	if err != nil {
		t.Fatal(err)
	}
	return &site{Client: client, t: t, name: prefix + strings.ToLower(rand.Text()[:10])}
}

// test takes steps through the CLI. The provider takes the site from the environment.
func (s *site) test(c resource.TestCase) {
	s.t.Helper()
	c.ProtoV6ProviderFactories = map[string]func() (tfprotov6.ProviderServer, error){
		"wix": func() (tfprotov6.ProviderServer, error) { return provider.NewServer("live-tests", nil), nil },
	}
	resource.ParallelTest(s.t, c)
}

// email is an address of this test; what tells it from others can be "".
func (s *site) email(other string) string { return s.name + other + "@example.com" }

// phone is a number that no other contact is likely to have.
func (s *site) phone() string {
	areas := []string{"202", "212", "303", "312", "404", "415", "512", "617", "702", "808"}
	return fmt.Sprintf("%s-555-01%02d", areas[mathrand.IntN(len(areas))], mathrand.IntN(100))
}

// putContact makes a contact beside Terraform. Its address has other in it.
func (s *site) putContact(other string, info wix.Info) *wix.Contact {
	s.t.Helper()
	info.Emails = wix.Some(wix.List[wix.Email]{Items: []wix.Email{{Email: s.email(other)}}})
	out, err := s.CreateContact(s.t.Context(), info, false)
	s.must(err)
	s.t.Cleanup(func() { s.must(s.DeleteContact(context.Background(), out.ID)) })
	return out
}

// putLabel makes a label beside Terraform, and gives its key.
func (s *site) putLabel(other string) string {
	s.t.Helper()
	out, _, err := s.Labels.FindOrCreate(s.t.Context(), wix.NewLabel(s.name+other))
	s.must(err)
	s.t.Cleanup(func() { s.must(s.Labels.Delete(context.Background(), out.Key)) })
	return out.Key
}

// contact reads a contact by its id.
func (s *site) contact(id string) *wix.Contact {
	s.t.Helper()
	out, err := s.GetContact(s.t.Context(), id)
	s.must(err)
	return out
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

const (
	// patience is how long queries may lag behind a write (contract 3.4).
	patience = time.Minute
	pause    = 500 * time.Millisecond
)

// await waits until queries of the site know what a test has written.
func (s *site) await(what string, known func(ctx context.Context) (bool, error)) {
	s.t.Helper()
	for end := s.Clock().Now().Add(patience); ; {
		done, err := known(s.t.Context())
		s.must(err)
		if done {
			return
		}
		if s.Clock().Now().After(end) {
			s.t.Fatalf("queries do not know %s after %v", what, patience)
		}
		s.must(s.Clock().Sleep(s.t.Context(), pause))
	}
}

// awaitEmail waits until queries know the contact of an address.
func (s *site) awaitEmail(email string) {
	s.t.Helper()
	s.await("the contact of "+email, func(ctx context.Context) (bool, error) {
		found, err := s.FindContacts(ctx, wix.WithAddress([]string{email}, nil))
		return len(found) == 1, err
	})
}

// config is a configuration of the parts, for the site of the environment.
func config(parts ...string) string {
	return "provider \"wix\" {}\n\n" + strings.Join(parts, "\n")
}

// block is a resource, with its type and name as in "wix_contact.ada".
func block(address string, arguments ...string) string {
	typ, name, _ := strings.Cut(address, ".")
	return fmt.Sprintf("resource %q %q {\n  %s\n}\n", typ, name, strings.Join(arguments, "\n  "))
}

// is plans an action for a resource.
func is(address string, action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

// keep takes an attribute from the state.
func keep(address, name string, into *string) resource.TestCheckFunc {
	return resource.TestCheckResourceAttrWith(address, name, func(value string) error {
		*into = value
		return nil
	})
}
