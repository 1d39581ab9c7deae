// Comparing the accounts of one conversation: where they differ, what only one has, what one leaves out.

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

  view() {
    const { words } = this.app;
    const several = this.several();
    this.chosen = several.some(({ id }) => id === this.chosen) ? this.chosen : several[0]?.id;
    const options = several.map(({ id, title }) => h("option", { value: id, selected: id === this.chosen }, title));
    const change = (event) => this.load((this.chosen = event.target.value));
    const select = h("label", {}, h("span", {}, words.say("filter_conversation")), h("select", { on: { change } }, options));
    this.body = h("div", { class: "comparison", "aria-live": "polite" });
    if (several.length) this.load(this.chosen);
    const none = h("p", { class: "soft" }, words.say("compare_none"));
    return h("div", { class: "panel form" }, h("h2", {}, words.say("compare_title")), several.length ? [select, this.body] : none);
  }

  async load(conversation) {
    const view = await this.app.call("compare", { conversation });
    if (view.failure) this.body.replaceChildren(h("p", { class: "failure", role: "alert" }, view.failure));
    else this.show(view);
  }

  show(view) {
    const { words } = this.app;
    const name = Object.fromEntries(view.accounts.map((account) => [account.id, account]));
    const kinds = ["number", "date", "name", "place", "negation"];
    const sorted = [...view.divergences].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
    this.body.replaceChildren(
      h("h3", {}, words.say("compare_differ", { n: sorted.length })),
      ...sorted.map((divergence) => this.divergence(divergence, name)),
      h("h3", {}, words.say("compare_each")),
      ...view.accounts.map((account) => this.account(account, view)),
    );
  }

  divergence({ kind, readings }, name) {
    const { words } = this.app;
    const rows = readings.map((reading) => {
      const { title, kind: account, publisher, language } = name[reading.source];
      const text = h("p", { lang: language, dir: "auto" }, appendDimmed(h("span", { class: "soft" }), `…${reading.before}`));
      text.append(h("b", {}, reading.text), appendDimmed(h("span", { class: "soft" }), `${reading.after}…`));
      const from = `${publisher || title} (${words.say(`kind_${account}`)})`;
      return h("li", {}, text, placeLink(this.app, reading, from));
    });
    return h("div", { class: "card" }, h("p", { class: "badges" }, h("span", { class: "pill differ" }, words.say(`differ_${kind}`))), h("ul", { class: "readings" }, rows));
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
