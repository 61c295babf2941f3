// Opens the emulator's page in a Chromium, when there is one; CHROMIUM names one.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

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

// browse runs what is handed a function that opens a page of the site. A page
// fails the check by any complaint; one whose tab has expectsErrors may complain
// that it reaches nobody.
export async function browse(check, url, run) {
  const executablePath = findBrowser();
  if (!executablePath) {
    check.note("skipped, as no Chromium was found; CHROMIUM=/path/to/chromium names one");
    return;
  }
  const browser = await chromium.launch({ executablePath, args: flags, chromiumSandbox: false });
  check.note(`Chromium ${browser.version()}`);
  try {
    await run(async (options, path = "/") => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const tab = await context.newPage();
      tab.setDefaultTimeout(20_000);
      tab.on("pageerror", (error) => check.ok(false, "a script failed", error));
      tab.on("console", (message) => {
        if (message.type() === "error" && !tab.expectsErrors) {
          check.ok(false, "the browser complained", message.text());
        }
      });
      tab.on("dialog", (dialog) => check.ok(false, "a hostile text ran", dialog.message()));
      await tab.goto(url + path);
      return tab;
    });
  } finally {
    await browser.close();
  }
}
