// The emulator's page in a browser: that it stays up to date, works without
// JavaScript and by keyboard, and does nothing of what a hostile contact says.
import { browse } from "./browser.mjs";
import { withKey } from "./clients.mjs";

export const page = (check, wire, url, stop) =>
  browse(check, url, async (open) => {
    const { contacts, labels } = withKey();
    await live(check, await open(), contacts, labels);
    await search(check, await open());
    await keyboard(check, await open());
    await plain(check, await open({ javaScriptEnabled: false }));
    await hostile(check, open, contacts, labels);
    await down(check, await open(), stop);
  });

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

// down holds that the page stays without an emulator, and does not call itself live.
async function down(check, tab, stop) {
  const button = tab.locator("#live");
  const green = await button.locator(".dot").evaluate((dot) => getComputedStyle(dot).backgroundColor);
  check.equal(await button.innerText(), "Live", "the page is live");
  tab.expectsErrors = true;
  await stop();
  await tab.getByText("The emulator does not answer").waitFor();
  check.ok(await tab.locator(".people").isVisible(), "without an emulator the page stays and says so");
  check.equal(await button.innerText(), "Trying again", "and does not say that it is live");
  check.ok(await button.locator(".dot").evaluate((dot) => getComputedStyle(dot).backgroundColor) !== green, "nor by its colour");
  await button.click();
  check.equal(await button.innerText(), "Paused", "it can be paused then, too");
}
