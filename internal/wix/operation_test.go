package wix_test

import (
	"context"
	"iter"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// fixture is what the operations below work on.
type fixture struct {
	label, field, contact string
}

func (s *site) fixture() fixture {
	f := fixture{label: s.PutLabel("Known"), field: s.PutField("Known", "TEXT"), contact: s.put(person("Known"))}
	if err := s.LabelContact(f.contact, f.label); err != nil {
		s.t.Fatal(err)
	}
	return f
}

// operation is one method of the client.
type operation struct {
	name, route, permission string
	call                    func(ctx context.Context, c *wix.Client, f fixture) error
}

// repeatable are the operations that may be sent again whatever came of the
// first time (contract 1.5).
var repeatable = []operation{
	{"FindOrCreateLabel", makeLabel, "CONTACTS_LABELS.MODIFY", func(ctx context.Context, c *wix.Client, _ fixture) error {
		_, _, err := c.Labels.FindOrCreate(ctx, wix.NewLabel("New"))
		return err
	}},
	{"GetLabel", readLabel, "CONTACTS_LABELS.VIEW", func(ctx context.Context, c *wix.Client, f fixture) error {
		_, err := c.Labels.Get(ctx, f.label)
		return err
	}},
	{"ListLabels", listLabels, "CONTACTS_LABELS.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) error {
		return drain(c.Labels.List(ctx))
	}},
	{"QueryLabels", queryLabels, "CONTACTS_LABELS.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) error {
		return drain(c.Labels.Query(ctx, wix.Query{}))
	}},
	{"RenameLabel", renameLabel, "CONTACTS_LABELS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) error {
		_, err := c.Labels.Rename(ctx, f.label, "Other")
		return err
	}},
	{"DeleteLabel", deleteLabel, "CONTACTS_LABELS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) error {
		return c.Labels.Delete(ctx, f.label)
	}},
	{"FindOrCreateField", makeField, "CONTACTS_SCHEMA.MODIFY", func(ctx context.Context, c *wix.Client, _ fixture) error {
		_, _, err := c.Fields.FindOrCreate(ctx, wix.NewField("New", forms.Text))
		return err
	}},
	{"GetField", readField, "CONTACTS_SCHEMA.VIEW", func(ctx context.Context, c *wix.Client, f fixture) error {
		_, err := c.Fields.Get(ctx, f.field)
		return err
	}},
	{"ListFields", listFields, "CONTACTS_SCHEMA.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) error {
		return drain(c.Fields.List(ctx))
	}},
	{"QueryFields", queryFields, "CONTACTS_SCHEMA.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) error {
		return drain(c.Fields.Query(ctx, wix.Query{}))
	}},
	{"RenameField", renameField, "CONTACTS_SCHEMA.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) error {
		_, err := c.Fields.Rename(ctx, f.field, "Other")
		return err
	}},
	{"DeleteField", deleteField, "CONTACTS_SCHEMA.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) error {
		return c.Fields.Delete(ctx, f.field)
	}},
	{"GetContact", readContact, "CONTACTS.VIEW", func(ctx context.Context, c *wix.Client, f fixture) error {
		_, err := c.GetContact(ctx, f.contact)
		return err
	}},
	{"ListContacts", listContacts, "CONTACTS.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) error {
		return drain(c.ListContacts(ctx))
	}},
	{"QueryContacts", queryContacts, "CONTACTS.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) error {
		return drain(c.QueryContacts(ctx, wix.Query{}))
	}},
	{"Labelled", queryContacts, "CONTACTS.VIEW", func(ctx context.Context, c *wix.Client, f fixture) error {
		_, err := c.Labelled(ctx, f.label)
		return err
	}},
	{"DeleteContact", deleteContact, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) error {
		return c.DeleteContact(ctx, f.contact)
	}},
	{"LabelContact", putLabels, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) error {
		_, err := c.LabelContact(ctx, f.contact, []string{f.label})
		return err
	}},
	{"UnlabelContact", takeLabels, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) error {
		_, err := c.UnlabelContact(ctx, f.contact, []string{f.label})
		return err
	}},
}

// The two that may not.
var (
	creation = operation{"CreateContact", makeContact, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, _ fixture) error {
		_, err := c.CreateContact(ctx, withEmail("new@example.com"), false)
		return err
	}}
	update = operation{"UpdateContact", patchContact, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) error {
		_, err := c.UpdateContact(ctx, f.contact, 2, wix.Info{Company: wix.Some("New")}, false)
		return err
	}}
)

func withEmail(address string) wix.Info {
	return wix.Info{Emails: wix.Items([]wix.Email{{Tag: "MAIN", Email: address, Primary: true}})}
}

func drain[T any](list iter.Seq2[*T, error]) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

func all(more ...operation) []operation { return append(more, repeatable...) }

// TestOperation_permission: a 403 names what is missing, and is not repeated.
func TestOperation_permission(t *testing.T) {
	for _, op := range all(creation, update) {
		t.Run(op.name, func(t *testing.T) {
			onSite(t, func(s *site) {
				e := failure(t, op.call(s.ctx(), s.client, s.fixture()))
				if e.Status != 403 || e.Permission == "" || !within(e.Permission, "("+op.permission+")") {
					t.Errorf("status %d, permission %q, want %s", e.Status, e.Permission, op.permission)
				}
				if e.Operation == "" || e.RequestID == "" || e.Method+" " != op.route[:len(e.Method)+1] || e.Lost {
					t.Errorf("incomplete: %+v", e)
				}
				s.sent(op.route)
			}, func(server *emulator.Options, _ *wix.Options) { server.Permissions = []string{} })
		})
	}
}
