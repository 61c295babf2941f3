package wix

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// CreateContact makes a contact, and never a second one. When the answer is lost it
// looks the contact up by e-mail, then phone, then name and time of creation (contract
// 6.7). Only a contact that is as young as the call and holds what was sent and no more
// is taken for the one that the call made. When none is found, the creation is repeated
// if Wix itself would refuse a second one, which it does by e-mail address or phone;
// otherwise, and when the repeat is lost without a trace as well, the error tells what
// to check.
//
// Creates of contacts that could be taken for each other wait for one another.
func (c *Client) CreateContact(ctx context.Context, info Info, allowDuplicates bool) (*Contact, error) {
	alike := info
	alike.Locale, alike.LabelKeys, alike.ExtendedFields = Opt[Locale]{}, Opt[List[string]]{}, Opt[Values]{}
	mark, err := json.Marshal(alike)
	if err != nil {
		return nil, err
	}
	free, err := c.names.Lock(ctx, "contact/"+string(mark))
	if err != nil {
		return nil, err
	}
	defer free()
	out, err := c.createContact(ctx, info, allowDuplicates)
	if err == nil {
		c.made.Store(out.ID, true)
	}
	return out, err
}

func (c *Client) createContact(ctx context.Context, info Info, allowDuplicates bool) (*Contact, error) {
	in := contactCall(http.MethodPost, "create a contact", contactsWrite)
	in.nonIdempotent = true
	in.body = map[string]any{"info": info, "allowDuplicates": allowDuplicates}
	start := c.options.Clock.Now()
	marked := len(info.Emails.Get().Items)+len(info.Phones.Get().Items) > 0
	var first error
	out, err := settled(ctx, c, 2, func() (*Contact, error) { return c.contact(ctx, in) }, func(lost error) (*Contact, error) {
		found, err := lookUp(ctx, c, func() (*Contact, error) { return c.created(ctx, info, start) })
		if err != nil || found == nil && !marked {
			return nil, lost
		}
		first = lost
		in.body = map[string]any{"info": info, "allowDuplicates": false}
		return found, nil
	})
	if first == nil || !IsDuplicate(err) {
		return out, err
	}
	found, getErr := c.GetContact(ctx, asError(err).Duplicate.ContactID)
	switch {
	case getErr == nil && c.isOurs(found, info, start):
		return found, nil
	case allowDuplicates: // it duplicates another one, as it may: ours stays unknown
		return nil, first
	}
	return nil, err
}

// created queries the contact that an unanswered create made, nil if there is none.
func (c *Client) created(ctx context.Context, info Info, start time.Time) (*Contact, error) {
	q := Query{Filter: c.createdFilter(info, start), Sort: Sort{"createdDate", "DESC"}, Limit: contactsPage}
	for found, err := range c.QueryContacts(ctx, q) {
		if err != nil || c.isOurs(found, info, start) {
			return found, err
		}
	}
	return nil, nil
}

// createdFilter selects by the best mark that the contact has.
func (c *Client) createdFilter(info Info, start time.Time) map[string]any {
	if emails := info.Emails.Get().Items; len(emails) > 0 {
		return WithAddress([]string{emails[0].Email}, nil)
	}
	if phones := info.Phones.Get().Items; len(phones) > 0 {
		return WithAddress(nil, []forms.Phone{phones[0].Written()})
	}
	// Each answer may correct the clock.
	filter := map[string]any{"createdDate": map[string]any{"$gte": c.earliest(start).UTC().Format(time.RFC3339)}}
	name := info.Name.Get()
	if name.First != "" {
		filter["info.name.first"] = name.First
	}
	if name.Last != "" {
		filter["info.name.last"] = name.Last
	}
	return filter
}

// isOurs tells whether a contact is the one that a create begun at start made: as young
// as the call, with what was sent on it and nothing else, and not made by an earlier
// create. A locale may be Wix's doing, labels and extended values those of an app.
func (c *Client) isOurs(have *Contact, info Info, start time.Time) bool {
	whole := info
	for _, m := range whole.members() {
		m.demand()
	}
	whole.Locale, whole.LabelKeys, whole.ExtendedFields = info.Locale, info.LabelKeys, info.ExtendedFields
	_, earlier := c.made.Load(have.ID)
	return !earlier && c.isSince(have.CreatedDate, start) && len(NotStored(whole, have.Info)) == 0
}
