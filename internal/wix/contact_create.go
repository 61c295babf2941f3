package wix

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"
)

// lookups are the waits before each look for what may have just been made:
// queries lag behind writes (contract 11, row 26).
var lookups = []time.Duration{0, 1500 * time.Millisecond, 3500 * time.Millisecond}

// CreateContact makes a contact, and never a second one. When the answer is
// lost it looks the contact up by e-mail, then phone, then name and time of
// creation (contract 6.7). Only a contact that is as young as the call and holds
// what was sent and no more is taken for the one that the call made. When none is
// found, the creation is repeated if Wix itself would refuse a second one, which
// it does by e-mail address or phone; otherwise, and when the repeat is lost
// without a trace as well, the error tells what to check.
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
	in := call{
		operation: operation{name: "create a contact", permission: contactsWrite, nonIdempotent: true},
		method:    http.MethodPost, path: contactsPath,
		body: map[string]any{"info": info, "allowDuplicates": allowDuplicates},
	}
	start := c.clock.Now()
	out, _, err := object(ctx, c, in, "contact", validContact)
	if !IsLost(err) || ctx.Err() != nil {
		return out, err
	}
	lost := err
	if found, err := c.lookUp(ctx, info, start); err != nil {
		return nil, lost
	} else if found != nil {
		return found, nil
	}
	if len(info.Emails.Get().Items) == 0 && len(info.Phones.Get().Items) == 0 {
		return nil, lost
	}
	in.body = map[string]any{"info": info, "allowDuplicates": false}
	out, _, err = object(ctx, c, in, "contact", validContact)
	var e *Error
	if IsDuplicate(err) && errors.As(err, &e) && e.Duplicate.ContactID != "" {
		found, getErr := c.GetContact(ctx, e.Duplicate.ContactID)
		if getErr == nil && c.ours(found, info, start) {
			return found, nil
		}
		if allowDuplicates { // it duplicates another one, as it may: ours stays unknown
			return nil, lost
		}
	}
	if IsLost(err) && ctx.Err() == nil { // this one may have been carried out, too
		if found, lookErr := c.lookUp(ctx, info, start); lookErr == nil && found != nil {
			return found, nil
		}
	}
	return out, err
}

// lookUp finds the contact that an unanswered create made, nil if there is none.
func (c *Client) lookUp(ctx context.Context, info Info, start time.Time) (*Contact, error) {
	for _, wait := range lookups {
		if err := c.clock.Sleep(ctx, wait); err != nil {
			return nil, err
		}
		filter := lookUpFilter(info, c.skew.server(start)) // each answer may correct the clock
		found, err := collect(c.QueryContacts(ctx, Query{Filter: filter, Sort: Sort{"createdDate", "DESC"}, Limit: contactsPage}))
		if err != nil {
			return nil, err
		}
		found = slices.DeleteFunc(found, func(x *Contact) bool { return !c.ours(x, info, start) })
		if len(found) > 0 {
			return found[0], nil
		}
	}
	return nil, nil
}

// lookUpFilter selects by the best mark that the contact has.
func lookUpFilter(info Info, start time.Time) map[string]any {
	if emails := info.Emails.Get().Items; len(emails) > 0 {
		return WithAddress([]string{emails[0].Email}, nil)
	}
	if phones := info.Phones.Get().Items; len(phones) > 0 {
		return WithAddress(nil, []string{phones[0].Phone})
	}
	filter := map[string]any{"createdDate": map[string]any{"$gte": start.Add(-2 * time.Second).UTC().Format(time.RFC3339)}}
	name := info.Name.Get()
	if name.First != "" {
		filter["info.name.first"] = name.First
	}
	if name.Last != "" {
		filter["info.name.last"] = name.Last
	}
	return filter
}

// ours tells whether a contact is the one that a create begun at start made: as
// young as the call, with what was sent on it and nothing else, and not made by
// an earlier create. A locale may be Wix's doing, labels and extended values those
// of an app.
func (c *Client) ours(x *Contact, info Info, start time.Time) bool {
	whole := info
	for _, m := range whole.members() {
		m.demand()
	}
	whole.Locale, whole.LabelKeys, whole.ExtendedFields = info.Locale, info.LabelKeys, info.ExtendedFields
	_, earlier := c.made.Load(x.ID)
	return !earlier && since(x.CreatedDate, c.skew.server(start)) && len(NotStored(whole, x.Info)) == 0
}
