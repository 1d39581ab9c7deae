// What a language model adds to an answer: sentences from its quotes, as they are written, and translations of them.

import { button, h, icon } from "./dom.js";
import { chip } from "./quotes.js";

/** What an answer or a text on its way is known by; nobody else can guess it. */
export const newTicket = () => [...crypto.getRandomValues(new Uint32Array(4))].join("-");

/** The text from one answer's quotes: written once, shown wherever the answer is. */
export class Prose {
  constructor(app, answer) {
    Object.assign(this, { app, answer, sentences: [], leftOut: 0, failure: null, state: "writing" });
    this.ticket = newTicket();
    this.box = h("section", { class: "prose" });
  }

  view() {
    this.render();
    return this.box;
  }

  async write() {
    const { ticket } = this;
    let view = await this.app.call("write", { key: this.answer.key, ticket });
    while (!view.failure && this.state === "writing" && !view.done) {
      view = await this.app.call("written", { ticket, seen: this.sentences.length });
      this.sentences.push(...(view.sentences ?? []));
      this.leftOut = view.left_out ?? this.leftOut;
      this.render();
    }
    this.failure = view.failure;
    if (this.state === "writing") this.state = "done";
    this.render();
  }

  stop() {
    if (this.state !== "writing") return;
    this.state = "stopped";
    this.app.call("stop", { ticket: this.ticket });
    this.render();
  }

  render() {
    const { words, languageModel } = this.app;
    this.box.setAttribute("aria-label", words.say("prose"));
    const head = h("p", { class: "made" }, icon("machine"), words.say("prose_by", { model: languageModel.name }));
    const text = h("p", { class: "written", dir: "auto", lang: this.answer.language }, this.sentences.map((one) => this.sentence(one)));
    const writing = h("p", { class: "pending" }, h("span", { class: "dots", "aria-hidden": "true" }), words.say("writing"), " ",
      button(words.say("stop_writing"), () => this.stop(), { class: "plain" }));
    this.box.replaceChildren(
      ...[head, this.sentences.length && text, this.state === "writing" && writing, ...this.notes()].filter(Boolean),
    );
  }

  notes() {
    const { words } = this.app;
    const struck = this.sentences.filter((one) => !one.borne_out).length;
    const told = [
      struck > 0 && words.say("struck", { n: struck }),
      this.leftOut > 0 && words.say("left_out", { n: this.leftOut }),
      this.state === "stopped" && words.say("stopped"),
    ].filter(Boolean);
    return [
      told.length > 0 && h("p", { class: "foot" }, told.join(" ")),
      this.failure && h("p", { class: "model-failure", role: "status" }, icon("warn"), this.failure),
    ];
  }

  sentence(one) {
    const { words } = this.app;
    const chips = one.quotes.map((n) => chip(this.app, this.answer, this.answer.quotes[n - 1]));
    if (one.borne_out) return [one.text, " ", chips, " "];
    const why = words.list(one.faults.map((fault) => words.say(`fault_${fault}`)));
    return [h("s", {}, one.text), " ", h("span", { class: "why" }, `(${why})`), " ", chips, " "];
  }
}

/** Whether a text in one language is to be translated for a reader of the page's; scripts of Chinese are one. */
export function isForeign(app, language) {
  const base = (tag) => tag.split("-")[0];
  return base(language) !== base(app.words.language);
}

/** What a quote says in the page's language, below it: the source's own words where it has them, else a machine's. */
export function otherWords(app, quote) {
  if (!isForeign(app, quote.language)) return null;
  const own = quote.parallel;
  if (own && !isForeign(app, own.language)) return h("p", { class: "translation", lang: own.language, dir: "auto" }, own.text);
  return app.languageModel ? new Translation(app, quote).view() : null;
}

/** The translation of what stands at a span of a transcript. */
export class Translation {
  constructor(app, span) {
    Object.assign(this, { app, span, language: app.words.language });
    this.box = h("div", { class: "translation", "aria-live": "polite" });
  }

  view() {
    if (!this.isMade() && !this.box.firstChild) this.app.translations.add(this);
    return this.box;
  }

  /** Show what was made before, perhaps for another box of the same span; whether it was. */
  isMade() {
    const made = (this.span.translations ??= {})[this.language];
    if (made) this.show(made);
    return Boolean(made);
  }

  async make() {
    if (this.isMade() || !this.box.isConnected) return true;
    const { words } = this.app;
    const { source, start, end } = this.span;
    this.box.replaceChildren(h("p", { class: "pending" }, h("span", { class: "dots", "aria-hidden": "true" }), words.say("translating")));
    const view = await this.app.call("translate", { source, start, end, language: this.language });
    if (view.failure) this.fail(view.failure);
    else this.show((this.span.translations[this.language] = view));
    return !view.failure;
  }

  show({ text, model, differences }) {
    const { words, languageModel } = this.app;
    this.box.replaceChildren(
      h("p", { lang: this.language, dir: "auto" }, text),
      h("p", { class: "made" }, icon("machine"), words.say("translated_by", { model: model ?? languageModel.name })),
      differences.length ? h("p", { class: "doubt" }, icon("warn"), words.say("translation_differs", { what: words.list(differences) })) : "",
    );
  }

  fail(why) {
    const again = button(this.app.words.say("again"), () => this.app.translations.add(this), { class: "plain" });
    this.box.replaceChildren(h("p", { class: "model-failure" }, icon("warn"), why, " ", again));
  }
}

/** Makes translations one after the other; where one fails, those that wait are left alone. */
export class Translations {
  constructor() {
    this.waiting = [];
    this.isBusy = false;
  }

  add(translation) {
    if (!this.waiting.includes(translation)) this.waiting.push(translation);
    if (!this.isBusy) this.run();
  }

  async run() {
    this.isBusy = true;
    await Promise.resolve(); // what is being built now is in the page before its translations are made
    while (this.waiting.length) if (!(await this.waiting.shift().make())) this.waiting = [];
    this.isBusy = false;
  }
}
