// Leads what the SDK sends to its one host to the emulator or a live site, and
// keeps a log of it. Nothing else leaves: fetch refuses any other host, and below
// it sockets open to this machine and that site alone.
import net from "node:net";

const host = "https://www.wixapis.com";
const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

export class Wire {
  // log holds what was sent since it was last emptied.
  log = [];
  // refused are the hosts that something else was sent to.
  refused = [];
  // codes are all application errors that came back.
  codes = new Set();

  constructor() {
    const fetch = globalThis.fetch;
    globalThis.fetch = (input, init) => this.#fetch(fetch, input, init);
    const connect = net.Socket.prototype.connect;
    const wire = this;
    net.Socket.prototype.connect = function (...args) {
      const first = Array.isArray(args[0]) ? args[0][0] : args[0];
      const options = typeof first === "object" ? first : { port: first, host: args[1] };
      const name = options.host ?? "localhost";
      if (!options.path && !loopback.has(name) && name !== wire.host) {
        wire.refused.push(name);
        throw new Error(`a connection to ${name} was tried`);
      }
      return connect.apply(this, args);
    };
  }

  // to leads to another emulator or site from now on.
  to(url) {
    this.base = new URL(url).origin;
    this.host = new URL(url).hostname;
    this.log = [];
  }

  last() {
    return this.log.at(-1);
  }

  async #fetch(fetch, input, init) {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (url.origin !== host && url.origin !== this.base) {
      this.refused.push(url.host);
      throw new Error(`a request to ${url.host} was tried`);
    }
    const body = await request.text();
    const entry = {
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      headers: Object.fromEntries(request.headers),
      body: body ? JSON.parse(body) : undefined,
    };
    // A Request always has a content type for a text body; what counts is
    // whether the SDK gave one.
    const given = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    entry.contentType = given.get("content-type");
    if (url.origin === host) {
      this.log.push(entry);
    }
    const answer = await fetch(new URL(url.pathname + url.search, this.base), {
      method: request.method,
      headers: given,
      ...(body ? { body } : {}),
    });
    entry.status = answer.status;
    if (answer.status >= 400) {
      this.#note(await answer.clone().text());
    }
    return answer;
  }

  #note(text) {
    const code = /"code":"(\w+)"/.exec(text)?.[1];
    if (code) {
      this.codes.add(code);
    }
  }
}
