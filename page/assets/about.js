// What stands above an open transcript, and in its place where none is open.

import { button, h, icon } from "./dom.js";

/** What is known of a transcript: its kind, where and when it is from, who speaks, and the ways to where it is from. */
export function aboutView(app, transcript) {
  const { words } = app;
  const facts = [
    transcript.publisher,
    words.languageName(transcript.language),
    transcript.date,
    transcript.speakers.slice(0, 4).join(" × "),
  ].filter(Boolean);
  const link = (url, name) => url && h("a", { href: url, target: "_blank", rel: "noreferrer" }, words.say(name), icon("out"));
  const original = link(transcript.url, "original");
  const elsewhere = transcript.recording?.url;
  const recording = elsewhere !== transcript.url && link(elsewhere, "recording");
  return h("p", { class: "about" }, h("span", { class: "pill" }, words.say(`kind_${transcript.kind}`)), ` ${facts.join(" · ")} `, original, recording && original && " ", recording);
}

/** A few transcripts to open. */
export function nothingView(app) {
  const { words, choices } = app;
  const items = choices.transcripts.slice(0, 12).map((account) =>
    h(
      "li",
      {},
      button(
        [h("span", { lang: account.language }, account.title), h("span", { class: "pill" }, words.say(`kind_${account.kind}`))],
        () => app.source.openTranscript(account.id),
      ),
    ),
  );
  return h(
    "div",
    { class: "nothing" },
    h("p", {}, words.say("nothing_open")),
    items.length > 0 && [h("h2", {}, words.say("open_one")), h("ul", {}, items)],
  );
}
