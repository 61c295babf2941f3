package wix

// Field is the definition of an extended field (contract 5.1).
type Field struct {
	Named
	// DataType is TEXT, NUMBER, DATE or URL.
	DataType string `json:"dataType,omitempty"`
	// FieldType is USER_DEFINED or SYSTEM.
	FieldType   string `json:"fieldType,omitempty"`
	Description string `json:"description,omitempty"` // system fields only
}

// NewField is a field to be made.
func NewField(displayName, dataType string) Field {
	return Field{Named: Named{DisplayName: displayName}, DataType: dataType}
}

// IsSystem tells that Wix defines the field.
func (f Field) IsSystem() bool { return isSystem(f.FieldType) }

func (Field) list() string { return "fields" }

// Fields are the kind of extended fields (contract 5.2).
var Fields = Kind[Field]{
	Path: []string{"contacts", "v4", "extended-fields"}, Member: "field", Created: "newField",
	Singular: "an extended field", Plural: "extended fields", PageSize: 100, Most: 1000,
	Read:  "Read Contact Extended Fields (CONTACTS_SCHEMA.VIEW)",
	Write: "Manage Contact Extended Fields (CONTACTS_SCHEMA.MODIFY)",
}
