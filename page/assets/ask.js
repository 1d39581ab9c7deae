// The conversation: the question box, the questions asked and what came of each.

import { button, h } from "./dom.js";
import { exchangeView } from "./answer.js";
import { Filters } from "./filters.js";
import { newTicket, Prose } from "./prose.js";
import { exportMenu } from "./taking.js";

export class Ask {
  constructor(app) {
    this.app = app;
    this.exchanges = [];
    this.filters = new Filters(app);
    this.draft = "";
    this.recalled = 0;
  }

  view() {
    const { words } = this.app;
    this.log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": words.say("conversation"), tabindex: "0" });
    if (this.exchanges.length) this.log.append(...this.exchanges.map((exchange) => this.place(exchange)));
    else this.log.append(this.welcome());
    return h("div", { class: "ask" }, this.log, this.composer());
  }

  /** What stands beside the filters: before the first question how to ask, then what can be done with the talk. */
  beside() {
    const { words } = this.app;
    const help = this.app.keys.button();
    if (!this.exchanges.length) return h("span", { class: "beside" }, h("span", { class: "keys" }, words.say("keys")), help);
    const answers = () => this.exchanges.filter((one) => one.state === "answered").map((one) => one.answer);
    const anew = button(words.say("new_talk"), () => this.clear(), { class: "quiet" });
    return h("span", { class: "beside" }, anew, exportMenu(this.app, answers), help);
  }

  welcome() {
    const { words, examples, choices, languageModel } = this.app;
    if (!choices.transcripts.length) {
      const add = button(words.say("add_title"), () => this.app.showTab("add"), { class: "go" });
      return h("div", { class: "welcome" }, h("h1", {}, words.say("welcome_empty")), h("p", {}, add));
    }
    const list = examples.map((question) => h("li", {}, button(question, () => this.send(question), { class: "example" })));
    return h(
      "div",
      { class: "welcome" },
      h("h1", {}, words.say("welcome")),
      h("p", {}, words.say("welcome_more"), languageModel && [" ", words.say("welcome_model", languageModel)]),
      h("h2", {}, words.say("try")),
      h("ul", { class: "examples" }, list),
    );
  }

  composer() {
    const { words } = this.app;
    this.box = h("textarea", {
      id: "question",
      rows: "1",
      placeholder: words.say("placeholder"),
      "aria-label": words.say("question"),
      "aria-description": words.say("keys"),
    });
    this.box.value = this.draft;
    this.box.addEventListener("input", () => this.grow());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.go = button("", () => (this.pending ? this.stop() : this.send(this.box.value)), { class: "go" });
    this.name();
    const row = h("div", { class: "composer-row" }, this.filters.button(), this.beside(), this.go);
    const form = h("form", { class: "composer" }, this.box, this.filters.fields(), row);
    form.addEventListener("submit", (event) => event.preventDefault());
    return form;
  }

  grow() {
    this.draft = this.box.value;
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 200)}px`;
  }

  write(text) {
    this.box.value = text;
    this.grow();
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return; // a Chinese word is still being typed
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (!this.pending) this.send(this.box.value);
    } else if (event.key === "Escape") {
      if (this.pending) this.stop();
      else this.exchanges.at(-1)?.prose?.stop();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      this.recall(event);
    }
  }

  /** ↑ brings back earlier questions while the box is empty or holds one of them; ↓ goes the other way. */
  recall(event) {
    const asked = this.exchanges.map((exchange) => exchange.question);
    const shown = asked[asked.length - this.recalled];
    if (this.box.value && this.box.value !== shown) return;
    const next = this.recalled + (event.key === "ArrowUp" ? 1 : -1);
    if (next < 0 || next > asked.length) return;
    event.preventDefault();
    this.recalled = next;
    this.write(next ? asked[asked.length - next] : "");
  }

  name() {
    const { words } = this.app;
    this.go.textContent = words.say(this.pending ? "stop" : "ask");
    this.go.classList.toggle("stop", Boolean(this.pending));
  }

  async send(text) {
    const question = text.trim();
    if (!question || this.pending) return;
    const history = this.exchanges.filter((one) => one.state === "answered").map((one) => one.question);
    this.recalled = 0;
    this.write("");
    await this.begin({ question, history, filters: this.filters.value(), state: "pending" });
  }

  /** Put a question into the conversation and look for its answer. */
  async begin(exchange) {
    if (!this.exchanges.length) this.log.replaceChildren();
    this.exchanges.push(exchange);
    this.renewBeside();
    this.log.append(this.place(exchange));
    this.box.focus();
    await this.look(exchange);
  }

  /** Ask a saved question as it was asked then; what is new since will be marked. */
  askAgain({ id, question, history, filters }) {
    this.app.showTab("ask");
    if (this.pending) return null;
    return this.begin({ question, history, filters, saved: id, state: "pending" });
  }

  again(exchange) {
    if (this.pending) return null;
    exchange.state = "pending";
    this.renew(exchange);
    return this.look(exchange);
  }

  async look(exchange) {
    this.pending = exchange;
    const ticket = (exchange.ticket = newTicket());
    this.name();
    this.show(exchange);
    const { question, history, saved } = exchange;
    const { answers_from, ...filters } = exchange.filters;
    const most = this.app.limits.question;
    if (question.length > most) {
      const failure = this.app.words.say("too_long", { n: question.length, most });
      Object.assign(exchange, { state: "failed", failure, isFinal: true });
      return this.done(exchange);
    }
    const view = await this.app.call("ask", { question, history, filters, answers_from, saved, ticket, language: this.app.words.language });
    if (exchange.state !== "pending" || exchange.ticket !== ticket) return; // it was stopped, perhaps asked again
    if (view.failure) Object.assign(exchange, { state: "failed", failure: view.failure });
    else {
      this.app.collected.take(view.collected);
      Object.assign(exchange, { state: "answered", answer: view });
    }
    if (view.kind === "quotes" && this.app.languageModel) exchange.prose = new Prose(this.app, view);
    this.done(exchange);
    exchange.prose?.write();
    if (view.kind === "quotes") this.app.source.follow(view);
  }

  stop() {
    this.pending.state = "stopped";
    this.app.call("stop", { ticket: this.pending.ticket });
    this.done(this.pending);
    this.box.focus();
  }

  done(exchange) {
    this.pending = null;
    this.name();
    this.renew(exchange);
    this.show(exchange);
  }

  place(exchange) {
    exchange.element = exchangeView(this.app, exchange);
    return exchange.element;
  }

  renew(exchange) {
    const before = exchange.element;
    before.replaceWith(this.place(exchange));
  }

  /** Bring a question to the top of the conversation, its answer below it. */
  show(exchange) {
    this.log.scrollTo({ top: exchange.element.offsetTop - 12, behavior: "instant" });
  }

  clear() {
    if (this.pending) this.stop();
    for (const { prose } of this.exchanges) prose?.stop();
    this.exchanges = [];
    this.log.replaceChildren(this.welcome());
    this.renewBeside();
    this.box.focus();
  }

  renewBeside() {
    this.log.parentElement.querySelector(".beside").replaceWith(this.beside());
  }
}
