// Package emulator is a site of Wix behind the Contacts REST API v4, kept in
// memory: contacts, labels, extended fields and facets, with the limits,
// errors and query language of the real thing, and an endpoint for access
// tokens. It serves tests in process (Server.Transport), over a listener (a
// Server is an http.Handler) and, as cmd/wix-emulator, other programs. Bulk
// jobs are not emulated.
//
// It knows nothing of the client it is used against, so that both can only
// agree through the contract. Where the contract leaves a question open, a
// switch decides (Switches); faults make the connection or the service fail
// (Inject); and methods such as EditContact play the other people who work on
// a site.
//
// # Choices
//
// Where the evidence conflicts or is missing, and no switch decides, it does
// the following.
//
//   - Create, list, query and get answer with primaryEmail and primaryPhone,
//     which only newer sources know; Envelope "printed" leaves them out.
//   - namespaceDisplayName comes with list and query of labels: the contract
//     says list only, but the printed queries show it too.
//   - Unsorted labels come oldest first, unsorted extended fields newest
//     first, system ones last in both, as the examples print them.
//   - primary is always shown, false included; some examples leave it out.
//   - A field that is absent sorts before all values, texts sort without case
//     first, and equal contacts by id.
//   - Equality is exact for text, $startsWith ignores case, and e-mails compare
//     as email.compare says, in filters as for duplicates.
//   - A bare value for an array column means that it has the element, and any
//     other operator than $hasSome and $hasAll is refused.
//   - A limit of 0 is the default limit.
//   - Deleting a contact needs CONTACTS.MODIFY alone: MEMBERS.MEMBER_DELETE is
//     listed beside it, but members cannot be deleted anyway.
//   - The permissions that lift restrictions on members hold only when named.
//   - Duplicates are looked for among the e-mails of the request itself, or
//     its phones when it has no e-mail, on PATCH as on create: a PATCH of
//     phones alone compares phones even if the contact has an e-mail.
//   - An empty or blank name does not count as a name.
//   - A PATCH moves the revision even if it changes nothing. Taking a label or
//     field off the site moves the revision of the contacts that had it, labels
//     as revision.label has it.
//   - null for an extended field under PATCH with replace and noop removes the
//     value, as leaving the key out would.
//   - A field mask on PATCH still works, for a printed example relies on it;
//     allowDuplicates as a query parameter does not.
//   - info.locations can be written; picture and assignedUserIds cannot.
//   - The codes LABEL_NOT_FOUND for unknown label keys, NOT_FOUND for missing
//     definitions and ALREADY_EXISTS for taken names are inventions.
//   - A merge leaves out e-mails (by case-folded text), phones (by E.164, else
//     digits) and addresses that the target has, and what it adds is not
//     primary. It moves the target's revision by one.
//   - e164Phone needs a country code, and one of a small table of countries.
//   - With create.race "conflict", the loser of a race is the request that
//     found its name new on arrival and taken when its turn came.
package emulator
