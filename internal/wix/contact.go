package wix

import (
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// Contact is a contact (contract 6.1). All but Info is written by Wix.
type Contact struct {
	ID           string       `json:"id"`
	Revision     Revision     `json:"revision"`
	Source       Source       `json:"source"`
	CreatedDate  string       `json:"createdDate"`
	UpdatedDate  string       `json:"updatedDate"`
	LastActivity LastActivity `json:"lastActivity"`
	PrimaryInfo  PrimaryInfo  `json:"primaryInfo"`
	PrimaryEmail PrimaryEmail `json:"primaryEmail"` // newer sites only
	PrimaryPhone PrimaryPhone `json:"primaryPhone"` // newer sites only
	Info         Info         `json:"info"`
}

// Source tells who made a contact.
type Source struct {
	SourceType string `json:"sourceType"`
	AppID      string `json:"appId"`
}

// LastActivity is what a contact did last, and when.
type LastActivity struct {
	ActivityDate string `json:"activityDate"`
	ActivityType string `json:"activityType"`
}

// PrimaryInfo mirrors the items marked primary.
type PrimaryInfo struct {
	Email string `json:"email"`
	Phone string `json:"phone"`
}

// PrimaryEmail is the primary address with its status.
type PrimaryEmail struct {
	Email                string `json:"email"`
	SubscriptionStatus   string `json:"subscriptionStatus"`
	DeliverabilityStatus string `json:"deliverabilityStatus"`
}

// PrimaryPhone is the primary phone with its forms and status.
type PrimaryPhone struct {
	Phone              string `json:"phone"`
	CountryCode        string `json:"countryCode"`
	E164Phone          string `json:"e164Phone"`
	FormattedPhone     string `json:"formattedPhone"`
	SubscriptionStatus string `json:"subscriptionStatus"`
}

// Info is what users may write on a contact. In a request, absent members are
// left alone and a present member must be complete (contract 6.5); LabelKeys
// may be sent with a create only.
type Info struct {
	Name           Opt[Name]          `json:"name,omitzero"`
	Emails         Opt[List[Email]]   `json:"emails,omitzero"`
	Phones         Opt[List[Phone]]   `json:"phones,omitzero"`
	Addresses      Opt[List[Address]] `json:"addresses,omitzero"`
	Company        Opt[string]        `json:"company,omitzero"`
	JobTitle       Opt[string]        `json:"jobTitle,omitzero"`
	Birthdate      Opt[string]        `json:"birthdate,omitzero"`
	Locale         Opt[Locale]        `json:"locale,omitzero"`
	LabelKeys      Opt[List[string]]  `json:"labelKeys,omitzero"`
	ExtendedFields Opt[Values]        `json:"extendedFields,omitzero"`
}

// Locale is a BCP 47 language tag; Wix may change its case (contract 6.1).
type Locale string

// List is a list in its wrapper message. It is always written with items.
type List[T any] struct {
	Items []T `json:"items"`
}

// Items makes a list, never a null one.
func Items[T any](items []T) Opt[List[T]] {
	if items == nil {
		items = []T{}
	}
	return Some(List[T]{Items: items})
}

// Values are extended values by field key: string, json.Number, or nil to clear.
type Values struct {
	Items map[string]any `json:"items"`
}

// Name is a contact's name.
type Name struct {
	First string `json:"first"`
	Last  string `json:"last"`
}

// Email is an e-mail address. Item ids are not kept: they need not survive a
// replace (contract 11, row 5).
type Email struct {
	Tag     string `json:"tag,omitempty"`
	Email   string `json:"email"`
	Primary bool   `json:"primary,omitempty"`
}

// Phone is a phone number.
type Phone struct {
	Tag         string `json:"tag,omitempty"`
	CountryCode string `json:"countryCode,omitempty"`
	Phone       string `json:"phone"`
	Primary     bool   `json:"primary,omitempty"`
}

// Written returns what phones are compared by (contract 6.1).
func (p Phone) Written() forms.Phone { return forms.Phone{Number: p.Phone, Country: p.CountryCode} }

// Address is a postal address.
type Address struct {
	Tag     string      `json:"tag,omitempty"`
	Address AddressBody `json:"address"`
}

// AddressBody holds either AddressLine or Street, never both (contract 6.1).
type AddressBody struct {
	Country      string        `json:"country,omitempty"`
	Subdivision  string        `json:"subdivision,omitempty"`
	City         string        `json:"city,omitempty"`
	PostalCode   string        `json:"postalCode,omitempty"`
	AddressLine  string        `json:"addressLine,omitempty"`
	AddressLine2 string        `json:"addressLine2,omitempty"`
	Street       StreetAddress `json:"streetAddress,omitzero"`
}

// StreetAddress is a street and a number in it.
type StreetAddress struct {
	Number string `json:"number,omitempty"`
	Name   string `json:"name,omitempty"`
}

func (Contact) list() string { return "contacts" }

func (c Contact) created() string { return c.CreatedDate }

func (c Contact) id() string {
	if !forms.IsGUID(c.ID) {
		return ""
	}
	return c.ID
}

// Labels returns the keys of the labels on the contact.
func (c *Contact) Labels() []string { return c.Info.LabelKeys.Get().Items }

// Untagged is the tag of an item that was sent without one (contract 11, row 35).
const Untagged = "UNTAGGED"

// VATID is the one system field that may be written (contract 5.5).
const VATID = "invoices.vatId"

// customPrefix starts the keys of everything made through the API (contract 4.1, 5.1).
const customPrefix = "custom."

// WritableField tells whether values of the field with this key may be written.
func WritableField(key string) bool { return key == VATID || CustomKey(key) }

// CustomKey tells whether a label or field was made by a user, not by Wix.
func CustomKey(key string) bool {
	name, ok := strings.CutPrefix(key, customPrefix)
	return ok && name != ""
}
