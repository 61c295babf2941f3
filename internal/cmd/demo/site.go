package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// site is the emulated site as people and apps see it, beside the provider.
type site struct{ url string }

// person is a contact, as far as the demo is concerned with it.
type person struct {
	ID       string `json:"id"`
	Revision int    `json:"revision"`
	Info     struct {
		Company   string `json:"company"`
		JobTitle  string `json:"jobTitle"`
		LabelKeys struct {
			Items []string `json:"items"`
		} `json:"labelKeys"`
		Emails struct {
			Items []struct {
				Email string `json:"email"`
			} `json:"items"`
		} `json:"emails"`
	} `json:"info"`
}

// definition is a label or an extended field.
type definition struct {
	Key         string `json:"key"`
	DisplayName string `json:"displayName"`
}

// people gives all contacts.
func (s *site) people(ctx context.Context) ([]person, error) {
	var out struct{ Contacts []person }
	err := s.call(ctx, http.MethodGet, "contacts?fieldsets=FULL&paging.limit=1000", nil, &out)
	return out.Contacts, err
}

// personWith gives the contact with an e-mail address.
func (s *site) personWith(ctx context.Context, email string) (person, error) {
	people, err := s.people(ctx)
	if err != nil {
		return person{}, err
	}
	for _, p := range people {
		for _, e := range p.Info.Emails.Items {
			if e.Email == email {
				return p, nil
			}
		}
	}
	return person{}, fmt.Errorf("no contact on the site has the address %s", email)
}

// labels gives the labels that people made.
func (s *site) labels(ctx context.Context) ([]definition, error) {
	var out struct{ Labels []definition }
	err := s.call(ctx, http.MethodGet, "labels?labelType=USER_DEFINED", nil, &out)
	return out.Labels, err
}

// fields gives the extended fields that people made.
func (s *site) fields(ctx context.Context) ([]definition, error) {
	var out struct{ Fields []definition }
	err := s.call(ctx, http.MethodGet, "extended-fields?fieldType=USER_DEFINED", nil, &out)
	return out.Fields, err
}

// makeLabel makes a label and gives its key.
func (s *site) makeLabel(ctx context.Context, name string) (string, error) {
	var out struct{ Label definition }
	err := s.call(ctx, http.MethodPost, "labels", map[string]any{"displayName": name}, &out)
	return out.Label.Key, err
}

// edit writes members of a contact.
func (s *site) edit(ctx context.Context, p person, info map[string]any) error {
	return s.call(ctx, http.MethodPatch, "contacts/"+p.ID, map[string]any{"revision": p.Revision, "info": info}, nil)
}

// relabel puts one label on a contact and takes another one off.
func (s *site) relabel(ctx context.Context, p person, on, off string) error {
	err := s.call(ctx, http.MethodPost, "contacts/"+p.ID+"/labels", map[string]any{"labelKeys": []string{on}}, nil)
	if err != nil {
		return err
	}
	return s.call(ctx, http.MethodDelete, "contacts/"+p.ID+"/labels?labelKeys="+url.QueryEscape(off),
		map[string]any{"labelKeys": []string{off}}, nil)
}

// call sends a request to the Contacts API and reads the answer into out.
func (s *site) call(ctx context.Context, method, path string, in, out any) error {
	body := []byte{}
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			return err
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, s.url+"/contacts/v4/"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", apiKey)
	request.Header.Set("Wix-Site-Id", siteID)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	switch {
	case err != nil:
		return err
	case response.StatusCode != http.StatusOK:
		return fmt.Errorf("%s %s: %s: %s", method, path, response.Status, strings.TrimSpace(string(text)))
	case out == nil:
		return nil
	}
	return json.Unmarshal(text, out)
}

// called gives the key of the one with a display name.
func called(all []definition, name string) (string, error) {
	i := slices.IndexFunc(all, func(d definition) bool { return d.DisplayName == name })
	if i < 0 {
		return "", fmt.Errorf("the site has no label %q", name)
	}
	return all[i].Key, nil
}
