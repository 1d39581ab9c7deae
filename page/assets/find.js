// Finding words in the open transcript: in all of it, wherever the reader is.

import { h, iconButton } from "./dom.js";
import { highlight, rangeOf } from "./marking.js";

const PAUSE = 150; // milliseconds without a key after which is looked

export class Find {
  constructor(app) {
    this.app = app;
    this.isOpen = false;
    this.text = "";
    this.clear();
  }

  clear() {
    Object.assign(this, { matches: [], more: false, index: -1, looked: "" });
  }

  view() {
    const { words } = this.app;
    this.box = h("input", { type: "search", "aria-label": words.say("find"), placeholder: words.say("find"), maxlength: 200, autocomplete: "off" });
    this.box.value = this.text;
    this.box.addEventListener("input", () => this.type());
    this.count = h("span", { class: "found", role: "status" });
    const act = (name, picture, press) => iconButton(picture, words.say(name), press);
    this.bar = h(
      "search",
      { class: "find", hidden: !this.isOpen, on: { keydown: (event) => this.key(event) } },
      this.box,
      this.count,
      act("find_previous", "previous", () => this.step(-1)),
      act("find_next", "next", () => this.step(1)),
      act("find_close", "close", () => this.close()),
    );
    this.say();
    return this.bar;
  }

  open() {
    this.isOpen = true;
    this.bar.hidden = false;
    this.box.focus();
    this.box.select();
    if (this.text && !this.matches.length) this.look();
  }

  close() {
    clearTimeout(this.waiting);
    this.isOpen = false;
    this.bar.hidden = true;
    this.clear();
    this.paint();
    this.app.source.text.focus({ preventScroll: true });
  }

  key(event) {
    if (event.isComposing || !["Enter", "Escape"].includes(event.key) || event.target.closest("button") && event.key === "Enter") return;
    event.preventDefault();
    event.stopPropagation(); // the pane's own Escape closes the transcript
    if (event.key === "Escape") this.close();
    else if (this.looked === this.box.value) this.step(event.shiftKey ? -1 : 1);
    else this.look();
  }

  type() {
    this.text = this.box.value;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.look(), PAUSE);
  }

  /** Whether the transcript that is looked through is still the one that is open. */
  isCurrent() {
    const { source } = this.app;
    return source.find === this && Boolean(source.open_);
  }

  async look() {
    clearTimeout(this.waiting);
    if (!this.isCurrent()) return;
    const text = this.box.value;
    const { transcript, version } = this.app.source.open_.view;
    const view = await this.app.call("find_words", { source: transcript.id, version, text });
    if (!this.isCurrent() || !this.isOpen || text !== this.box.value) return; // something else is looked for by now
    if (view.failure) return void this.app.say(view.failure, "failure");
    const from = this.app.source.firstShown();
    const first = view.matches.findIndex(([start]) => start >= from);
    Object.assign(this, { matches: view.matches, more: view.more, index: Math.max(first, 0), looked: text });
    await this.show();
  }

  step(by) {
    const { length } = this.matches;
    if (!length) return;
    this.index = (this.index + by + length) % length;
    this.show();
  }

  async show() {
    this.say();
    const match = this.matches[this.index];
    const { rows } = this.app.source;
    if (match) await rows.fill(match[2]);
    if (!this.isCurrent() || match !== this.matches[this.index]) return; // another one was gone to while its chunk was fetched
    if (match) await rows.showRange(match[2], match[0], match[1]);
    this.paint();
  }

  say() {
    const { words } = this.app;
    const [m, most] = [this.matches.length.toLocaleString(words.language), this.more ? "+" : ""];
    this.count.textContent =
      this.matches.length ? words.say("quote_of", { n: this.index + 1, m: m + most })
      : this.looked.trim() ? words.say("find_none")
      : "";
  }

  /** Highlight what is found in what is shown. */
  paint() {
    const { chunks } = this.app.source.rows;
    const here = this.matches[this.index];
    const painted = { found: [], "found-here": [] };
    for (const match of this.matches) {
      const [start, end, at] = match;
      const range = chunks[at]?.firstChild && rangeOf(chunks[at], start, end);
      if (range) painted[match === here ? "found-here" : "found"].push(range);
    }
    for (const [name, ranges] of Object.entries(painted)) highlight(name, ranges);
  }
}
