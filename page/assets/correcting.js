// Correcting who speaks: a form at a turn, and the list of a transcript's corrections, each of which can be undone.

import { button, h, iconButton } from "./dom.js";
import { offsetAt } from "./marking.js";
import { shortened } from "./words.js";

/** The small button beside a turn's name that opens its form. */
export function correctButton(app, row) {
  const label = app.words.say("correct");
  return iconButton("edit", label, (event) => toggle(app, row, event.currentTarget), {
    class: "correct", "aria-label": row.name ? `${label}: ${row.name}` : label, "aria-expanded": "false",
  });
}

/** That a turn is not shown as its source has it, and what the source says. */
export function correctedNote(app, row) {
  const { words, source } = app;
  const correction = source.open_.view.corrections[row.correction];
  const was = names(words, correction.source_says);
  const says = was !== row.written && h("span", {}, words.say("source_says", { name: was })); // else it is said anyway
  return [!row.name && h("b", {}, words.say("voice_unnamed")), h("b", { class: "corrected" }, words.say("corrected")), says];
}

/** All corrections of the open transcript, folded up; null where there are none. */
export function correctionsView(app) {
  const { words, source } = app;
  const { corrections } = source.open_.view;
  if (!corrections.length) return null;
  const items = corrections.map((one) => {
    const [was, is] = [names(words, one.source_says), names(words, [one.name ?? one.speaker])];
    const label = h("span", {}, was, " → ", h("b", {}, is));
    const where = one.text && button(one.text, () => source.showPlace(one.start), { class: "words", dir: "auto" });
    return h("li", {}, label, where, undoButton(app, one));
  });
  const summary = h("summary", {}, words.say("corrections", { n: corrections.length }));
  const list = h("details", { class: "corrections", open: source.isListing }, summary, h("ul", {}, items));
  list.addEventListener("toggle", () => (source.isListing = list.open));
  return list;
}

function undoButton(app, one) {
  const correction = "written" in one ? { written: one.written, name: one.name } : { start: one.start, end: one.end, speaker: one.speaker };
  const undo = async (event) => {
    const pressed = event.currentTarget;
    pressed.disabled = true;
    pressed.disabled = await send(app, "take_back", { correction }, one.start);
  };
  return button(app.words.say("undo"), undo, { class: "plain", "aria-label": `${app.words.say("undo")}: ${names(app.words, one.source_says)}` });
}

function names(words, found) {
  return words.list(found.map((name) => name ?? words.say("voice_unnamed")));
}

function toggle(app, row, opener) {
  const at = opener.closest(".row");
  const isOpen = at.querySelector(".correcting");
  closeForm(app.source.text);
  if (isOpen) return;
  opener.setAttribute("aria-expanded", "true");
  const form = formView(app, row, chosenWords(at), () => (closeForm(at), opener.focus()));
  at.append(form);
  form.querySelector("select").focus();
}

function closeForm(within) {
  within.querySelector(".correcting")?.remove();
  within.querySelector(".correct[aria-expanded=true]")?.setAttribute("aria-expanded", "false");
}

/** The form: what is corrected (the turn, the chosen words, everything of this label), and who speaks there. */
function formView(app, row, chosen, close) {
  const { words } = app;
  const { view } = app.source.open_;
  const label = row.written ?? row.name;
  const what = selectView([
    chosen && ["words", words.say("correct_words", { words: shortened(chosen.text, 40) })],
    ["turn", words.say("correct_turn")],
    label && ["label", words.say("correct_label", { name: label })],
  ]);
  const known = [...new Set(view.speakers.map((one) => one.name))].filter((name) => name !== row.name);
  const who = selectView([...known.map((name) => [`=${name}`, name]), ["other", words.say("correct_other")], ["nobody", words.say("voice_unnamed")]]);
  const name = h("input", { type: "text", maxlength: 200 });
  const field = (key, input) => h("label", {}, h("span", {}, words.say(key)), input);
  const named = field("correct_name", name);
  const show = () => {
    named.hidden = who.value !== "other";
    name.required = !named.hidden;
    who.querySelector("[value=nobody]").disabled = what.value === "label";
  };
  who.addEventListener("change", show);
  what.addEventListener("change", () => {
    if (what.value === "label") [who.value, name.value] = ["other", row.name];
    show();
  });
  const actions = [h("button", { class: "go" }, words.say("correct_go")), " ", button(words.say("cancel"), close, { class: "plain" })];
  const form = h("form", { class: "correcting form", "aria-label": words.say("correct") }, field("correct_what", what), field("correct_who", who), named, h("p", {}, actions));
  form.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the pane's own keys would leave the form
    if (event.key === "Escape") close();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = who.value === "nobody" ? null : who.value === "other" ? name.value.trim() : who.value.slice(1);
    const stretches = what.value === "words" ? [[chosen.start, chosen.end]] : row.stretches;
    const speaker = written(view, given);
    const ofWords = stretches.map(([start, end]) => ({ start, end, speaker }));
    return submit(app, form, what.value === "label" ? [{ written: label, name: given }] : ofWords, stretches[0][0]);
  });
  show();
  return form;
}

function selectView(options) {
  return h("select", {}, options.filter(Boolean).map(([value, text]) => h("option", { value }, text)));
}

async function submit(app, form, corrections, place) {
  const fields = [...form.querySelectorAll("button, input, select")];
  fields.forEach((one) => (one.disabled = true));
  form.setAttribute("aria-busy", "true");
  if (await send(app, "correct", { corrections }, place)) return;
  form.removeAttribute("aria-busy");
  fields.forEach((one) => (one.disabled = false));
}

/** How a known speaker is written in this transcript, so that whoever is renamed is renamed there, too. */
function written(view, name) {
  return view.speakers.find((one) => one.name === name)?.written ?? name;
}

/** Ask for a change, then show the transcript as it is now, at the same place; whether all went well. */
async function send(app, what, change, place) {
  const { transcript, version } = app.source.open_.view;
  const view = await app.call(what, { source: transcript.id, version, ...change });
  if (view.failure) app.say(view.failure, "failure");
  else await Promise.all([app.source.reopen(place), app.refresh()]);
  return !view.failure;
}

/** The words that are chosen within a row: {start, end, text}, counted as the source is; null for none. */
function chosenWords(row) {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const text = range.toString();
  const start = offset(row, range.startContainer, range.startOffset);
  const end = offset(row, range.endContainer, range.endOffset);
  if (start === null || end === null || !text.trim()) return null;
  const [before, after] = [text.length - text.trimStart().length, text.length - text.trimEnd().length];
  return { start: start + before, end: end - after, text: text.trim() };
}

/** Where in the source a place in a row's text is; null outside of its text. */
function offset(row, node, at) {
  const side = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".side");
  return side && row.contains(side) ? offsetAt(side, node, at) : null;
}
