package emulator

import (
	"slices"
	"strconv"
	"time"
)

// The wire types hold a contact in an answer, members in the order in which
// the examples print them (contract 6.1).
type wireContact struct {
	ID           string            `json:"id"`
	Revision     any               `json:"revision"`
	Source       *wireSource       `json:"source,omitempty"`
	CreatedDate  string            `json:"createdDate,omitempty"`
	UpdatedDate  string            `json:"updatedDate,omitempty"`
	LastActivity *wireActivity     `json:"lastActivity,omitempty"`
	PrimaryInfo  *wirePrimary      `json:"primaryInfo,omitempty"`
	PrimaryEmail *wirePrimaryEmail `json:"primaryEmail,omitempty"`
	PrimaryPhone *wirePrimaryPhone `json:"primaryPhone,omitempty"`
	Picture      any               `json:"picture,omitempty"`
	Info         *wireInfo         `json:"info,omitempty"`
	Segments     []string          `json:"segments,omitempty"`
	MemberInfo   object            `json:"memberInfo,omitempty"`
}

type wireSource struct {
	SourceType string `json:"sourceType"`
	AppID      string `json:"appId,omitempty"`
	WixAppID   string `json:"wixAppId,omitempty"`
}

type wireActivity struct {
	ActivityDate string `json:"activityDate"`
	ActivityType string `json:"activityType"`
	Icon         string `json:"icon,omitempty"`
}

type wirePrimary struct {
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
}

type wirePrimaryEmail struct {
	Email                string `json:"email"`
	SubscriptionStatus   string `json:"subscriptionStatus"`
	DeliverabilityStatus string `json:"deliverabilityStatus"`
}

type wirePrimaryPhone struct {
	Phone              string `json:"phone"`
	CountryCode        string `json:"countryCode,omitempty"`
	E164Phone          string `json:"e164Phone,omitempty"`
	FormattedPhone     string `json:"formattedPhone"`
	SubscriptionStatus string `json:"subscriptionStatus"`
}

type wireInfo struct {
	Name      *wireName           `json:"name,omitempty"`
	Emails    *items[wireEmail]   `json:"emails,omitempty"`
	Phones    *items[wirePhone]   `json:"phones,omitempty"`
	Addresses *items[wireAddress] `json:"addresses,omitempty"`
	infoTexts
	LabelKeys      *items[string] `json:"labelKeys,omitempty"`
	ExtendedFields *wireExtended  `json:"extendedFields,omitempty"`
	Locations      *items[string] `json:"locations,omitempty"`
	Picture        object         `json:"picture,omitempty"`
	AssignedUsers  *items[string] `json:"assignedUserIds,omitempty"`
}

// items is a list in its wrapper message, which is bare where the list is empty.
type items[T any] struct {
	Items []T `json:"items,omitempty"`
}

type wireName struct {
	First string `json:"first,omitempty"`
	Last  string `json:"last,omitempty"`
}

type wireEmail struct {
	ID      string `json:"id"`
	Tag     string `json:"tag"`
	Email   string `json:"email"`
	Primary bool   `json:"primary"`
}

type wirePhone struct {
	ID             string `json:"id"`
	Tag            string `json:"tag"`
	CountryCode    string `json:"countryCode,omitempty"`
	Phone          string `json:"phone"`
	E164Phone      string `json:"e164Phone,omitempty"`
	FormattedPhone string `json:"formattedPhone,omitempty"`
	Primary        bool   `json:"primary"`
}

type wireAddress struct {
	ID      string     `json:"id"`
	Tag     string     `json:"tag"`
	Address wirePostal `json:"address"`
}

type wirePostal struct {
	Country          string      `json:"country,omitempty"`
	Subdivision      string      `json:"subdivision,omitempty"`
	City             string      `json:"city,omitempty"`
	PostalCode       string      `json:"postalCode,omitempty"`
	AddressLine      string      `json:"addressLine,omitempty"`
	StreetAddress    *wireStreet `json:"streetAddress,omitempty"`
	AddressLine2     string      `json:"addressLine2,omitempty"`
	FormattedAddress string      `json:"formattedAddress,omitempty"`
}

type wireStreet struct {
	Number string `json:"number,omitempty"`
	Name   string `json:"name,omitempty"`
}

type wireExtended struct {
	Items map[string]any `json:"items"`
}

// wireMilli is the form of the dates of contacts.
func wireMilli(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// view renders contacts for one answer.
type view struct {
	sw   Switches
	show projection
}

func (v view) unknowns() bool { return v.sw.Unknowns == "on" }

func (v view) contact(c *contact) wireContact {
	out := wireContact{ID: c.id, Revision: c.revision}
	if v.sw.RevisionType == "string" {
		out.Revision = strconv.Itoa(c.revision)
	}
	if v.show.has(showSource) {
		out.Source = v.source(c.source)
	}
	if v.show.has(showCreated) {
		out.CreatedDate = wireMilli(c.created)
	}
	if v.show.has(showUpdated) {
		out.UpdatedDate = wireMilli(c.updated)
	}
	if v.show.has(showActivity) {
		out.LastActivity = v.activity(c.activity)
	}
	v.primaries(c, &out)
	if v.show.has(showPicture) && c.info.picture != nil {
		out.Picture = c.info.picture["image"]
	}
	if info := v.info(c); info != nil {
		out.Info = info
	}
	if v.unknowns() && v.show == showFull {
		out.Segments, out.MemberInfo = []string{"everyone"}, object{"profileInfo": object{"privacyStatus": "SOMETHING_NEW"}}
	}
	return out
}

func (v view) source(from source) *wireSource {
	if v.unknowns() {
		return &wireSource{"SOURCE_OF_TOMORROW", from.appID, from.appID}
	}
	return &wireSource{SourceType: from.kind, AppID: from.appID}
}

func (v view) activity(a activity) *wireActivity {
	if v.unknowns() {
		return &wireActivity{wireMilli(a.at), "ACTIVITY_OF_TOMORROW", "sun"}
	}
	return &wireActivity{ActivityDate: wireMilli(a.at), ActivityType: a.kind}
}

// primaries fills primaryInfo and its newer twins, which the printed examples
// do not have.
func (v view) primaries(c *contact, out *wireContact) {
	email, phone := c.primaryEmail(), c.primaryPhone()
	if v.show.has(showPrimaryInfo) && (email != "" || phone.number != "") {
		out.PrimaryInfo = &wirePrimary{email, phone.number}
	}
	if v.sw.Envelope == "printed" {
		return
	}
	if v.show.has(showPrimaryEmail) && email != "" {
		out.PrimaryEmail = &wirePrimaryEmail{email, c.emailStatus(), c.deliverability()}
	}
	if v.show.has(showPrimaryPhone) && phone.number != "" {
		out.PrimaryPhone = &wirePrimaryPhone{
			phone.number, phone.country, phone.e164, formattedPhone(phone), c.phoneSubscription(),
		}
	}
}

func (c *contact) emailStatus() string {
	if status, ok := c.info.extended[keySubscription].(string); ok {
		return status
	}
	return "NO_SUBSCRIPTION_STATUS"
}

func (c *contact) deliverability() string {
	if status, ok := c.info.extended[keyDeliverability].(string); ok {
		return status
	}
	return "NOT_SET"
}

func (c *contact) phoneSubscription() string {
	switch {
	case c.phoneStatus != "":
		return c.phoneStatus
	case c.primaryPhone().e164 != "":
		return "NOT_SET"
	}
	return "NO_SUBSCRIPTION_STATUS"
}

// shuffled is the list in another order, the same for every answer.
func shuffled[T any](sw Switches, list []T) []T {
	if sw.Order != "on" {
		return list
	}
	out := slices.Clone(list)
	slices.Reverse(out)
	return out
}
