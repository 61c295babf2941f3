// Bulk jobs. The package starts them but has no function to look at one, so
// these calls go through the client's fetchWithAuth.
import { withKey } from "./clients.mjs";
import { control } from "./emulator.mjs";

const job = "https://www.wixapis.com/contacts/v4/bulk/jobs";

export async function contactsBulk(check, wire, url) {
  const client = withKey();
  const { contacts: api, labels } = client;
  await labels.findOrCreateLabel("Old");
  await labels.findOrCreateLabel("New");
  const made = [];
  for (let i = 0; i < 6; i++) {
    const info = { name: { first: i < 4 ? "Bulk" : "Other", last: `${i}` }, labelKeys: { items: ["custom.old"] } };
    made.push((await api.createContact(info)).contact);
  }
  const ids = made.map((c) => c._id);
  const read = async (id = "") => {
    const answer = await client.fetchWithAuth(id ? `${job}/${id}` : job);
    return answer.json();
  };
  // done lets the time of the emulator pass until the job has ended.
  const done = async (id) => {
    await control(url, "POST", "clock", { advance: "10s" });
    return (await read(id)).job;
  };
  const ended = (type, successTotal, failedTotal = 0) => ({ type, status: "COMPLETED", totalItems: successTotal + failedTotal, successTotal, failedTotal });

  const filter = { "info.name.first": "Bulk" };
  const { jobId } = await api.bulkLabelAndUnlabelContacts({ filter: { ...filter }, labelKeysToAdd: ["custom.new"], labelKeysToRemove: ["custom.old"] });
  check.equal(wire.last().body, { filter, labelKeysToAdd: ["custom.new"], labelKeysToRemove: ["custom.old"] }, "bulkLabelAndUnlabelContacts sends filter and keys");
  const early = (await read(jobId)).job;
  check.ok(/^[0-9a-f-]{36}$/.test(jobId) && early.id === jobId, "answers with the id of a job", early);
  check.ok(["NEW", "LOADING", "RUNNING"].includes(early.status) && !early.finishedDate, "which has not ended at once", early);
  const labelled = await done(jobId);
  check.has(labelled, { id: jobId, ...ended("ADD_REMOVE_LABELS", 4), errors: [] }, "and then has");
  check.ok(Date.parse(labelled.startedDate) <= Date.parse(labelled.finishedDate), "with dates", labelled);
  const has = async (key) => (await api.queryContacts().hasSome("info.labelKeys", [key]).find()).totalCount;
  check.equal([await has("custom.new"), await has("custom.old")], [4, 2], "the labels are changed");
  const added = await api.bulkLabelAndUnlabelContacts({ filter: { _id: { $in: ids.slice(4) } }, labelKeysToAdd: ["custom.new"] });
  check.equal(wire.last().body.filter, { id: { $in: ids.slice(4) } }, "_id in a filter goes as id");
  check.has(await done(added.jobId), ended("ADD_LABELS", 2), "labels are only added");
  const removed = await api.bulkLabelAndUnlabelContacts({ search: "Other", labelKeysToRemove: ["custom.new"] });
  check.has(await done(removed.jobId), ended("REMOVE_LABELS", 2), "or only taken off, of those a search finds");

  const info = { company: "Example Ltd", addresses: { items: [{ address: { addressLine1: "7 High Street" } }] } };
  const update = await api.bulkUpdateContacts({ filter: { ...filter }, info: structuredClone(info) });
  check.equal(wire.last().body, { filter, info: { company: "Example Ltd", addresses: { items: [{ address: { addressLine: "7 High Street" } }] } } }, "bulkUpdateContacts sends filter and info");
  check.has(await done(update.jobId), ended("UPDATE", 4), "bulkUpdateContacts");
  check.has((await api.getContact(ids[0])).info, { ...info, name: { first: "Bulk" } }, "changes what it names");
  check.equal((await api.getContact(ids[5])).info.company, undefined, "and nobody else");

  await control(url, "POST", `contacts/${ids[0]}/member`);
  const gone = await api.bulkDeleteContacts({ filter: { ...filter } });
  check.equal(wire.last().body, { filter }, "bulkDeleteContacts sends its filter");
  const deleted = await done(gone.jobId);
  check.has(deleted, { ...ended("DELETE", 3, 1), errors: [{ count: 1, code: "CANNOT_DELETE_SITE_MEMBERS" }] }, "a job counts what failed, by code");
  check.equal((await api.queryContacts().eq("info.name.first", "Bulk").find()).items.map((c) => c._id), [ids[0]], "the member stays");

  const jobs = (await read()).jobs;
  check.equal(jobs.map((j) => j.type), ["ADD_REMOVE_LABELS", "ADD_LABELS", "REMOVE_LABELS", "UPDATE", "DELETE"], "jobs are listed");
  const answer = await client.fetchWithAuth(`${job}/99999999-9999-4999-8999-999999999999`);
  check.equal(answer.status, 404, "a job that is not there");

  await check.refused(api.bulkDeleteContacts(), 400, "NEITHER_FILTER_NOR_SEARCH", "deleting everybody");
  await check.refused(api.bulkDeleteContacts({ filter: {} }), 400, "NEITHER_FILTER_NOR_SEARCH", "an empty filter is none");
  await check.refused(api.bulkLabelAndUnlabelContacts({ labelKeysToAdd: ["custom.new"] }), 400, "NEITHER_FILTER_NOR_SEARCH", "labelling everybody");
  const many = Array.from({ length: 101 }, (_, i) => `custom.l${i}`);
  await check.invalid(api.bulkLabelAndUnlabelContacts({ search: "a", labelKeysToAdd: many }), ["options.labelKeysToAdd"], "too many labels");
  const wrong = await api.bulkDeleteContacts({ filter: { "info.colour": "red" } }).catch((e) => e);
  check.ok(wrong?.details?.applicationError?.code?.startsWith("UNSUPPORTED_FILTER"), "a filter that is not valid is refused at once", wrong);
}

contactsBulk.flags = ["-clock", "movable"];
