// The extended fields package: all its functions, both forms of query, and the
// errors.
import { packages, utils, withKey } from "./clients.mjs";
import { failure } from "./report.mjs";

const { FieldDataType, FieldType, SortOrder } = packages.extendedFields;

export async function extendedFields(check, wire) {
  const { extendedFields: api, contacts } = withKey();

  const made = {};
  for (const dataType of Object.values(FieldDataType)) {
    made[dataType] = await api.findOrCreateExtendedField(`Field of ${dataType}`, dataType);
    check.has(made[dataType], {
      newField: true,
      field: { displayName: `Field of ${dataType}`, dataType, fieldType: FieldType.USER_DEFINED, namespace: "custom" },
    }, `a new field of type ${dataType}`);
  }
  check.equal(wire.last().body, { displayName: `Field of ${Object.values(FieldDataType).at(-1)}`, dataType: Object.values(FieldDataType).at(-1) }, "findOrCreateExtendedField sends name and type");
  const { field } = made.TEXT;
  check.date(field._createdDate, "a field's _createdDate");
  check.date(field._updatedDate, "a field's _updatedDate");
  const again = await api.findOrCreateExtendedField("Field of TEXT", FieldDataType.NUMBER);
  check.has(again, { newField: false, field: { key: field.key, dataType: FieldDataType.TEXT } }, "the same name finds the field, of its own type");

  check.equal(await api.getExtendedField(field.key), field, "getExtendedField gives the same field");
  const status = await api.getExtendedField("emailSubscriptions.subscriptionStatus");
  check.has(status, { fieldType: FieldType.SYSTEM, dataType: FieldDataType.TEXT, namespace: "emailSubscriptions", _createdDate: undefined }, "system fields are marked and have no dates");
  check.ok(status.description?.length > 0, "and a description", status);

  const renamed = await api.renameExtendedField(field.key, { displayName: "Nickname" });
  check.has(renamed, { key: field.key, displayName: "Nickname", dataType: FieldDataType.TEXT }, "renameExtendedField keeps the key");
  check.equal(wire.last().body, { field: { displayName: "Nickname", key: field.key } }, "renameExtendedField sends the key in the field");

  const values = {
    [field.key]: "Ada",
    [made.NUMBER.field.key]: 12.5,
    [made.DATE.field.key]: "2026-02-28",
    [made.URL.field.key]: "example.com/a",
  };
  const { contact } = await contacts.createContact({ name: { first: "Ada" }, extendedFields: { items: values } });
  check.has(contact.info.extendedFields.items, { ...values, [made.URL.field.key]: "https://example.com/a" }, "values of the four types");

  await list(check, api);
  await query(check, api);
  await errors(check, api, contacts, made);

  check.equal(await api.deleteExtendedField(field.key), undefined, "deleteExtendedField answers with nothing");
  check.equal((await contacts.getContact(contact._id)).info.extendedFields.items[field.key], undefined, "its values go with it");
  check.equal((await failure(api.getExtendedField(field.key)))?.status, 404, "a deleted field is not found");
  const anew = await api.findOrCreateExtendedField("Nickname", FieldDataType.TEXT);
  check.ok(anew.newField && anew.field.key !== field.key, "made again it has another key", anew);
}

async function list(check, api) {
  const all = await api.listExtendedFields();
  check.has(all.metadata, { count: all.fields.length, offset: 0, total: all.fields.length }, "listExtendedFields counts");
  const own = await api.listExtendedFields({ fieldType: FieldType.USER_DEFINED, sort: { fieldName: "displayName", order: SortOrder.ASC } });
  check.equal(names(own), ["Field of DATE", "Field of NUMBER", "Field of URL", "Nickname"], "by type, sorted");
  check.equal(names(await api.listExtendedFields({ startsWith: "Field of N" })), ["Field of NUMBER"], "by the start of the name");
  check.ok((await api.listExtendedFields({ namespace: "ecom" })).fields.every((f) => f.namespace === "ecom"), "by namespace");
  check.has(await api.listExtendedFields({ paging: { limit: 1, offset: 2 } }), { fields: [{}], metadata: { count: 1, offset: 2 } }, "paged");
}

const names = (page) => (page.fields ?? page.items).map((f) => f.displayName);

async function query(check, api) {
  const page = await api.queryExtendedFields().eq("fieldType", FieldType.USER_DEFINED).descending("displayName").limit(3).find();
  check.equal(names(page), ["Nickname", "Field of URL", "Field of NUMBER"], "the builder");
  check.equal([page.totalCount, page.hasNext()], [4, true], "knows the total");
  const next = await page.next();
  check.equal([names(next), next.hasNext()], [["Field of DATE"], false], "and the next page");
  const finds = async (label, builder, want) => check.equal(names(await builder.ascending("displayName").find()), want, label);
  const own = () => api.queryExtendedFields().eq("namespace", "custom");
  await finds("eq on the type of values", own().eq("dataType", FieldDataType.DATE), ["Field of DATE"]);
  await finds("ne", own().ne("dataType", FieldDataType.TEXT), ["Field of DATE", "Field of NUMBER", "Field of URL"]);
  await finds("in", own().in("displayName", ["Nickname", "none"]), ["Nickname"]);
  await finds("startsWith, whatever the case", own().startsWith("displayName", "field of u"), ["Field of URL"]);
  await finds("ge and le on dates", own().ge("_createdDate", new Date(0)).le("_createdDate", new Date(0)), []);

  const { QueryBuilder, Filter, Sort } = utils.extendedFields;
  const typed = await api.queryExtendedFields(
    QueryBuilder().withFilter(Filter("dataType").eq(FieldDataType.URL)).withSorting(Sort("displayName").asc()).withPaging({ limit: 5 }).build(),
  );
  check.equal([names(typed), typed.pagingMetadata?.total], [["Field of URL"], 1], "the typed query");
}

async function errors(check, api, contacts, made) {
  await check.invalid(api.findOrCreateExtendedField("", FieldDataType.TEXT), ["displayName"], "an empty name is not valid");
  await check.invalid(api.findOrCreateExtendedField("Odd", "COLOUR"), ["dataType"], "nor is a type that is not there");
  await check.invalid(api.renameExtendedField(made.URL.field.key, { displayName: "x".repeat(151) }), ["field.displayName"], "nor is a name that is too long");
  const q = () => api.queryExtendedFields();
  await check.refused(q().eq("colour", "red").find(), 400, "UNSUPPORTED_FILTER_FIELD", "a field that no field has");
  await check.refused(q().hasSome("displayName", "a").find(), 400, "UNSUPPORTED_FILTER_OPERATOR", "an operator that does not fit");
  await check.refused(q().ascending("dataType").find(), 400, "INVALID_SORT", "a field that cannot be sorted by");
  check.equal((await failure(api.deleteExtendedField("invoices.vatId")))?.status, 400, "a field of the system stays");
  check.equal((await failure(api.getExtendedField("custom.none")))?.status, 404, "a field that is not there");
  for (const [type, value] of [["NUMBER", "twelve"], ["DATE", "28.2.2026"], ["TEXT", 12]]) {
    const wrong = { name: { first: "Ada" }, extendedFields: { items: { [made[type].field.key]: value } } };
    await check.refused(contacts.createContact(wrong), 400, "INVALID_EXTENDED_FIELD_VALUE", `a value that is no ${type}`);
  }
  const unknown = await check.refused(
    contacts.createContact({ name: { first: "Ada" }, extendedFields: { items: { "custom.a": 1, "custom.b": 2 } } }),
    400, "EXTENDED_FIELD_NOT_FOUND", "a value for a field that is not there",
  );
  check.equal(unknown?.details?.applicationError?.description, "Extended fields not found: custom.a,custom.b.", "says which");
}
