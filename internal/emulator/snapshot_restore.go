package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Restore replaces what the site holds by a snapshot. Faults, switches, tokens
// and recorded requests stay; the events of before are forgotten, but their
// numbers go on. With an error nothing has changed.
func (s *Server) Restore(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var in snapshot
	if err := decoder.Decode(&in); err != nil {
		return fmt.Errorf("not a snapshot: %w", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return errors.New("not a snapshot: there is more after its end")
	}
	if in.Format != snapshotFormat {
		return fmt.Errorf("not a snapshot of format %d", snapshotFormat)
	}
	if in.IDs < 0 || in.IDs > maxIDs || in.Events < 0 || in.Seeded < 0 || in.cycles() {
		return errors.New("the snapshot is damaged: its counts or merges are impossible")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.site
	s.site = newSite()
	s.site.log.silent = true
	s.plantSystemLabels()
	s.plantSystemFields()
	if err := s.refill(in); err != nil {
		s.site = before
		return fmt.Errorf("the snapshot is damaged: %w", err)
	}
	s.site.log = eventLog{last: in.Events}
	s.ids.skip(in.IDs)
	s.changes.Add(1)
	return nil
}

// maxIDs bounds how many GUIDs a snapshot may have used up.
const maxIDs = 1 << 28

// cycles reports whether following merges could go on for ever.
func (in snapshot) cycles() bool {
	for id := range in.Merged {
		steps := 0
		for target, ok := in.Merged[id]; ok; target, ok = in.Merged[target] {
			if steps++; steps > len(in.Merged) {
				return true
			}
		}
	}
	return false
}

// refill puts what was saved into an empty site.
func (s *Server) refill(in snapshot) error {
	for _, v := range in.Labels {
		if v.Key == "" || s.site.labels.get(v.Key) != nil {
			return fmt.Errorf("label key %q is empty or not unique", v.Key)
		}
		l := &label{definition: v.definition(), app: v.App}
		l.system = v.App
		s.putLabel(l, slugCreated, v.Created)
	}
	for _, v := range in.Fields {
		if v.Key == "" || s.site.fields.get(v.Key) != nil || !dataTypes[v.DataType] {
			return fmt.Errorf("field key %q is empty or not unique, or has no data type", v.Key)
		}
		s.putField(&field{definition: v.definition(), dataType: v.DataType}, slugCreated, v.Created)
	}
	for _, v := range in.Contacts {
		c, err := s.contactOf(v)
		if err != nil {
			return fmt.Errorf("contact %q: %w", v.ID, err)
		}
		s.store(c, v.Updated)
	}
	for _, v := range in.Bumps {
		s.site.pending = append(s.site.pending, bump{v.Contact, v.Due})
	}
	slices.SortStableFunc(s.site.pending, func(a, b bump) int { return a.due.Compare(b.due) })
	for _, v := range in.Jobs {
		if v.Handled < 0 || v.Handled > len(v.Matched) || v.Failed < 0 || v.Failed > v.Handled {
			return fmt.Errorf("job %q has impossible counts", v.ID)
		}
		s.site.jobs = append(s.site.jobs, &job{
			v.ID, v.Kind, v.Work, v.Started, v.Stuck, v.Slow, v.Indexing,
			v.Matched, v.Found, v.Loaded, v.Handled, v.Failed, v.Errors,
		})
	}
	if in.Merged != nil {
		s.site.merged = in.Merged
	}
	s.site.seeded = in.Seeded
	return nil
}

func (v savedDefinition) definition() definition {
	return definition{key: v.Key, name: v.Name, namespace: v.Namespace, legacyID: v.LegacyID, created: v.Created, updated: v.Updated}
}

func (s *Server) contactOf(v savedContact) (*contact, error) {
	if v.ID == "" || s.site.contacts.get(v.ID) != nil {
		return nil, errors.New("the id is empty or not unique")
	}
	if v.Info == nil {
		return nil, errors.New("there is no info")
	}
	c := &contact{
		id: v.ID, revision: v.Revision, source: source{v.SourceType, v.SourceApp},
		created: v.Created, updated: v.Updated, activity: activity{v.ActivityDate, v.ActivityType},
		info: v.Info.unwired(), member: v.Member, billing: v.Billing, contributor: v.Contributor,
		halfDeleted: v.HalfDeleted, subscribed: v.Subscribed, phoneStatus: v.PhoneStatus,
	}
	for _, key := range c.info.labelKeys {
		if s.site.labels.get(key) == nil {
			return nil, fmt.Errorf("there is no label %q", key)
		}
	}
	for key := range c.info.extended {
		if s.site.fields.get(key) == nil {
			return nil, fmt.Errorf("there is no extended field %q", key)
		}
	}
	return c, nil
}

// unwired reads an info back from its wire shape.
func (w *wireInfo) unwired() info {
	out := info{
		infoTexts: w.infoTexts, labelKeys: w.LabelKeys.list(), locations: w.Locations.list(), picture: w.Picture, extended: map[string]any{},
	}
	if w.Name != nil {
		out.first, out.last = w.Name.First, w.Name.Last
	}
	for _, e := range w.Emails.list() {
		out.emails = append(out.emails, email{item{e.ID, e.Tag, e.Primary}, e.Email})
	}
	for _, p := range w.Phones.list() {
		out.phones = append(out.phones, phone{item{p.ID, p.Tag, p.Primary}, p.CountryCode, p.Phone, p.E164Phone})
	}
	for _, a := range w.Addresses.list() {
		from := a.Address
		to := postal{
			country: from.Country, subdivision: from.Subdivision, city: from.City, postalCode: from.PostalCode,
			line: from.AddressLine, line2: from.AddressLine2,
		}
		if from.StreetAddress != nil {
			to.streetNumber, to.streetName = from.StreetAddress.Number, from.StreetAddress.Name
		}
		out.addresses = append(out.addresses, address{item{id: a.ID, tag: a.Tag}, to})
	}
	if w.ExtendedFields != nil && w.ExtendedFields.Items != nil {
		out.extended = w.ExtendedFields.Items
	}
	return out
}

func (w *items[T]) list() []T {
	if w == nil {
		return nil
	}
	return slices.Clone(w.Items)
}
