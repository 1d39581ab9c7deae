// Comparing the accounts of one conversation (where they differ, what only one has, what one leaves out), and what one
// person says in several.

import { h } from "./dom.js";
import { appendDimmed } from "./quotes.js";

/** A link that opens words of a transcript in the source pane; as a citation where `place` has its `quote`. */
export function placeLink(app, place, label) {
  const link = h("a", { href: "#", class: "place" }, label);
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    app.showTab("ask");
    const span = { start: place.start, end: place.end, n: "", quote: place.quote };
    await app.source.open(place.source, [span], 0, { opener: null, focus: true });
  });
  return link;
}

export class Compare {
  constructor(app) {
    this.app = app;
  }

  /** The conversations that have several accounts. */
  several() {
    return this.app.choices.conversations.filter(({ accounts }) => accounts > 1);
  }

  /** What may be compared: {kind, value, label}; the kind is what the program is asked with. */
  choices() {
    const { in_several: people } = this.app.choices;
    return [
      ...this.several().map(({ id, title }) => ({ kind: "conversation", value: id, label: title })),
      ...people.map((name) => ({ kind: "person", value: name, label: name })),
    ];
  }

  view() {
    const { words } = this.app;
    const choices = this.choices();
    const isChosen = ({ kind, value }) => kind === this.chosen?.kind && value === this.chosen.value;
    this.chosen = choices.find(isChosen) ?? choices.find(({ kind }) => kind === "conversation"); // people are many, and take long
    const group = (kind) => {
      const options = choices.map((one, at) => one.kind === kind && h("option", { value: at, selected: isChosen(one) }, one.label)).filter(Boolean);
      return options.length > 0 && h("optgroup", { label: words.say(`compare_${kind}`) }, options);
    };
    const change = (event) => this.load((this.chosen = choices[event.target.value]));
    const select = h("label", {}, h("span", {}, words.say("compare_what")), h("select", { on: { change } }, !this.chosen && h("option", { value: "", disabled: true, selected: true }, words.say("compare_choose")), group("conversation"), group("person")));
    this.body = h("div", { class: "comparison", "aria-live": "polite" });
    if (this.chosen) this.load(this.chosen);
    const none = h("p", { class: "soft" }, words.say("compare_none"));
    return h("div", { class: "panel form" }, h("h2", {}, words.say("tab_compare")), choices.length ? [select, this.body] : none);
  }

  async load(chosen) {
    const { kind, value } = chosen;
    this.body.replaceChildren(h("p", { class: "pending" }, h("span", { class: "dots", "aria-hidden": "true" }), this.app.words.say("comparing")));
    const view = await this.app.call(kind === "person" ? "changes" : "compare", { [kind]: value });
    if (chosen !== this.chosen) return; // another was chosen meanwhile
    if (view.failure) this.body.replaceChildren(h("p", { class: "failure", role: "alert" }, view.failure));
    else this.body.replaceChildren(...(kind === "person" ? this.changes(view) : this.accounts(view)));
  }

  accounts(view) {
    const { words } = this.app;
    const kinds = ["number", "date", "name", "place", "negation"];
    const sorted = [...view.divergences].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
    return [
      h("h3", {}, words.say("compare_differ", { n: sorted.length })),
      ...sorted.map((divergence) => this.divergence(divergence, view.accounts)),
      h("h3", {}, words.say("compare_each")),
      ...view.accounts.map((account) => this.account(account, view)),
    ];
  }

  /** What a person says otherwise at another time, and the talks by date. */
  changes({ accounts, divergences }) {
    const { words } = this.app;
    const talk = ({ date, title, language }) => h("li", {}, date && `${date} · `, h("span", { lang: language }, title));
    return [
      h("h3", {}, words.say("changes", { n: divergences.length })),
      h("p", { class: "soft" }, words.say("changes_hint")),
      ...divergences.map((divergence) => this.divergence(divergence, accounts, "changed")),
      h("h3", {}, words.say("changes_talks", { n: accounts.length })),
      h("ul", { class: "talks" }, accounts.map(talk)),
    ];
  }

  divergence({ kind, readings }, accounts, how = "differ") {
    const { words } = this.app;
    const rows = readings.map((reading) => {
      const { title, kind: account, publisher, language, date } = accounts.find(({ id }) => id === reading.source);
      const text = h("p", { lang: language, dir: "auto" }, appendDimmed(h("span", { class: "soft" }), reading.before));
      text.append(h("b", {}, reading.text), appendDimmed(h("span", { class: "soft" }), reading.after));
      const from = [date, `${publisher || title} (${words.say(`kind_${account}`)})`].filter(Boolean).join(" · ");
      return h("li", {}, text, placeLink(this.app, reading, from));
    });
    return h("div", { class: "card" }, h("p", { class: "badges" }, h("span", { class: "pill differ" }, words.say(`${how}_${kind}`))), h("ul", { class: "readings" }, rows));
  }

  account(account, view) {
    const { words } = this.app;
    const list = (key, told) => {
      const items = told.map((one) => h("li", { lang: account.language, dir: "auto" }, placeLink(this.app, one, appendDimmed(h("span"), one.text))));
      return h("details", {}, h("summary", {}, words.say(key, { n: told.length })), h("ul", { class: "told" }, items));
    };
    return h(
      "div",
      { class: "card" },
      h("p", { class: "badges" }, h("b", { lang: account.language }, account.title), h("span", { class: "pill" }, words.say(`kind_${account.kind}`))),
      list("compare_alone", view.alone[account.id]),
      list("compare_left_out", view.left_out[account.id]),
    );
  }
}
