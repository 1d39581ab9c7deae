// The text of a transcript: only the part near the view is in the document, and quotes are marked by their spans.

import { rowStars } from "./collecting.js";
import { correctButton, correctedNote } from "./correcting.js";
import { button, h } from "./dom.js";
import { timeView } from "./listening.js";
import { endOf, rangeOf } from "./marking.js";
import { isForeign, Translation } from "./prose.js";
import { GAP, MARKS } from "./quotes.js";

const AHEAD = 1500; // pixels above and below the view that are kept ready

/** Cut a text where something changes: gaps between paragraphs, dimmed marks, the edges of `marks` and of what is `kept`
 * ({start, end, span}). */
function pieces(text, marks, kept) {
  const found = [];
  for (const match of text.matchAll(GAP)) found.push([match.index, match[0].length, "gap"]);
  for (const match of text.matchAll(MARKS)) found.push([match.index, match[0].length, "dim"]);
  const edges = new Set([0, text.length]);
  for (const [at, length] of found) edges.add(at).add(at + length);
  for (const { start, end } of [...marks, ...kept]) edges.add(start).add(end);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, i) => ({
    text: text.slice(start, sorted[i + 1]),
    look: found.find(([at, length]) => at <= start && start < at + length)?.[2],
    span: marks.find((mark) => mark.start <= start && start < mark.end)?.span,
    kept: kept.find((mark) => mark.start <= start && start < mark.end)?.span,
  }));
}

/** Where spans are in a side's text. They count characters, JavaScript counts a character such as 🙂 twice. */
function marksIn(side, spans) {
  const characters = [...side.text];
  const at = (offset) => characters.slice(0, Math.max(0, offset - side.start)).join("").length;
  const near = spans.filter((span) => span.start < endOf(side) && span.end > side.start);
  near.sort((a, b) => Number(Boolean(b.here)) - Number(Boolean(a.here))); // where quotes overlap, the open one is whole
  return near.map((span) => ({ span, start: at(span.start), end: at(span.end) }));
}

/** Build a side; `spans` are quotes: {start, end, n, here}, each of them one mark; `kept` is what is collected: {id, start,
 * end, colour}. Its textContent is the source's. */
export function sideView(side, spans, kept = []) {
  const box = h("div", { class: "side", lang: side.language, dir: "auto", "data-start": side.start, "data-end": endOf(side) });
  let [mark, isStrong] = [null, false];
  for (const piece of pieces(side.text, marksIn(side, spans), marksIn(side, kept))) {
    if (piece.span !== mark?.span) {
      mark = piece.span ? markView(piece.span) : null;
      if (mark) box.append(mark);
    }
    if (piece.text === "**") isStrong = !isStrong;
    const isPlain = !piece.look && !isStrong && !piece.kept;
    (mark ?? box).append(isPlain ? piece.text : pieceView(piece, isStrong));
  }
  return box;
}

function pieceView({ text, look, kept }, isStrong) {
  const attributes = kept ? { "data-kept": kept.id, style: `--label: ${kept.colour}` } : {};
  return h(isStrong && !look ? "strong" : "span", { class: [look, kept && "kept"].filter(Boolean).join(" ") || null, ...attributes }, text);
}

function markView(span) {
  const mark = h("mark", { class: span.here ? "here" : "also", "data-n": span.n, "data-start": span.start });
  mark.span = span;
  return mark;
}

function rowView(app, row, spans) {
  const { words } = app;
  const items = app.source.keptIn(row);
  const kept = items.map((item) => ({ ...item, colour: app.collected.labelsOf(item)[0]?.colour ?? "var(--accent)" }));
  const sides = row.sides.map((side) => sideView(side, spans, kept));
  if (row.kind === "heading") return h("div", { class: "row heading", role: "heading", "aria-level": "3" }, sides);
  if (row.kind === "aside") {
    const [{ text }] = row.sides;
    const isMarked = marksIn(row.sides[0], spans).length > 0;
    const summary = h("summary", {}, words.say("aside", { n: [...text.trim()].length }));
    return h("details", { class: "row aside", open: isMarked || kept.length > 0 }, summary, sides);
  }
  const where = [
    row.page !== null && words.say("page", { n: String(row.page) }),
    row.time !== null && timeView(app, app.source.open_.view.transcript.id, row.time, () => app.source.play(row.time)),
    row.written && words.say("written", { name: row.written }),
  ].filter(Boolean);
  const name = h(
    "div",
    { class: "name" },
    row.name && h("b", {}, row.name),
    row.correction !== null && correctedNote(app, row),
    where.map((part) => h("span", {}, part)),
    correctButton(app, row),
    translateButton(app, row, sides),
    h("span", { class: "row-stars" }, rowStars(app, row, items.filter((item) => row.sides.some((side) => side.start <= item.start && item.start < endOf(side))))),
  );
  const isPaired = row.sides.some((side) => side.language !== row.sides[0].language);
  row.sides.forEach((side, at) => side.language !== row.sides[0].language && sides[at].classList.add("other"));
  const text = h("div", { class: isPaired ? "sides paired" : "sides" }, sides);
  if (isTranslated(app, row)) translate(app, row, sides);
  return h("div", { class: row.asks ? "row turn asks" : "row turn" }, name, text);
}

/** What has a turn translated into the page's language; a turn that stands in it already needs none. */
function translateButton(app, row, sides) {
  if (!app.languageModel || isTranslated(app, row) || row.sides.some((side) => !isForeign(app, side.language))) return null;
  const press = button(app.words.say("translate"), () => (press.remove(), translate(app, row, sides)), { class: "translate" });
  return press;
}

/** Whether a turn's translation was asked for: then it is there again wherever the turn is drawn anew. */
function isTranslated(app, row) {
  return row.sides.every((side) => side.translations?.[app.words.language]);
}

function translate(app, row, sides) {
  row.sides.forEach((side, at) => sides[at].after(translationOf(app, side).view()));
}

/** A side's translation, made or on its way; it stays with the side. */
function translationOf(app, side) {
  const source = app.source.open_.view.transcript.id;
  return ((side.translations ??= {})[app.words.language] ??= new Translation(app, { source, start: side.start, end: endOf(side) }));
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
      else if (!this.isNear(target)) this.empty(at); // the view may have come back since
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
    this.changed();
  }

  /** Draw anew what is shown. */
  redraw() {
    this.chunks.forEach((chunk, at) => chunk.firstChild && this.draw(at));
  }

  empty(at) {
    const chunk = this.chunks[at];
    if (!chunk.firstChild || chunk.contains(document.activeElement)) return;
    chunk.style.height = `${chunk.offsetHeight}px`;
    chunk.replaceChildren();
    this.changed();
  }

  /** Paint anew what is highlighted without being marked; whoever highlights something replaces this. */
  changed() {}

  /** Change a chunk without moving what the reader is looking at. What follows it is measured, not its height: at the end
   * of the text the browser itself moves the view when a chunk shrinks. */
  keepingPlace(chunk, change) {
    const bottom = () => chunk.getBoundingClientRect().bottom - this.scroller.getBoundingClientRect().top;
    const before = bottom();
    change();
    if (before <= 1) this.scroller.scrollTop += bottom() - before;
  }

  /** Scroll to something in a chunk and stay with it while what is near is drawn, which moves it: `bring` scrolls there and
   * returns what it is, null where there is none. Null as well once the reader went on to something else. */
  async showing(at, bring) {
    const going = (this.going = {});
    let found;
    do {
      await this.fill(at);
      found = this.going === going ? bring() : null;
    } while (found && (await this.fillNear())); // the way there brings more near
    return found;
  }

  /** How far down the view something stands, in pixels. */
  down(place) {
    return place.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
  }

  /** Scroll to what stands at an offset of the source, in a chunk: `top` pixels down the view. */
  showPlace(at, offset, top) {
    return this.showing(at, () => {
      const side = [...this.chunks[at].querySelectorAll(".side")].findLast((one) => Number(one.dataset.start) <= offset);
      const row = (side ?? this.chunks[at]).closest(".row, .chunk");
      this.scroller.scrollTop += this.down(row) - top;
      return row;
    });
  }

  /** Scroll to a stretch of the source in a chunk, if it is not in view; the range it is. */
  showRange(at, start, end) {
    return this.showing(at, () => {
      const range = rangeOf(this.chunks[at], start, end);
      if (!range) return null;
      const aside = range.startContainer.parentElement.closest("details");
      if (aside) aside.open = true;
      const [place, box] = [range.getBoundingClientRect(), this.scroller.getBoundingClientRect()];
      if (place.top < box.top || place.bottom > box.bottom) this.scroller.scrollTop += this.down(range) - box.height / 3;
      return range;
    });
  }

  isNear(chunk) {
    const [place, box] = [chunk.getBoundingClientRect(), this.scroller.getBoundingClientRect()];
    return place.bottom > box.top - AHEAD && place.top < box.bottom + AHEAD;
  }

  /** Draw what is near the view: drawn a moment later, it would move what the reader looks at. Whether anything was drawn. */
  async fillNear() {
    const missing = this.chunks.filter((chunk) => !chunk.firstChild && this.isNear(chunk));
    await Promise.all(missing.map((chunk) => this.fill(Number(chunk.dataset.at))));
    return missing.some((chunk) => chunk.firstChild);
  }

  /** Scroll to a quote: it stands a third down the view. */
  async show(index) {
    const [span, at] = [this.spans[index], this.opened.places[index]];
    this.spans.forEach((one) => (one.here = one === span));
    await this.fill(at);
    this.chunks.forEach((chunk, filled) => chunk.querySelector("mark") && this.draw(filled));
    return this.showing(at, () => {
      const mark = this.scroller.querySelector("mark.here");
      if (mark) this.scroller.scrollTop += this.down(mark) - this.scroller.clientHeight / 3;
      return mark;
    });
  }
}
