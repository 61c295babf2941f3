package emulator

import "time"

// Switches decide what the contract leaves open (section 11). The zero value
// is the contract's default for every one; in a text switch the empty string
// means that default, as does a value it does not know. SwitchNames describes
// them all, and Set sets one by its name.
type Switches struct {
	// PatchExtendedFields: what a PATCH with extendedFields.items does to keys
	// it leaves out: replace (they go) or merge (they stay). Row 1.
	PatchExtendedFields string
	// PatchSubObject: what a PATCH with a part of name does to the rest of it:
	// merge or replace. Row 2.
	PatchSubObject string
	// PatchLabelKeys: what a PATCH with labelKeys does: ignore or replace. Row 4.
	PatchLabelKeys string
	// PatchNull: what null does on a PATCH: clear or noop; with noop a body of
	// nulls only is 400 INSUFFICIENT_UPDATE_CONTACT_DATA. Row 3.
	PatchNull string
	// ItemIDs: ids of e-mails, phones and addresses after a replace: new, or keep
	// (for an unchanged value and tag). Row 5.
	ItemIDs string
	// RevisionBackground: that long after each create and update the revision
	// moves once more and the emailSubscriptions fields appear; 0 is off. Row 7.
	RevisionBackground time.Duration
	// RevisionLabel: when label and unlabel move the revision: change, always
	// or never. Row 6.
	RevisionLabel string
	// QueryLag and ListLag: how far query and list are behind. Row 26.
	QueryLag, ListLag time.Duration
	// DeleteMissing: answer to deleting a contact that is not there: 404 or
	// 200. Row 11.
	DeleteMissing string
	// LabelUnknownKey: answer to an unknown label key on create and label:
	// 400, 404, create (custom keys come into being) or partial (400, but the
	// known keys are applied). Row 12.
	LabelUnknownKey string
	// UnlabelUnknownKey: answer to an unknown label key on unlabel: 400, 404
	// or 200. Row 13.
	UnlabelUnknownKey string
	// WriteSystemKeys: system keys in extendedFields on write: ignore or
	// refuse. Row 15.
	WriteSystemKeys string
	// FieldUnknownKey: status for an unknown key in extendedFields: 400 or
	// 404. Row 15.
	FieldUnknownKey string
	// FieldValues: numbers given as text and text given as numbers: strict
	// (refused) or lax (converted). Row 16.
	FieldValues string
	// FieldKeys: form of new field keys: random, underscore or plain. Row 18.
	FieldKeys string
	// LabelKeys: form of new label keys: slug or opaque. Row 17.
	LabelKeys string
	// NamesMatch: how find-or-create compares names: exact or fold (case and
	// outer spaces do not count). Row 19.
	NamesMatch string
	// FindExisting: answer of find-or-create for a name that exists: 200 or
	// 409. Row 20.
	FindExisting string
	// CreateRace: answer to the later of two overlapping find-or-creates of a
	// new name: atomic (found) or conflict (409). Row 20.
	CreateRace string
	// RenameTaken: rename to a name that exists: 409 or allow. Row 21.
	RenameTaken string
	// SystemDefinition: status for changing a system label or field: 400, 403
	// or 428. Row 22.
	SystemDefinition string
	// EmailCompare: duplicates and filters compare e-mails fold or exact. Row 23.
	EmailCompare string
	// DuplicateLeavesContact: a create refused as a duplicate leaves a contact
	// behind: off or on. Row 25.
	DuplicateLeavesContact string
	// Subdivision: lax (any text) or strict (ISO 3166-2 with the country). Row 33.
	Subdivision string
	// Format: check of e-mails and phone numbers on write: lax (length only)
	// or strict. Row 34.
	Format string
	// PhoneFormat: valid phones are stored as given (keep), or without the country
	// code and with other punctuation (reformat) (contract 6.1).
	PhoneFormat string
	// EmptyLists: lists of a contact that are empty: absent, or a wrapper without
	// items (Appendix D).
	EmptyLists string
	// EmptyVATID: a VAT ID that is not set: absent, or the empty text (contract 5.4).
	EmptyVATID string
	// DefinitionDates: dates of labels and fields: seconds without a fraction, or
	// milliseconds in the answer that creates one and .000 later (contract 4.1).
	DefinitionDates string
	// Envelope: shapes of answers: current, or printed as in the examples that
	// Appendix A corrects.
	Envelope string
	// RevisionType: the revision in answers: number or string. Row 39.
	RevisionType string
	// URLScheme: URL values without a scheme: add (https://) or keep.
	URLScheme string
	// Locale: locales are kept, or stored lower or canonical (en-US).
	Locale string
	// TextTrim: outer spaces of texts are cut on write: off or on.
	TextTrim string
	// EmailLower: e-mails are stored in lower case: off or on. Row 23.
	EmailLower string
	// SortDefault: order of contacts without a sort: createdDateAsc or
	// createdDateDesc. Row 27.
	SortDefault string
	// MissingDefinition: status for a label or field that is not there: 404 or
	// 400. Row 10.
	MissingDefinition string
	// MissingTotal: paging metadata comes without total, with tooManyToCount:
	// off or on (contract 3.4).
	MissingTotal string
	// BadKey: status for an API key or token that is not valid: 401 or 403. Row 40.
	BadKey string
	// EmptyFormatted: the empty text in a member with a format (birthdate,
	// locale, country codes, number and date values): 400 or clear. Row 3.
	EmptyFormatted string
	// Order: label keys and items come back shuffled: off or on.
	Order string
	// Unknowns: answers hold members and enum values nobody has documented:
	// off or on.
	Unknowns string
	// MergeStale: status for a stale targetContactRevision: 428 or 409. Row 8.
	MergeStale string
	// MergeMember: status for a member as merge source: 428 or 400. Row 9.
	MergeMember string
	// RetryAfter: 429 for the rate carries Retry-After: on or off. Row 30.
	RetryAfter string
	// BulkMatch: the contacts of a bulk job are settled when it is submitted or
	// when it runs (contract 7).
	BulkMatch string
	// BulkStuck: the status a bulk job never gets beyond: off, new, loading,
	// running (with half of the work done) or indexing. Row 31.
	BulkStuck string
	// BulkIndexing: how long a bulk job is INDEXING before it is COMPLETED. Row 31.
	BulkIndexing time.Duration
	// BulkSlow is added to the time that a bulk job runs.
	BulkSlow time.Duration
	// BulkUpdateAll: answer to a bulk update without filter and search: allow
	// (it is for everybody) or refuse (contract 2.3).
	BulkUpdateAll string
	// BulkUpdateMaskless: what a bulk update without a field mask does to a
	// contact: patch or nothing. Row 32.
	BulkUpdateMaskless string
	// BulkBothLists: a label key that a bulk job is to add and to remove is
	// removed or added in the end (contract 7).
	BulkBothLists string
	// OAuthError: form of token errors: ietf or envelope (contract 1.2).
	OAuthError string
	// OAuthBody: form of the token answer: plain, or string (the JSON as text
	// in a body member, contract 1.2).
	OAuthBody string
}
