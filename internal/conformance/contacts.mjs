// The contacts package: create, get, list, update, delete, label and unlabel,
// with the errors of each.
import { packages, withKey } from "./clients.mjs";
import { failure } from "./report.mjs";

const { AddressTag, ContactActivityType, ContactFieldSet, EmailTag, PhoneTag, SortOrder, SubscriptionStatus } = packages.contacts;
const nobody = "99999999-9999-4999-8999-999999999999";

export async function contacts(check, wire) {
  const client = withKey();
  const { contacts: api } = client;
  await client.labels.findOrCreateLabel("VIP");
  await client.labels.findOrCreateLabel("Lead");
  const ada = await create(check, wire, api);
  await get(check, wire, api, ada);
  await list(check, wire, api);
  const updated = await update(check, wire, api, ada);
  await label(check, wire, api, updated);
  await tags(check, api);
  await invalid(check, api, updated);
  await remove(check, wire, api, ada);
}

async function create(check, wire, api) {
  const info = {
    name: { first: "Ada", last: "Quill" },
    company: "Example Ltd",
    jobTitle: "Developer",
    birthdate: "1990-12-10",
    locale: "en-US",
    emails: { items: [{ tag: EmailTag.WORK, email: "ada@example.com" }, { tag: EmailTag.HOME, email: "home@example.com" }] },
    phones: { items: [{ tag: PhoneTag.MOBILE, countryCode: "US", phone: "(201) 555-0123" }] },
    addresses: {
      items: [
        { tag: AddressTag.HOME, address: { country: "US", subdivision: "US-NY", city: "Springfield", postalCode: "10001", addressLine1: "7 High Street", addressLine2: "Apt 3" } },
        { tag: AddressTag.BILLING, address: { country: "DE", city: "Musterstadt", streetAddress: { number: "5", name: "Musterstraße" } } },
      ],
    },
    labelKeys: { items: ["custom.vip"] },
    extendedFields: { items: { "invoices.vatId": "XX-123" } },
  };
  const { contact, ...rest } = await api.createContact(structuredClone(info));
  const sent = wire.last().body;
  check.equal([sent.info.addresses.items[0].address.addressLine, sent.info.addresses.items[0].address.addressLine1], ["7 High Street", undefined], "addressLine1 goes as addressLine");
  check.equal(rest, {}, "createContact answers with the contact alone");
  check.has(contact, { revision: 1, info }, "a contact is as made");
  check.ok(/^[0-9a-f-]{36}$/.test(contact._id), "it has an _id", contact);
  check.date(contact._createdDate, "its _createdDate");
  check.date(contact._updatedDate, "its _updatedDate");
  check.date(contact.lastActivity.activityDate, "the date of its last activity");
  check.equal(contact.lastActivity.activityType, ContactActivityType.CONTACT_CREATED, "which is that it was made");
  check.equal(contact.primaryInfo, { email: "ada@example.com", phone: "(201) 555-0123" }, "its primaryInfo");
  check.has(contact.primaryEmail, { email: "ada@example.com", subscriptionStatus: SubscriptionStatus.NOT_SET }, "its primaryEmail");
  check.has(contact.primaryPhone, { phone: "(201) 555-0123", countryCode: "US", e164Phone: "+12015550123" }, "its primaryPhone");
  check.equal(contact.info.emails.items.map((e) => e.primary), [true, false], "the first e-mail is primary");
  check.ok(contact.info.emails.items.every((e) => e._id), "items have an _id", contact.info.emails);
  check.equal(contact.info.phones.items[0].e164Phone, "+12015550123", "a phone has its E.164 form");

  await check.refused(api.createContact({}), 400, "INSUFFICIENT_CONTACT_DATA", "a contact without anything");
  const twice = { name: { first: "B" }, emails: { items: [{ email: "b1@example.com", primary: true }, { email: "b2@example.com", primary: true }] } };
  await check.refused(api.createContact(twice), 400, "CANNOT_HAVE_MULTIPLE_PRIMARY_INFO", "two primary e-mails");
  const other = { emails: { items: [{ email: "ada@example.com" }] } };
  const duplicate = await check.refused(api.createContact(structuredClone(other)), 409, "DUPLICATE_CONTACT_EXISTS", "an e-mail that another has");
  check.equal(duplicate?.details?.applicationError?.data, { duplicateContactId: contact._id, duplicateEmail: "ada@example.com" }, "says which contact and e-mail");
  const phone = { phones: { items: [{ countryCode: "US", phone: "201-555-0123" }] } };
  const byPhone = await check.refused(api.createContact(phone), 409, "DUPLICATE_CONTACT_EXISTS", "a phone that another has");
  check.equal(byPhone?.details?.applicationError?.data?.duplicateContactId, contact._id, "says which contact");
  const allowed = await api.createContact(structuredClone(other), { allowDuplicates: true });
  check.ok(allowed.contact._id !== contact._id, "unless duplicates are allowed", allowed);
  await api.deleteContact(allowed.contact._id);
  return contact;
}

async function get(check, wire, api, ada) {
  const whole = await api.getContact(ada._id);
  check.equal(whole, ada, "getContact gives the same contact");
  check.equal([wire.last().path, wire.last().query], [`/contacts/v4/contacts/${ada._id}`, `id=${ada._id}`], "getContact sends the id in path and query");
  const basic = await api.getContact(ada._id, { fieldsets: [ContactFieldSet.BASIC] });
  check.equal([Object.keys(basic).sort(), Object.keys(basic.info)], [["_id", "info", "primaryInfo", "revision"], ["name"]], "BASIC holds name and primaryInfo");
  const some = await api.getContact(ada._id, { fields: ["info.phones", "createdDate"] });
  check.equal([Object.keys(some).sort(), Object.keys(some.info)], [["_createdDate", "_id", "info", "revision"], ["phones"]], "fields choose");
  const both = await api.getContact(ada._id, { fields: ["info.company"], fieldsets: [ContactFieldSet.EXTENDED] });
  check.equal(Object.keys(both.info).sort(), ["company", "extendedFields", "name"], "fields and fieldsets add up");
  await check.refused(api.getContact(nobody), 404, "CONTACT_NOT_FOUND", "a contact that is not there");
}

async function list(check, wire, api) {
  for (const first of ["Bo", "Cy", "Di"]) {
    await api.createContact({ name: { first } });
  }
  const all = await api.listContacts();
  check.equal(firsts(all.contacts), ["Ada", "Bo", "Cy", "Di"], "listContacts lists all");
  check.has(all.pagingMetadata, { count: 4, offset: 0, total: 4 }, "and counts");
  check.ok(all.contacts.every((c) => c._createdDate instanceof Date), "with dates", all.contacts);
  const page = await api.listContacts({
    sort: { fieldName: "info.name.first", order: SortOrder.DESC },
    paging: { limit: 2, offset: 1 },
    fieldsets: [ContactFieldSet.BASIC],
    fields: ["info.company", "info.jobTitle"],
  });
  check.equal(wire.last().query, "sort.fieldName=info.name.first&sort.order=DESC&paging.limit=2&paging.offset=1&fields=info.company&fields=info.jobTitle&fieldsets=BASIC", "nested names go dotted, lists repeated");
  check.equal([firsts(page.contacts), page.pagingMetadata.count, page.pagingMetadata.offset], [["Cy", "Bo"], 2, 1], "sorted and paged");
  const byDate = await api.listContacts({ sort: { fieldName: "_createdDate", order: SortOrder.DESC } });
  check.equal(firsts(byDate.contacts)[0], "Di", "sorted by _createdDate");
  await check.refused(api.listContacts({ paging: { limit: 1001 } }), 400, "ILLEGAL_LIMIT", "a limit above 1000");
  await check.refused(api.listContacts({ sort: { fieldName: "info.colour" } }), 400, "UNSUPPORTED_SORT_FIELD", "a field that cannot be sorted by");
}

const firsts = (list) => list.map((c) => c.info.name.first);

async function update(check, wire, api, ada) {
  const change = { name: { first: "Ada", last: "Lace" }, emails: { items: [{ tag: EmailTag.MAIN, email: "lace@example.com" }] } };
  const { contact } = await api.updateContact(ada._id, structuredClone(change), ada.revision);
  check.equal(wire.last().body, { contactId: ada._id, info: change, revision: 1 }, "updateContact sends id, info and revision");
  check.has(contact, { _id: ada._id, revision: 2, info: { ...change, company: "Example Ltd" }, primaryInfo: { email: "lace@example.com" } }, "updateContact changes what it names");
  check.equal(contact.info.emails.items.length, 1, "and replaces lists");
  const stale = await check.refused(api.updateContact(ada._id, { company: "Other" }, 1), 409, "CONTACT_ALREADY_CHANGED", "a revision of before");
  check.ok(stale?.message?.includes("CONTACT_ALREADY_CHANGED"), "is in the message too", stale);
  await check.invalid(api.updateContact(ada._id, { company: "Other" }), ["revision"], "no revision");
  await check.refused(api.updateContact(ada._id, {}, 2), 400, "INSUFFICIENT_UPDATE_CONTACT_DATA", "nothing to change");
  await check.refused(api.updateContact(nobody, { company: "Other" }, 1), 404, "CONTACT_NOT_FOUND", "a contact that is not there");
  const bare = (await api.createContact({ emails: { items: [{ email: "bare@example.com" }] } })).contact;
  await check.refused(api.updateContact(bare._id, { emails: { items: [] } }, 1), 400, "INSUFFICIENT_CONTACT_DATA", "a contact that would be left with nothing");
  await check.refused(api.updateContact(bare._id, { emails: { items: [{ email: "lace@example.com" }] } }, 1), 409, "DUPLICATE_CONTACT_EXISTS", "an e-mail that another has");
  const allowed = await api.updateContact(bare._id, { emails: { items: [{ email: "lace@example.com" }] } }, 1, { allowDuplicates: true });
  check.equal(allowed.contact.primaryInfo.email, "lace@example.com", "unless duplicates are allowed");
  await api.deleteContact(bare._id);
  return contact;
}

async function label(check, wire, api, ada) {
  const labelled = await api.labelContact(ada._id, ["custom.lead", "contacts.customers"]);
  check.equal(wire.last().body, { contactId: ada._id, labelKeys: ["custom.lead", "contacts.customers"] }, "labelContact sends id and keys");
  check.equal(labelled.contact.info.labelKeys.items.toSorted(), ["contacts.customers", "custom.lead", "custom.vip"], "labelContact adds keys");
  const less = await api.unlabelContact(ada._id, ["custom.lead", "custom.vip"]);
  const sent = wire.last();
  check.equal([sent.method, sent.query, sent.body, sent.contentType], ["DELETE", `contactId=${ada._id}&labelKeys=custom.lead&labelKeys=custom.vip`, undefined, null], "unlabelContact sends its keys in the query");
  check.equal(less.contact.info.labelKeys.items, ["contacts.customers"], "unlabelContact takes keys off");
  await check.refused(api.labelContact(nobody, ["custom.lead"]), 404, "CONTACT_NOT_FOUND", "labelling a contact that is not there");
  await check.refused(api.unlabelContact(nobody, ["custom.lead"]), 404, "CONTACT_NOT_FOUND", "unlabelling one");
  check.equal((await failure(api.labelContact(ada._id, ["custom.none"])))?.status, 400, "a label that is not there");
  await check.invalid(api.labelContact(ada._id, []), ["labelKeys"], "labelling with nothing");
  const many = Array.from({ length: 101 }, (_, i) => `custom.l${i}`);
  await check.invalid(api.labelContact(ada._id, many), ["labelKeys"], "labelling with too many");
}

// tags holds that every tag the SDK knows can be written and comes back.
async function tags(check, api) {
  const items = (values, of) => ({ items: Object.values(values).map((tag, i) => ({ tag, ...of(i) })) });
  const info = {
    emails: items(EmailTag, (i) => ({ email: `tag${i}@example.com` })),
    phones: items(PhoneTag, (i) => ({ phone: `555-014${i}` })),
    addresses: items(AddressTag, (i) => ({ address: { city: `City ${i}` } })),
  };
  const { contact } = await api.createContact(structuredClone(info));
  check.has(contact.info, info, "every tag comes back");
  await api.deleteContact(contact._id);
}

async function invalid(check, api, ada) {
  const long = "x".repeat(1001);
  await check.invalid(api.createContact({ name: { first: long } }), ["info.name.first"], "a name that is too long");
  await check.invalid(api.createContact({ emails: { items: [{ email: "" }] } }), ["info.emails.items[0].email"], "an e-mail of nothing");
  await check.invalid(api.createContact({ phones: { items: [{ phone: "1".repeat(51) }] } }), ["info.phones.items[0].phone"], "a phone that is too long");
  await check.invalid(api.createContact({ emails: { items: [{ tag: "FAX", email: "a@example.com" }] } }), ["info.emails.items[0].tag"], "a tag that e-mails do not have");
  await check.invalid(api.updateContact(ada._id, { birthdate: "10.12.1990" }, 2), ["info.birthdate"], "a birthdate that is none");
  const both = { addressLine1: "7 High Street", streetAddress: { number: "7", name: "High Street" } };
  const error = await failure(api.createContact({ name: { first: "A" }, addresses: { items: [{ address: both }] } }));
  check.equal(error?.status, 400, "an address with line and street");
}

async function remove(check, wire, api, ada) {
  check.equal(await api.deleteContact(ada._id), {}, "deleteContact answers with an empty object");
  const sent = wire.last();
  check.equal([sent.method, sent.query, sent.body], ["DELETE", `contactId=${ada._id}`, undefined], "deleteContact sends the id in path and query");
  await check.refused(api.getContact(ada._id), 404, "CONTACT_NOT_FOUND", "a contact that was deleted");
  check.equal((await failure(api.deleteContact(ada._id)))?.status, 404, "nor can it be deleted again");
}
