// What an answer is restricted to: conversation and speaker at hand, the rest on demand.

import { button, h, icon } from "./dom.js";

export class Filters {
  constructor(app) {
    this.app = app;
    this.chosen = {};
    this.isOpen = false;
  }

  /** What is chosen, without what does not restrict. */
  value() {
    return Object.fromEntries(Object.entries(this.chosen).filter(([, value]) => value));
  }

  /** The button that shows the fields, and how many of them restrict. */
  button() {
    const { words } = this.app;
    this.toggler = button([icon("filter"), words.say("filters")], () => this.toggle(), {
      class: "pill-button",
      "aria-expanded": String(this.isOpen),
      "aria-controls": "filter-fields",
    });
    const count = Object.keys(this.value()).length;
    if (count) this.toggler.append(h("span", { class: "count" }, String(count)));
    return this.toggler;
  }

  fields() {
    const { words, choices } = this.app;
    const titled = (items) => items.map(({ id, title }) => [id, title || id]);
    const clear = button(words.say("filters_clear"), () => this.clear(), { class: "plain" });
    this.box = h(
      "div",
      { class: "filter-fields", id: "filter-fields", role: "group", "aria-label": words.say("filters"), hidden: !this.isOpen },
      this.select("conversation", "all_conversations", titled(choices.conversations)),
      this.select("speaker", "any_speaker", choices.speakers.map((name) => [name, name])),
      this.select("source", "all_transcripts", titled(choices.transcripts)),
      this.select("language", "any_language", choices.languages.map((code) => [code, words.languageName(code)])),
      this.date("since"),
      this.date("until"),
      this.strictness(),
      Object.keys(this.value()).length > 0 && clear,
    );
    return this.box;
  }

  select(name, all, options) {
    const { words } = this.app;
    const list = [["", words.say(all)], ...options].map(([value, label]) =>
      h("option", { value, selected: (this.chosen[name] ?? "") === value }, label),
    );
    const change = (event) => this.choose(name, event.target.value);
    const select = h("select", { on: { change }, class: this.chosen[name] ? "chosen" : null }, list);
    return h("label", {}, h("span", {}, words.say(`filter_${name}`)), select);
  }

  date(name) {
    const change = (event) => this.choose(name, event.target.value);
    const input = h("input", { type: "date", value: this.chosen[name] ?? "", on: { change } });
    return h("label", {}, h("span", {}, this.app.words.say(`filter_${name}`)), input);
  }

  /** From how likely an answer one is given, and what that comes to. */
  strictness() {
    const { words, strictness } = this.app;
    const rows = strictness.choices;
    const chosen = this.chosen.answers_from ?? strictness.usual;
    const at = rows.findLastIndex((row) => row.answers_from <= chosen);
    const said = ({ answers, abstains }) =>
      words.say("strictness_means", { answers: Math.round(answers * 100), abstains: Math.round(abstains * 100) });
    const told = h("span", { class: "strictness-means", id: "strictness-means" }, said(rows[at]));
    const pick = (event) => {
      const { answers_from: from } = rows[Number(event.target.value)];
      this.choose("answers_from", from === strictness.usual ? null : from);
    };
    const input = h("input", { type: "range", min: 0, max: rows.length - 1, step: 1, value: at, "aria-describedby": told.id, on: { change: pick } });
    input.addEventListener("input", () => (told.textContent = said(rows[Number(input.value)])));
    return h("label", { class: "strictness" }, h("span", {}, words.say("strictness")), input, told);
  }

  choose(name, value) {
    this.chosen[name] = value;
    this.renew();
  }

  clear() {
    this.chosen = {};
    this.renew();
  }

  toggle() {
    this.isOpen = !this.isOpen;
    this.renew();
    this.toggler.focus();
  }

  renew() {
    const [before, toggler] = [this.box, this.toggler];
    const focused = [...before.querySelectorAll("select, input")].indexOf(document.activeElement);
    before.replaceWith(this.fields());
    toggler.replaceWith(this.button());
    if (focused >= 0) this.box.querySelectorAll("select, input")[focused].focus();
  }
}
