// Checking a quotation: whether it stands in the library as it is, altered, otherwise, or not at all.

import { button, h, icon } from "./dom.js";
import { placeLink } from "./compare.js";
import { appendDimmed } from "./quotes.js";

const PICTURES = { exact: "save", altered: "warn", parallel: "link", not_found: "none" };

export class Check {
  constructor(app) {
    this.app = app;
    this.draft = "";
  }

  view() {
    const { words } = this.app;
    this.box = h("textarea", { rows: "4", class: "tall", "aria-label": words.say("check_label"), placeholder: words.say("check_label") });
    this.box.value = this.draft;
    this.box.addEventListener("input", () => (this.draft = this.box.value));
    this.body = h("div", { "aria-live": "polite" });
    if (this.shown) this.show(this.shown);
    const go = button(words.say("check_go"), () => this.check(), { class: "go" });
    return h("div", { class: "panel form" }, h("h2", {}, words.say("tab_check")), h("p", { class: "soft" }, words.say("check_hint")), this.box, h("p", {}, go), this.body);
  }

  async check() {
    const view = await this.app.call("check", { text: this.draft });
    if (view.failure) this.body.replaceChildren(h("p", { class: "failure", role: "alert" }, view.failure));
    else this.show((this.shown = view));
  }

  show(view) {
    const { words } = this.app;
    const verdict = h("p", { class: `verdict ${view.verdict}` }, icon(PICTURES[view.verdict]), h("b", {}, words.say(`check_${view.verdict}`)));
    const places = view.places.map((place) => {
      const { title, kind, language } = place.account;
      const text = appendDimmed(h("blockquote", { lang: language }), place.text);
      return h("li", {}, text, placeLink(this.app, place, `${title} (${words.say(`kind_${kind}`)})`));
    });
    this.body.replaceChildren(h("div", { class: "card" }, verdict, this.difference(view.difference), h("ul", { class: "readings" }, places)));
  }

  /** The quotation beside the source: what it leaves out is struck, what it adds underlined. */
  difference(changes) {
    const { words } = this.app;
    if (!changes) return null;
    const pieces = changes.map((change) => {
      if (change.kind === "same") return change.quoted;
      return [change.source && h("del", { title: words.say("check_source") }, change.source), change.quoted && h("ins", { title: words.say("check_quoted") }, change.quoted)];
    });
    return h("div", {}, h("p", { class: "difference" }, pieces), h("p", { class: "soft small" }, h("del", {}, words.say("check_source")), " · ", h("ins", {}, words.say("check_quoted"))));
  }
}
