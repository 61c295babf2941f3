package live_test

import (
	"context"
	"errors"
	"log"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func init() {
	resource.AddTestSweepers("wix_contact", &resource.Sweeper{Name: "wix_contact", F: sweeper(sweepContacts)})
	resource.AddTestSweepers("wix_contact_label", &resource.Sweeper{Name: "wix_contact_label", F: sweeper(
		func(ctx context.Context, c *wix.Client) error { return sweepNamed(ctx, c.Labels) })})
	resource.AddTestSweepers("wix_contact_extended_field", &resource.Sweeper{Name: "wix_contact_extended_field", F: sweeper(
		func(ctx context.Context, c *wix.Client) error { return sweepNamed(ctx, c.Fields) })})
}

// sweeper deletes objects of one kind on the site of the environment. There are no regions.
func sweeper(sweep func(context.Context, *wix.Client) error) resource.SweeperFunc {
	return func(string) error {
		client, err := newClient()
		if err != nil {
			return err
		}
		return sweep(context.Background(), client)
	}
}

// isOurs tells that all addresses of a contact are of live tests: one that was merged with
// a contact of somebody else is not.
func isOurs(c *wix.Contact) bool {
	emails := c.Info.Emails.Get().Items
	return len(emails) > 0 && !slices.ContainsFunc(emails, func(e wix.Email) bool {
		return !strings.HasPrefix(e.Email, prefix) || !strings.HasSuffix(e.Email, "@example.com")
	})
}

// sweepContacts looks through the listing, which lags less than queries (contract 3.4).
// Each contact is read by its id before it is deleted: a listing can be out of date.
func sweepContacts(ctx context.Context, client *wix.Client) error {
	var ids []string
	for contact, err := range client.ListContacts(ctx, "info.emails") {
		if err != nil {
			return err
		}
		if isOurs(contact) {
			ids = append(ids, contact.ID)
		}
	}
	var failed []error
	for _, id := range ids {
		now, err := client.GetContact(ctx, id)
		switch {
		case wix.IsNotFound(err):
		case err != nil:
			failed = append(failed, err)
		case now.ID == id && isOurs(now): // another id is that of a contact it was merged into
			log.Printf("deleting the contact %s", id)
			failed = append(failed, client.DeleteContact(ctx, id))
		}
	}
	return errors.Join(failed...)
}

// sweepNamed deletes labels or fields whose display names begin with the prefix. Each is
// read before it is deleted, as a contact is.
func sweepNamed[T wix.NamedObject](ctx context.Context, objects wix.Collection[T]) error {
	isOurs := func(have *T) bool {
		return !(*have).IsSystem() && strings.HasPrefix((*have).Common().DisplayName, prefix)
	}
	var keys []string
	for found, err := range objects.List(ctx) {
		if err != nil {
			return err
		}
		if isOurs(found) {
			keys = append(keys, (*found).Common().Key)
		}
	}
	var failed []error
	for _, key := range keys {
		now, err := objects.Get(ctx, key)
		switch {
		case wix.IsNotFound(err):
		case err != nil:
			failed = append(failed, err)
		case isOurs(now):
			log.Printf("deleting %s %s", objects.Singular, key)
			failed = append(failed, objects.Delete(ctx, key))
		}
	}
	return errors.Join(failed...)
}
