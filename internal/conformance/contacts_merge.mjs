// Merging in the contacts package.
import { withKey } from "./clients.mjs";
import { failure } from "./report.mjs";

const nobody = "99999999-9999-4999-8999-999999999999";

export async function contactsMerge(check, wire) {
  const { contacts: api, labels } = withKey();
  await labels.findOrCreateLabel("VIP");
  const make = async (info) => (await api.createContact(info)).contact;
  const target = await make({ name: { first: "Target" }, emails: { items: [{ email: "target@example.com" }] } });
  const one = await make({ name: { first: "One", last: "Source" }, company: "Example Ltd", emails: { items: [{ email: "one@example.com" }] } });
  const two = await make({ name: { first: "Two" }, phones: { items: [{ phone: "555-0102" }] }, labelKeys: { items: ["custom.vip"] } });
  const sourceContactIds = [one._id, two._id];
  const merged = {
    _id: target._id,
    info: {
      name: { first: "Target" },
      company: "Example Ltd",
      emails: { items: [{ email: "target@example.com" }, { email: "one@example.com" }] },
      phones: { items: [{ phone: "555-0102" }] },
      labelKeys: { items: ["custom.vip"] },
    },
  };

  const preview = await api.previewMergeContacts(target._id, { sourceContactIds });
  check.equal(wire.last().body, { targetContactId: target._id, sourceContactIds }, "previewMergeContacts sends target and sources");
  check.has(preview.contact, merged, "previewMergeContacts shows what would be");
  check.equal(await api.getContact(target._id), target, "and changes nothing");
  check.equal((await api.getContact(one._id))._id, one._id, "nor are the sources gone");

  await check.refused(api.mergeContacts(target._id, 7, { sourceContactIds }), 428, "FAILED_PRECONDITION", "a revision that is not the target's");
  await check.refused(api.mergeContacts(target._id, 1, { sourceContactIds: [target._id] }), 400, "ILLEGAL_MERGE", "the target among the sources");
  await check.refused(api.mergeContacts(target._id, 1, { sourceContactIds: [nobody] }), 404, "CONTACT_NOT_FOUND", "a source that is not there");
  await check.refused(api.previewMergeContacts(nobody, { sourceContactIds }), 404, "CONTACT_NOT_FOUND", "a target that is not there");
  const six = Array.from({ length: 6 }, (_, i) => `0000000${i}-0000-4000-8000-000000000000`);
  await check.invalid(api.mergeContacts(target._id, 1, { sourceContactIds: six }), ["options.sourceContactIds"], "too many sources");
  await check.invalid(api.mergeContacts(target._id, 1), ["options.sourceContactIds"], "no sources");

  const done = await api.mergeContacts(target._id, target.revision, { sourceContactIds });
  check.equal(wire.last().body, { targetContactId: target._id, targetContactRevision: 1, sourceContactIds }, "mergeContacts sends target, revision and sources");
  check.has(done.contact, merged, "mergeContacts makes one of them");
  check.equal((await api.getContact(two._id))._id, target._id, "getContact follows the merge");
  check.equal((await api.queryContacts().in("_id", sourceContactIds).find()).totalCount, 0, "queryContacts does not");
  check.equal((await failure(api.updateContact(one._id, { company: "Other" }, 1)))?.status, 404, "nor does updateContact");
}
