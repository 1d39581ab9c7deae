// Taking answers away: copy, link, export; and saying whether an answer is good.

import { button, copyText, h, icon, saveText } from "./dom.js";

const FORMATS = {
  markdown: ["export_markdown", "conversation.md", "text/markdown"],
  csl: ["export_csl", "references.json", "application/json"],
  bibtex: ["export_bibtex", "references.bib", "application/x-bibtex"],
};

/** This page's address without what is asked or opened in it. */
export function pageAddress() {
  return `${location.origin}${location.pathname}`;
}

async function exported(app, keys, format) {
  const view = await app.call("export", { keys, format, base: pageAddress(), language: app.words.language });
  if (view.failure) app.say(view.failure, "failure");
  return view.text;
}

/** The row under an answer. */
export function answerActions(app, exchange) {
  const { words } = app;
  const copy = async () => {
    const text = await exported(app, [exchange.answer.key], "markdown");
    if (text) await app.copied(copyText(text));
  };
  const link = () => app.copied(copyText(`${pageAddress()}?q=${encodeURIComponent(exchange.question)}`));
  const row = h(
    "div",
    { class: "actions" },
    button([icon("copy"), words.say("copy_answer")], copy),
    button([icon("link"), words.say("link_question")], link),
    ...judging(app, exchange),
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
    button(icon(picture), () => judge(verdict), {
      "aria-label": words.say(verdict),
      title: words.say(verdict),
      "aria-pressed": String(exchange.verdict === verdict),
      class: "judge",
    });
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
  const { words } = app;
  const menu = h("details", { class: "menu" }, h("summary", {}, icon("save"), words.say("export")));
  const items = Object.entries(FORMATS).map(([format, [label, name, type]]) =>
    button(words.say(label), async () => {
      menu.open = false;
      const text = await exported(app, answers().map((answer) => answer.key), format);
      if (text) saveText(text, name, type);
    }),
  );
  menu.append(h("div", { class: "menu-items" }, items));
  return menu;
}
