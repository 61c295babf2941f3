// Domain events. The emulator keeps them to be read and delivers none; here
// they are wrapped and signed as a webhook brings them, and the SDK unwraps
// them for its handlers.
import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { withApp } from "./clients.mjs";
import { control, settings } from "./emulator.mjs";
import { failure } from "./report.mjs";

export async function events(check, wire, url) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const client = withApp(settings, { publicKey: publicKey.export({ type: "spki", format: "pem" }) });
  const { contacts, labels, extendedFields } = client;

  const seen = [];
  const registrations = {
    "wix.contacts.v4.contact_created": contacts.onContactCreated,
    "wix.contacts.v4.contact_updated": contacts.onContactUpdated,
    "wix.contacts.v4.contact_deleted": contacts.onContactDeleted,
    "wix.contacts.v4.contact_merged": contacts.onContactMerged,
    "wix.contacts.v4.label_created": labels.onLabelCreated,
    "wix.contacts.v4.label_updated": labels.onLabelUpdated,
    "wix.contacts.v4.label_deleted": labels.onLabelDeleted,
    "wix.contacts.v4.extended-field_created": extendedFields.onExtendedFieldCreated,
    "wix.contacts.v4.extended-field_updated": extendedFields.onExtendedFieldUpdated,
    "wix.contacts.v4.extended-field_deleted": extendedFields.onExtendedFieldDeleted,
  };
  for (const [name, register] of Object.entries(registrations)) {
    register((event) => seen.push([name, event]));
  }

  const label = (await labels.findOrCreateLabel("VIP")).label;
  await labels.renameLabel(label.key, { displayName: "Gold" });
  const field = (await extendedFields.findOrCreateExtendedField("Size", "NUMBER")).field;
  await extendedFields.renameExtendedField(field.key, { displayName: "Shoe size" });
  const address = { items: [{ address: { addressLine1: "7 High Street" } }] };
  const target = (await contacts.createContact({ name: { first: "Target" }, addresses: address })).contact;
  const source = (await contacts.createContact({ name: { first: "Source" } })).contact;
  const merged = (await contacts.mergeContacts(target._id, 1, { sourceContactIds: [source._id] })).contact;
  const changed = (await contacts.updateContact(target._id, { company: "Example Ltd" }, merged.revision)).contact;
  await contacts.deleteContact(target._id);
  await labels.deleteLabel(label.key);
  await extendedFields.deleteExtendedField(field.key);

  const kept = (await control(url, "GET", "events")).events;
  for (const { type, event } of kept) {
    const error = await failure(sign(type, event, privateKey).then((jwt) => client.webhooks.process(jwt)));
    check.equal(error?.message, undefined, `the SDK takes ${type}`);
  }
  check.equal(seen.map(([name]) => name), kept.map((e) => e.type), "every event finds its handler");
  const of = (name) => seen.filter(([type]) => type === `wix.contacts.v4.${name}`).map(([, event]) => event);
  for (const name of Object.keys(registrations)) {
    check.ok(seen.some(([type]) => type === name), `${name} happened`);
  }
  const metadata = (entity) => (slug, entityId) => ({ entityFqdn: `wix.contacts.v4.${entity}`, slug, entityId, instanceId: settings.instanceId });
  const [ofContact, ofLabel, ofField] = ["contact", "label", "extended_field"].map(metadata);

  check.has(of("label_created")[0], { entity: { ...label }, metadata: ofLabel("created", label.key) }, "a label that was made");
  check.has(of("label_updated").at(-1), { entity: { key: label.key, displayName: "Gold" }, metadata: ofLabel("updated", label.key) }, "a label that was renamed");
  check.has(of("label_deleted")[0], { metadata: ofLabel("deleted", label.key) }, "a label that was deleted");
  check.has(of("extended-field_created")[0], { entity: { ...field }, metadata: ofField("created", field.key) }, "a field that was made");
  check.has(of("extended-field_updated").at(-1), { entity: { key: field.key, displayName: "Shoe size" }, metadata: ofField("updated", field.key) }, "a field that was renamed");
  check.has(of("extended-field_deleted")[0], { metadata: ofField("deleted", field.key) }, "a field that was deleted");

  check.equal(of("contact_created").map((e) => e.entity), [target, source], "contacts that were made, as createContact gave them");
  const { metadata: created } = of("contact_created")[0];
  check.date(created.eventTime, "eventTime");
  check.ok(/^[0-9a-f-]{36}$/.test(created._id), "an event has an id", created);
  check.equal(of("contact_updated").at(-1).entity, changed, "a contact that was changed, as updateContact gave it");
  check.has(of("contact_updated").find((e) => e.metadata.originatedFrom === "merge"), { metadata: ofContact("updated", target._id) }, "the target of a merge is updated by it");
  check.has(of("contact_deleted").find((e) => e.metadata.originatedFrom === "merge"), { metadata: ofContact("deleted", source._id) }, "the source of a merge is deleted by it");
  check.has(of("contact_deleted").at(-1), { metadata: ofContact("deleted", target._id), entity: undefined }, "a contact that was deleted");
  check.has(of("contact_merged")[0], { data: { targetContactId: target._id, sourceContactIds: [source._id], targetContact: merged } }, "contacts that were merged");
  const sequences = seen.map(([, e]) => BigInt(e.metadata.entityEventSequence));
  check.ok(sequences.every((n, i) => i === 0 || n > sequences[i - 1]), "sequences grow", sequences);
  check.equal(new Set(seen.map(([, e]) => e.metadata._id)).size, seen.length, "ids are unique");
}

function sign(eventType, envelope, key) {
  const identity = { identityType: "APP", appId: settings.appId };
  const data = { eventType, instanceId: settings.instanceId, data: JSON.stringify(envelope), identity: JSON.stringify(identity) };
  return new SignJWT({ data: JSON.stringify(data) }).setProtectedHeader({ alg: "RS256" }).sign(key);
}
