package probe

// questions are all that is asked, in this order: what hides new objects comes first, as it
// decides how long the others wait, and what compares many contacts last.
var questions = []question{
	{7, "revision.background", true, "After how long does the revision of a new contact move by itself?", "off", askRevisionBackground},
	{26, "query.lag", true, "For how long do queries not show a new contact?", "off", askQueryLag},
	{26, "query.list.lag", true, "For how long do lists not show a new label?", "off", askListLag},
	{6, "revision.label", true, "When do label and unlabel move the revision?", "change", askRevisionLabel},
	{39, "revision.type", true, "Which JSON type have revisions?", "number", askRevisionType},
	{39, "", false, "Is a revision in quotes accepted?", "accepted", askRevisionText},
	{0, "text.trim", true, "Are outer spaces of texts cut?", "off", askTextTrim},
	{0, "locale", true, "How are locales stored?", "keep", askLocale},
	{0, "url.scheme", true, "What becomes of a URL without a scheme?", "add", askURLScheme},
	{1, "patch.extendedFields", true, "What does a PATCH do to the extended fields it leaves out?", "replace", askPatchExtendedFields},
	{2, "patch.subObject", true, "What does a PATCH of one half of a name do to the other?", "merge", askPatchSubObject},
	{3, "patch.null", true, "What does null in a PATCH do?", "clear", askPatchNull},
	{3, "empty.formatted", true, "What does the empty text do to a birthdate, a locale and a number?", "400", askEmptyFormatted},
	{4, "patch.labelKeys", true, "What does a PATCH of labelKeys do?", "ignore", askPatchLabelKeys},
	{5, "item.ids", true, "Do unchanged items keep their ids in a PATCH?", "new", askItemIDs},
	{0, "order.shuffle", true, "Do items come back in another order?", "off", askOrder},
	{10, "missing.definition", true, "With what status is a label or field missing?", "404", both(askMissingDefinition)},
	{11, "delete.missing", true, "With what status is a contact deleted that is not there?", "404", askDeleteMissing},
	{12, "label.unknownKey", true, "What becomes of an unknown label key on label?", "400", askLabelUnknown},
	{13, "unlabel.unknownKey", true, "With what status is an unknown label key taken off?", "400", askUnlabelUnknown},
	{13, "", false, "With what status is a label taken off that the contact does not carry?", "200", askUnlabelNotCarried},
	{14, "", false, "Where does unlabel read its keys?", "body and query", askUnlabelTransport},
	{15, "write.systemKeys", true, "What becomes of a system key among the extended fields of a write?", "ignore", askSystemKeys},
	{15, "extendedFields.unknownKey", true, "With what status is an unknown extended field key refused?", "400", askUnknownField},
	{16, "extendedFields.values", true, "Are numbers as text, and text as numbers, refused?", "strict", askFieldValues},
	{17, "labelKeys", true, "How do keys of labels end?", "slug", askLabelKeys},
	{18, "fieldKeys", true, "How do keys of extended fields end?", "random", askFieldKeys},
	{19, "names.match", true, "Do case and outer spaces count where names are compared?", "exact", both(askNamesMatch)},
	{20, "find.existing", true, "With what status is a name found that exists?", "200", both(askFindExisting)},
	{21, "rename.taken", true, "Can a name be given that exists?", "409", both(askRenameTaken)},
	{23, "email.lower", true, "Are e-mails stored in lower case?", "off", askEmailLower},
	{23, "email.compare", true, "Does the case of e-mails count where they are compared?", "fold", askEmailCompare},
	{24, "", false, "How are phones compared for duplicates?", "by number", askPhoneCompare},
	{25, "duplicate.leavesContact", true, "Does a create that is refused as a duplicate leave a contact behind?", "off", askLeavesContact},
	{33, "subdivision", true, "Are subdivisions checked?", "lax", askSubdivision},
	{34, "phoneEmail.format", true, "Are phones and e-mails checked?", "lax", askFormat},
	{35, "", false, "Which tag has an item that was sent without one?", "UNTAGGED", askItemTag},
	{36, "", false, "Which item is primary where none was sent so?", "the first", askItemPrimary},
	{38, "", false, "Which source has a contact of the probe?", sourceAssumed, askSource},
	{43, "phone.format", true, "Do valid phones come back as they were sent?", "keep", askPhoneFormat},
	{44, "definition.dates", true, "Have dates of labels and fields a fraction when they are created?", "seconds", both(askDefinitionDates)},
	{45, "lists.empty", true, "How are empty lists of a contact given?", "absent", askEmptyLists},
	{46, "vatId.empty", true, "How is a VAT ID given that is not set?", "absent", askEmptyVATID},
	{8, "merge.stale", true, "With what status is a merge refused for a stale revision?", "428", askMergeStale},
	{0, "envelope", true, "Are answers shaped as the types say, or as the printed examples?", "current", askEnvelope},
	{0, "missing.total", true, "Do pages come without a total?", "off", askMissingTotal},
	{0, "unknowns", true, "Do answers hold members that no public type has?", "off", askUnknowns},
	{29, "", false, "How many labels may be asked for at once?", "list 2000, query 1000", askLabelLimits},
	{40, "auth.badKey", true, "With what status is a token refused that is not valid?", "401", askBadKey},
	{0, "oauth.error", true, "Which form have errors of the token endpoint?", "ietf", askOAuthError},
	{0, "oauth.body", true, "Where in its answer is the token?", "plain", askOAuthBody},
	{27, "", false, "Which members have contacts when no fieldset is asked for?", "FULL", askFieldset},
	{27, "sort.default", true, "In which order are contacts when none is asked for?", "createdDateAsc", askSort},
}

const (
	whyBulk   = "a bulk job stays in the site's list of jobs for good, and would not be undone"
	whyMember = "it needs a site member, which the probe can neither make nor may touch"
)

// notAsked are the open questions that cannot be asked without harm, or whose answer would be
// a guess.
var notAsked = []unasked{
	{9, "merge.member", "The status for a member as source of a merge.", whyMember},
	{
		20, "create.race", "What the later of two overlapping find-or-creates of a new name gets.",
		"whether two requests overlap is up to the site: that a name was found proves nothing",
	},
	{
		22, "system.definition", "The status for changing a label or field of the system.",
		"it would be a write to something that the probe has not made",
	},
	{28, "", "The order of what has the same place in a sort.", "a few pages prove nothing about it"},
	{30, "rate.retryAfter", "Whether a 429 for the rate carries Retry-After.", "it would spend the budget of requests that other programs share"},
	{31, "bulk.indexing", "How long a bulk job is INDEXING.", whyBulk},
	{31, "bulk.stuck", "The status that a bulk job does not get beyond.", whyBulk},
	{0, "bulk.slow", "For how long a bulk job runs.", whyBulk},
	{0, "bulk.match", "When the contacts of a bulk job are settled.", whyBulk},
	{0, "bulk.bothLists", "What becomes of a label that a bulk job adds and removes.", whyBulk},
	{32, "bulk.updateMaskless", "What a bulk update without a field mask changes.", whyBulk},
	{0, "bulk.updateAll", "What a bulk update without filter and search does.", "where it is allowed, it changes every contact of the site"},
	{37, "", "Whether a picture can be written.", "the site may keep a copy of it among its media"},
	{41, "", "How many labels a site may have.", "it would fill the site with labels"},
	{42, "", "Whether wix-site-id and wix-account-id can be sent together.", "the provider's variables do not hold the id of the account"},
}
