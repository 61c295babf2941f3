// Keeps the page up to date: it asks for the page again and again and changes
// in place what is different. Without it the page is the same, and stands still.
"use strict";

(() => {
  const pause = 2000; // milliseconds between two looks
  const flash = 1800; // how long a changed row stays marked
  const fresh = 15000; // a row that comes in is new if it changed so lately

  const site = document.getElementById("site");
  const button = document.getElementById("live");
  const offline = document.getElementById("offline");
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  let on = true;
  let tag = "";
  let timer = 0;
  let current = null;

  const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset.key || "" : "");
  const alike = (a, b) => a && a.nodeType === b.nodeType && a.nodeName === b.nodeName && !keyOf(a);

  function mark(row) {
    if (!still.matches) {
      row.animate([{ backgroundColor: "var(--flash)" }, { backgroundColor: "transparent" }], flash);
    }
  }

  // morph makes have equal to want and keeps the nodes that stay, and with them
  // focus, selection, scrolling and what is unfolded.
  function morph(have, want, live) {
    if (have.isEqualNode(want)) {
      return;
    }
    if (have.nodeType !== Node.ELEMENT_NODE) {
      have.nodeValue = want.nodeValue;
      return;
    }
    const changed = live && have.dataset.rev !== want.dataset.rev;
    for (const { name } of [...have.attributes]) {
      if (!want.hasAttribute(name) && name !== "open") {
        have.removeAttribute(name);
      }
    }
    for (const { name, value } of want.attributes) {
      if (have.getAttribute(name) !== value) {
        have.setAttribute(name, value);
      }
    }
    morphChildren(have, want, live);
    if (changed) {
      mark(have);
    }
  }

  function morphChildren(have, want, live) {
    const staying = new Set([...want.children].map(keyOf));
    const keyed = new Map();
    for (const child of [...have.children]) {
      const key = keyOf(child);
      if (key && !staying.has(key)) {
        child.remove();
      } else if (key) {
        keyed.set(key, child);
      }
    }
    let at = have.firstChild;
    for (const next of [...want.childNodes]) {
      const key = keyOf(next);
      const match = key ? keyed.get(key) : alike(at, next) ? at : null;
      if (!match) {
        have.insertBefore(next, at);
        if (live && key && isFresh(next)) {
          mark(next);
        }
      } else {
        if (match === at) {
          at = at.nextSibling;
        } else {
          have.insertBefore(match, at);
        }
        morph(match, next, live);
      }
    }
    while (at) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
  }

  const isFresh = (row) => (row.dataset.at ? Date.now() - Number(row.dataset.at) < fresh : row.dataset.rev !== undefined);

  // look fetches the page and shows it; live is false if the visitor asked for
  // something else than before, so that nothing is marked as new.
  async function look(live) {
    clearTimeout(timer);
    current?.abort();
    const mine = new AbortController();
    current = mine;
    try {
      const answer = await fetch(location.href, {
        cache: "no-store",
        headers: live && tag ? { "If-None-Match": tag } : {},
        signal: mine.signal,
      });
      if (answer.status === 200) {
        const next = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (mine.signal.aborted) {
          return;
        }
        tag = answer.headers.get("ETag") ?? "";
        document.title = next.title;
        morph(site, next.getElementById("site"), live);
      } else if (answer.status !== 304) {
        throw new Error(`status ${answer.status}`);
      }
      say("");
    } catch {
      if (mine.signal.aborted) {
        return;
      }
      say("The emulator does not answer");
    }
    wait();
  }

  function say(text) {
    if (offline.textContent !== text) {
      offline.textContent = text;
      name();
    }
  }

  // name has the button say what goes on: it is not live while nothing answers.
  function name() {
    const state = !on ? "Paused" : offline.textContent ? "Trying again" : "Live";
    button.dataset.state = state;
    button.lastChild.textContent = state;
  }

  function wait() {
    clearTimeout(timer);
    if (on && !document.hidden) {
      timer = setTimeout(() => look(true), pause);
    }
  }

  button.hidden = false;
  name();
  button.addEventListener("click", () => {
    on = !on;
    button.setAttribute("aria-pressed", String(on));
    name();
    if (on) {
      look(true);
    } else {
      clearTimeout(timer);
    }
  });

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      clearTimeout(timer);
    } else if (on) {
      look(true);
    }
  });

  // Searching while typing; Enter and the button search as well.
  let typing = 0;
  site.addEventListener("input", (event) => {
    const form = event.target.closest("form");
    if (!form || event.isComposing) {
      return;
    }
    clearTimeout(typing);
    typing = setTimeout(() => {
      const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      history.replaceState(null, "", query.size ? `/?${query}` : "/");
      look(false);
    }, 200);
  });

  wait();
})();
