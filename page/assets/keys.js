// Keys that work wherever the reader is, and the list of all keys. Single keys can be turned off, for who speaks to
// their machine or strikes them by chance.

import { button, h, iconButton } from "./dom.js";

const KEPT = "interview-qa-single-keys";

/** What the list says: where keys work, then which, and what they do. */
const LISTED = {
  keys_anywhere: [["?", "key_help"], ["/", "key_find"], ["1 2 3 …", "key_tabs"]],
  keys_asking: [["Enter", "key_ask"], ["Shift+Enter", "key_line"], ["↑ ↓", "key_recall"], ["Esc", "key_stop"]],
  keys_reading: [["n p", "key_quotes"], ["Ctrl+F", "key_find"], ["Enter Shift+Enter", "key_found"], ["s", "key_collect"], ["k j l", "key_listen"], ["< >", "key_speed"], ["Esc", "key_close"]],
};

export class Keys {
  constructor(app) {
    this.app = app;
    this.areOn = localStorage.getItem(KEPT) !== "off";
    document.addEventListener("keydown", (event) => this.press(event));
  }

  press(event) {
    const isTyping = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
    if (!this.areOn || isTyping || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const tab = /^[1-9]$/.test(event.key) && this.app.root.querySelectorAll("nav [data-tab]")[Number(event.key) - 1];
    const act = { "?": () => this.help(), "/": () => this.find() }[event.key] ?? (tab && (() => this.show(tab.dataset.tab)));
    if (!act) return;
    event.preventDefault();
    act();
  }

  show(name) {
    this.app.showTab(name);
    this.app.root.querySelector(`nav [data-tab="${name}"]`).focus();
  }

  /** Look through the open transcript; without one, ask. */
  find() {
    if (this.app.tab === "ask" && this.app.source.open_) return this.app.source.find.open();
    this.app.showTab("ask");
    return this.app.ask.box.focus();
  }

  button() {
    const label = this.app.words.say("keys_title");
    return button("?", () => this.help(), { class: "quiet", title: label, "aria-label": label });
  }

  help() {
    const { words } = this.app;
    const close = iconButton("close", words.say("close"), () => dialog.close());
    const head = h("p", { class: "keys-head" }, h("b", { id: "keys-title" }, words.say("keys_title")), close);
    const lists = Object.entries(LISTED).map(([where, keys]) => [
      h("h3", {}, words.say(where)),
      h("dl", {}, keys.map(([pressed, does]) => [h("dt", {}, pressed.split(" ").map((key) => h("kbd", {}, key))), h("dd", {}, words.say(does))])),
    ]);
    const single = h("input", { type: "checkbox", checked: this.areOn });
    single.addEventListener("change", () => this.turn(single.checked));
    const dialog = h("dialog", { class: "keys-list", "aria-labelledby": "keys-title" }, head, lists, h("label", {}, single, words.say("keys_single")));
    dialog.addEventListener("close", () => dialog.remove());
    this.app.root.append(dialog);
    dialog.showModal();
  }

  turn(on) {
    this.areOn = on;
    localStorage.setItem(KEPT, on ? "on" : "off");
  }
}
