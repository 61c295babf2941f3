// What the emulator's page looks like, on a site that is full of what is long or
// written from right to left: in all widths, dark and light. PICTURES names a
// directory for a picture of each, for somebody to look at.
import { join } from "node:path";
import { browse } from "./browser.mjs";
import { withKey } from "./clients.mjs";
import { brokenWords, colours, highest, sideways, tooFaint, tooWide, unaligned, unnamed } from "./page_looks.mjs";

// The rows of the list are stacked below 1180, and the other lists beside it from 1440.
const widths = { light: [360, 768, 1100, 1280, 1440, 1920], dark: [360, 1280] };

export const pageWidths = (check, wire, url) =>
  browse(check, url, async (open) => {
    const key = await fill(withKey());
    for (const colorScheme of ["light", "dark"]) {
      for (const width of widths[colorScheme]) {
        const where = `${colorScheme}, ${width} wide`;
        const tab = await open({ colorScheme, viewport: { width, height: 1000 } });
        if (process.env.PICTURES) {
          await tab.screenshot({ path: join(process.env.PICTURES, `page-${colorScheme}-${width}.png`) });
        }
        await list(check, tab, width, where);
        await legible(check, tab, where);
        await tab.goto(`${url}/?label=${encodeURIComponent(key)}`);
        await tab.getByRole("link", { name: "Magdalena" }).click();
        await tab.locator(".person").waitFor();
        await tab.locator("summary").click();
        check.equal(await tab.locator(".person .chip").count(), 13, `the contact itself shows all its labels: ${where}`);
        await legible(check, tab, where);
        await tab.context().close();
      }
    }
  });

pageWidths.flags = ["-seed", "1234"];

// list holds that the list has room for what contacts have.
async function list(check, tab, width, where) {
  check.equal(await tab.locator(".tiles .number").first().innerText(), "1,237", `numbers have separators: ${where}`);
  check.equal((await tab.locator(".count").innerText()).trim(), "1–25 of 1,237", `in all places: ${where}`);
  check.equal(await tab.getByRole("link", { name: "9 more" }).count(), 1, `the labels of a row are capped: ${where}`);
  const bound = width < 500 ? 700 : width < 1180 ? 450 : 220;
  const height = await tab.evaluate(highest);
  check.ok(height <= bound, `no row is higher than ${bound}: ${where}`, height);
  check.equal(await tab.evaluate(brokenWords), [], `no word is broken: ${where}`);
  check.equal(await tab.evaluate(unaligned), [], `all lines of a cell begin at the same edge: ${where}`);
  const tints = await tab.evaluate(colours);
  check.equal([tints.labels, tints.alike], [20, []], `labels have colours of their own: ${where}`);
}

async function legible(check, tab, where) {
  check.equal(await tab.evaluate(sideways), 0, `the page does not scroll sideways: ${where}`);
  check.equal(await tab.evaluate(tooWide), [], `nothing sticks out: ${where}`);
  check.equal(await tab.evaluate(tooFaint), [], `all text has contrast: ${where}`);
  check.equal(await tab.evaluate(unnamed), [], `all controls have names: ${where}`);
  check.equal(await tab.getByRole("table", { name: "Contacts" }).getByRole("columnheader").count(), 6, `the list is a table: ${where}`);
  check.equal(await tab.getByRole("heading", { level: 1 }).count(), 1, `there is one main heading: ${where}`);
}

// fill adds the three contacts that come first, and resolves to the key of a label
// of one of them.
async function fill({ contacts, labels, extendedFields }) {
  const keys = [];
  for (const name of [...Array.from({ length: 12 }, (_, i) => `Guest of the autumn workshop on glazes, table ${i + 1}`), "زبون مميز"]) {
    keys.push((await labels.findOrCreateLabel(name)).label.key);
  }
  const items = {};
  const glaze = "Wants the blue glaze, in three sizes, for the restaurant that opens in May. ";
  for (const [displayName, dataType, value] of [
    ["Portfolio", "URL", "https://www.magdalena-oesterreicher-keramik.example.com/portfolio/2026/autumn?sort=newest"],
    ["رقم العضوية", "TEXT", "أهلا 42"],
    ["Notes from the last conversation", "TEXT", glaze.repeat(5)],
    ...Array.from({ length: 8 }, (_, i) => [`Answer ${i + 1}`, "TEXT", "yes"]),
  ]) {
    const { field } = await extendedFields.findOrCreateExtendedField(displayName, dataType);
    items[field.key] = value;
  }
  await contacts.createContact({
    name: { first: "Magdalena-Elisabeth", last: "Österreicher-Schimmelpfennig" },
    company: "Keramikwerkstatt am Michaelerplatz",
    jobTitle: "Geschäftsführerin",
    emails: {
      items: [
        { tag: "WORK", email: "magdalena.oesterreicher@example.com", primary: true },
        { tag: "HOME", email: "magdalena.elisabeth.oesterreicher-schimmelpfennig@ceramics.example.com" },
      ],
    },
    labelKeys: { items: keys },
    extendedFields: { items },
  });
  await contacts.createContact({
    name: { first: "ليلى", last: "حداد" },
    company: "ورشة الخزف",
    emails: { items: [{ email: "layla@example.com" }] },
    labelKeys: { items: keys.slice(-1) },
    extendedFields: { items },
  });
  const emails = Array.from({ length: 9 }, (_, i) => ({ email: `ruth${i}@example.com` }));
  await contacts.createContact({ name: { first: "רות", last: "כהן" }, company: "Tel Aviv Ceramics", emails: { items: emails } });
  return keys[0];
}
