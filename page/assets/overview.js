// What there is before anything is asked: of the transcript that is open, of the library.

import { button, h, iconButton } from "./dom.js";
import { clock } from "./words.js";

const SHOWN = 6; // of a list; the others are unfolded
const MOST_PILLS = 24;

/** An overview above a transcript's text: unfolded where it was opened by itself, not at a quote. */
export function overviewView(app, transcript, isOpen) {
  const parts = async () => transcriptParts(app, transcript, await app.call("overview", { source: transcript.id }));
  return unfolding(app, isOpen, parts, (view, change) => app.source.rows.keepingPlace(view, change));
}

/** The library's people, topics and dates. */
export function libraryOverview(app) {
  return unfolding(app, false, async () => libraryParts(app, await app.call("library_overview")));
}

/** An overview that is made when it is unfolded; `parts` gives its rows, null where it failed. They may come when the reader
 * has long gone on: `keeping` then changes the view without moving what is below it. */
function unfolding(app, isOpen, parts, keeping = (_, change) => change()) {
  const body = h("div", { "aria-live": "polite" });
  const view = h("details", { class: "overview", open: isOpen }, h("summary", {}, app.words.say("overview")), body);
  const load = async () => {
    if (!view.open || body.firstChild) return;
    const rows = (await parts()) ?? [];
    if (view.isConnected) keeping(view, () => body.replaceChildren(...rows));
  };
  view.addEventListener("toggle", load);
  return view;
}

function transcriptParts(app, transcript, found) {
  const { words } = app;
  if (found.failure) return void app.say(found.failure, "failure");
  const placed = ({ start, end, text, time }) => [time !== null && h("span", { class: "when" }, clock(time)), place(app, transcript, { start, end }, text)];
  const asked = (question) => [...placed(question), iconButton("ask", words.say("overview_ask"), () => ask(app, question.text), { class: "quiet", "aria-label": `${words.say("overview_ask")}: ${question.text}` })];
  const parts = [
    found.shares.length > 1 && [h("h3", {}, words.say("overview_shares")), shares(app, found.shares)],
    found.parts.length > 1 && [h("h3", {}, words.say(`overview_${found.divided_by}`)), list(app, found.parts, placed, transcript.language)],
    found.questions.length > 0 && [h("h3", {}, words.say("overview_questions")), list(app, found.questions, asked, transcript.language)],
    found.named.length > 0 && [h("h3", {}, words.say("overview_named")), names(app, found.named)],
  ];
  return parts.flat().filter(Boolean);
}

/** A link to words of the transcript that is open. */
function place(app, transcript, span, text) {
  const link = h("a", { href: "#", lang: transcript.language, dir: "auto" }, text);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    app.source.open(transcript.id, [{ ...span, n: "" }], 0, { opener: null, focus: true });
  });
  return link;
}

function ask(app, question) {
  if (!window.matchMedia("(min-width: 900px)").matches) app.source.close();
  app.showTab("ask");
  app.ask.send(question);
}

function list(app, items, inside, language) {
  const rows = items.map((item) => h("li", { lang: language }, inside(item)));
  const rest = rows.slice(SHOWN);
  const more = rest.length > 0 && h("details", {}, h("summary", {}, app.words.say("overview_more", { n: rest.length })), h("ul", {}, rest));
  return h("div", { class: "listed" }, h("ul", {}, rows.slice(0, SHOWN)), more);
}

function shares(app, found) {
  const { words } = app;
  const percent = (share) => share.toLocaleString(words.language, { style: "percent" });
  const rows = found.slice(0, SHOWN).map(({ name, share }) => [
    h("dt", {}, name ?? words.say("voice_unnamed")),
    h("dd", {}, h("span", { class: "bar", style: `width: ${Math.max(1, 100 * share)}%` }), percent(share)),
  ]);
  return h("dl", { class: "shares" }, rows);
}

/** Names with how often they are named; each asks about it. */
function names(app, found) {
  const one = ({ name, count }) => button([name, h("span", { class: "soft" }, String(count))], () => ask(app, app.words.say("overview_about", { name })), { class: "suggestion" });
  return h("p", { class: "suggestions" }, found.map(one));
}

function libraryParts(app, found) {
  const { words } = app;
  if (found.failure) return void app.say(found.failure, "failure");
  const counted = ({ name, count }) => h("span", { class: "pill" }, name, h("b", {}, String(count)));
  const pills = (items) => h("p", { class: "pills" }, items.slice(0, MOST_PILLS).map(counted), items.length > MOST_PILLS && "…");
  const parts = [
    found.people.length > 0 && [h("h3", {}, words.say("library_people")), pills(found.people)],
    found.topics.length > 0 && [h("h3", {}, words.say("library_topics")), names(app, found.topics.slice(0, MOST_PILLS))],
    found.dates.length > 0 && [h("h3", {}, words.say("library_dates")), pills(found.dates)],
  ];
  return parts.flat().filter(Boolean);
}
