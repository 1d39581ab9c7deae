// Taking answers away: copy, link, export; and saying whether an answer is good.

import { button, copyText, h, icon, iconButton, pageAddress, saveExport } from "./dom.js";
import { saveButton } from "./saved.js";

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const FORMATS = {
  markdown: ["export_markdown", "conversation.md", "text/markdown"],
  word: ["export_word", "conversation.docx", WORD],
  html: ["export_html", "conversation.html", "text/html"],
  csl: ["export_csl", "references.json", "application/json"],
  bibtex: ["export_bibtex", "references.bib", "application/x-bibtex"],
};
const COLLECTED = {
  word: ["export_word", "collected.docx", WORD],
  markdown: ["export_markdown", "collected.md", "text/markdown"],
  html: ["export_html", "collected.html", "text/html"],
  csv: ["export_csv", "collected.csv", "text/csv"],
  qdpx: ["export_qdpx", "collected.qdpx", "application/zip"],
  qdc: ["export_qdc", "codebook.qdc", "application/xml"],
};

/** Ask for an export: null, and said why, where there is none. */
async function exported(app, what, request) {
  const view = await app.call(what, { ...request, base: pageAddress(), language: app.words.language });
  if (!view.failure) return view;
  app.say(view.failure, "failure");
  return null;
}

/** The row under an answer. */
export function answerActions(app, exchange) {
  const { words } = app;
  const copy = async () => {
    const view = await exported(app, "export", { keys: [exchange.answer.key], format: "markdown" });
    if (view) await app.copied(copyText(view.text));
  };
  const link = () => app.copied(copyText(`${pageAddress()}?q=${encodeURIComponent(exchange.question)}`));
  const row = h(
    "div",
    { class: "actions" },
    button([icon("copy"), words.say("copy_answer")], copy),
    button([icon("link"), words.say("link_question")], link),
    ...judging(app, exchange),
    saveButton(app, exchange),
    h("span", { class: "seconds" }, words.say("seconds", { n: exchange.answer.seconds.toFixed(2) })),
  );
  return [row, exchange.judging && wordForm(app, exchange)];
}

function judging(app, exchange) {
  const { words } = app;
  const judge = async (verdict) => {
    const view = await app.call("judge", { key: exchange.answer.key, verdict });
    if (view.failure) return app.say(view.failure, "failure");
    Object.assign(exchange, { verdict, judging: true });
    return app.ask.renew(exchange);
  };
  const make = (verdict, picture) =>
    iconButton(picture, words.say(verdict), () => judge(verdict), { "aria-pressed": String(exchange.verdict === verdict), class: "judge" });
  return [make("good", "up"), make("bad", "down")];
}

function wordForm(app, exchange) {
  const { words } = app;
  const input = h("input", { type: "text", "aria-label": words.say("word"), placeholder: words.say("word"), maxlength: 2000 });
  const form = h("form", { class: "word" }, input, h("button", { type: "submit", class: "plain" }, words.say("send")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = { key: exchange.answer.key, verdict: exchange.verdict, word: input.value };
    const view = await app.call("judge", said);
    if (view.failure) return app.say(view.failure, "failure");
    exchange.judging = false;
    app.ask.renew(exchange);
    return app.say(words.say("thanks"));
  });
  return form;
}

/** The menu that exports the whole conversation. */
export function exportMenu(app, answers) {
  return menuOf(app, FORMATS, "export", () => ({ keys: answers().map((answer) => answer.key) }));
}

/** The menu that exports collected quotes. */
export function collectedMenu(app, items) {
  return menuOf(app, COLLECTED, "export_collected", () => ({ ids: items().map((item) => item.id) }));
}

function menuOf(app, formats, what, request) {
  const { words } = app;
  const menu = h("details", { class: "menu" }, h("summary", {}, icon("save"), words.say("export")));
  const items = Object.entries(formats).map(([format, [label, name, type]]) =>
    button(words.say(label), async () => {
      menu.open = false;
      const view = await exported(app, what, { ...request(), format });
      if (view) saveExport(view, name, type);
    }),
  );
  menu.append(h("div", { class: "menu-items" }, items));
  return menu;
}
