// The tab of what is collected: the codebook, and the quotes by label, speaker and transcript.

import { keepingForm, openForm, pills } from "./collecting.js";
import { button, chosenFiles, h, icon, iconButton } from "./dom.js";
import { appendDimmed, whoLine } from "./quotes.js";
import { SavedAnswers } from "./saved.js";
import { collectedMenu } from "./taking.js";
import { shortened } from "./words.js";

const AT_ONCE = 100;

export class Collection {
  constructor(app) {
    this.app = app;
    this.chosen = { label: "", speaker: "", source: "" };
    this.most = AT_ONCE;
    this.putting = Promise.resolve();
    this.saved = new SavedAnswers(app, () => this.load());
  }

  view() {
    this.panel = h("div", { class: "panel collection" });
    this.load();
    return this.panel;
  }

  async load() {
    const [view] = await Promise.all([this.app.collected.ask("collected", {}), this.saved.load()]);
    if (view.failure) return;
    this.shown = view;
    this.app.collected.take(view.items);
    this.show();
  }

  show() {
    const { words } = this.app;
    const { items } = this.shown;
    const isEmpty = !items.length && !this.app.collected.labels.length;
    const body = isEmpty ? [h("p", { class: "soft" }, words.say("collected_none")), this.codebook()] : [this.codebook(), ...this.filters(), h("div", { class: "cards" }, this.cards())];
    const undo = this.shown.can_undo && h("p", {}, button(words.say("undo_removal"), () => this.app.collected.undo(), { class: "plain" }));
    const parts = [h("h2", {}, words.say("tab_collected")), ...body, this.saved.view(), undo || ""];
    keepingField(this.panel, () => keepingForm(this.panel, () => this.panel.replaceChildren(...parts)));
  }

  /** What is shown: what has the label or one under it, is said by the speaker, in the transcript. */
  fitting() {
    const { label, speaker, source } = this.chosen;
    const below = this.app.collected.labels.filter((one) => one.parent === label).map((one) => one.id);
    return this.shown.items.filter(
      (item) =>
        (!label || (label === "none" ? !this.app.collected.labelsOf(item).length : item.labels.some((id) => id === label || below.includes(id)))) &&
        (!speaker || item.speakers.includes(speaker)) &&
        (!source || item.source === source),
    );
  }

  filters() {
    const { words, collected } = this.app;
    const { items } = this.shown;
    const sorted = (pairs) => [...new Map(pairs)].sort((a, b) => a[1].localeCompare(b[1], words.language));
    const labels = collected.labels.map((label) => [label.id, collected.nameOf(label)]);
    const select = (name, all, options) => {
      if (!options.some(([value]) => value === this.chosen[name])) this.chosen[name] = ""; // it is there no more
      const list = [["", words.say(all)], ...options].map(([value, text]) => h("option", { value, selected: this.chosen[name] === value }, text));
      const change = (event) => this.choose(name, event.target.value);
      return h("label", {}, h("span", {}, words.say(`filter_${name}`)), h("select", { "data-field": name, on: { change } }, list));
    };
    const fields = h(
      "div",
      { class: "fields" },
      select("label", "any_label", [...labels, ["none", words.say("label_none")]]),
      select("speaker", "any_speaker", sorted(items.flatMap((item) => item.speakers.map((name) => [name, name])))),
      select("source", "all_transcripts", sorted(items.map((item) => [item.source, item.title]))),
    );
    const counted = h("span", { class: "soft", role: "status" }, words.say("collected_count", { n: this.fitting().length, m: items.length }));
    return [h("div", { class: "form" }, fields), h("div", { class: "collected-tools" }, collectedMenu(this.app, () => this.fitting()), counted)];
  }

  choose(name, value) {
    this.chosen[name] = value;
    this.most = AT_ONCE;
    this.show();
  }

  cards() {
    const { words } = this.app;
    const items = this.fitting();
    const more = items.length > this.most && button(words.say("show_more"), () => ((this.most += AT_ONCE), this.show()), { class: "plain" });
    return [...items.slice(0, this.most).map((item) => this.card(item)), more];
  }

  card(item) {
    const { words } = this.app;
    const text = appendDimmed(h("blockquote", { lang: item.language, dir: "auto" }), item.text);
    const isHere = item.state === "here";
    const act = (name, picture, press, more) => iconButton(picture, words.say(name), press, { "aria-label": `${words.say(name)}: ${shortened(item.text, 40)}`, ...more });
    const label = (event) => openForm(this.app, item, event.currentTarget.closest(".card"));
    const edit = h("span", { class: "card-actions" }, isHere && act("open", "out", (event) => this.open(item, event.currentTarget)), act("collected_edit", "edit", label, { "data-item": item.id }), act("uncollect", "close", () => this.app.collected.remove(item)));
    return h(
      "div",
      { class: "card", "data-item": item.id },
      text,
      h("div", { class: "cited" }, whoLine(this.app, { ...item, publisher: item.title }, isHere ? (opener) => this.open(item, opener, true) : null), edit),
      h("p", { class: "labels" }, pills(this.app, { ...item, note: "" })),
      item.note && h("p", { class: "note" }, item.note),
      !isHere && h("p", { class: "note doubt" }, icon("warn"), " ", words.say(`collected_${item.state}`)),
    );
  }

  async open(item, opener, plays = false) {
    this.app.showTab("ask");
    await this.app.source.open(item.source, [{ start: item.start, end: item.end, n: "", quote: item }], 0, { opener, focus: true });
    if (plays) this.app.source.play(item.time);
  }

  /** The labels with how much has them; each can be changed where it stands. */
  codebook() {
    const { words, collected } = this.app;
    const rows = collected.labels.map((label) => this.label(label));
    const name = h("input", { type: "text", maxlength: 100, "data-field": "new", placeholder: words.say("label_new"), "aria-label": words.say("label_new") });
    const form = h("form", { class: "word" }, name, h("button", { class: "plain" }, words.say("label_add")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.put({ name: name.value });
      name.value = "";
    });
    const toggle = () => (this.isListing = !list.open);
    const summary = h("summary", { on: { click: toggle } }, words.say("codebook", { n: rows.length }));
    const list = h("details", { class: "codebook card", open: this.isListing ?? !rows.length }, summary, h("ul", {}, rows), form, this.importing());
    return list;
  }

  importing() {
    const take = (event) => this.importFrom(chosenFiles(event.target)[0]);
    const input = h("input", { type: "file", accept: ".qdc", hidden: true, on: { change: take } });
    return h("p", {}, button(this.app.words.say("codebook_import"), () => input.click(), { class: "plain" }), input);
  }

  /** Add the labels of another tool's codebook. */
  async importFrom(file) {
    if (!file) return;
    const { words, collected } = this.app;
    const { path, failure } = await this.app.send(file);
    if (failure) return this.app.say(failure, "failure");
    const view = await collected.ask("import_codebook", { path, name: file.name });
    if (view.failure) return;
    this.isListing = true;
    await this.load();
    const said = [words.say("codebook_imported", { n: view.added, m: view.known }), view.nameless > 0 && words.say("codebook_nameless", { n: view.nameless })];
    this.app.say(said.filter(Boolean).join(" "), "notice lasting");
  }

  label(label) {
    const { words, collected } = this.app;
    const change = (name, value) => this.put({ id: label.id, [name]: value });
    const field = (name, tag, attributes, ...options) => {
      const said = words.say(`label_${name}`);
      const input = h(tag, { "aria-label": `${said}: ${label.name}`, title: said, "data-field": `${label.id}-${name}`, ...attributes }, ...options);
      input.addEventListener("change", () => change(name, input.value || null));
      return input;
    };
    const n = this.shown.items.filter((item) => item.labels.includes(label.id)).length;
    const isParent = collected.labels.some((one) => one.parent === label.id);
    const remove = iconButton("close", words.say("label_remove"), () => this.removeLabel(label), { "aria-label": `${words.say("label_remove")}: ${label.name}` });
    return h(
      "li",
      { class: label.parent ? "form nested" : "form" },
      field("colour", "input", { type: "color", value: label.colour }),
      field("name", "input", { type: "text", value: label.name, maxlength: 100 }),
      field("description", "textarea", { rows: "1", maxlength: 2000, placeholder: words.say("label_description") }, label.description),
      this.parents(label, field("parent", "select", { disabled: isParent })),
      h("span", { class: "soft" }, words.say("label_count", { n })),
      remove,
    );
  }

  /** Fill in what a label may stand under. All of it is listed when it is asked for: of 1,000 labels, 1,000 for each. */
  parents(label, select) {
    const { words, collected } = this.app;
    const list = (labels) => {
      const choices = [["", words.say("label_top")], ...labels.map((one) => [one.id, one.name])];
      select.replaceChildren(...choices.map(([value, text]) => h("option", { value, selected: (label.parent ?? "") === value }, text)));
    };
    const listAll = () => list(collected.labels.filter((one) => !one.parent && one.id !== label.id));
    list(collected.labels.filter((one) => one.id === label.parent));
    for (const event of ["pointerdown", "focus"]) select.addEventListener(event, listAll, { once: true });
    return select;
  }

  /** Add a label or change one, one after the other: each change is of the label as those before have left it. */
  put(change) {
    this.putting = this.putting.then(async () => {
      const { collected } = this.app;
      const view = await collected.ask("put_label", { label: { ...collected.label(change.id), ...change } });
      this.isListing = true;
      if (!view.failure) await this.load();
      else this.show();
    });
  }

  async removeLabel(label) {
    await this.app.collected.ask("remove_label", { id: label.id });
    await this.load();
  }
}

/** Draw a part of the page anew; whoever is in one of its fields stays there, with what was typed meanwhile. */
function keepingField(within, draw) {
  const was = within.contains(document.activeElement) ? document.activeElement : null;
  draw();
  const field = was?.dataset.field && within.querySelector(`[data-field="${was.dataset.field}"]`);
  if (!field) return;
  field.focus({ preventScroll: true });
  if (!["text", "textarea"].includes(field.type)) return;
  if (field.value !== was.value) field.addEventListener("blur", () => field.dispatchEvent(new Event("change")), { once: true });
  field.value = was.value;
  field.setSelectionRange(was.selectionStart, was.selectionEnd);
}
