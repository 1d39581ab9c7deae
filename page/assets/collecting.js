// Collecting: a star at every quote and every row; what is collected gets labels and a note.

import { button, h, icon, iconButton } from "./dom.js";
import { shortened } from "./words.js";

/** What is collected, as far as the page has met it, and the labels. */
export class Collected {
  constructor(app, labels) {
    this.app = app;
    this.labels = labels;
    this.items = new Map(); // by id
  }

  take(items) {
    for (const item of items) this.items.set(item.id, item);
  }

  at({ source, start, end }) {
    return [...this.items.values()].find((one) => one.source === source && one.start === start && one.end === end && one.state === "here");
  }

  of(source) {
    return [...this.items.values()].filter((one) => one.source === source && one.state === "here");
  }

  label(id) {
    return this.labels.find((label) => label.id === id);
  }

  /** The labels that an item has and that are there, in the codebook's order. */
  labelsOf(item) {
    return this.labels.filter((label) => item.labels.includes(label.id));
  }

  /** A label's name, under that of the label it stands under. */
  nameOf(label) {
    const parent = label.parent && this.label(label.parent);
    return parent ? `${parent.name} › ${label.name}` : label.name;
  }

  async ask(what, request) {
    const view = await this.app.call(what, request);
    if (view.failure) this.app.say(view.failure, "failure");
    if (view.item) this.items.set(view.item.id, view.item);
    if (view.labels) this.labels = view.labels;
    return view;
  }

  async collect(address) {
    const { item } = await this.ask("collect", { address });
    if (item) this.changed();
    return item;
  }

  async annotate(item, labels, note) {
    const view = await this.ask("annotate", { id: item.id, source: item.source, labels, note });
    if (view.item) this.changed();
    return view.item;
  }

  async remove(item) {
    const view = await this.ask("uncollect", { id: item.id });
    if (view.failure) return;
    this.items.delete(item.id);
    this.changed();
    const { words } = this.app;
    this.app.say([words.say("uncollected"), " ", button(words.say("undo"), () => this.undo(), { class: "plain" })], "notice lasting");
  }

  async undo() {
    const view = await this.ask("undo_removal", {});
    if (view.failure) return;
    this.take(view.items);
    this.changed();
  }

  /** Show anew whatever shows what is collected. */
  changed() {
    for (const place of this.app.root.querySelectorAll(".stars")) place.renew();
    this.app.source.showCollected();
    if (this.app.tab === "collected") this.app.panels.collected.load();
  }
}

/** The star of a quote, and the labels that it has; pressed, it collects, then lets label. `box` gives where the form goes. */
export function starView(app, quote, box) {
  const { words, collected } = app;
  const [place, labels] = [h("span", { class: "stars" }), h("p", { class: "labels" })];
  const press = async () => {
    const item = collected.at(quote) ?? (await collected.collect(quote.address));
    if (item) openForm(app, item, box());
  };
  place.renew = () => {
    const item = collected.at(quote);
    const label = words.say(item ? "collected_edit" : "collect");
    const wasFocused = place.contains(document.activeElement);
    const star = iconButton("star", label, press, { class: "star", "aria-pressed": String(Boolean(item)) });
    place.replaceChildren(star);
    labels.replaceChildren(...(item ? pills(app, item) : []));
    if (wasFocused) star.focus();
  };
  place.renew();
  return [place, labels];
}

/** The stars of what is collected in a row of the reader. */
export function rowStars(app, row, items) {
  return items.map((item) => {
    const label = `${app.words.say("collected_edit")}: ${[...collectedNames(app, item), shortened(item.text)].join(" · ")}`;
    const press = (event) => openForm(app, item, event.currentTarget.closest(".row"));
    return iconButton("star", label, press, { class: "star", "aria-pressed": "true", "data-item": item.id });
  });
}

function collectedNames(app, item) {
  return app.collected.labelsOf(item).map((label) => app.collected.nameOf(label));
}

/** The labels of an item, each with its colour; and whether it has a note. */
export function pills(app, item) {
  const labels = app.collected.labelsOf(item).map((label) => h("span", { class: "label", style: `--label: ${label.colour}` }, app.collected.nameOf(label)));
  return item.note ? [...labels, h("span", { class: "label note", title: item.note }, icon("edit"), h("span", { class: "off-screen" }, app.words.say("note")))] : labels;
}

/** The row or card in which a collected quote is shown; words in a heading or an aside have no star. */
export function shownIn(within, id) {
  return within.querySelector(`[data-item="${id}"], [data-kept="${id}"]`)?.closest(".row, .card");
}

/** Change a part of the page; a form that was open in it goes on, where its quote is shown now, and the focus stays. */
export function keepingForm(within, change) {
  const focused = within.contains(document.activeElement) ? document.activeElement : null;
  const form = within.querySelector(".collecting");
  form?.remove();
  change();
  if (form) shownIn(within, form.dataset.item)?.append(form);
  if (form?.contains(focused)) focused.focus({ preventScroll: true });
  else if (focused?.dataset.item) (openerIn(within, focused.dataset.item) ?? within).focus({ preventScroll: true });
}

/** The star in a row, or the button in a card, that opens a quote's form. */
function openerIn(within, id) {
  return within.querySelector(`button[data-item="${id}"]`);
}

/** Open the form that labels a collected quote, below what it stands in; there is one at a time. */
export function openForm(app, item, box) {
  const isOpen = box.querySelector(`.collecting[data-item="${item.id}"]`);
  for (const form of app.root.querySelectorAll(".collecting")) form.leave();
  if (isOpen) return;
  const form = formView(app, item);
  box.append(form);
  form.querySelector("button, input").focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}

function formView(app, item) {
  const { words, collected } = app;
  const now = () => collected.items.get(item.id) ?? item;
  const chosen = h("div", { class: "choices", role: "group", "aria-label": words.say("labels") });
  const set = async (ids) => (await collected.annotate(item, ids, note.value), show());
  const toggle = (label) => {
    const { labels } = now();
    return set(labels.includes(label.id) ? labels.filter((id) => id !== label.id) : [...labels, label.id]);
  };
  const show = (focused = document.activeElement?.dataset?.label) => {
    const buttons = collected.labels.map((label) =>
      button(collected.nameOf(label), () => toggle(label), {
        class: "label", style: `--label: ${label.colour}`, title: label.description || null, "aria-pressed": String(now().labels.includes(label.id)), "data-label": label.id,
      }),
    );
    chosen.replaceChildren(...buttons, name);
    chosen.querySelector(`[data-label="${focused}"]`)?.focus();
  };
  const name = h("input", { type: "text", class: "new-label", maxlength: 100, placeholder: words.say("label_new"), "aria-label": words.say("label_new") });
  const note = h("textarea", { rows: "1", maxlength: 5000, placeholder: words.say("note"), "aria-label": words.say("note") });
  note.value = item.note;
  note.addEventListener("change", () => set(now().labels));
  const add = async () => {
    const wanted = name.value.trim().toLowerCase();
    const there = collected.labels.find((one) => [one.name, collected.nameOf(one)].some((known) => known.toLowerCase() === wanted));
    const label = there ?? (await collected.ask("put_label", { label: { name: name.value } })).label;
    if (!label) return;
    name.value = "";
    await set([...now().labels, label.id]);
    name.focus();
  };
  const form = h(
    "form",
    { class: "collecting form", "aria-label": words.say("collected_edit"), "data-item": item.id },
    chosen,
    note,
    h("p", {}, h("button", { class: "go" }, words.say("done")), button(words.say("uncollect"), () => (close(), collected.remove(item)), { class: "plain" })),
  );
  form.leave = () => {
    if (note.value.trim() !== now().note && collected.items.has(item.id)) set(now().labels);
    form.remove();
  };
  const close = () => {
    const box = form.parentElement;
    form.leave();
    const opener = box && (openerIn(box, item.id) ?? box.querySelector(".star"));
    (opener ?? app.source.text).focus({ preventScroll: true });
  };
  form.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the pane's own keys would leave the form
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.target === name && !event.isComposing && name.value.trim()) {
      event.preventDefault();
      add();
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (name.value.trim()) await add();
    close();
  });
  show();
  return form;
}
