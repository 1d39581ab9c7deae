// The library: every transcript, the people, and what readers thought of answers.

import { button, h, icon, iconButton, saveText } from "./dom.js";
import { libraryOverview } from "./overview.js";

export class Library {
  constructor(app) {
    this.app = app;
    this.asking = null; // the transcript whose removal is to be confirmed
  }

  view() {
    this.panel = h("div", { class: "panel library" });
    this.overview = libraryOverview(this.app);
    this.load();
    return this.panel;
  }

  async load() {
    this.show(await this.app.call("library"));
  }

  show(view) {
    const { words } = this.app;
    if (view.failure) return this.app.say(view.failure, "failure");
    this.shown = view;
    const feedback = button([icon("save"), words.say("feedback_export")], () => this.feedback(), { class: "plain" });
    this.panel.replaceChildren(
      h("h2", {}, words.say("library_title")),
      this.overview,
      this.table(view.transcripts),
      h("h2", {}, words.say("people")),
      this.people(view.people),
      h("p", {}, feedback),
      h("p", { class: "soft" }, words.say("model", { model: this.app.model })),
      h("p", { class: "soft" }, this.languageModel()),
      this.app.isCalibrated ? "" : h("p", { class: "soft" }, words.say("uncalibrated")),
    );
  }

  /** What writes and translates, and where what is asked goes; or how to have it. */
  languageModel() {
    const { words, languageModel } = this.app;
    return languageModel ? words.say("language_model", languageModel) : words.say("language_model_none");
  }

  table(transcripts) {
    const { words } = this.app;
    const columns = ["title", "kind", "conversation", "date", "speakers", "length", "language", "added", "actions"];
    const head = columns.map((name) => h("th", { scope: "col" }, words.say(`column_${name}`)));
    const rows = transcripts.map((transcript) => this.row(transcript));
    const table = h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows));
    return h("div", { class: "table", tabindex: "0", role: "region", "aria-label": words.say("library_title") }, table);
  }

  row(transcript) {
    const { words } = this.app;
    const cell = (name, ...content) => h("td", { class: `of-${name}`, "data-label": words.say(`column_${name}`) }, ...content);
    const length = [
      h("span", {}, words.say("characters", { n: transcript.characters })),
      h("span", {}, words.say("turns", { n: transcript.turns })),
    ];
    const title = button(transcript.title, () => this.open(transcript), { class: "title", lang: transcript.language });
    const added = transcript.added ? new Date(transcript.added).toLocaleDateString(words.language) : "";
    return h(
      "tr",
      { "data-id": transcript.id },
      h("th", { scope: "row" }, title, h("span", { class: "file" }, transcript.id)),
      cell("kind", h("span", { class: "pill" }, words.say(`kind_${transcript.kind}`))),
      cell("conversation", transcript.conversation),
      cell("date", transcript.date ?? words.say("unknown")),
      cell("speakers", words.list(transcript.speakers) || words.say("unknown")),
      cell("length", h("div", {}, length)),
      cell("language", words.languageName(transcript.language)),
      cell("added", added),
      cell("actions", this.actions(transcript)),
    );
  }

  actions(transcript) {
    const { words } = this.app;
    if (this.asking === transcript.id) return this.confirm(transcript);
    const act = (name, picture, press) => iconButton(picture, words.say(name), press, { "aria-label": `${words.say(name)}: ${transcript.title}` });
    return h(
      "div",
      { class: "row-actions" },
      act("open", "out", () => this.open(transcript)),
      act("download", "save", () => this.download(transcript)),
      act("remove", "close", () => this.ask(transcript.id)),
    );
  }

  confirm(transcript) {
    const { words } = this.app;
    return h(
      "div",
      { class: "confirm", role: "alertdialog", "aria-label": words.say("remove") },
      h("p", {}, words.say("remove_sure", { title: transcript.title })),
      transcript.collected > 0 && h("p", { class: "soft" }, words.say("remove_kept", { n: transcript.collected })),
      button(words.say("remove_yes"), () => this.remove(transcript), { class: "danger" }),
      button(words.say("cancel"), () => this.ask(null), { class: "plain" }),
    );
  }

  ask(id) {
    this.asking = id;
    this.show(this.shown);
    if (id) this.panel.querySelector(".confirm .plain").focus();
  }

  async remove(transcript) {
    this.asking = null;
    const view = await this.app.call("remove", { source: transcript.id });
    this.overview = libraryOverview(this.app);
    this.show(view);
    await this.app.refresh();
  }

  open(transcript) {
    this.app.showTab("ask");
    this.app.source.openTranscript(transcript.id, null);
  }

  async download(transcript) {
    const view = await this.app.call("text", { source: transcript.id });
    if (view.failure) this.app.say(view.failure, "failure");
    else saveText(view.text, transcript.id);
  }

  people(people) {
    return h("dl", { class: "people" }, people.map(({ name, other_names: others }) => [
      h("dt", {}, name),
      h("dd", {}, this.app.words.list(others)),
    ]));
  }

  async feedback() {
    const view = await this.app.call("judged");
    if (view.failure) this.app.say(view.failure, "failure");
    else saveText(view.text, "feedback.jsonl", "application/jsonl");
  }
}
