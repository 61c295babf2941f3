// What the packages' type declarations say and their code does not: which
// fields can be filtered and sorted by, and which error codes there are.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packages, withKey } from "./clients.mjs";
import { failure } from "./report.mjs";

const require = createRequire(import.meta.url);
const names = { contacts: "@wix/auto_sdk_crm_contacts", labels: "@wix/auto_sdk_crm_labels", extendedFields: "@wix/auto_sdk_crm_extended-fields" };

export function versions() {
  return [...Object.values(names), "@wix/sdk"].map((name) => {
    const { version } = JSON.parse(readFileSync(join(folder(name), "package.json"), "utf8"));
    return `${name} ${version}`;
  });
}

// folder is where a package lies; not all let their package.json be required.
function folder(name) {
  let at = dirname(require.resolve(name));
  while (!at.endsWith(join("node_modules", name))) {
    at = dirname(at);
  }
  return at;
}

function declaration(name) {
  return readFileSync(join(folder(names[name]), "build", "es", "index.typings.d.mts"), "utf8");
}

// codes are the application errors that a package declares.
export function codes(name) {
  return new Set([...declaration(name).matchAll(/code\?: '([A-Z_]+)'/g)].map((m) => m[1]));
}

// spec lists the rules of a package's typed query: {fields, operators, sort}.
export function spec(name) {
  const [, rules] = /QuerySpec extends QuerySpec \{[^[]*wql: \[([\s\S]*?)\n {4}\];/.exec(declaration(name));
  const list = (text) => [...text.matchAll(/'([^']+)'/g)].map((m) => m[1]);
  return [...rules.matchAll(/fields: \[([^\]]*)\];\s*operators: \[([^\]]*)\];\s*sort: '(\w+)'/g)].map(([, fields, operators, sort]) => ({
    fields: list(fields),
    operators: list(operators),
    sort,
  }));
}

const lists = new Set(["$in", "$nin", "$hasSome", "$hasAll"]);
const all = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$startsWith", "$exists", "$hasSome", "$hasAll"];

// operand is a value that fits the field and the operator.
function operand(field, operator) {
  if (operator === "$exists") {
    return true;
  }
  const value = /date$/i.test(field) ? "2026-01-01" : /Type$/.test(field) ? "SYSTEM" : "text";
  return lists.has(operator) ? [value] : value;
}

// declared holds that every filter and sort of the typed queries is taken, and
// that the rest of the operators is refused.
export async function declared(check) {
  const client = withKey();
  const queries = { contacts: "queryContacts", labels: "queryLabels", extendedFields: "queryExtendedFields" };
  for (const [name, method] of Object.entries(queries)) {
    const ask = (query) => failure(client[name][method]({ paging: { limit: 1 }, ...query }));
    const rules = spec(name);
    check.ok(rules.length > 3, `the rules of ${method} can be read`, rules);
    for (const { fields, operators, sort } of rules) {
      for (const field of fields) {
        for (const operator of all) {
          const error = await ask({ filter: { [field]: { [operator]: operand(field, operator) } } });
          const code = error?.details?.applicationError?.code;
          const want = operators.includes(operator) ? undefined : "UNSUPPORTED_FILTER_OPERATOR";
          check.equal(code, want, `${method} by ${field} ${operator}`);
        }
        for (const order of Object.values(packages[name].SortOrder)) {
          const error = await ask({ sort: [{ fieldName: field, order }] });
          check.equal(error?.status, sort === "BOTH" ? undefined : 400, `${method} sorted by ${field} ${order}`);
        }
      }
    }
  }
}

declared.flags = ["-seed", "5"];
