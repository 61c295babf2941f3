package emulator

import "fmt"

// projection is the set of members of a contact to show; id and revision
// always show (contract 3.5).
type projection uint32

const (
	showSource projection = 1 << iota
	showCreated
	showUpdated
	showActivity
	showPrimaryInfo
	showPrimaryEmail
	showPrimaryPhone
	showName
	showEmails
	showPhones
	showAddresses
	showPicture
	showLabelKeys
	showLocations
	showExtended
	// showText is the bit of the first of textRows; those of the others follow.
	showText

	showAlways projection = 0
	showFull              = showText<<len(textRows) - 1
)

func (p projection) has(bit projection) bool { return p&bit != 0 }

var projectable = map[string]projection{
	"id": showAlways, "revision": showAlways,
	"source": showSource, "createdDate": showCreated, "updatedDate": showUpdated, "lastActivity": showActivity,
	"primaryInfo": showPrimaryInfo, "primaryEmail": showPrimaryEmail, "primaryPhone": showPrimaryPhone,
	"info.name": showName, "info.emails": showEmails, "info.phones": showPhones, "info.addresses": showAddresses,
	"info.picture": showPicture, "info.labelKeys": showLabelKeys, "info.locations": showLocations,
	"info.extendedFields": showExtended,
}

func init() {
	for i, row := range textRows {
		projectable["info."+row.member] = row.bit(i)
	}
}

var fieldsets = map[string]projection{
	"BASIC":                 showPrimaryInfo | showName,
	"COMMUNICATION_DETAILS": showPrimaryInfo | showName | showEmails | showPhones | showAddresses,
	"EXTENDED":              showPrimaryInfo | showName | showExtended,
	"FULL":                  showFull,
}

// project is the union of fields and fieldsets, everything when there are none.
func (k *checker) project(q search, path string) projection {
	if len(q.fields)+len(q.sets) == 0 {
		return showFull
	}
	var out projection
	for i, name := range q.fields {
		bit, ok := projectable[name]
		if !ok {
			k.add(at(within(path, "fields"), i), ruleEnum, fmt.Sprintf("has unknown field %q", name), nil)
		}
		out |= bit
	}
	for i, name := range q.sets {
		bits, ok := fieldsets[name]
		if !ok {
			k.add(at(within(path, "fieldsets"), i), ruleEnum, fmt.Sprintf("has unknown fieldset %q", name), nil)
		}
		out |= bits
	}
	return out
}
