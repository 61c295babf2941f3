// These run in the browser, each by itself, and find what does not look right.

// sideways is by how much the page can be scrolled sideways.
export function sideways() {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}

// highest is the height of the highest row.
export function highest() {
  return Math.max(...[...document.querySelectorAll(".people tbody tr")].map((row) => row.getBoundingClientRect().height));
}

// brokenWords lists the words of up to 24 letters that do not fit on a line.
export function brokenWords() {
  const out = [];
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.parentElement.checkVisibility() || text.parentElement.closest(".unseen, pre, code")) {
      continue;
    }
    for (const word of text.data.matchAll(/[^\s\/?–-]{2,24}(?![^\s\/?–-])/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size > 1) {
        out.push(word[0]);
      }
    }
  }
  return out;
}

// unaligned lists the contacts whose name, company or fields do not begin where
// the lines above them do, in whatever direction they are written.
export function unaligned() {
  const out = [];
  for (const block of document.querySelectorAll(".people .who > div, .people .values")) {
    const lines = [...block.children].map((line) => {
      const text = document.createRange();
      text.selectNodeContents(line);
      return Math.round(Math.min(...[...text.getClientRects()].filter((r) => r.width).map((r) => r.left)));
    });
    if (lines.some((left) => Math.abs(left - lines[0]) > 2)) {
      out.push(`${block.textContent.slice(0, 40)}: ${lines}`);
    }
  }
  return out;
}

// colours counts the labels of the site, and lists pairs whose colours are too much
// alike to be told apart.
export function colours() {
  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const seen = [...document.querySelectorAll(".rail .chip")].map((chip) => {
    brush.fillStyle = getComputedStyle(chip).backgroundColor;
    brush.fillRect(0, 0, 1, 1);
    return { name: chip.textContent, pixel: [...brush.getImageData(0, 0, 1, 1).data] };
  });
  const alike = [];
  seen.forEach((a, i) => {
    for (const b of seen.slice(i + 1)) {
      if (Math.hypot(...a.pixel.map((part, j) => part - b.pixel[j])) < 8) {
        alike.push(`${a.name} and ${b.name}`);
      }
    }
  });
  return { labels: seen.length, alike };
}

// tooWide lists elements that end outside of the window. What a label leaves out is hidden.
export function tooWide() {
  const width = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll("main *")].filter((e) => !e.closest(".unseen, thead, pre") && !e.matches(".chip > bdi") && e.getBoundingClientRect().right > width + 1);
  return out.map((e) => `${e.tagName} ${e.className}`);
}

// unnamed lists controls without a text.
export function unnamed() {
  const controls = [...document.querySelectorAll("a, button, input:not([type=hidden])")];
  return controls.filter((e) => !(e.innerText || e.textContent || e.labels?.[0]?.textContent)?.trim()).map((e) => e.outerHTML);
}

// tooFaint lists texts whose contrast with what is behind them is below 4.5.
export function tooFaint() {
  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const over = (colors) => {
    brush.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      brush.fillStyle = color;
      brush.fillRect(0, 0, 1, 1);
    }
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colors) => {
    const [r, g, b] = over(colors).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const out = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest("noscript, .unseen, .skip, option") || !element.checkVisibility()) {
      continue;
    }
    const behind = [];
    for (let e = element; e; e = e.parentElement) {
      behind.unshift(getComputedStyle(e).backgroundColor);
    }
    const [a, b] = [luminance(behind), luminance([...behind, getComputedStyle(element).color])];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) {
      out.add(`${texts.currentNode.data.trim().slice(0, 30)}: ${contrast.toFixed(2)}`);
    }
  }
  return [...out];
}
