// The labels package: all its functions, both forms of query, and the errors.
import { packages, utils, withKey } from "./clients.mjs";
import { failure } from "./report.mjs";

const { LabelType, SortOrder } = packages.labels;

export async function labels(check, wire) {
  const { labels: api, contacts } = withKey();

  const made = await api.findOrCreateLabel("VIP Customer");
  check.equal(made.newLabel, true, "a new label is new");
  check.has(made.label, { displayName: "VIP Customer", namespace: "custom", labelType: LabelType.USER_DEFINED }, "a label is as made");
  check.date(made.label._createdDate, "a label's _createdDate");
  check.date(made.label._updatedDate, "a label's _updatedDate");
  check.equal(wire.last().body, { displayName: "VIP Customer" }, "findOrCreateLabel sends the name alone");
  const key = made.label.key;
  const again = await api.findOrCreateLabel("VIP Customer", { language: "en" });
  check.equal([again.newLabel, again.label.key], [false, key], "the same name finds the label");

  check.equal(await api.getLabel(key), made.label, "getLabel gives the same label");
  check.equal((await api.getLabel("contacts.customers", { language: "es" })).displayName, "Clientes", "system labels are translated");
  check.equal((await api.getLabel("contacts.customers")).labelType, LabelType.SYSTEM, "system labels are marked");
  check.equal((await api.getLabel("contacts.customers"))._createdDate, undefined, "system labels have no dates");

  const renamed = await api.renameLabel(key, { displayName: "Gold" });
  check.has(renamed, { key, displayName: "Gold" }, "renameLabel keeps the key");
  check.equal(wire.last().body, { label: { displayName: "Gold", key } }, "renameLabel sends the key in the label");
  check.equal((await api.getLabel(key)).displayName, "Gold", "the new name stays");

  await list(check, api);
  await query(check, wire, api);
  await errors(check, api);

  const { contact } = await contacts.createContact({ name: { first: "Ada" }, labelKeys: { items: [key] } });
  check.equal(await api.deleteLabel(key), undefined, "deleteLabel answers with nothing");
  check.equal((await contacts.getContact(contact._id)).info.labelKeys, undefined, "a deleted label is off all contacts");
  const gone = await failure(api.getLabel(key));
  check.equal(gone?.status, 404, "a deleted label is not found");
  check.equal((await failure(api.deleteLabel(key)))?.status, 404, "nor can it be deleted again");
}

async function list(check, api) {
  for (const name of ["Alpha", "alphabet", "Beta"]) {
    await api.findOrCreateLabel(name);
  }
  const all = await api.listLabels();
  check.has(all.metadata, { count: all.labels.length, offset: 0, total: all.labels.length }, "listLabels counts");
  check.equal(all.labels.length, 6, "listLabels lists all");
  const system = await api.listLabels({ labelType: LabelType.SYSTEM });
  check.ok(system.labels.length === 2 && system.labels.every((l) => l.namespace === "contacts"), "by type", system);
  check.equal(names(await api.listLabels({ namespace: "contacts", language: "es" })).includes("Clientes"), true, "in a language");
  check.equal(names(await api.listLabels({ startsWith: "Alpha" })), ["Alpha"], "by the start of the name, case included");
  const page = await api.listLabels({
    namespace: "custom",
    sort: { fieldName: "displayName", order: SortOrder.DESC },
    paging: { limit: 2, offset: 1 },
  });
  check.equal(names(page), ["Beta", "alphabet"], "sorted and paged");
  check.has(page.metadata, { count: 2, offset: 1, total: 4 }, "with the metadata of the page");
}

const names = (page) => (page.labels ?? page.items).map((l) => l.displayName);

async function query(check, wire, api) {
  const builder = api.queryLabels().eq("namespace", "custom").ascending("displayName");
  const first = await builder.limit(2).find();
  check.equal(wire.last().body.query, {
    filter: { namespace: "custom" },
    paging: { limit: 2, offset: 0 },
    sort: [{ fieldName: "displayName", order: SortOrder.ASC }],
  }, "the builder sends filter, paging and sort");
  check.equal(names(first), ["Alpha", "alphabet"], "the first page");
  check.equal([first.totalCount, first.totalPages, first.currentPage], [4, 2, 0], "it knows the total");
  check.equal([first.hasNext(), first.hasPrev()], [true, false], "and that there is a next page");
  const second = await first.next();
  check.equal(names(second), ["Beta", "Gold"], "the next page");
  check.equal([second.hasNext(), second.hasPrev()], [false, true], "which is the last");
  check.equal(names(await second.prev()), names(first), "and back");
  const finds = async (label, builder, want) => check.equal(names(await builder.ascending("displayName").find()), want, label);
  const some = () => api.queryLabels();
  await finds("ne", some().eq("namespace", "custom").ne("displayName", "Gold"), ["Alpha", "alphabet", "Beta"]);
  await finds("in", some().in("displayName", ["Gold", "Beta", "none"]), ["Beta", "Gold"]);
  await finds("startsWith, whatever the case", some().startsWith("displayName", "ALPHA"), ["Alpha", "alphabet"]);
  await finds("gt on dates", some().gt("_createdDate", new Date(0)), ["Alpha", "alphabet", "Beta", "Gold"]);
  await finds("lt on dates", some().lt("_createdDate", new Date(0)), []);
  await finds("skip", some().eq("labelType", LabelType.USER_DEFINED).skip(3), ["Gold"]);
  await finds("or", some().eq("displayName", "Gold").or(some().eq("displayName", "Beta")), ["Beta", "Gold"]);
  await finds("not", some().not(some().startsWith("displayName", "alpha")).eq("namespace", "custom"), ["Beta", "Gold"]);
  const spanish = await api.queryLabels({ language: "es" }).eq("key", "contacts.customers").find();
  check.equal(names(spanish), ["Clientes"], "a query in a language");

  const { QueryBuilder, Filter, Sort } = utils.labels;
  const typed = await api.queryLabels(
    QueryBuilder()
      .withFilter(Filter.and(Filter("namespace").eq("custom"), Filter("displayName").in(["Alpha", "Gold"])))
      .withSorting(Sort("displayName").desc())
      .withPaging({ limit: 10 })
      .build(),
  );
  check.equal(names(typed), ["Gold", "Alpha"], "the typed query");
  check.has(typed.pagingMetadata, { count: 2, total: 2 }, "has its metadata as pagingMetadata");
}

async function errors(check, api) {
  await check.invalid(api.findOrCreateLabel(""), ["displayName"], "an empty name is not valid");
  await check.invalid(api.findOrCreateLabel("x".repeat(181)), ["displayName"], "nor is one that is too long");
  await check.invalid(api.renameLabel("custom.alpha", { displayName: "" }), ["label.displayName"], "nor is a rename to nothing");
  await check.invalid(api.listLabels({ language: "english" }), ["options.language"], "a language has two letters");
  await check.invalid(api.listLabels({ namespace: "ab" }), ["options.namespace"], "a namespace has three at the least");
  const q = () => api.queryLabels();
  await check.refused(q().eq("colour", "red").find(), 400, "UNSUPPORTED_FILTER_FIELD", "a field that no label has");
  await check.refused(q().contains("displayName", "a").find(), 400, "UNSUPPORTED_FILTER_OPERATOR", "an operator that is not there");
  await check.refused(q().ascending("key").find(), 400, "INVALID_SORT", "a field that cannot be sorted by");
  const taken = await failure(api.renameLabel("custom.alpha", { displayName: "Beta" }));
  check.equal([taken?.status, typeof taken?.details?.applicationError?.code], [409, "string"], "a name that is taken");
  check.equal((await failure(api.deleteLabel("contacts.customers")))?.status, 400, "a label of the system stays");
  check.equal((await failure(api.getLabel("custom.none")))?.status, 404, "a label that is not there");
}
