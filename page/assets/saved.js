// Answers saved under a name: saving one, the list of them, and asking one again.

import { button, h, iconButton } from "./dom.js";

/** The button that saves an answer, or saves it anew after it was asked again. */
export function saveButton(app, exchange) {
  const { words } = app;
  const save = async () => {
    const { answer, history, filters, saved } = exchange;
    const view = await app.call("save_answer", { key: answer.key, history, filters, id: saved ?? null });
    if (view.failure) return app.say(view.failure, "failure");
    Object.assign(exchange, { saved: view.id, isSavedNow: true });
    answer.new = [];
    app.ask.renew(exchange);
    exchange.element.querySelector(".save").focus();
    return app.say(words.say("answer_saved", { name: view.name }));
  };
  const label = words.say("save_answer");
  return iconButton("bookmark", label, save, { class: "save", "aria-pressed": String(Boolean(exchange.isSavedNow)) });
}

/** What asking again has brought; null where a question was not asked again. */
export function newNote(app, { saved, isSavedNow, answer }) {
  if (!saved || isSavedNow) return null;
  return h("p", { class: "note" }, app.words.say("saved_new", { n: answer.new.length }));
}

/** The saved answers in the tab of what is collected; `changed` is called after one was removed. */
export class SavedAnswers {
  constructor(app, changed) {
    Object.assign(this, { app, changed, shown: [] });
  }

  async load() {
    const view = await this.app.call("saved");
    if (view.failure) this.app.say(view.failure, "failure");
    else this.shown = view.saved;
  }

  view() {
    if (!this.shown.length) return "";
    const { words } = this.app;
    const list = h("details", { class: "saved-answers card", open: this.isListing }, h("summary", {}, words.say("saved", { n: this.shown.length })), h("ul", {}, this.shown.map((one) => this.item(one))));
    list.addEventListener("toggle", () => (this.isListing = list.open));
    return list;
  }

  item(one) {
    const { words } = this.app;
    const name = h("input", { type: "text", value: one.name, maxlength: 300, "aria-label": `${words.say("label_name")}: ${one.name}`, title: one.question });
    name.addEventListener("change", () => this.rename(one, name.value));
    const said = `${new Date(one.saved).toLocaleDateString(words.language)} · ${words.say("label_count", { n: one.quotes })}`;
    const again = button(words.say("ask_again"), () => this.app.ask.askAgain(one), { class: "plain", "aria-label": `${words.say("ask_again")}: ${one.name}` });
    const remove = iconButton("close", words.say("saved_remove"), () => this.remove(one), { "aria-label": `${words.say("saved_remove")}: ${one.name}` });
    return h("li", { class: "form" }, name, h("span", { class: "soft" }, said), again, remove);
  }

  async rename(one, name) {
    const view = await this.app.call("rename_saved", { id: one.id, name });
    if (view.failure) return this.app.say(view.failure, "failure");
    return (this.shown = view.saved);
  }

  async remove(one) {
    const view = await this.app.call("remove_saved", { id: one.id });
    if (view.failure) return this.app.say(view.failure, "failure");
    return this.changed();
  }
}
