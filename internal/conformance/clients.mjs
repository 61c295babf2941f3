// The SDK's clients, watched: which of the functions that the packages export
// were called is what the coverage at the end is about.
import * as contacts from "@wix/auto_sdk_crm_contacts";
import * as extendedFields from "@wix/auto_sdk_crm_extended-fields";
import * as labels from "@wix/auto_sdk_crm_labels";
import { ApiKeyStrategy, AppStrategy, createClient } from "@wix/sdk";
import { settings } from "./emulator.mjs";

export const packages = { contacts, labels, extendedFields };

const called = new Set();

function watched(value, name) {
  if (typeof value === "function") {
    return new Proxy(value, {
      apply(target, self, args) {
        called.add(name);
        return Reflect.apply(target, self, args);
      },
      get: (target, key) => watched(Reflect.get(target, key), `${name}.${String(key)}`),
    });
  }
  if (value?.constructor === Object) {
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, watched(v, `${name}.${key}`)]));
  }
  return value;
}

function client(auth) {
  const made = createClient({ auth, modules: packages });
  for (const name of Object.keys(packages)) {
    made[name] = watched(made[name], name);
  }
  return made;
}

export const withKey = (overrides) =>
  client(ApiKeyStrategy({ apiKey: settings.apiKey, siteId: settings.siteId, ...overrides }));

export const withApp = ({ appId, appSecret, instanceId } = settings, more = {}) =>
  client(AppStrategy({ appId, appSecret, instanceId, ...more }));

// utils are the packages' query helpers, which need no client.
export const utils = Object.fromEntries(
  Object.entries(packages).map(([name, module]) => [name, watched(module.utils.query, `${name}.utils.query`)]),
);

// coverage lists the functions that the packages export, and whether each was
// called.
export function coverage() {
  const out = [];
  for (const [name, module] of Object.entries(packages)) {
    for (const [key, value] of Object.entries(module)) {
      // Events are functions with a type, or objects with one.
      if (typeof value === "function" || value?.__type === "event-definition") {
        out.push({ name: `${name}.${key}`, called: called.has(`${name}.${key}`) });
      }
    }
    for (const key of Object.keys(module.utils.query)) {
      const query = `${name}.utils.query.${key}`;
      out.push({ name: query, called: called.has(query) });
    }
  }
  return out;
}
