package wix_test

import (
	"context"
	"encoding/json"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// fixture is what the operations below work on; other is merged into contact.
type fixture struct {
	label, field, contact, other string
}

func (s *site) fixture() fixture {
	f := fixture{label: s.PutLabel("Known"), field: s.PutField("Known", "TEXT"), contact: s.put(person("Known")), other: s.put(person("Known"))}
	ok(s.t, s.LabelContact(f.contact, f.label))
	return f
}

// operation is one method of the client, under the name that the documentation of the
// API has for it.
type operation struct {
	name, route, permission string
	call                    func(ctx context.Context, c *wix.Client, f fixture) (any, error)
	// once is set where a repeat after a lost answer is not safe (contract 1.5).
	once *once
}

// once is what settles a lost answer.
type once struct {
	handled, unhandled []string // the requests after the first, by whether that was carried out
	// done tells that the operation, which gave out, has been carried out one time.
	done func(s *site, f fixture, out any) bool
}

// run calls the operation for its error.
func (o operation) run(ctx context.Context, c *wix.Client, f fixture) error {
	_, err := o.call(ctx, c, f)
	return err
}

var known = map[string]any{"info.name.first": "Known"}

var operations = slices.Concat(definitionOperations, contactOperations, onceOperations)

var definitionOperations = []operation{
	{"Find Or Create Label", makeLabel, "CONTACTS_LABELS.MODIFY", func(ctx context.Context, c *wix.Client, _ fixture) (any, error) {
		out, _, err := c.Labels.FindOrCreate(ctx, wix.NewLabel("New"))
		return out, err
	}, nil},
	{"Get Label", readLabel, "CONTACTS_LABELS.VIEW", func(ctx context.Context, c *wix.Client, f fixture) (any, error) { return c.Labels.Get(ctx, f.label) }, nil},
	{"List Labels", listLabels, "CONTACTS_LABELS.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) (any, error) { return gather(c.Labels.List(ctx)) }, nil},
	{"Query Labels", queryLabels, "CONTACTS_LABELS.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) (any, error) {
		return gather(c.Labels.Query(ctx, wix.Query{}))
	}, nil},
	{"Update Label", renameLabel, "CONTACTS_LABELS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) (any, error) {
		return c.Labels.Rename(ctx, f.label, "Other")
	}, nil},
	{"Delete Label", deleteLabel, "CONTACTS_LABELS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) (any, error) {
		return nil, c.Labels.Delete(ctx, f.label)
	}, nil},
	{"Find Or Create Extended Field", makeField, "CONTACTS_SCHEMA.MODIFY", func(ctx context.Context, c *wix.Client, _ fixture) (any, error) {
		out, _, err := c.Fields.FindOrCreate(ctx, wix.NewField("New", forms.Text))
		return out, err
	}, nil},
	{"Get Extended Field", readField, "CONTACTS_SCHEMA.VIEW", func(ctx context.Context, c *wix.Client, f fixture) (any, error) { return c.Fields.Get(ctx, f.field) }, nil},
	{"List Extended Fields", listFields, "CONTACTS_SCHEMA.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) (any, error) { return gather(c.Fields.List(ctx)) }, nil},
	{"Query Extended Fields", queryFields, "CONTACTS_SCHEMA.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) (any, error) {
		return gather(c.Fields.Query(ctx, wix.Query{}))
	}, nil},
	{"Update Extended Field", renameField, "CONTACTS_SCHEMA.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) (any, error) {
		return c.Fields.Rename(ctx, f.field, "Other")
	}, nil},
	{"Delete Extended Field", deleteField, "CONTACTS_SCHEMA.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) (any, error) {
		return nil, c.Fields.Delete(ctx, f.field)
	}, nil},
}

var contactOperations = []operation{
	{"Get Contact", readContact, "CONTACTS.VIEW", func(ctx context.Context, c *wix.Client, f fixture) (any, error) { return c.GetContact(ctx, f.contact) }, nil},
	{"List Contacts", listContacts, "CONTACTS.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) (any, error) { return gather(c.ListContacts(ctx)) }, nil},
	{"Query Contacts", queryContacts, "CONTACTS.VIEW", func(ctx context.Context, c *wix.Client, _ fixture) (any, error) {
		return gather(c.QueryContacts(ctx, wix.Query{}))
	}, nil},
	{"Labelled", queryContacts, "CONTACTS.VIEW", func(ctx context.Context, c *wix.Client, f fixture) (any, error) { return c.Labelled(ctx, f.label) }, nil},
	{"Delete Contact", deleteContact, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) (any, error) {
		return nil, c.DeleteContact(ctx, f.contact)
	}, nil},
	{"Label Contact", putLabels, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) (any, error) {
		return c.LabelContact(ctx, f.contact, []string{f.label})
	}, nil},
	{"Unlabel Contact", takeLabels, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) (any, error) {
		return c.UnlabelContact(ctx, f.contact, []string{f.label})
	}, nil},
	{"Preview Merge Contacts", previewMerge, "CONTACTS.MERGE", func(ctx context.Context, c *wix.Client, f fixture) (any, error) {
		return c.PreviewMerge(ctx, f.contact, []string{f.other})
	}, nil},
}

var onceOperations = []operation{
	{
		"Create Contact", makeContact, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, _ fixture) (any, error) {
			return c.CreateContact(ctx, withEmail("new@example.com"), false)
		},
		&once{
			[]string{queryContacts},
			[]string{queryContacts, queryContacts, queryContacts, makeContact},
			func(s *site, _ fixture, out any) bool {
				return len(s.Contacts()) == 3 && s.Contact(out.(*wix.Contact).ID) != nil
			},
		},
	},
	{
		"Update Contact", patchContact, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) (any, error) {
			return c.UpdateContact(ctx, f.contact, 2, named("Some", "Changed"), false)
		},
		&once{
			[]string{readContact},
			[]string{readContact, patchContact},
			func(s *site, f fixture, out any) bool {
				have := out.(*wix.Contact)
				return have.ID == f.contact && have.Revision == 3 && s.Contact(f.contact)["revision"] == json.Number("3") && have.Info.Name.Get().Last == "Changed"
			},
		},
	},
	{
		"Merge Contacts", mergeInto, "CONTACTS.MERGE", func(ctx context.Context, c *wix.Client, f fixture) (any, error) {
			return c.MergeContacts(ctx, f.contact, 2, []string{f.other})
		},
		&once{
			[]string{readContact},
			[]string{readContact, mergeInto},
			func(s *site, f fixture, out any) bool {
				return len(s.Contacts()) == 1 && out.(*wix.Contact).ID == f.contact
			},
		},
	},
	{"Bulk Label Contacts", bulkLabel, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, f fixture) (any, error) {
		return c.BulkLabel(ctx, known, []string{f.label}, []string{"contacts.customers"})
	}, job},
	{"Bulk Update Contacts", bulkUpdate, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, _ fixture) (any, error) {
		return c.BulkUpdate(ctx, known, company(wix.Some("Example Ltd")))
	}, job},
	{"Bulk Delete Contacts", bulkDelete, "CONTACTS.MODIFY", func(ctx context.Context, c *wix.Client, _ fixture) (any, error) {
		return c.BulkDelete(ctx, known)
	}, job},
}

// job: a job is looked for in the list, and never begun a second time.
var job = &once{[]string{listJobs}, []string{listJobs}, func(s *site, _ fixture, out any) bool {
	have, err := s.client.WaitForJob(s.ctx(), out.(string), time.Hour, nil)
	return err == nil && have.Succeeded == 2
}}

var creation, update, reading, finding = called("Create Contact"), called("Update Contact"), called("Get Label"), called("Find Or Create Label")

// called is the operation of a name.
func called(name string) operation {
	return operations[slices.IndexFunc(operations, func(o operation) bool { return o.name == name })]
}

func withEmail(address string) wix.Info {
	return wix.Info{Emails: wix.Items([]wix.Email{{Tag: "MAIN", Email: address, Primary: true}})}
}

// gather reads a listing to its end.
func gather[T any](list iter.Seq2[*T, error]) (out []*T, err error) {
	for item, err := range list {
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
}

// drain reads a listing to its end, for its error.
func drain[T any](list iter.Seq2[*T, error]) error {
	_, err := gather(list)
	return err
}

// each runs a test on a site for each of the operations.
func each(t *testing.T, operations []operation, test func(s *site, op operation), adjust ...setup) {
	t.Helper()
	for _, op := range operations {
		t.Run(op.name, func(t *testing.T) {
			onSite(t, func(s *site) { test(s, op) }, adjust...)
		})
	}
}

// TestOperation_permission: a 403 names what is missing, and is not repeated.
func TestOperation_permission(t *testing.T) {
	each(t, operations, func(s *site, op operation) {
		e := failure(s.t, op.run(s.ctx(), s.client, s.fixture()))
		if e.Status != 403 || !within(e.Permission, "("+op.permission+")") {
			s.t.Errorf("status %d, permission %q, want %s", e.Status, e.Permission, op.permission)
		}
		if e.Operation == "" || e.RequestID == "" || e.Method+" " != op.route[:len(e.Method)+1] || e.Lost {
			s.t.Errorf("incomplete: %+v", e)
		}
		s.sent(op.route)
	}, func(server *emulator.Options, _ *wix.Options) { server.Permissions = []string{} })
}
