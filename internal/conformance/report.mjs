// Counts assertions and prints what fails.
import { inspect, isDeepStrictEqual } from "node:util";

const show = (value) => inspect(value, { depth: 6, breakLength: 120 });

export class Report {
  passed = 0;
  failed = 0;

  // part runs one part of the program; whatever it throws is one failure, and
  // the next part goes on.
  async part(name, run) {
    const before = { passed: this.passed, failed: this.failed };
    this.name = name;
    try {
      await run();
    } catch (error) {
      this.#fail("goes through", `threw ${error?.stack ?? show(error)}`);
    }
    const failed = this.failed - before.failed;
    this.note(`${name}: ${this.passed - before.passed} passed${failed ? `, ${failed} failed` : ""}`);
  }

  ok(holds, what, ...seen) {
    if (holds) {
      this.passed++;
    } else {
      this.#fail(what, seen.map(show).join("\n"));
    }
  }

  equal(have, want, what) {
    this.ok(isDeepStrictEqual(have, want), `${what}: want ${show(want)}, have`, have);
  }

  // has compares only the members that want names, however deep.
  has(have, want, what) {
    this.ok(includes(have, want), `${what}: want ${show(want)} within`, have);
  }

  // date holds that the value is a Date close to now.
  date(value, what) {
    const near = value instanceof Date && Math.abs(Date.now() - value.getTime()) < 60_000;
    this.ok(near, `${what} is a Date of now`, value);
  }

  // refused holds that the promise fails as the SDK words failures: status is
  // that of HTTP, code that of the application error.
  async refused(promise, status, code, what) {
    const error = await failure(promise);
    const have = [error?.status, error?.details?.applicationError?.code];
    this.equal(have, [status, code], what);
    return error;
  }

  // invalid holds that the promise fails with violations of these arguments.
  async invalid(promise, fields, what) {
    const error = await failure(promise);
    const violations = error?.details?.validationError?.fieldViolations ?? [];
    this.equal([error?.status, violations.map((v) => v.field)], [400, fields], what);
    return error;
  }

  note(text) {
    process.stdout.write(`${text}\n`);
  }

  summary() {
    this.note(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0;
  }

  #fail(what, seen) {
    this.failed++;
    this.note(`FAIL ${this.name}: ${what}${seen ? `\n${seen}` : ""}`.replaceAll("\n", "\n     "));
  }
}

function includes(have, want) {
  if (Array.isArray(want)) {
    return Array.isArray(have) && have.length === want.length && want.every((v, i) => includes(have[i], v));
  }
  if (want && typeof want === "object" && !(want instanceof Date)) {
    return !!have && typeof have === "object" && Object.entries(want).every(([k, v]) => includes(have[k], v));
  }
  return isDeepStrictEqual(have, want);
}

// failure is what the promise is rejected with, undefined if it is not.
export async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error ?? new Error("rejected with nothing");
  }
  return undefined;
}
