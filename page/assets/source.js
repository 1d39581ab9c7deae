// The source pane: a transcript open at a quote, the answer's other quotes from it marked, and the ways between them.

import { aboutView, nothingView } from "./about.js";
import { Chooser, chosenSpan } from "./choosing.js";
import { keepingForm, openForm, shownIn } from "./collecting.js";
import { correctionsView } from "./correcting.js";
import { button, copyText, h, icon, iconButton } from "./dom.js";
import { Find } from "./find.js";
import { Player } from "./listening.js";
import { endOf } from "./marking.js";
import { overviewView } from "./overview.js";
import { citationLink, place, who } from "./quotes.js";
import { Rows } from "./rows.js";

export class Source {
  constructor(app) {
    this.app = app;
    this.open_ = null;
    this.isWide = false;
    this.isListing = false; // whether the corrections are unfolded
    this.chooser = new Chooser(app);
  }

  view() {
    this.pane = h("aside", { class: "source", "aria-label": this.app.words.say("source_pane"), on: { keydown: (event) => this.findKey(event) } });
    this.render();
    return this.pane;
  }

  /** Build the pane anew from what is open, as after a change of the page's language. */
  render() {
    this.rows?.close();
    if (this.open_) this.build();
    else this.pane.replaceChildren(nothingView(this.app));
    this.app.root.classList.toggle("source-open", Boolean(this.open_));
    this.app.root.classList.toggle("source-wide", Boolean(this.open_) && this.isWide);
  }

  /** Open a quote of an answer; the answer's other quotes from the same transcript are marked lightly. */
  async openQuote(answer, n, { opener = null, focus = true } = {}) {
    const quote = answer.quotes[n - 1];
    const quotes = answer.quotes.filter((one) => one.source === quote.source).sort((a, b) => a.start - b.start);
    const spans = quotes.map((one) => ({ start: one.start, end: one.end, n: one.n, quote: one }));
    await this.open(quote.source, spans, quotes.indexOf(quote), { opener, focus });
    for (const chip of this.app.root.querySelectorAll(".chip")) {
      chip.classList.toggle("on", chip.dataset.n === String(n) && Boolean(chip.closest(".exchange")?.contains(opener)));
    }
  }

  /** Where both panes are in view, let the source follow the newest answer. */
  follow(answer) {
    if (window.matchMedia("(min-width: 900px)").matches && answer.quotes.length) {
      this.openQuote(answer, answer.lead?.quote ?? answer.points[0]?.quotes[0] ?? 1, { focus: false });
    }
  }

  openTranscript(id, opener = document.activeElement) {
    return this.open(id, [], 0, { opener, focus: true });
  }

  async open(source, spans, index, { opener, focus }) {
    const first = [...spans.slice(index), ...spans.slice(0, index)];
    const asked = { source, spans: first.map((span) => [span.start, span.end]) };
    const view = await this.app.call("open", asked);
    if (view.failure) return this.app.say(view.failure, "failure");
    const turn = spans.length - index;
    view.places = spans.map((_, at) => view.places[(at + turn) % spans.length]);
    if (view.transcript.id !== this.open_?.view.transcript.id) this.begin(view);
    this.app.collected.take(view.collected);
    this.open_ = { view, spans, index };
    this.opener = opener;
    this.render();
    await this.goTo(index);
    if (focus) this.text.focus({ preventScroll: true });
  }

  /** Make anew what belongs to one transcript. */
  begin({ transcript, moments }) {
    this.find = new Find(this.app);
    this.player?.close();
    const { recording } = transcript;
    this.player = recording?.path ? new Player(this.app, recording, moments) : null;
  }

  /** Play a quote of an answer, where it stands. */
  async playQuote(answer, n, opener) {
    await this.openQuote(answer, n, { opener });
    this.play(answer.quotes[n - 1].time);
  }

  play(seconds) {
    return this.player?.play(seconds);
  }

  /** Open again what is open, after it was corrected, without moving what the reader is looking at. */
  async reopen(place = 0) {
    const { view, spans, index } = this.open_;
    const top = this.topOf(place);
    const again = await this.app.call("open", { source: view.transcript.id, spans: [[place, place], ...spans.map((span) => [span.start, span.end])] });
    if (again.failure) return this.app.say(again.failure, "failure");
    const [at, ...places] = again.places;
    this.find = new Find(this.app);
    this.open_ = { view: { ...again, places }, spans, index, place: { at, offset: place, top } };
    this.render();
    const row = await this.rows.showPlace(at, place, top);
    this.open_.place = null;
    (row.querySelector(".correct") ?? this.text).focus({ preventScroll: true });
  }

  /** How far down the view what stands at an offset is; a third of it, where it is not in view. */
  topOf(place) {
    const box = this.text.getBoundingClientRect();
    const side = [...this.text.querySelectorAll(".side")].findLast((one) => Number(one.dataset.start) <= place);
    const top = side ? side.closest(".row").getBoundingClientRect().top - box.top : -1;
    return top >= 0 && top < box.height ? top : box.height / 3;
  }

  /** Where in the source the first line in view is. */
  firstShown() {
    const { top } = this.text.getBoundingClientRect();
    const side = [...this.text.querySelectorAll(".side")].find((one) => one.getBoundingClientRect().bottom > top);
    return Number(side?.dataset.start ?? 0);
  }

  /** What is collected of the words of a row. */
  keptIn(row) {
    const items = this.app.collected.of(this.open_.view.transcript.id);
    return items.filter((item) => row.sides.some((side) => item.start < endOf(side) && side.start < item.end));
  }

  showCollected() {
    if (this.open_ && this.text?.isConnected) keepingForm(this.text, () => this.rows.redraw());
  }

  editKept(piece) {
    const item = piece && window.getSelection().isCollapsed && this.app.collected.items.get(piece.dataset.kept);
    if (item) openForm(this.app, item, piece.closest(".row"));
  }

  /** Collect the words that are chosen in the text, and show where they are labelled. */
  async collectChosen() {
    const chosen = chosenSpan(this.text);
    if (!chosen) return;
    const { id, text_hash: hash } = this.open_.view.transcript;
    const item = await this.app.collected.collect(`${id}@${hash}:${chosen.start}-${chosen.end}`);
    if (!item) return;
    window.getSelection().removeAllRanges();
    const shown = shownIn(this.text, item.id);
    if (shown) openForm(this.app, item, shown);
  }

  async showPlace(offset) {
    const { transcript } = this.open_.view;
    const view = await this.app.call("open", { source: transcript.id, spans: [[offset, offset]] });
    if (view.failure) return this.app.say(view.failure, "failure");
    await this.rows.showPlace(view.places[0], offset, this.text.clientHeight / 3);
  }

  close() {
    this.open_ = null;
    this.player?.close();
    this.player = null;
    this.isWide = false;
    this.render();
    this.opener?.focus?.();
  }

  async goTo(index) {
    const { spans } = this.open_;
    this.open_.index = index;
    this.pane.querySelector(".source-tools").replaceWith(this.tools());
    if (spans.length) await this.rows.show(index);
  }

  build() {
    const { words } = this.app;
    const { view, spans } = this.open_;
    this.text = h("div", { class: "text", tabindex: "0", role: "region", "aria-label": words.say("transcript_text") });
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("click", (event) => this.editKept(event.target.closest(".kept")));
    const title = h("h2", { lang: view.transcript.language }, view.transcript.title);
    const back = button([icon("back"), h("span", {}, words.say("back"))], () => this.close(), { class: "back" });
    const head = h("header", { class: "source-head" }, back, title, aboutView(this.app, view.transcript), correctionsView(this.app), this.tools());
    this.pane.replaceChildren(head, this.find.view(), this.text, ...(this.player ? [this.player.view()] : []), this.chooser.view());
    this.rows = new Rows(this.app, this.text, view, spans);
    this.rows.changed = () => (this.find.paint(), this.player?.paint());
    this.text.prepend(overviewView(this.app, view.transcript, !spans.length && !this.open_.place));
    if (spans.length && !this.open_.place) this.rows.show(this.open_.index);
  }

  tools() {
    const { words } = this.app;
    const { spans, index } = this.open_;
    const step = (by) => this.goTo((index + by + spans.length) % spans.length);
    const act = (name, picture, press) => iconButton(picture, words.say(name), press);
    const between = spans.length > 1 && h(
      "span",
      { class: "between" },
      act("previous_quote", "previous", () => step(-1)),
      h("span", { "aria-live": "polite" }, words.say("quote_of", { n: index + 1, m: spans.length })),
      act("next_quote", "next", () => step(1)),
    );
    const quote = spans[index]?.quote;
    return h(
      "div",
      { class: "source-tools" },
      between,
      quote && button([icon("copy"), words.say("copy_citation")], () => this.copy(quote)),
      quote && act("copy_link", "link", () => this.app.copied(copyText(citationLink(quote.address)))),
      act("find", "search", () => this.find.open()),
      h("span", { class: "wide-toggle" }, act(this.isWide ? "narrow" : "widen", "wide", () => this.widen())),
      act("close", "close", () => this.close()),
    );
  }

  widen() {
    this.isWide = !this.isWide;
    this.render();
  }

  copy(quote) {
    const { words } = this.app;
    const kind = words.say(`kind_${quote.kind}`);
    const about = [who(words, quote), `${quote.title} (${kind})`, place(words, quote), citationLink(quote.address)];
    return this.app.copied(copyText(`“${quote.text}” — ${about.filter(Boolean).join(" · ")}`));
  }

  /** Ctrl+F looks through the whole transcript, of which the browser has a part; in the box for it, it is the browser's. */
  findKey(event) {
    if (!this.open_ || event.key !== "f" || !(event.ctrlKey || event.metaKey) || event.target.closest(".find")) return;
    event.preventDefault();
    this.find.open();
  }

  key(event) {
    const { spans, index } = this.open_;
    if (event.key === "Escape") this.close();
    if (event.ctrlKey || event.metaKey || event.altKey || this.player?.key(event.key)) return;
    if (event.key === "s") this.collectChosen();
    const by = { n: 1, p: -1 }[event.key];
    if (by && spans.length > 1) this.goTo((index + by + spans.length) % spans.length);
  }
}
