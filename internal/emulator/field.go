package emulator

import (
	"maps"
	"strings"
	"time"
)

// field is the definition of an extended field (contract 5.1).
type field struct {
	definition
	dataType, description string
	// writable marks the one system field that clients may write.
	writable bool
}

const (
	typeText   = "TEXT"
	typeNumber = "NUMBER"
	typeDate   = "DATE"
	typeURL    = "URL"
)

var (
	dataTypes  = map[string]bool{typeText: true, typeNumber: true, typeDate: true, typeURL: true}
	fieldTypes = map[string]bool{userDefined: true, systemMade: true}
)

// The system fields that the emulator itself fills in (contract 5.5).
const (
	keyFirstName      = "contacts.displayByFirstName"
	keyLastName       = "contacts.displayByLastName"
	keyVatID          = "invoices.vatId"
	keyMembership     = "members.membershipStatus"
	keySubscription   = "emailSubscriptions.subscriptionStatus"
	keyDeliverability = "emailSubscriptions.deliverabilityStatus"
	keyEffectiveEmail = "emailSubscriptions.effectiveEmail"
	keyTotalSpent     = "ecom.totalSpentAmount"
)

// plantSystemFields adds the fields every site has, in the order in which the
// printed list shows them (contract 5.5).
func (s *Server) plantSystemFields() {
	for _, f := range []struct{ key, name, dataType, description string }{
		{keyFirstName, "Display Name (start with first)", typeText, "Display name starting with first name (read only)"},
		{keyLastName, "Display Name (start with last)", typeText, "Display name starting with last name (read only)"},
		{keyVatID, "VAT ID", typeText, "Vat ID for Wix Invoices"},
		{keyMembership, "Membership Status", typeText, "APPROVED/DENIED/PENDING/INACTIVE (read only)"},
		{"members.mobile", "Mobile flag", typeText, "true/false"},
		{"ecom.numOfPurchases", "# of Purchases", typeNumber, "Wix Stores purchase count (read only)"},
		{keyTotalSpent, "Total Spent Amount", typeNumber, "Wix Stores aggregated spent amount (read only)"},
		{"ecom.totalSpentCurrency", "Total Spent Currency", typeText, "Wix Stores currency code (read only)"},
		{"ecom.lastPurchaseDate", "Last Purchase Date", typeDate, "Wix Stores last purchase date (read only)"},
		{keySubscription, "Effective Subscription Status", typeText, "SUBSCRIBED/UNSUBSCRIBED/NOT_SET/PENDING (read only)"},
		{keyDeliverability, "Effective Deliverability Status", typeText, "VALID/BOUNCED/SPAM_COMPLAINT/INACTIVE (read only)"},
		{keyEffectiveEmail, "Effective Email", typeText, "Effective Email for subscription purposes (read only)"},
	} {
		namespace, _, _ := strings.Cut(f.key, ".")
		s.site.fields.put(f.key, &field{
			definition:  definition{key: f.key, name: f.name, namespace: namespace, system: true},
			dataType:    f.dataType,
			description: f.description,
			writable:    f.key == keyVatID,
		}, time.Time{}, 0)
	}
}

func (f *field) fieldType() string {
	if f.system {
		return systemMade
	}
	return userDefined
}

// wireField is a field in an answer.
type wireField struct {
	Namespace     string `json:"namespace"`
	Key           string `json:"key"`
	DisplayName   string `json:"displayName"`
	DataType      string `json:"dataType"`
	FieldType     string `json:"fieldType"`
	Description   string `json:"description,omitempty"`
	CreatedDate   string `json:"createdDate,omitempty"`
	UpdatedDate   string `json:"updatedDate,omitempty"`
	LegacyID      string `json:"legacyId,omitempty"`
	SchemaFieldID string `json:"schemaFieldId,omitempty"`
}

func (f *field) wire(sw Switches) wireField {
	out := wireField{
		Namespace: f.namespace, Key: f.key, DisplayName: f.name, DataType: f.dataType, FieldType: f.fieldType(),
		Description: f.description,
	}
	out.CreatedDate, out.UpdatedDate = f.dates(sw, false)
	if sw.Unknowns == "on" {
		out.LegacyID, out.SchemaFieldID = f.legacyID, "v5."+f.key
	}
	return out
}

// listed is the form of list and query, where the printed examples show the
// legacy id.
func (f *field) listed(sw Switches) wireField {
	out := f.wire(sw)
	if sw.Envelope == "printed" {
		out.LegacyID = f.legacyID
	}
	return out
}

func (s *Server) fieldCalled(sw Switches, name string) *field {
	return called(s.site.fields.all(), sw, name, func(f *field) string { return f.name })
}

func (s *Server) putField(f *field, slug string, now time.Time) {
	s.site.fields.put(f.key, f, now, s.keep())
	s.happened(happening{at: now, entity: entityField, slug: slug, id: f.key, about: f})
}

func (s *Server) addField(key, name, dataType string, now time.Time) *field {
	f := &field{definition: s.newDefinition(key, name, now), dataType: dataType}
	s.putField(f, slugCreated, now)
	return f
}

func (s *Server) setFieldName(f *field, name string, now time.Time) *field {
	next := *f
	next.name, next.updated = name, now
	s.putField(&next, slugUpdated, now)
	return &next
}

// dropField deletes a field and wipes its values (contract 5.2).
func (s *Server) dropField(key string, now time.Time) {
	s.site.fields.remove(key, now, s.keep())
	s.happened(happening{at: now, entity: entityField, slug: slugDeleted, id: key})
	for c := range s.site.contacts.all() {
		if _, ok := c.info.extended[key]; ok {
			next := *c
			next.info.extended = maps.Clone(c.info.extended)
			delete(next.info.extended, key)
			s.save(&next, now)
		}
	}
}
