// The page: its frame, its tabs, and what its parts share.

import { button, h } from "./dom.js";
import { Add } from "./add.js";
import { Ask } from "./ask.js";
import { Check } from "./check.js";
import { Collected } from "./collecting.js";
import { Collection } from "./collection.js";
import { Compare } from "./compare.js";
import { Keys } from "./keys.js";
import { Library } from "./library.js";
import { Matrix } from "./matrix.js";
import { Translations } from "./prose.js";
import { Cards } from "./quotes.js";
import { Source } from "./source.js";
import { Words } from "./words.js";

const LANGUAGES = [["en", "English", "English"], ["zh-Hans", "简体中文", "简"], ["zh-Hant", "繁體中文", "繁"]];

class App {
  constructor(root, words, server) {
    this.root = root;
    this.words = new Words(words);
    this.server = server;
    this.tab = "ask";
  }

  /** Ask the program for something; a view with `failure` says what went wrong. */
  async call(name, request = {}) {
    const view = await this.server.call({ do: name, ...request }).catch(() => null);
    return view ?? { failure: this.words.say("failed_request") };
  }

  /** Send a file to the program: its `path` there, or the `failure`. */
  async send(file) {
    const { limits, words } = this;
    if (file.size > limits.megabytes * 1e6) return { failure: words.say("add_too_large", { size: limits.megabytes }) };
    const sent = await this.upload(file).catch(() => null);
    return sent?.path ? sent : { failure: words.say("failed_request") };
  }

  async start() {
    const view = await this.call("start", { language: this.words.language });
    if (view.failure) return this.root.replaceChildren(h("p", { class: "failure", role: "alert" }, view.failure));
    this.take(view);
    this.cards = new Cards(document.body);
    this.translations = new Translations();
    this.keys = new Keys(this);
    this.collected = new Collected(this, view.labels);
    this.ask = new Ask(this);
    this.source = new Source(this);
    this.panels = { library: new Library(this), add: new Add(this), compare: new Compare(this), matrix: new Matrix(this), check: new Check(this), collected: new Collection(this) };
    this.render();
    this.ask.box.focus();
    await this.follow(new URLSearchParams(location.search));
  }

  take(view) {
    this.model = view.model;
    this.isCalibrated = view.is_calibrated;
    this.languageModel = view.language_model;
    this.strictness = view.strictness;
    this.counts = { transcripts: view.transcripts, conversations: view.conversations };
    this.choices = view.choices;
    this.recordings = new Map(view.choices.transcripts.map((account) => [account.id, account.recording]));
    this.examples = view.examples;
    this.limits = view.limits;
  }

  /** Open what the address asks for: a question (?q=) or a citation (?cite=). */
  async follow(asked) {
    if (asked.get("cite")) await this.openCitation(asked.get("cite"));
    if (asked.get("q")) await this.ask.send(asked.get("q"));
  }

  async openCitation(address) {
    const view = await this.call("cite", { address });
    if (view.failure) return this.say(view.failure, "failure");
    const span = { start: view.start, end: view.end, n: "", quote: view.quote };
    return this.source.open(view.source, [span], 0, { opener: this.ask.box, focus: true });
  }

  /** Fetch again what there is, after the library has changed. */
  async refresh() {
    const view = await this.call("start", { language: this.words.language });
    if (!view.failure) this.take(view);
    this.root.querySelector(".stats").textContent = this.stats();
  }

  /** How much there is, and the model that reads it, without its weights' hash and its folders. */
  stats() {
    const { words, counts } = this;
    const model = this.model.replace(/@\w+$/, "").split(/[\\/]/).at(-1);
    const said = Object.entries(counts).map(([what, n]) => words.say(`count_${what}`, { n }));
    const writes = this.languageModel && words.say("language_model_short", this.languageModel);
    return [...said, words.say("model_short", { model }), writes].filter(Boolean).join(" · ");
  }

  render() {
    document.documentElement.lang = this.words.language;
    document.title = this.words.say("title");
    this.notices = h("div", { class: "notices", role: "status", "aria-live": "polite" });
    this.main = h("div"); // Gradio has put all of it into a <main>
    this.root.replaceChildren(this.header(), this.main, this.notices);
    this.showTab(this.tab);
  }

  header() {
    const { words } = this;
    const skip = h("a", { class: "skip", href: "#question" }, words.say("skip"));
    skip.addEventListener("click", (event) => {
      event.preventDefault();
      this.showTab("ask");
      this.ask.box.focus();
    });
    const names = ["ask", ...Object.keys(this.panels)];
    const tabs = names.map((name) =>
      button(words.say(`tab_${name}`), () => this.showTab(name), { "data-tab": name, "aria-current": name === this.tab ? "page" : null }),
    );
    return h(
      "header",
      { class: "page-head" },
      skip,
      h("span", { class: "brand" }, words.say("title")),
      h("nav", { "aria-label": words.say("tabs") }, tabs),
      h("span", { class: "stats", title: this.model }, this.stats()),
      this.languages(),
    );
  }

  languages() {
    const choices = LANGUAGES.map(([code, name, short]) =>
      button(short, () => this.choose(code), {
        "aria-label": name,
        title: name,
        lang: code,
        "aria-pressed": String(code === this.words.language),
      }),
    );
    return h("div", { class: "languages", role: "group", "aria-label": this.words.say("language_switch") }, choices);
  }

  async choose(language) {
    this.words.choose(language);
    const view = await this.call("examples", { language });
    if (!view.failure) this.examples = view.examples;
    this.render();
    this.root.querySelector(`.languages [lang="${language}"]`).focus();
  }

  showTab(name) {
    this.tab = name;
    for (const tab of this.root.querySelectorAll("nav [data-tab]")) {
      if (tab.dataset.tab === name) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    if (name === "ask") this.main.replaceChildren(this.ask.view(), this.source.view());
    else this.main.replaceChildren(this.panels[name].view());
    this.main.className = name === "ask" ? "two-panes" : "one-pane";
    if (name !== "ask") this.root.classList.remove("source-open", "source-wide");
  }

  /** Tell the reader something in passing. */
  say(text, kind = "notice") {
    const notice = h("p", { class: kind }, text);
    this.notices.append(notice);
    setTimeout(() => notice.remove(), kind === "notice" ? 3_000 : 12_000);
  }

  async copied(copying) {
    await copying;
    this.say(this.words.say("copied"));
  }
}

/** Start the page in an element. */
export function start(element, { words }, server, upload) {
  const app = new App(element, words, server);
  app.upload = upload;
  return app.start();
}
