// Package emulator is a site of Wix behind the Contacts REST API v4, kept in
// memory: contacts, labels, extended fields, facets, bulk jobs and domain
// events, with the limits, errors and query language of the real thing, and an
// endpoint for access tokens. It serves tests in process (Server.Transport),
// over a listener (a Server is an http.Handler) and, as cmd/wix-emulator, other
// programs.
//
// It knows nothing of the client it is used against, so that both can only
// agree through the contract. Where the contract leaves a question open, a
// switch decides (Switches); faults make the connection or the service fail
// (Inject); and methods such as EditContact and SubmitForm play the other
// people who work on a site, and its visitors.
//
// # Control
//
// Server.Control answers under /_emulator/, in plain JSON, what a test or a
// person wants of the emulator itself: to seed, reset, save and load the site,
// to move its clock, set switches, add faults, read requests and events, and
// to play other people. ControlRoutes describes the calls; the README of
// cmd/wix-emulator shows them at work. It is a handler of its own, so that a
// Server by itself offers nothing that Wix does not.
//
// # Guard
//
// Over a connection, all of it answers only to the names of this machine
// (Options.Hosts), not to pages of other origins, and bodies are bounded. In
// process, through Transport, nothing is guarded.
//
// # Time
//
// Everything that happens by itself happens when the clock has passed its
// moment and somebody looks: revisions that move in the background, and bulk
// jobs, one contact at a time. Nothing runs in between, so that a test on a
// clock of its own decides about every step.
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
//   - The filter {} is none: alone it gets NEITHER_FILTER_NOR_SEARCH from bulk
//     delete and bulk label. Filters that query refuses are refused at once,
//     with its codes, as are unknown label and field keys; what is wrong with
//     one contact fails that contact.
//   - A bulk job finds its contacts where query would, as far behind the
//     writes. One that is gone when its turn comes fails, with
//     FAILED_DELETE_CONTACT or CONTACT_NOT_FOUND.
//   - A bulk update checks for duplicates as a PATCH does, and fails contacts
//     with the codes of PATCH.
//   - LOADING is a status that only bulk.stuck shows: the flow is NEW, RUNNING,
//     COMPLETED. INDEXING comes after the work and has no finishedDate.
//   - Jobs are listed oldest first, the latest 100; the last 1,000 are kept.
//     An unknown one is NOT_FOUND. Reading them needs CONTACTS.MODIFY, for the
//     contract has no other permission for bulk calls.
//   - The jobs' older path and names exist with Envelope "printed" only, and
//     the names beside the newer ones. Of the numbers in errorCode one is known.
//   - The facet NOT_LABELED is in the type but in no printed list; "printed"
//     leaves it out. Its key is an invention, and its filter lists all labels.
//   - Labels of Wix apps cannot be renamed or deleted, like those of the
//     system, and do not count for the quota.
//   - A deletion that stops after the membership leaves a contact that can be
//     deleted. Its 500 has a code, though 5xx are said to be empty.
//   - An event's entityEventSequence is its number within the site. A merge
//     tells of itself, of the target and of the sources, in that order; jobs
//     and deleted labels and fields tell of every contact that they change.
//   - UNSUPPORTED_FILTER has no situation among labels and fields: each of
//     their fields has a filter.
//   - A form replaces texts and extended values and adds to lists.
package emulator
