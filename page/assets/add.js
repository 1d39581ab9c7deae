// Adding transcripts: files are read, what was understood is shown and corrected, then they are put in.

import { button, chosenFiles, h, icon } from "./dom.js";

const KINDS = ["transcript", "machine", "translation", "narration", "article", "digest"];

export class Add {
  constructor(app) {
    this.app = app;
    this.typed = ""; // the address
    this.files = []; // {name, state: reading | understood | adding | added | failed, …}
  }

  view() {
    const { words } = this.app;
    this.list = h("div", { class: "uploads", "aria-live": "polite" });
    const panel = h(
      "div",
      { class: "panel add form" },
      h("h2", {}, words.say("add_title")),
      this.drop(),
      this.address(),
      this.list,
      h("datalist", { id: "known-conversations" }, this.app.choices.conversations.map(({ id, title }) => h("option", { value: id }, title))),
    );
    this.show();
    return panel;
  }

  drop() {
    const { words, limits } = this.app;
    const input = (attributes) => {
      const take = (event) => this.take(chosenFiles(event.target));
      return h("input", { type: "file", multiple: true, class: "off-screen", tabindex: "-1", ...attributes, on: { change: take } });
    };
    const files = input({ accept: limits.types.join(","), "aria-label": words.say("add_files") });
    const folder = input({ webkitdirectory: true, "aria-label": words.say("add_folder") });
    const box = h(
      "div",
      { class: "drop" },
      h("p", {}, words.say("add_drop")),
      h("p", {}, button(words.say("add_files"), () => files.click(), { class: "plain" }), " ", button(words.say("add_folder"), () => folder.click(), { class: "plain" })),
      h("p", { class: "soft" }, words.say("add_limits", { types: limits.types.join(" "), size: limits.megabytes, n: limits.files })),
      files,
      folder,
    );
    const over = (is) => (event) => (event.preventDefault(), box.classList.toggle("over", is));
    box.addEventListener("dragover", over(true));
    box.addEventListener("dragleave", over(false));
    box.addEventListener("drop", async (event) => {
      over(false)(event);
      this.take(await droppedFiles(event.dataTransfer));
    });
    return box;
  }

  address() {
    const { words } = this.app;
    const input = h("input", { type: "url", required: true, maxlength: 2000, placeholder: "https://…", autocomplete: "off", value: this.typed });
    input.addEventListener("input", () => (this.typed = input.value));
    const label = h("label", {}, h("span", {}, words.say("add_address")), input);
    const form = h("form", { class: "address" }, label, h("button", { type: "submit", class: "plain" }, words.say("add_fetch")));
    form.addEventListener("submit", (event) => (event.preventDefault(), this.fetch(form, input)));
    return form;
  }

  async fetch(form, input) {
    const { limits, words } = this.app;
    const submit = form.querySelector("button");
    Object.assign(submit, { disabled: true, textContent: words.say("state_reading") });
    const view = await this.app.call("find", { address: input.value });
    Object.assign(submit, { disabled: false, textContent: words.say("add_fetch") });
    if (view.failure) return this.app.say(view.failure, "failure");
    input.value = this.typed = "";
    if (!view.files.length) return this.app.say(words.say("add_nothing_new"));
    if (!view.is_all) this.app.say(words.say("add_too_many", { n: limits.files }), "failure");
    return this.start(view.files.map(({ name, key }) => ({ name, key, state: "reading" })));
  }

  take(chosen) {
    const { limits, words } = this.app;
    const known = chosen.filter((file) => limits.types.some((type) => file.name.toLowerCase().endsWith(type)));
    const others = chosen.filter((file) => !known.includes(file)).map((file) => file.name);
    if (others.length) this.app.say(words.say("add_left_out", { names: this.someOf(others) }), "failure");
    const taken = known.slice(0, limits.files);
    if (taken.length < known.length) this.app.say(words.say("add_too_many", { n: limits.files }), "failure");
    return this.start(taken.map((file) => ({ name: file.name, file, state: "reading" })));
  }

  /** A few names, and that there are more. */
  someOf(names, most = 5) {
    return this.app.words.list([...names.slice(0, most), ...(names.length > most ? [`… (${names.length})`] : [])]);
  }

  start(added) {
    this.files.push(...added);
    this.show();
    return added.reduce((before, file) => before.then(() => this.read(file)), Promise.resolve());
  }

  async read(file) {
    const sent = file.file ? await this.app.send(file.file) : {};
    if (sent.failure) return this.fail(file, sent.failure);
    file.path = sent.path;
    const view = await this.app.call("understand", { path: file.path, key: file.key, name: file.name });
    if (view.failure) return this.fail(file, view.failure);
    Object.assign(file, { state: "understood", understood: view, said: {}, names: {} });
    this.show();
  }

  fail(file, failure) {
    Object.assign(file, { state: "failed", failure });
    this.show();
  }

  async add(file) {
    file.state = "adding";
    this.show();
    const watch = setInterval(() => this.watch(file), 700);
    const view = await this.app.call("add", { path: file.path, key: file.key, name: file.name, said: file.said, names: file.names });
    clearInterval(watch);
    if (view.failure) return this.fail(file, view.failure);
    Object.assign(file, { state: view.state, source: view.source });
    await this.app.refresh();
    this.show();
  }

  async watch(file) {
    const view = await this.app.call("progress", { name: file.name });
    const bar = this.list.querySelector(`[data-name="${CSS.escape(file.name)}"] progress`);
    if (bar && view.of) Object.assign(bar, { value: view.done, max: view.of });
  }

  addAll() {
    const ready = this.files.filter((file) => file.state === "understood");
    return ready.reduce((before, file) => before.then(() => this.add(file)), Promise.resolve());
  }

  show() {
    const { words } = this.app;
    if (!this.list) return;
    const ready = this.files.filter((file) => file.state === "understood").length;
    const all = ready > 1 && button(words.say("add_all", { n: ready }), () => this.addAll(), { class: "go" });
    this.list.replaceChildren(...(all ? [all] : []), ...this.files.map((file) => this.fileView(file)));
  }

  fileView(file) {
    const { words } = this.app;
    const isDone = ["added", "replaced", "unchanged"].includes(file.state);
    const state = h("span", { class: `pill state-${file.state}` }, file.state === "failed" && icon("warn"), words.say(`state_${file.state}`));
    return h(
      "section",
      { class: "upload card", "data-name": file.name, "aria-label": file.name },
      h("p", { class: "upload-head" }, h("b", {}, file.name), state),
      ["reading", "adding"].includes(file.state) && h("progress", { "aria-label": words.say(`state_${file.state}`) }),
      file.state === "failed" && h("p", { class: "failure", role: "alert" }, file.failure),
      file.state === "understood" && this.understood(file),
      isDone && button([icon("out"), words.say("open")], () => this.open(file.source), { class: "plain" }),
    );
  }

  open(source) {
    this.app.showTab("ask");
    this.app.source.openTranscript(source, null);
  }

  understood(file) {
    const { words } = this.app;
    const view = file.understood;
    const facts = [
      words.languageName(view.language),
      words.say("characters", { n: view.characters }),
      words.say("turns", { n: view.turns }),
    ].join(" · ");
    const sections = h("details", {}, h("summary", {}, words.say("add_sections", { n: view.sections.length })), h("ol", {}, view.sections.map((name) => h("li", {}, name))));
    return [
      h("p", { class: "soft" }, facts),
      h("blockquote", { lang: view.language, dir: "auto" }, view.beginning),
      h("div", { class: "fields" }, ["title", "conversation", "kind", "date"].map((name) => this.field(file, name))),
      view.speakers.length > 0 && h("fieldset", {}, h("legend", {}, words.say("add_speakers")), view.speakers.map((speaker) => this.speaker(file, speaker))),
      view.sections.length > 0 && sections,
      h("p", {}, button(words.say("add_one"), () => this.add(file), { class: "go" }), " ", button(words.say("cancel"), () => this.drop_(file), { class: "plain" })),
    ];
  }

  drop_(file) {
    this.files.splice(this.files.indexOf(file), 1);
    this.show();
  }

  field(file, name) {
    const { words } = this.app;
    const value = file.said[name] ?? file.understood[name] ?? "";
    const change = (event) => (file.said[name] = event.target.value.trim());
    const label = h("span", {}, words.say(`column_${name}`));
    if (name === "kind") {
      const options = KINDS.map((kind) => h("option", { value: kind, selected: kind === value }, words.say(`kind_${kind}`)));
      return h("label", {}, label, h("select", { on: { change } }, options));
    }
    const more = { conversation: { list: "known-conversations" }, date: { placeholder: "2026-01-31", pattern: "\\d{4}(-\\d{2}){0,2}" } }[name];
    return h("label", {}, label, h("input", { type: "text", value, maxlength: 500, ...more, on: { change } }));
  }

  speaker(file, { written, name, turns }) {
    const { words } = this.app;
    const change = (event) => (file.names[written] = event.target.value.trim());
    const label = h("span", {}, `${written} (${words.say("turns", { n: turns })})`);
    return h("label", {}, label, h("input", { type: "text", value: file.names[written] ?? name, maxlength: 200, on: { change } }));
  }
}

/** The files of what was dropped, folders opened. */
async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  const found = [];
  while (entries.length) {
    const entry = entries.shift();
    if (entry.isFile) found.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    else entries.push(...(await folderEntries(entry)));
  }
  return found;
}

async function folderEntries(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return all;
    all.push(...some);
  }
}
