package emulator

import (
	"errors"
	"net/http"
)

// contactControls are what the owner, visitors and other parts of Wix do to
// contacts. They need no revision.
func (s *Server) contactControls() []controlEntry {
	const one = "/_emulator/contacts/{id}"
	return []controlEntry{
		{ControlRoute{"POST /_emulator/contacts", `The owner adds a contact: {"info":{..}} as in the API. Answers its id.`}, s.controlPutContact},
		{ControlRoute{"PATCH " + one, `The owner edits a contact: {"info":{..}} is a JSON merge patch, in which null removes and a list replaces.`}, onContact(s.controlEdit)},
		{ControlRoute{"DELETE " + one, "The owner deletes a contact, members and subscribers too."}, s.about(s.RemoveContact)},
		{ControlRoute{"POST /_emulator/forms", `A visitor sends a form: {"info":{..}} with an e-mail, which finds or creates the contact. Answers its id.`}, s.controlForm},
		{ControlRoute{"POST " + one + "/member", "The contact becomes a site member, and so cannot be deleted."}, s.about(s.MakeMember)},
		{ControlRoute{"POST " + one + "/billing-subscription", "The contact gets a billing subscription, and so cannot be deleted."}, s.about(s.AddBillingSubscription)},
		{ControlRoute{"POST " + one + "/contributor", "The contact becomes a contributor of the site, and so cannot be deleted."}, s.about(s.MakeContributor)},
		{ControlRoute{"POST " + one + "/subscription", `The primary e-mail subscribes, or not: {"status":"SUBSCRIBED"}, UNSUBSCRIBED, PENDING or NOT_SET.`}, onContact(func(id string, in subscriptionBody) error { return s.Subscribe(id, in.Status) })},
		{ControlRoute{"POST " + one + "/labels", `The owner labels a contact: {"labelKeys":["contacts.customers"]}.`}, onContact(func(id string, in keysBody) error { return s.LabelContact(id, in.LabelKeys...) })},
		{ControlRoute{"DELETE " + one + "/labels", `The owner takes labels off a contact: {"labelKeys":["contacts.customers"]}.`}, onContact(func(id string, in keysBody) error { return s.UnlabelContact(id, in.LabelKeys...) })},
		{ControlRoute{"POST " + one + "/merge", `The owner merges others into a contact: {"sourceContactIds":["..."]}.`}, onContact(s.controlMerge)},
		{ControlRoute{"POST " + one + "/system-field", `Wix sets a system field: {"key":"ecom.numOfPurchases","value":3}; null removes it.`}, onContact(func(id string, in valueBody) error { return s.SetField(id, in.Key, in.Value) })},
		{ControlRoute{"POST " + one + "/bump", "Work in the background moves the revision."}, s.about(s.BumpRevision)},
		{ControlRoute{"POST " + one + "/break-deletion", "The next deletion stops half way, with FAILED_DELETE_CONTACT_AFTER_MEMBER_DELETION."}, s.about(s.BreakDeletion)},
	}
}

// about makes a control of an act that needs nothing but the contact.
func (s *Server) about(act func(id string) error) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) { return nil, act(r.PathValue("id")) }
}

// onContact makes a control of an act on a contact that takes a body.
func onContact[T any](act func(id string, in T) error) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		in, err := readBody[T](r)
		if err != nil {
			return nil, err
		}
		return nil, act(r.PathValue("id"), in)
	}
}

type infoBody struct {
	Info map[string]any `json:"info"`
}

type keysBody struct {
	LabelKeys []string `json:"labelKeys"`
}

type subscriptionBody struct {
	Status string `json:"status"`
}

type sourcesBody struct {
	Sources []string `json:"sourceContactIds"`
}

type valueBody struct {
	Key   string `json:"key"`
	Value any    `json:"value"`
}

func (s *Server) controlPutContact(r *http.Request) (any, error) { return withInfo(r, s.PutContact) }

func (s *Server) controlForm(r *http.Request) (any, error) { return withInfo(r, s.SubmitForm) }

func withInfo(r *http.Request, do func(map[string]any) (string, error)) (any, error) {
	in, err := readBody[infoBody](r)
	if err != nil {
		return nil, err
	}
	id, err := do(in.Info)
	return object{"id": id}, err
}

func (s *Server) controlEdit(id string, in infoBody) error {
	return s.EditContact(id, func(info map[string]any) { mergePatch(info, in.Info) })
}

func (s *Server) controlMerge(id string, in sourcesBody) error {
	if len(in.Sources) == 0 {
		return errors.New("sourceContactIds must be given")
	}
	return s.MergeContacts(id, in.Sources...)
}

// mergePatch is RFC 7396 for objects.
func mergePatch(into, patch map[string]any) {
	for name, value := range patch {
		inner, ok := value.(object)
		switch {
		case value == nil:
			delete(into, name)
		case ok:
			have, _ := into[name].(object)
			if have == nil {
				have = object{}
				into[name] = have
			}
			mergePatch(have, inner)
		default:
			into[name] = value
		}
	}
}
