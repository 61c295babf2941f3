// Drives the emulator with the official SDK, to see whether what the SDK
// expects of the API is what the emulator does.
//
//	node conformance.mjs BINARY [PART...]
//
// BINARY is wix-emulator; it can be left out if WIX_EMULATOR names it. Without
// parts all run. With BASE_URL, WIX_API_KEY and WIX_SITE_ID there is no BINARY:
// the parts that change nothing run against that site.
import { accessSync, constants } from "node:fs";
import { auth, guard } from "./auth.mjs";
import { coverage } from "./clients.mjs";
import { contacts } from "./contacts.mjs";
import { contactsBulk } from "./contacts_bulk.mjs";
import { contactsMerge } from "./contacts_merge.mjs";
import { contactsQuery } from "./contacts_query.mjs";
import { contactsRules } from "./contacts_rules.mjs";
import { codes, declared, versions } from "./declarations.mjs";
import { settings, site, start } from "./emulator.mjs";
import { events } from "./events.mjs";
import { extendedFields } from "./extended_fields.mjs";
import { labels } from "./labels.mjs";
import { page } from "./page.mjs";
import { pageWidths } from "./page_widths.mjs";
import { reads } from "./reads.mjs";
import { Report } from "./report.mjs";
import { Wire } from "./wire.mjs";

const parts = {
  guard, reads, auth, labels, extendedFields, contacts, contactsQuery, contactsMerge, contactsBulk, contactsRules, events, declared, page, pageWidths,
};

// undriven are the functions that are exported and not called, with the reason.
const undriven = {};

// unmet are error codes that are declared and cannot be brought about.
const unmet = {
  CONTACT_ID_ALREADY_EXISTS: "a caller cannot choose the id of a contact",
};

// complete holds that all that the packages export and declare was met, or has
// a reason why not.
function complete(check, wire) {
  const driven = coverage();
  check.note(`${driven.filter((f) => f.called).length} of ${driven.length} exported functions are driven`);
  for (const { name, called } of driven) {
    if (!called && undriven[name]) {
      check.note(`  not ${name}: ${undriven[name]}`);
    }
    check.ok(called !== name in undriven, `${name} is driven, or has a reason why not, and not both`);
  }
  const declaredCodes = new Set(["contacts", "labels", "extendedFields"].flatMap((name) => [...codes(name)]));
  const met = [...declaredCodes].filter((code) => wire.codes.has(code));
  check.note(`${met.length} of ${declaredCodes.size} declared error codes are met`);
  for (const code of declaredCodes) {
    if (!wire.codes.has(code) && unmet[code]) {
      check.note(`  not ${code}: ${unmet[code]}`);
    }
    check.ok(wire.codes.has(code) !== code in unmet, `${code} is met, or has a reason why not, and not both`);
  }
  const invented = [...wire.codes].filter((code) => !declaredCodes.has(code)).sort();
  check.note(`codes that the packages do not declare: ${invented.join(", ")}`);
  check.equal(wire.refused, [], "nothing was sent elsewhere");
}

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    process.stderr.write(`${path} cannot be run\n`);
    return false;
  }
}

// visit is the site for a part: its address, and how to leave it.
const visit = (binary, run) => (site ? { url: site, stop: async () => {} } : start(binary, ...(run.flags ?? [])));

const chosen = process.argv.slice(2);
const binary = chosen.length && !parts[chosen[0]] ? chosen.shift() : process.env.WIX_EMULATOR;
const possible = Object.keys(parts).filter((name) => !site || parts[name].harmless);
const unknown = chosen.filter((name) => !possible.includes(name));
const encrypted = /^(https:|http:\/\/(localhost|127\.0\.0\.1):)/.test(site); // or on this machine
const ready = site ? encrypted && settings.apiKey && settings.siteId : binary && runnable(binary);
if (!ready || unknown.length) {
  process.stderr.write(`usage: ${site ? "BASE_URL=https://... WIX_API_KEY=... WIX_SITE_ID=... node conformance.mjs" : "node conformance.mjs BINARY"} [${possible.join("|")}...]\n`);
  process.exit(2);
}

const check = new Report();
const wire = new Wire();
check.note(`node ${process.versions.node}, ${versions().join(", ")}`);
for (const name of chosen.length ? possible.filter((name) => chosen.includes(name)) : possible) {
  const run = parts[name];
  await check.part(name, async () => {
    const { url, stop } = await visit(binary, run);
    wire.to(url);
    try {
      await run(check, wire, url, stop);
    } finally {
      await stop();
    }
  });
}
if (!chosen.length && !site) {
  await check.part("complete", () => complete(check, wire));
}
process.exitCode = check.summary() ? 0 : 1;
