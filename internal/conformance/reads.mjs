// What holds on any site, and changes nothing: this part may run against a live one. What
// fails shows no values of contacts, which are personal data.
import { packages, withKey } from "./clients.mjs";
import { failure } from "./report.mjs";

const { LabelType } = packages.labels;
const { FieldDataType, FieldType } = packages.extendedFields;
const nobody = "99999999-9999-4999-8999-999999999999";

export async function reads(check, wire) {
  const client = withKey();
  await labels(check, client.labels);
  await fields(check, client.extendedFields);
  await contacts(check, client.contacts);
  const reading = (r) => r.method === "GET" || (r.method === "POST" && r.path.endsWith("/query"));
  check.ok(wire.log.length > 0 && wire.log.every(reading), "nothing was written");
}

reads.harmless = true;
reads.flags = ["-seed", "20"];

const known = (type, value) => Object.values(type).includes(value);

async function labels(check, api) {
  const { labels: listed, metadata } = await api.listLabels({ paging: { limit: 100 } });
  check.equal(metadata.count, listed.length, "listLabels counts");
  check.ok(listed.every((l) => l.key && l.displayName && l.namespace && known(LabelType, l.labelType)), "labels have key, name, namespace and a known type");
  check.ok(listed.some((l) => l.labelType === LabelType.SYSTEM), "some are those of Wix");
  check.equal((await api.getLabel(listed[0].key)).key, listed[0].key, "getLabel gives a listed label");
  const { items } = await api.queryLabels().eq("key", listed[0].key).find();
  check.equal(items.map((l) => l.key), [listed[0].key], "queryLabels finds it");
}

async function fields(check, api) {
  const { fields: listed, metadata } = await api.listExtendedFields({ paging: { limit: 100 } });
  check.equal(metadata.count, listed.length, "listExtendedFields counts");
  check.ok(listed.every((f) => f.key && f.displayName && f.namespace && known(FieldType, f.fieldType) && known(FieldDataType, f.dataType)), "fields have key, name, namespace and known types");
  check.equal((await api.getExtendedField(listed[0].key)).key, listed[0].key, "getExtendedField gives a listed field");
  const { items } = await api.queryExtendedFields().eq("key", listed[0].key).find();
  check.equal(items.map((f) => f.key), [listed[0].key], "queryExtendedFields finds it");
}

async function contacts(check, api) {
  const { contacts: listed, pagingMetadata } = await api.listContacts({ paging: { limit: 5 } });
  check.ok(listed.length <= 5 && pagingMetadata.count === listed.length, "listContacts counts");
  check.ok(listed.every((c) => c._id && Number.isInteger(c.revision) && c._createdDate instanceof Date && c.info), "contacts have id, revision, date and info");
  const { items } = await api.queryContacts().limit(5).find();
  check.ok(items.length <= 5, "queryContacts keeps the limit");
  if (listed.length > 0) {
    const one = await api.getContact(listed[0]._id);
    check.ok(one._id === listed[0]._id && one.revision >= listed[0].revision, "getContact gives a listed contact");
  }
  const error = await failure(api.getContact(nobody));
  check.equal([error?.status, error?.details?.applicationError?.code], [404, "CONTACT_NOT_FOUND"], "a contact that is not there is not found");
  const { facets } = await api.listFacets({ paging: { limit: 100 } });
  check.ok(facets.every((f) => known(packages.contacts.ContactsFacetType, f.facetType)), "every type of facet is known");
}
