// Starts the emulator's binary.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

// site is the address of a live site that takes the place of the emulator, if there is one.
export const site = process.env.BASE_URL;

export const settings = {
  apiKey: site ? process.env.WIX_API_KEY : "conformance-key",
  siteId: site ? process.env.WIX_SITE_ID : "11111111-2222-4333-8444-555555555555",
  appId: "22222222-3333-4444-8555-666666666666",
  appSecret: "conformance-secret",
  instanceId: "33333333-4444-4555-8666-777777777777",
};

// Whatever ends this program ends what it started.
const running = new Set();
process.once("exit", () => running.forEach((child) => child.kill()));
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => process.exit(1));
}

// start resolves to the emulator's URL and a function that stops it. Arguments
// are further flags.
export async function start(binary, ...flags) {
  const child = spawn(
    binary,
    [
      ...["-addr", "127.0.0.1:0", "-api-key", settings.apiKey, "-site-id", settings.siteId],
      ...["-app-id", settings.appId, "-app-secret", settings.appSecret, "-instance-id", settings.instanceId],
      ...flags,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill();
      await once(child, "exit");
    }
    running.delete(child);
  };
  running.add(child);
  const url = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${binary} ended with ${code} before it served`)));
    createInterface({ input: child.stdout }).once("line", resolve);
  });
  return { url, stop };
}

// control does to the emulator itself what no API can.
export async function control(url, method, path, body) {
  const answer = await fetch(`${url}/_emulator/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const out = await answer.json();
  if (answer.status !== 200) {
    throw new Error(`${method} /_emulator/${path}: ${answer.status} ${JSON.stringify(out)}`);
  }
  return out;
}
