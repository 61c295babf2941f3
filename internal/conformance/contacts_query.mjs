// Queries and facets of the contacts package, over a site with a past.
import { packages, utils, withKey } from "./clients.mjs";

const { ContactFieldSet, ContactsFacetType, SubscriptionStatus } = packages.contacts;
const subscription = "info.extendedFields.emailSubscriptions.subscriptionStatus";

export async function contactsQuery(check, wire) {
  const { contacts: api, extendedFields } = withKey();
  const everybody = (await api.listContacts({ paging: { limit: 1000 } })).contacts;
  check.equal(everybody.length, contactsQuery.seeded, "the site starts with contacts");
  const own = (await extendedFields.queryExtendedFields().eq("namespace", "custom").find()).items;
  await paging(check, wire, api, everybody);
  await operators(check, wire, api, everybody, own);
  await combinations(check, wire, api, everybody);
  await typed(check, wire, api, everybody);
  await errors(check, api);
  await facets(check, wire, api, everybody);
}

contactsQuery.seeded = 130;
contactsQuery.flags = ["-seed", String(contactsQuery.seeded)];

const ids = (list) => list.map((c) => c._id);

async function paging(check, wire, api, everybody) {
  const first = await api.queryContacts().find();
  check.equal(wire.last().body, { query: { filter: {}, paging: { limit: 50, offset: 0 } } }, "an empty query sends paging alone");
  check.equal([first.items.length, first.pageSize, first.totalCount, first.totalPages], [50, 50, 130, 3], "the first page");
  check.equal(first.items[0], everybody[0], "items are as listContacts gives them");
  const walked = [...first.items];
  let page = first;
  while (page.hasNext()) {
    page = await page.next();
    walked.push(...page.items);
  }
  check.equal([page.currentPage, page.items.length, walked.length], [2, 30, 130], "next leads to the last page");
  check.equal(ids(walked), ids(everybody), "all contacts were on the way, each once");
  const back = await page.prev();
  check.equal([back.currentPage, ids(back.items)], [1, ids(walked.slice(50, 100))], "prev leads back");
  const skipped = await api.queryContacts().skip(125).limit(10).find();
  check.equal([ids(skipped.items), skipped.hasNext()], [ids(everybody.slice(125)), false], "skip and limit");
}

async function operators(check, wire, api, everybody, own) {
  const key = (type) => `info.extendedFields.${own.find((f) => f.dataType === type).key}`;
  const value = (c, type) => c.info.extendedFields.items[own.find((f) => f.dataType === type).key];
  const middle = everybody[65];
  const first = (c) => c.info.name?.first;
  const labels = (c) => c.info.labelKeys?.items ?? [];
  const pair = ["custom.vip-customer", "custom.newsletter"];
  const cases = {
    "eq on _id": [(q) => q.eq("_id", middle._id), (c) => c === middle, { id: middle._id }],
    "in on _id": [(q) => q.in("_id", [middle._id, everybody[0]._id]), (c) => c === middle || c === everybody[0], { id: { $in: [middle._id, everybody[0]._id] } }],
    "ne": [(q) => q.ne("info.name.first", "Ada"), (c) => first(c) !== "Ada", { "info.name.first": { $ne: "Ada" } }],
    "gt on dates": [(q) => q.gt("_createdDate", middle._createdDate), (c) => c._createdDate > middle._createdDate, { createdDate: { $gt: middle._createdDate.toISOString() } }],
    "ge": [(q) => q.ge("_createdDate", middle._createdDate), (c) => c._createdDate >= middle._createdDate],
    "lt": [(q) => q.lt("_updatedDate", middle._updatedDate), (c) => c._updatedDate < middle._updatedDate, { updatedDate: { $lt: middle._updatedDate.toISOString() } }],
    "le": [(q) => q.le("lastActivity.activityDate", middle.lastActivity.activityDate), (c) => c.lastActivity.activityDate <= middle.lastActivity.activityDate],
    "between": [(q) => q.between("_createdDate", everybody[10]._createdDate, everybody[20]._createdDate), (c) => everybody.indexOf(c) >= 10 && everybody.indexOf(c) < 20],
    "startsWith, whatever the case": [(q) => q.startsWith("info.name.first", "jO"), (c) => first(c)?.startsWith("Jo"), { "info.name.first": { $startsWith: "jO" } }],
    "startsWith on primaryInfo": [(q) => q.startsWith("primaryInfo.email", "seed0000"), (c) => c.primaryInfo?.email?.startsWith("seed0000")],
    "exists": [(q) => q.exists("primaryInfo.phone", false), (c) => !c.primaryInfo?.phone, { "primaryInfo.phone": { $exists: false } }],
    "hasSome": [(q) => q.hasSome("info.labelKeys", pair), (c) => pair.some((k) => labels(c).includes(k)), { "info.labelKeys": { $hasSome: pair } }],
    "hasAll": [(q) => q.hasAll("info.labelKeys", pair), (c) => pair.every((k) => labels(c).includes(k)), { "info.labelKeys": { $hasAll: pair } }],
    "eq within e-mails": [(q) => q.eq("info.emails.email", "seed00005.1@example.com"), (c) => c.info.emails?.items.some((e) => e.email === "seed00005.1@example.com")],
    "in within phones": [(q) => q.in("info.phones.phone", ["(201) 555-0105"]), (c) => c.info.phones?.items.some((p) => p.phone === "(201) 555-0105")],
    "eq within addresses": [(q) => q.eq("info.addresses.country", "JP"), (c) => c.info.addresses?.items.some((a) => a.address.country === "JP")],
    "eq on a system field": [(q) => q.eq(subscription, SubscriptionStatus.SUBSCRIBED), (c) => c.primaryEmail?.subscriptionStatus === SubscriptionStatus.SUBSCRIBED],
    "eq on a text of one's own": [(q) => q.eq(key("TEXT"), "Blue"), (c) => value(c, "TEXT") === "Blue"],
    "gt on a number of one's own": [(q) => q.gt(key("NUMBER"), 20000), (c) => value(c, "NUMBER") > 20000],
    "lt on a date of one's own": [(q) => q.lt(key("DATE"), "2018-01-01"), (c) => value(c, "DATE") < "2018-01-01"],
    "eq on the newer primaryEmail": [(q) => q.eq("primaryEmail.subscriptionStatus", SubscriptionStatus.PENDING), (c) => c.primaryEmail?.subscriptionStatus === SubscriptionStatus.PENDING],
  };
  for (const [what, [build, holds, filter]] of Object.entries(cases)) {
    const page = await build(api.queryContacts()).limit(1000).find();
    const want = ids(everybody.filter(holds));
    check.ok(want.length > 0 && want.length < everybody.length, `${what} has something to tell apart`, want.length);
    check.equal(ids(page.items), want, what);
    if (filter) {
      check.equal(wire.last().body.query.filter, filter, `${what} on the wire`);
    }
  }
}

async function combinations(check, wire, api, everybody) {
  const some = () => api.queryContacts().limit(1000);
  const ada = (c) => c.info.name?.first === "Ada";
  const jp = (c) => !!c.info.addresses?.items.some((a) => a.address.country === "JP");
  const vip = (c) => !!c.info.labelKeys?.items.includes("custom.vip-customer");
  const isAda = () => some().eq("info.name.first", "Ada");
  const isJP = () => some().eq("info.addresses.country", "JP");
  const isVIP = () => some().hasSome("info.labelKeys", ["custom.vip-customer"]);
  const finds = async (what, builder, holds) => check.equal(ids((await builder.find()).items), ids(everybody.filter(holds)), what);
  await finds("or", isAda().or(isJP()), (c) => ada(c) || jp(c));
  check.equal(Object.keys(wire.last().body.query.filter), ["$or"], "or on the wire");
  await finds("and", isJP().and(isVIP()), (c) => jp(c) && vip(c));
  check.equal(Object.keys(wire.last().body.query.filter), ["$and"], "and on the wire");
  await finds("not", some().not(isJP()), (c) => !jp(c));
  check.equal(wire.last().body.query.filter, { $not: { "info.addresses.country": "JP" } }, "not on the wire");
  await finds("all of them", some().not(isAda().or(isJP())).and(isVIP()), (c) => !(ada(c) || jp(c)) && vip(c));

  const byName = (await some().descending("info.name.last").find()).items.map((c) => c.info.name.last ?? "");
  const same = new Intl.Collator("en").compare;
  check.ok(byName[0] !== "" && byName.at(-1) === "", "descending has what is empty last", byName.slice(0, 3), byName.slice(-3));
  check.ok(same(byName[0], byName[0]) === 0 && new Set(byName).size > 5, "and sorts");
  const newest = (await some().descending("_createdDate").find()).items;
  check.equal(ids(newest), ids(everybody).toReversed(), "descending by _createdDate");
}

async function typed(check, wire, api, everybody) {
  const { QueryBuilder, Filter, Sort } = utils.contacts;
  const query = QueryBuilder()
    .withFilter(Filter.or(Filter("info.name.first").eq("Ada"), Filter.not(Filter("_createdDate").gte(everybody[5]._createdDate))))
    .withSorting(Sort("_createdDate").desc())
    .withPaging({ limit: 100 })
    .build();
  const { contacts, pagingMetadata } = await api.queryContacts(query);
  const want = everybody.filter((c, i) => i < 5 || c.info.name?.first === "Ada").toReversed();
  check.equal(ids(contacts), ids(want), "the typed query");
  check.has(pagingMetadata, { count: want.length, offset: 0, total: want.length }, "has its metadata");
  check.equal(wire.last().body.query.sort, [{ fieldName: "createdDate", order: "DESC" }], "and its sort on the wire");
  const range = QueryBuilder().withFilter(Filter("_createdDate").gte(everybody[3]._createdDate).lt(everybody[7]._createdDate)).build();
  check.equal(ids((await api.queryContacts(range)).contacts), ids(everybody.slice(3, 7)), "two operators on one field");
  const nin = QueryBuilder().withFilter(Filter(subscription).nin(["SUBSCRIBED", "NOT_SET"])).withPaging({ limit: 1000 }).build();
  const others = new Set((await api.queryContacts(nin)).contacts.map((c) => c.primaryEmail?.subscriptionStatus));
  check.ok(!others.has("SUBSCRIBED") && others.has("PENDING"), "nin", others);
  const fields = QueryBuilder().withFields("info.name", "primaryInfo").withPaging({ limit: 1 }).build();
  const lean = (await api.queryContacts(fields)).contacts[0];
  check.equal([Object.keys(lean).sort(), Object.keys(lean.info)], [["_id", "info", "primaryInfo", "revision"], ["name"]], "withFields chooses");
  const sets = await api.queryContacts({ fieldsets: [ContactFieldSet.COMMUNICATION_DETAILS], paging: { limit: 1 } });
  check.ok(!("company" in sets.contacts[0].info) && "name" in sets.contacts[0].info, "fieldsets choose", sets.contacts[0]);
  const found = await api.queryContacts({ paging: { limit: 5 } }, { search: "seed00004.0@example.com" });
  check.equal(found.contacts.map((c) => c.primaryInfo.email), ["seed00004.0@example.com"], "search, which the types no longer show");
}

async function errors(check, api) {
  const q = () => api.queryContacts();
  await check.refused(q().eq("info.colour", "red").find(), 400, "UNSUPPORTED_FILTER_FIELD_UNKNOWN", "a field that no contact has");
  await check.refused(q().contains("info.name.first", "a").find(), 400, "UNSUPPORTED_FILTER_OPERATOR", "contains");
  await check.refused(q().endsWith("info.name.first", "a").find(), 400, "UNSUPPORTED_FILTER_OPERATOR", "endsWith");
  await check.refused(q().gt("info.name.first", "a").find(), 400, "UNSUPPORTED_FILTER_OPERATOR", "an operator that does not fit");
  await check.refused(q().ascending("info.emails.email").find(), 400, "UNSUPPORTED_SORT_FIELD", "a field that cannot be sorted by");
  await check.refused(q().limit(1001).find(), 400, "ILLEGAL_LIMIT", "a limit above 1000");
  await check.refused(q().gt("_createdDate", "yesterday").find(), 400, "UNSUPPORTED_FILTER_VALUE", "a date that is none");
  await check.refused(q().eq("info.name.first", 12).find(), 400, "UNSUPPORTED_FILTER_VALUE_TYPE", "a number for a text");
  await check.refused(q().eq("info.extendedFields.invoices.vatId", "XX-1").find(), 400, "UNSUPPORTED_FILTER", "a field without filters");
  await check.refused(api.queryContacts({ filter: { $and: "all" } }), 400, "MALFORMED_FILTER", "a filter that is none");
  await check.invalid(q().skip(-1).find(), ["undefined.paging.offset"], "an offset below 0");
}

async function facets(check, wire, api, everybody) {
  const all = await api.listFacets({ paging: { limit: 1000 }, language: "en" });
  check.equal(wire.last().query, "paging.limit=1000&language=en", "listFacets sends paging and language");
  check.has(all.facets[0], { facetType: ContactsFacetType.ALL_CONTACTS, facetKey: "contacts.all", count: everybody.length }, "all contacts are a facet");
  check.ok(all.facets.every((f) => Object.values(ContactsFacetType).includes(f.facetType)), "every type of facet is known", all.facets);
  check.has(all.pagingMetadata, { count: all.facets.length, total: all.facets.length }, "facets are counted");
  for (const facet of all.facets.filter((f) => f.queryFilter)) {
    const page = await api.queryContacts({ filter: facet.queryFilter, paging: { limit: 1 } });
    check.equal(page.pagingMetadata.total, facet.count, `the filter of ${facet.facetKey} finds as many as it says`);
  }
  check.ok((await api.listFacets({ language: "es" })).facets.some((f) => f.facetDisplayName === "Suscritos"), "facets in a language");
  const paged = await api.listFacets({ paging: { limit: 2, offset: 1 } });
  check.equal(paged.facets, all.facets.slice(1, 3), "facets are paged");

  const filter = { [subscription]: SubscriptionStatus.SUBSCRIBED };
  const some = await api.queryFacets({ filter: structuredClone(filter), paging: { limit: 1000 }, language: "en" });
  check.equal(wire.last().body, { filter, paging: { limit: 1000 }, language: "en" }, "queryFacets sends its filter beside paging");
  const subscribed = everybody.filter((c) => c.primaryEmail?.subscriptionStatus === SubscriptionStatus.SUBSCRIBED).length;
  const counts = Object.fromEntries(some.facets.map((f) => [f.facetKey, f.count]));
  check.has(counts, { "contacts.all": subscribed, "emailSubscriptions.subscribed": subscribed, "emailSubscriptions.pending": 0 }, "it narrows the counts");
  const error = await api.queryFacets({ filter: { "info.name.first": "Ada" } }).catch((e) => e);
  check.ok(error?.details?.applicationError?.code?.startsWith("UNSUPPORTED_FILTER"), "other fields are refused", error);
}
