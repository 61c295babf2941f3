package wix

import (
	"context"
	"net/http"
	"slices"
)

// UpdateContact changes the present members of want on a contact of the given
// revision, and verifies that Wix stored them (contract 6.5). Present members
// must be complete; label keys are not sent.
//
// Null asks to clear a value. Wix may refuse null, or ignore it: then, once, the
// empty text is sent instead. A value that still stays is an error of code
// [CodeNotTaken] whose violations name the members, returned together with the
// contact as it is.
//
// A stale revision gives an error for which [IsChanged] holds, and nothing was
// written. A lost answer is settled by reading the contact.
func (c *Client) UpdateContact(ctx context.Context, id string, revision Revision, want Info, allowDuplicates bool) (*Contact, error) {
	want.LabelKeys = Opt[List[string]]{}
	instead, hasNull := emptied(want)
	out, err := c.patchContact(ctx, id, revision, want, allowDuplicates)
	if refused := err; hasNull && refusesNull(refused) {
		want, hasNull = instead, false
		out, err = c.patchContact(ctx, id, revision, want, allowDuplicates)
		switch {
		case isRefusal(err) && !HasCode(refused, CodeNothingToUpdate):
			return nil, refused // for what it said, not for the null
		case isRefusal(err): // neither is taken: what is left is told below
			out, err = c.GetContact(ctx, id)
		}
	}
	if err != nil {
		return nil, err
	}
	left := NotStored(want, out.Info)
	if len(left) > 0 && hasNull {
		again, err := c.patchContact(ctx, id, out.Revision, instead, allowDuplicates)
		switch {
		case err == nil:
			out, left = again, NotStored(want, again.Info)
		case !isRefusal(err) || IsChanged(err):
			return out, err
		}
	}
	if len(left) > 0 {
		return out, c.notTaken("update a contact", left...)
	}
	return out, nil
}

// patchContact sends one PATCH. When its answer is lost it reads the contact: the
// wish fulfilled on a newer revision is success, an unmoved revision means that
// nothing was written, and anything else that somebody else was faster.
func (c *Client) patchContact(ctx context.Context, id string, revision Revision, want Info, allowDuplicates bool) (*Contact, error) {
	in := contactCall(http.MethodPatch, "update a contact", contactsWrite, id)
	in.nonIdempotent = true
	in.body = map[string]any{"revision": revision, "info": want, "allowDuplicates": allowDuplicates}
	return settled(ctx, c, 3, func() (*Contact, error) { return c.contact(ctx, in) }, func(lost error) (*Contact, error) {
		have, err := c.GetContact(ctx, id)
		switch {
		case err != nil || have.ID != id:
			return nil, lost
		case have.Revision == revision:
			return nil, nil
		case len(NotStored(want, have.Info)) == 0:
			return have, nil
		}
		return nil, c.fail(in, &Error{
			Status: http.StatusConflict, Code: CodeContactChanged,
			Message: "The contact changed while an update of it went unanswered.",
		})
	})
}

// isRefusal tells a 400: the request's content is at fault.
func isRefusal(err error) bool { return asError(err).Status == http.StatusBadRequest }

// refusesNull tells a 400 that a null in the request may explain: nothing was
// left to update, a violation, or no code at all. Other codes have other causes.
func refusesNull(err error) bool {
	return isRefusal(err) && slices.Contains([]string{"", CodeNothingToUpdate, "INVALID_EXTENDED_FIELD_VALUE"}, asError(err).Code)
}
