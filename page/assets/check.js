// Checking quotations, one or all of a draft: whether each stands in the library as it is, altered, otherwise, not at
// all, or as somebody else's words.

import { button, chosenFiles, h, icon, pageAddress, saveText } from "./dom.js";
import { placeLink } from "./compare.js";
import { appendDimmed } from "./quotes.js";

const PICTURES = { exact: "tick", altered: "warn", parallel: "link", not_found: "none", misattributed: "warn" };
const TYPES = ".docx,.htm,.html,.md,.txt";

/** What a quotation is counted as. */
const kindOf = (one) => (one.misattributed ? "misattributed" : one.verdict);

export class Check {
  constructor(app) {
    this.app = app;
    this.draft = "";
    this.chosen = null; // the kind of quotations that are shown; null: all
  }

  view() {
    const { words } = this.app;
    this.box = h("textarea", { rows: "6", class: "tall", "aria-label": words.say("check_label"), placeholder: words.say("check_label") });
    this.box.value = this.draft;
    this.box.addEventListener("input", () => (this.draft = this.box.value));
    this.body = h("div", { class: "checked", "aria-live": "polite" });
    if (this.shown) this.show(this.shown);
    const go = button(words.say("check_go"), () => this.check({ text: this.draft }), { class: "go" });
    const take = (event) => this.read(chosenFiles(event.target)[0]);
    const input = h("input", { type: "file", accept: TYPES, class: "off-screen", tabindex: "-1", "aria-label": words.say("check_file"), on: { change: take } });
    const file = button(words.say("check_file"), () => input.click(), { class: "plain" });
    const panel = h("div", { class: "panel form" }, h("h2", {}, words.say("tab_check")), h("p", { class: "soft" }, words.say("check_hint")), this.box, h("p", {}, go, " ", file, input), this.body);
    panel.addEventListener("dragover", (event) => event.preventDefault());
    panel.addEventListener("drop", (event) => this.drop(event));
    return panel;
  }

  drop(event) {
    const [file] = event.dataTransfer.files;
    if (!file) return; // a text goes where it is dropped
    event.preventDefault();
    this.read(file);
  }

  async read(file) {
    if (!file) return null;
    const { path, failure } = await this.app.send(file);
    return failure ? this.fail(failure) : this.check({ path, name: file.name });
  }

  async check(asked) {
    const { words } = this.app;
    this.body.setAttribute("aria-busy", "true");
    const view = await this.app.call("check", { ...asked, base: pageAddress(), language: words.language });
    this.body.removeAttribute("aria-busy");
    if (view.failure) return this.fail(view.failure);
    this.chosen = null;
    return this.show((this.shown = view));
  }

  fail(failure) {
    this.body.replaceChildren(h("p", { class: "failure", role: "alert" }, failure));
  }

  show(view) {
    const shown = view.quotations.filter((one) => !this.chosen || kindOf(one) === this.chosen);
    this.body.replaceChildren(...(view.copy === null ? [] : [this.summary(view)]), ...shown.map((one) => this.quotation(one, view)));
  }

  /** How many quotations there are of each kind, each a way to see these alone; and the marked copy. */
  summary({ quotations, copy, name }) {
    const { words } = this.app;
    if (!quotations.length) return h("p", { class: "soft" }, words.say("draft_none"));
    const kinds = ["not_found", "misattributed", "altered", "parallel", "exact"];
    const pills = kinds.map((kind) => {
      const n = quotations.filter((one) => kindOf(one) === kind).length;
      const choose = () => {
        this.chosen = this.chosen === kind ? null : kind;
        this.show(this.shown);
        this.body.querySelector(`[data-kind="${kind}"]`).focus();
      };
      return n > 0 && button([icon(PICTURES[kind]), words.say(`draft_${kind}`, { n })], choose, { class: `plain ${kind}`, "data-kind": kind, "aria-pressed": String(this.chosen === kind) });
    });
    const save = () => saveText(copy, `${name || words.say("draft_pasted")}.checked.html`, "text/html");
    const about = h("b", {}, name && `${name}: `, words.say("draft_quotations", { n: quotations.length }));
    return h("div", { class: "summary" }, about, h("span", { class: "kinds" }, pills), button([icon("save"), words.say("draft_copy")], save, { class: "plain" }));
  }

  quotation(one, view) {
    const { words } = this.app;
    const kind = kindOf(one);
    const verdict = h("p", { class: `verdict ${kind}` }, icon(PICTURES[kind]), h("b", {}, words.say(one.said)));
    const isDraft = view.copy !== null;
    const said = isDraft && one.parts.every((part) => !part.difference) && h("blockquote", { dir: "auto" }, one.text);
    const by = one.misattributed && words.say(one.said_by, { name: one.attributed, speakers: words.list(one.speakers) });
    return h("div", { class: "card" }, verdict, said, by && h("p", { class: "said-by" }, by), one.parts.map((part) => this.part(part, isDraft)));
  }

  part(part, isDraft) {
    const { words } = this.app;
    const places = part.places.map((place) => {
      const { title, kind, language } = place.account;
      const isShown = !isDraft || part.verdict === "parallel"; // else the draft or the difference shows the words
      const text = isShown && appendDimmed(h("blockquote", { lang: language, dir: "auto" }), place.text);
      const about = [place.speaker, `${title} (${words.say(`kind_${kind}`)})`].filter(Boolean).join(" · ");
      return h("li", {}, text, placeLink(this.app, place, about));
    });
    return [this.difference(part.difference), h("ul", { class: "readings" }, places)];
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
