package wix

// Label is a contact label (contract 4.1).
type Label struct {
	Named
	// LabelType is USER_DEFINED, SYSTEM or WIX_APP_DEFINED.
	LabelType            string `json:"labelType,omitempty"`
	NamespaceDisplayName string `json:"namespaceDisplayName,omitempty"` // not in every answer
}

// NewLabel is a label to be made.
func NewLabel(displayName string) Label { return Label{Named: Named{DisplayName: displayName}} }

// IsSystem tells that Wix or one of its apps defines the label.
func (l Label) IsSystem() bool { return isSystem(l.LabelType) }

func (Label) list() string { return "labels" }

// Labels are the kind of contact labels (contract 4.2).
var Labels = Kind[Label]{
	Path: []string{"contacts", "v4", "labels"}, Member: "label", Created: "newLabel",
	Singular: "a contact label", Plural: "contact labels", PageSize: 1000, Most: 10_000,
	Read:  "Read Contact Labels (CONTACTS_LABELS.VIEW)",
	Write: "Manage Contact Labels (CONTACTS_LABELS.MODIFY)",
}
