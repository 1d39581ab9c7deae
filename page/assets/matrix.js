// One question over all interviews: a row for everybody who answers in one, with their words or why there are none.

import { button, h, icon, pageAddress, saveText } from "./dom.js";
import { placeLink } from "./compare.js";
import { appendDimmed, place, wordsBox } from "./quotes.js";

const STATES = ["answered", "asked", "not_asked", "unknown"];
const ORDERS = {
  who: (row) => row.speaker ?? "\uffff",
  where: (row) => `${row.account.date ?? "9999"} ${row.account.title}`,
  what: null, // as they come: what answers best first
};

export class Matrix {
  constructor(app) {
    this.app = app;
    this.question = "";
    this.order = "what";
    this.chosen = null; // the state of the rows that are shown; null: all
    this.filter = "";
  }

  view() {
    const { words } = this.app;
    this.box = h("input", { type: "text", list: "matrix-questions", maxlength: this.app.limits.question, "aria-label": words.say("matrix_question"), placeholder: words.say("matrix_question") });
    this.box.value = this.question;
    this.box.addEventListener("input", () => (this.question = this.box.value));
    this.box.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && this.ask());
    const offered = h("datalist", { id: "matrix-questions" });
    this.app.call("matrix_questions", { language: words.language }).then((view) => {
      offered.append(...(view.questions ?? []).map((question) => h("option", { value: question })));
    });
    this.body = h("div", { class: "checked", "aria-live": "polite" });
    if (this.shown) this.show();
    const go = button(words.say("matrix_go"), () => this.ask(), { class: "go" });
    const row = h("div", { class: "matrix-ask" }, this.box, go, offered);
    return h("div", { class: "panel form matrix" }, h("h2", {}, words.say("tab_matrix")), h("p", { class: "soft" }, words.say("matrix_hint")), row, this.body);
  }

  async ask() {
    const { words } = this.app;
    this.body.setAttribute("aria-busy", "true");
    const view = await this.app.call("matrix", { question: this.question, base: pageAddress(), language: words.language });
    this.body.removeAttribute("aria-busy");
    if (view.failure) return this.body.replaceChildren(h("p", { class: "failure", role: "alert" }, view.failure));
    Object.assign(this, { shown: view, chosen: null, filter: "", order: "what" });
    return this.show();
  }

  show() {
    const { words } = this.app;
    if (!this.shown.rows.length) return this.body.replaceChildren(h("p", { class: "soft" }, words.say("matrix_empty")));
    this.table = h("div", { class: "table", tabindex: "0", role: "region", "aria-label": words.say("tab_matrix") });
    this.body.replaceChildren(this.summary(), this.table);
    return this.fill();
  }

  summary() {
    const { words } = this.app;
    const { rows, csv, markdown } = this.shown;
    const pills = STATES.map((state) => {
      const n = rows.filter((row) => row.state === state).length;
      const choose = (event) => {
        this.chosen = this.chosen === state ? null : state;
        for (const pill of event.target.parentElement.children) pill.setAttribute("aria-pressed", String(pill.dataset.state === this.chosen));
        this.fill();
      };
      return n > 0 && button(words.say(`matrix_${state}`, { n }), choose, { class: "plain", "data-state": state, "aria-pressed": String(this.chosen === state) });
    });
    const filter = h("input", { type: "search", class: "matrix-filter", "aria-label": words.say("matrix_filter"), placeholder: words.say("matrix_filter") });
    filter.value = this.filter;
    filter.addEventListener("input", () => this.fill((this.filter = filter.value)));
    const save = (text, suffix, type) => button([icon("save"), suffix === "csv" ? "CSV" : "Markdown"], () => saveText(text, `matrix.${suffix}`, type), { class: "plain" });
    return h("div", { class: "summary" }, h("span", { class: "kinds" }, pills), filter, save(csv, "csv", "text/csv"), save(markdown, "md", "text/markdown"));
  }

  fill() {
    const { words } = this.app;
    const wanted = this.filter.trim().toLowerCase();
    const told = (row) => [row.speaker, row.account.title, row.quote?.text, row.asked?.text].filter(Boolean).join("\n").toLowerCase();
    const rows = this.shown.rows.filter((row) => (!this.chosen || row.state === this.chosen) && told(row).includes(wanted));
    const by = ORDERS[this.order];
    if (by) rows.sort((a, b) => by(a).localeCompare(by(b), words.language));
    const head = Object.keys(ORDERS).map((name) => {
      const label = words.say(`matrix_${name}`);
      const sort = button(label, () => this.sort(name), { title: words.say("matrix_sort", { name: label }) });
      return h("th", { scope: "col", "aria-sort": this.order === name ? "ascending" : null, "data-order": name }, sort);
    });
    this.table.replaceChildren(h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows.map((row) => this.row(row)))));
  }

  sort(name) {
    this.order = name;
    this.fill();
    this.table.querySelector(`[data-order="${name}"] button`).focus();
  }

  row(row) {
    const { words } = this.app;
    const { account } = row;
    const cell = (name, ...content) => h("td", { class: `of-${name}`, "data-label": words.say(`matrix_${name}`) }, h("div", {}, content));
    const where = [h("span", { lang: account.language }, account.title), h("span", { class: "file" }, [words.say(`kind_${account.kind}`), account.date].filter(Boolean).join(" · "))];
    return h("tr", { "data-state": row.state }, h("th", { scope: "row", class: "of-who" }, row.speaker ?? words.say(row.unnamed)), cell("where", where), cell("what", this.said(row)));
  }

  said({ source, state, quote, asked }) {
    const { words } = this.app;
    if (quote) {
      const text = appendDimmed(wordsBox(quote), quote.text);
      return [text, placeLink(this.app, { ...quote, source, quote }, place(words, quote) || words.say("open"))];
    }
    const question = state === "asked" && placeLink(this.app, { ...asked, source }, `“${asked.text}”`);
    return h("p", { class: "soft" }, words.say(`matrix_is_${state}`), question && [" ", question]);
  }
}
