// The source pane: a transcript open at a quote, the answer's other quotes from it marked, and the ways between them.

import { button, copyText, h, icon } from "./dom.js";
import { citationLink, place, who } from "./quotes.js";
import { Rows } from "./rows.js";

export class Source {
  constructor(app) {
    this.app = app;
    this.open_ = null;
    this.isWide = false;
  }

  view() {
    this.pane = h("aside", { class: "source", "aria-label": this.app.words.say("source_pane") });
    this.render();
    return this.pane;
  }

  /** Build the pane anew from what is open, as after a change of the page's language. */
  render() {
    this.rows?.close();
    if (this.open_) this.build();
    else this.pane.replaceChildren(this.nothing());
    this.app.root.classList.toggle("source-open", Boolean(this.open_));
    this.app.root.classList.toggle("source-wide", Boolean(this.open_) && this.isWide);
  }

  nothing() {
    const { words, choices } = this.app;
    const items = choices.transcripts.slice(0, 12).map((account) =>
      h(
        "li",
        {},
        button(
          [h("span", { lang: account.language }, account.title), h("span", { class: "pill" }, words.say(`kind_${account.kind}`))],
          () => this.openTranscript(account.id),
        ),
      ),
    );
    return h(
      "div",
      { class: "nothing" },
      h("p", {}, words.say("nothing_open")),
      items.length > 0 && [h("h2", {}, words.say("open_one")), h("ul", {}, items)],
    );
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
    this.open_ = { view, spans, index };
    this.opener = opener;
    this.render();
    await this.goTo(index);
    if (focus) this.text.focus({ preventScroll: true });
  }

  close() {
    this.open_ = null;
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
    const title = h("h2", { lang: view.transcript.language }, view.transcript.title);
    const back = button([icon("back"), h("span", {}, words.say("back"))], () => this.close(), { class: "back" });
    const head = h("header", { class: "source-head" }, back, title, this.about(view.transcript), this.tools());
    this.pane.replaceChildren(head, this.text);
    this.rows = new Rows(this.app, this.text, view, spans);
    if (spans.length) this.rows.show(this.open_.index);
  }

  about(transcript) {
    const { words } = this.app;
    const facts = [
      transcript.publisher,
      words.say(`language_${transcript.language}`),
      transcript.date,
      transcript.speakers.slice(0, 4).join(" × "),
    ].filter(Boolean);
    const original = transcript.url && h(
      "a", { href: transcript.url, target: "_blank", rel: "noreferrer" }, words.say("original"), icon("out"),
    );
    return h("p", { class: "about" }, h("span", { class: "pill" }, words.say(`kind_${transcript.kind}`)), ` ${facts.join(" · ")} `, original);
  }

  tools() {
    const { words } = this.app;
    const { spans, index } = this.open_;
    const step = (by) => this.goTo((index + by + spans.length) % spans.length);
    const labelled = (name, picture, act) => button(icon(picture), act, { "aria-label": words.say(name), title: words.say(name) });
    const between = spans.length > 1 && h(
      "span",
      { class: "between" },
      labelled("previous_quote", "previous", () => step(-1)),
      h("span", { "aria-live": "polite" }, words.say("quote_of", { n: index + 1, m: spans.length })),
      labelled("next_quote", "next", () => step(1)),
    );
    const quote = spans[index]?.quote;
    return h(
      "div",
      { class: "source-tools" },
      between,
      quote && button([icon("copy"), words.say("copy_citation")], () => this.copy(quote)),
      quote && labelled("copy_link", "link", () => this.app.copied(copyText(citationLink(quote.address)))),
      h("span", { class: "wide-toggle" }, labelled(this.isWide ? "narrow" : "widen", "wide", () => this.widen())),
      labelled("close", "close", () => this.close()),
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

  key(event) {
    const { spans, index } = this.open_;
    if (event.key === "Escape") this.close();
    const by = { n: 1, p: -1 }[event.key];
    if (by && spans.length > 1 && !event.ctrlKey && !event.metaKey) this.goTo((index + by + spans.length) % spans.length);
  }
}
