// What members, subscribers, contributors, pictures, quotas and failures of the
// service lead to, as the SDK words it.
import { packages, withKey } from "./clients.mjs";
import { control } from "./emulator.mjs";
import { failure } from "./report.mjs";

export async function contactsRules(check, wire, url) {
  const { contacts: api, labels, extendedFields } = withKey();
  const make = async (first) => (await api.createContact({ name: { first }, emails: { items: [{ email: `${first}@example.com` }] } })).contact;
  const become = (contact, what, body) => control(url, "POST", `contacts/${contact._id}/${what}`, body);

  const member = await make("member");
  await become(member, "member");
  await check.refused(api.deleteContact(member._id), 428, "CANNOT_DELETE_MEMBER", "deleting a member");
  const email = { emails: { items: [{ email: "other@example.com" }] } };
  await check.refused(api.updateContact(member._id, email, 2), 428, "CANNOT_UPDATE_MEMBER_EMAIL", "the e-mail of a member");
  const target = await make("target");
  await check.refused(api.mergeContacts(target._id, 1, { sourceContactIds: [member._id] }), 428, "FAILED_PRECONDITION", "merging a member away");

  const payer = await make("payer");
  await become(payer, "billing-subscription");
  await check.refused(api.deleteContact(payer._id), 428, "CANNOT_DELETE_CONTACT_WITH_BILLING_SUBSCRIPTION", "deleting somebody who pays");
  const contributor = await make("contributor");
  await become(contributor, "contributor");
  await check.refused(api.deleteContact(contributor._id), 428, "CANNOT_DELETE_MEMBER_OWNER_OR_CONTRIBUTOR", "deleting somebody who works on the site");

  await become(target, "break-deletion");
  await check.refused(api.deleteContact(target._id), 500, "FAILED_DELETE_CONTACT_AFTER_MEMBER_DELETION", "a deletion that stops half way");
  check.equal((await api.getContact(target._id))._id, target._id, "leaves the contact");

  await become(payer, "subscription", { status: "SUBSCRIBED" });
  const { primaryEmail, lastActivity } = await api.getContact(payer._id);
  check.equal(primaryEmail.subscriptionStatus, packages.contacts.SubscriptionStatus.SUBSCRIBED, "a subscription shows in primaryEmail");
  check.equal(lastActivity.activityType, packages.contacts.ContactActivityType.NEWSLETTER_SUBSCRIPTION_SUBSCRIBE, "and as the last activity");

  const image = { id: "abc_123.png", url: "https://www.example.com/abc_123.png", height: 20, width: 10, altText: "Ada" };
  const { id } = await control(url, "POST", "contacts", { info: { name: { first: "pictured" }, picture: { image } } });
  const pictured = await api.getContact(id);
  const picture = "wix:image://v1/abc_123.png/Ada#originWidth=10&originHeight=20";
  check.equal([pictured.info.picture.image, pictured.picture], [picture, picture], "a picture is in both its places");
  const kept = await api.updateContact(id, { picture: { image: picture }, company: "Example Ltd" }, pictured.revision);
  check.equal(kept.contact.info.picture.image, picture, "and can be sent back");

  await labels.findOrCreateLabel("One");
  const full = await check.refused(labels.findOrCreateLabel("Two"), 428, "LABELS_QUOTA_REACHED", "one label too many");
  check.equal(full?.details?.applicationError?.data, { labelsQuota: "1", labelsCurrentTotal: "1" }, "says how many there may be");
  await extendedFields.findOrCreateExtendedField("One", "TEXT");
  await check.refused(extendedFields.findOrCreateExtendedField("Two", "TEXT"), 429, "FIELDS_QUOTA_EXCEEDED", "one field too many");

  for (const status of [429, 500, 503, 504]) {
    await control(url, "POST", "faults", { kind: "status", status, times: 1 });
    const error = await failure(labels.listLabels());
    check.equal([error?.status, error?.details?.applicationError?.code], [status, status], `status ${status} without a code`);
  }
  await control(url, "POST", "faults", { kind: "html", times: 1 });
  check.equal((await failure(labels.listLabels()))?.status, 502, "a page of a gateway");
  await control(url, "POST", "faults", { kind: "dropBefore", times: 1 });
  check.ok(/System error occurred/.test((await failure(labels.listLabels()))?.message), "a connection that breaks");
  check.equal((await labels.listLabels()).labels.length, 3, "and then all is well again");
}

contactsRules.flags = ["-labels-quota", "1", "-fields-quota", "1"];
