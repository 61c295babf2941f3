// The emulator's page in a browser: that it stays up to date, works without
// JavaScript and by keyboard, can be read, and does nothing of what a hostile
// contact says. Runs when there is a Chromium; CHROMIUM names one.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { withKey } from "./clients.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];

const flags = [
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

function findBrowser() {
  const candidates = (process.env.PATH ?? "").split(delimiter).flatMap((dir) => names.map((name) => join(dir, name)));
  return [process.env.CHROMIUM, ...candidates].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export async function page(check, wire, url, stop) {
  const executablePath = findBrowser();
  if (!executablePath) {
    check.note("page: skipped, as no Chromium was found; CHROMIUM=/path/to/chromium names one");
    return;
  }
  const browser = await chromium.launch({ executablePath, args: flags, chromiumSandbox: false });
  check.note(`page: Chromium ${browser.version()}`);
  try {
    // open resolves to a page that fails the check by any complaint.
    const open = async (options, path = "/") => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const tab = await context.newPage();
      tab.setDefaultTimeout(20_000);
      tab.on("pageerror", (error) => check.ok(false, "a script failed", error));
      tab.on("console", (message) => {
        if (message.type() === "error" && !down) {
          check.ok(false, "the browser complained", message.text());
        }
      });
      tab.on("dialog", (dialog) => check.ok(false, "a hostile text ran", dialog.message()));
      await tab.goto(url + path);
      return tab;
    };
    let down = false;
    const { contacts, labels } = withKey();
    await live(check, await open(), contacts, labels);
    await search(check, await open());
    await keyboard(check, await open());
    await plain(check, await open({ javaScriptEnabled: false }));
    await hostile(check, open, contacts, labels);
    await legible(check, open);
    const last = await open();
    down = true;
    await stop();
    await last.getByText("The emulator does not answer").waitFor();
    check.ok(await last.locator(".people").isVisible(), "without an emulator the page stays and says so");
  } finally {
    await browser.close();
  }
}

page.flags = ["-seed", "60"];

const row = (tab, name) => tab.locator(".people tbody tr", { hasText: name });

// live holds that what changes shows without loading the page again, and that
// the nodes of what does not change stay.
async function live(check, tab, contacts, labels) {
  check.equal(await tab.locator(".people tbody tr").count(), 25, "one page of contacts");
  await tab.evaluate(() => {
    window.loaded = "once";
    document.querySelector(".people tbody tr").kept = true;
  });
  await tab.locator("summary").click();
  const { contact } = await contacts.createContact({ name: { first: "Grace", last: "Live" } });
  await row(tab, "Grace Live").waitFor();
  check.ok((await tab.locator(".people tbody tr").first().innerText()).includes("Grace Live"), "a new contact comes first");
  check.equal(await tab.locator(".tiles a").first().innerText(), "61\nAll contacts", "and is counted");
  check.ok(await tab.evaluate(() => document.querySelectorAll(".people tbody tr")[1].kept), "the other rows stay");
  check.ok(await tab.locator("details").first().evaluate((d) => d.open), "what was unfolded stays so");
  await tab.locator(".requests tbody tr", { hasText: "POST" }).first().waitFor();

  const { label } = await labels.findOrCreateLabel("Live label");
  await contacts.labelContact(contact._id, [label.key]);
  await row(tab, "Grace Live").getByText("Live label").waitFor();
  await row(tab, "Grace Live").getByText("revision 2").waitFor();
  await row(tab, "Grace Live").locator("a").first().click();
  await tab.getByRole("heading", { name: "Grace Live" }).waitFor();
  check.ok(new URL(tab.url()).searchParams.get("contact") === contact._id, "a name leads to the contact", tab.url());
  await tab.evaluate(() => (window.loaded = "again"));
  await contacts.deleteContact(contact._id);
  await tab.getByRole("heading", { name: "This contact is gone" }).waitFor();
  await row(tab, "Grace Live").waitFor({ state: "detached" });
  check.equal(await tab.evaluate(() => window.loaded), "again", "all of it in one page");

  const button = tab.getByRole("button", { name: "Live" });
  await button.click();
  check.equal(await tab.locator("#live").innerText(), "Paused", "it can be paused");
  await tab.context().close();
}

async function search(check, tab) {
  await tab.evaluate(() => (window.loaded = "once"));
  const box = tab.getByRole("searchbox", { name: "Search the contacts" });
  await box.pressSequentially("seed00007");
  await tab.locator(".people tbody tr").nth(1).waitFor({ state: "detached" });
  check.equal(await tab.locator(".people tbody tr").count(), 0, "a contact without e-mail is not found by one");
  await box.fill("seed00005");
  await row(tab, "seed00005.0@example.com").waitFor();
  check.equal(await tab.locator(".people tbody tr").count(), 1, "typing searches");
  check.equal([await box.inputValue(), await tab.evaluate(() => document.activeElement.id)], ["seed00005", "q"], "and leaves the box alone");
  check.equal(new URL(tab.url()).search, "?q=seed00005", "the address says what is shown");
  check.equal(await tab.evaluate(() => window.loaded), "once", "without loading the page");
  await box.press("Enter");
  await tab.waitForFunction(() => window.loaded === undefined);
  check.equal(await tab.locator(".people tbody tr").count(), 1, "Enter searches as well");
  await tab.getByRole("link", { name: "Show all" }).click();
  await tab.getByRole("link", { name: "Next", exact: true }).click();
  check.equal(await tab.locator(".count").innerText().then((t) => t.trim()), "26–50 of 60", "paging");
  await tab.locator(".rail .chip").first().click();
  await tab.locator(".filter .chip").waitFor();
  check.ok(await tab.locator(".people tbody tr").count() > 0, "a label leads to its contacts");
  await tab.context().close();
}

async function keyboard(check, tab) {
  const focused = () => tab.evaluate(() => document.activeElement.innerText?.trim() || document.activeElement.id);
  await tab.keyboard.press("Tab");
  check.equal(await focused(), "Skip to the contacts", "the first stop leads past the top");
  check.ok(await tab.locator(".skip").evaluate((a) => a.getBoundingClientRect().top >= 0), "and can be seen");
  await tab.keyboard.press("Enter");
  check.equal(await tab.evaluate(() => document.activeElement.id), "contacts", "to the contacts");
  await tab.keyboard.press("Tab");
  check.equal(await focused(), "q", "then comes the search");
  await tab.locator("#live").focus();
  await tab.keyboard.press("Space");
  check.equal(await tab.locator("#live").getAttribute("aria-pressed"), "false", "Space pauses");
  const name = tab.locator(".people a").first();
  await name.focus();
  await tab.keyboard.press("Enter");
  await tab.locator(".person").waitFor();
  check.ok(new URL(tab.url()).searchParams.has("contact"), "Enter opens a contact");
  await tab.context().close();
}

// plain is the page without JavaScript.
async function plain(check, tab) {
  check.equal(await tab.locator("#live").isVisible(), false, "without JavaScript nothing says that it is live");
  await tab.getByRole("link", { name: "Refresh" }).click();
  check.equal(await tab.locator(".people tbody tr").count(), 25, "it can be refreshed");
  await tab.getByRole("link", { name: "Next", exact: true }).click();
  check.equal(new URL(tab.url()).search, "?page=2", "paged");
  await tab.getByRole("searchbox").fill("seed00005");
  await tab.getByRole("button", { name: "Search" }).click();
  check.equal(await tab.locator(".people tbody tr").count(), 1, "and searched");
  await tab.locator(".people a").first().click();
  check.ok(await tab.locator(".person").isVisible(), "a contact can be opened");
  await tab.getByRole("link", { name: "Close" }).click();
  check.equal(new URL(tab.url()).search, "?q=seed00005", "and closed");
  await tab.context().close();
}

async function hostile(check, open, contacts, labels) {
  const text = `<img src=x onerror=alert(1)><script>alert(2)</script>"'><svg onload=alert(3)>`;
  const { label } = await labels.findOrCreateLabel(text);
  const { contact } = await contacts.createContact({
    name: { first: text },
    company: text,
    emails: { items: [{ email: text }] },
    labelKeys: { items: [label.key] },
  });
  for (const path of ["/", `/?contact=${contact._id}`, `/?q=${encodeURIComponent(text)}`, `/?label=${encodeURIComponent(text)}`]) {
    const tab = await open({}, path);
    check.ok((await tab.locator("main").innerText()).includes("<img src=x"), `hostile texts are shown as they are at ${path.slice(0, 10)}`);
    check.equal(await tab.locator("main :is(script, svg, iframe, [onerror], [onload], img)").count(), 0, "and are no more than text");
    await tab.context().close();
  }
  await contacts.deleteContact(contact._id);
  await labels.deleteLabel(label.key);
}

// legible looks at the page in all widths, dark and light.
async function legible(check, open) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [340, 768, 1000, 1440]) {
      const tab = await open({ colorScheme, viewport: { width, height: 900 } }, "/?label=custom.vip-customer");
      await tab.locator(".people a").first().click();
      await tab.locator(".person").waitFor();
      await tab.locator("summary").click();
      const where = `${colorScheme}, ${width} wide`;
      check.equal(await tab.evaluate(tooWide), [], `nothing sticks out: ${where}`);
      check.equal(await tab.evaluate(tooFaint), [], `all text has contrast: ${where}`);
      check.equal(await tab.evaluate(unnamed), [], `all controls have names: ${where}`);
      check.equal(await tab.getByRole("table", { name: "Contacts" }).getByRole("columnheader").count(), 6, `the list is a table: ${where}`);
      check.equal(await tab.getByRole("heading", { level: 1 }).count(), 1, `there is one main heading: ${where}`);
      await tab.context().close();
    }
  }
}

// The functions below run in the browser.

function tooWide() {
  const width = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll("main *")].filter((e) => !e.closest(".unseen, thead, pre") && e.getBoundingClientRect().right > width + 1);
  return out.map((e) => `${e.tagName} ${e.className}`);
}

function unnamed() {
  const controls = [...document.querySelectorAll("a, button, input:not([type=hidden])")];
  return controls.filter((e) => !(e.innerText || e.textContent || e.labels?.[0]?.textContent)?.trim()).map((e) => e.outerHTML);
}

// tooFaint lists texts whose contrast with what is behind them is below 4.5.
function tooFaint() {
  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const over = (colors) => {
    brush.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      brush.fillStyle = color;
      brush.fillRect(0, 0, 1, 1);
    }
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colors) => {
    const [r, g, b] = over(colors).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const out = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest("noscript, .unseen, .skip, option") || !element.checkVisibility()) {
      continue;
    }
    const behind = [];
    for (let e = element; e; e = e.parentElement) {
      behind.unshift(getComputedStyle(e).backgroundColor);
    }
    const [a, b] = [luminance(behind), luminance([...behind, getComputedStyle(element).color])];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) {
      out.add(`${texts.currentNode.data.trim().slice(0, 30)}: ${contrast.toFixed(2)}`);
    }
  }
  return [...out];
}
