// Drives the emulator with the official SDK, to see whether what the SDK
// expects of the API is what the emulator does.
//
//	node conformance.mjs BINARY [PART...]
//
// BINARY is wix-emulator; it can be left out if WIX_EMULATOR names it. Without
// parts all run.
import { accessSync, constants } from "node:fs";
import { auth, guard } from "./auth.mjs";
import { coverage } from "./clients.mjs";
import { contacts } from "./contacts.mjs";
import { contactsBulk } from "./contacts_bulk.mjs";
import { contactsMerge } from "./contacts_merge.mjs";
import { contactsQuery } from "./contacts_query.mjs";
import { contactsRules } from "./contacts_rules.mjs";
import { codes, declared, versions } from "./declarations.mjs";
import { start } from "./emulator.mjs";
import { events } from "./events.mjs";
import { extendedFields } from "./extended_fields.mjs";
import { labels } from "./labels.mjs";
import { page } from "./page.mjs";
import { Report } from "./report.mjs";
import { Wire } from "./wire.mjs";

const parts = {
  guard, auth, labels, extendedFields, contacts, contactsQuery, contactsMerge, contactsBulk, contactsRules, events, declared, page,
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

const chosen = process.argv.slice(2);
const binary = chosen.length && !parts[chosen[0]] ? chosen.shift() : process.env.WIX_EMULATOR;
const unknown = chosen.filter((name) => !parts[name]);
if (!binary || !runnable(binary) || unknown.length) {
  process.stderr.write(`usage: node conformance.mjs BINARY [${Object.keys(parts).join("|")}...]\n`);
  process.exit(2);
}

const check = new Report();
const wire = new Wire();
check.note(`node ${process.versions.node}, ${versions().join(", ")}`);
for (const [name, run] of Object.entries(parts)) {
  if (chosen.length && !chosen.includes(name)) {
    continue;
  }
  await check.part(name, async () => {
    const emulator = await start(binary, ...(run.flags ?? []));
    wire.to(emulator.url);
    try {
      await run(check, wire, emulator.url, emulator.stop);
    } finally {
      await emulator.stop();
    }
  });
}
if (!chosen.length) {
  await check.part("complete", () => complete(check, wire));
}
process.exitCode = check.summary() ? 0 : 1;
