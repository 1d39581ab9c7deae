// The text of a transcript: only the part near the view is in the document, and quotes are marked by their spans.

import { h } from "./dom.js";
import { GAP } from "./quotes.js";
import { clock } from "./words.js";

const AHEAD = 1500; // pixels above and below the view that are kept ready
const DIM = /\*\*|__|`|^#{1,6}\s+|^>\s?/gm;

/** Cut a side's text where something changes: gaps between paragraphs, dimmed marks, the edges of quotes. */
function pieces(side, spans) {
  const end = side.start + side.text.length;
  const found = [];
  for (const match of side.text.matchAll(GAP)) found.push([side.start + match.index, match[0].length, "gap"]);
  for (const match of side.text.matchAll(DIM)) found.push([side.start + match.index, match[0].length, "dim"]);
  const edges = new Set([side.start, end]);
  for (const [at, length] of found) edges.add(at).add(at + length);
  for (const span of spans) edges.add(Math.max(span.start, side.start)).add(Math.min(span.end, end));
  const sorted = [...edges].filter((at) => at >= side.start && at <= end).sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, i) => ({
    text: side.text.slice(start - side.start, sorted[i + 1] - side.start),
    look: found.find(([at, length]) => at <= start && start < at + length)?.[2],
    span: spans.find((span) => span.start <= start && start < span.end),
  }));
}

/** Build a side; `spans` are quotes: {start, end, n, here}, each of them one mark. Its textContent is the source's. */
export function sideView(side, spans) {
  const near = spans.filter((span) => span.start < side.start + side.text.length && span.end > side.start);
  near.sort((a, b) => Number(Boolean(b.here)) - Number(Boolean(a.here))); // where quotes overlap, the open one is whole
  const box = h("div", { class: "side", lang: side.language });
  let [mark, isStrong] = [null, false];
  for (const piece of pieces(side, near)) {
    if (piece.span !== mark?.span) {
      mark = piece.span ? markView(piece.span) : null;
      if (mark) box.append(mark);
    }
    if (piece.text === "**") isStrong = !isStrong;
    const isPlain = !piece.look && !isStrong;
    (mark ?? box).append(isPlain ? piece.text : h(piece.look ? "span" : "strong", { class: piece.look }, piece.text));
  }
  return box;
}

function markView(span) {
  const mark = h("mark", { class: span.here ? "here" : "also", "data-n": span.n, "data-start": span.start });
  mark.span = span;
  return mark;
}

function rowView(app, row, spans) {
  const { words } = app;
  const sides = row.sides.map((side) => sideView(side, spans));
  if (row.kind === "heading") return h("div", { class: "row heading", role: "heading", "aria-level": "3" }, sides);
  if (row.kind === "aside") {
    const [{ text, start }] = row.sides;
    const isMarked = spans.some((span) => span.start < start + text.length && span.end > start);
    const summary = h("summary", {}, words.say("aside", { n: text.trim().length }));
    return h("details", { class: "row aside", open: isMarked }, summary, sides);
  }
  const where = [
    row.page !== null && words.say("page", { n: String(row.page) }),
    row.time !== null && clock(row.time),
    row.written && words.say("written", { name: row.written }),
  ].filter(Boolean);
  const name = h("div", { class: "name" }, row.name && h("b", {}, row.name), where.map((text) => h("span", {}, text)));
  const isPaired = row.sides.some((side) => side.language !== row.sides[0].language);
  row.sides.forEach((side, at) => side.language !== row.sides[0].language && sides[at].classList.add("other"));
  const text = h("div", { class: isPaired ? "sides paired" : "sides" }, sides);
  return h("div", { class: row.asks ? "row turn asks" : "row turn" }, name, text);
}

/** A window on a transcript's chunks in a scrolling element. */
export class Rows {
  constructor(app, scroller, opened, spans) {
    Object.assign(this, { app, scroller, opened, spans, rows: new Map() });
    this.perCharacter = 0.9; // pixels of height, before anything has been measured
    this.take(opened.chunks);
    this.chunks = opened.sizes.map((size, at) => h("div", { class: "chunk", "data-at": at }));
    this.chunks.forEach((chunk, at) => (chunk.style.height = `${this.guess(at)}px`));
    scroller.replaceChildren(...this.chunks);
    const options = { root: scroller, rootMargin: `${AHEAD}px 0px` };
    this.observer = new IntersectionObserver((entries) => this.seen(entries), options);
    this.chunks.forEach((chunk) => this.observer.observe(chunk));
  }

  close() {
    this.observer.disconnect();
  }

  take(chunks) {
    for (const [at, rows] of Object.entries(chunks)) this.rows.set(Number(at), rows);
  }

  guess(at) {
    return Math.max(40, this.opened.sizes[at] * this.perCharacter);
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const at = Number(target.dataset.at);
      if (isIntersecting) this.fill(at);
      else this.empty(at);
    }
  }

  async fill(at) {
    const chunk = this.chunks[at];
    if (chunk.firstChild) return;
    if (!this.rows.has(at)) {
      const { transcript, version } = this.opened;
      const view = await this.app.call("chunks", { source: transcript.id, version, at: [at] });
      if (view.failure) return void this.app.say(view.failure, "failure");
      this.take(view.chunks);
      if (chunk.firstChild || !chunk.isConnected) return;
    }
    this.keepingPlace(chunk, () => this.draw(at));
    this.perCharacter = chunk.offsetHeight / this.opened.sizes[at] || this.perCharacter;
  }

  draw(at) {
    this.chunks[at].replaceChildren(...this.rows.get(at).map((row) => rowView(this.app, row, this.spans)));
    this.chunks[at].style.height = "";
  }

  empty(at) {
    const chunk = this.chunks[at];
    if (!chunk.firstChild || chunk.contains(document.activeElement)) return;
    chunk.style.height = `${chunk.offsetHeight}px`;
    chunk.replaceChildren();
  }

  /** Change a chunk without moving what the reader is looking at. */
  keepingPlace(chunk, change) {
    const isAbove = chunk.getBoundingClientRect().bottom <= this.scroller.getBoundingClientRect().top + 1;
    const before = chunk.offsetHeight;
    change();
    if (isAbove) this.scroller.scrollTop += chunk.offsetHeight - before;
  }

  /** Scroll to a quote: it stands a third down the view. */
  async show(index) {
    const [span, at] = [this.spans[index], this.opened.places[index]];
    this.spans.forEach((one) => (one.here = one === span));
    await this.fill(at);
    this.chunks.forEach((chunk, filled) => chunk.querySelector("mark") && this.draw(filled));
    const mark = this.scroller.querySelector("mark.here");
    if (!mark) return null;
    const down = mark.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
    this.scroller.scrollTop += down - this.scroller.clientHeight / 3;
    return mark;
  }
}
