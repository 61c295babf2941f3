// How the SDK's two strategies for servers get in, and what it makes of being
// kept out.
import { packages, withApp, withKey } from "./clients.mjs";
import { settings } from "./emulator.mjs";
import { failure } from "./report.mjs";

export async function auth(check, wire) {
  const key = withKey();
  const made = await key.contacts.createContact({ name: { first: "By key" } });
  const { headers, contentType } = wire.last();
  check.equal(headers.authorization, settings.apiKey, "the API key goes as it is");
  check.equal(headers["wix-site-id"], settings.siteId, "the site goes beside it");
  check.ok(headers["x-wix-bi-gateway"]?.includes("method-fqn="), "the SDK's own header goes along", headers);
  check.equal(contentType, "application/json", "a body has a content type");
  check.ok(Object.values(packages.contacts.ContactSourceType).includes(made.contact.source.sourceType), "the source is known", made.contact.source);

  const stranger = await check.refused(withKey({ apiKey: "another" }).contacts.listContacts(), 401, 401, "another key is refused");
  check.ok(typeof stranger.requestId === "string" && stranger.requestId !== "", "an error carries the request id", stranger);
  await check.refused(withKey({ siteId: "99999999-9999-4999-8999-999999999999" }).contacts.listContacts(), 403, 403, "another site is refused");
  await check.refused(withKey({ siteId: undefined }).contacts.listContacts(), 403, 403, "a key without a site is refused");
  const nameless = withKey({ apiKey: "" });
  await check.refused(nameless.contacts.listContacts(), 401, 401, "no key is refused");

  wire.log = [];
  const app = withApp();
  const byApp = await app.contacts.createContact({ name: { first: "By app" } });
  await app.labels.listLabels();
  await app.extendedFields.listExtendedFields();
  const tokens = wire.log.filter((r) => r.path === "/oauth2/token");
  check.equal(tokens.length, 1, "one access token does for several calls");
  check.equal(tokens[0].body?.grant_type, "client_credentials", "it is asked for with client credentials");
  check.ok(wire.log.slice(1).every((r) => r.headers.authorization && !r.headers["wix-site-id"]), "calls carry the token and no site", wire.log);
  check.has(byApp.contact.source, { sourceType: packages.contacts.ContactSourceType.WIX_APP, appId: settings.appId }, "the source is the app");
  const answer = await app.fetchWithAuth("https://www.wixapis.com/contacts/v4/labels");
  check.equal(answer.status, 200, "fetchWithAuth brings the token");

  for (const wrong of ["appId", "appSecret", "instanceId"]) {
    const error = await failure(withApp({ ...settings, [wrong]: "wrong" }).auth.getAuthHeaders());
    check.ok(/Unexpected status code from Wix OAuth API: 4\d\d, request id: \d/.test(error?.message), `a wrong ${wrong} gets no token`, error);
  }
}

// guard holds that nothing but the emulator can be reached.
export async function guard(check, wire) {
  const { connect } = await import("node:net");
  const tls = await import("node:tls");
  const error = await failure(fetch("https://example.com/"));
  check.ok(error?.message.includes("example.com"), "fetch reaches no other host", error);
  check.ok(await failure((async () => connect(443, "example.com"))()), "a socket reaches no other host");
  check.ok(await failure((async () => tls.connect({ host: "example.com", port: 443 }))()), "nor does one with TLS");
  check.equal(wire.refused.splice(0), ["example.com", "example.com", "example.com"], "each try is remembered");
}
