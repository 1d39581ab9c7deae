// An answer as it is read: the words that answer most directly, then the points as cards.

import { starView } from "./collecting.js";
import { button, h, icon } from "./dom.js";
import { appendDimmed, chip, who, whoLine, wordsBox } from "./quotes.js";
import { otherWords } from "./prose.js";
import { newNote } from "./saved.js";
import { answerActions } from "./taking.js";

const SHORT_LEAD = 60; // characters

/** Build what is shown for one question: its answer, "the interviews don't say", a failure, or that it is looked for. */
export function exchangeView(app, exchange) {
  const { words } = app;
  const body =
    exchange.state === "answered" ? answered(app, exchange)
    : exchange.state === "failed" ? failed(app, exchange)
    : exchange.state === "stopped" ? stopped(app, exchange)
    : h("p", { class: "pending" }, h("span", { class: "dots", "aria-hidden": "true" }), h("span", { class: "pending-words" }, words.say("searching")));
  return h(
    "section",
    { class: `exchange ${exchange.state}` },
    h("h2", { class: "asked" }, exchange.question),
    h("div", { class: "reply", "aria-label": words.say("answer_to", { question: exchange.question }), role: "group" }, body),
  );
}

function stopped(app, exchange) {
  const again = button(app.words.say("again"), () => app.ask.again(exchange), { class: "plain" });
  return h("p", { class: "note" }, app.words.say("stopped"), " ", again);
}

function failed(app, exchange) {
  const { words } = app;
  return h(
    "div",
    { class: "failure", role: "alert" },
    h("p", { class: "failure-title" }, icon("warn"), h("b", {}, words.say("failed"))),
    h("p", {}, exchange.failure),
    !exchange.isFinal && [
      h("p", { class: "soft" }, words.say("failed_hint")),
      button(words.say("again"), () => app.ask.again(exchange), { class: "plain" }),
    ],
  );
}

function answered(app, exchange) {
  const answer = exchange.answer;
  const make = { quotes: quotesAnswer, abstained, library: libraryAnswer }[answer.kind];
  const notice = answer.notice && h("p", { class: "model-failure" }, icon("warn"), answer.notice);
  return [newNote(app, exchange), exchange.prose?.view(), make(app, answer), notice, followUps(app, answer), answerActions(app, exchange)];
}

function libraryAnswer(app, answer) {
  return h("div", { class: "library-answer" }, markdown(app, answer, answer.answer));
}

function abstained(app, answer) {
  const { words } = app;
  const notice = h(
    "div",
    { class: "abstained" },
    h("p", {}, icon("none"), h("b", {}, words.say("abstained"))),
    answer.quotes.length > 0 && h("p", { class: "soft" }, words.say("nearest")),
  );
  const near = answer.quotes.map((quote) => quoteView(app, answer, quote));
  return near.length ? [notice, h("div", { class: "card near" }, near)] : notice;
}

function quotesAnswer(app, answer) {
  const cards = answer.points.map((point) => pointCard(app, answer, point));
  if (!answer.lead) return cards;
  const isSentence = answer.lead.text === answer.quotes[answer.lead.quote - 1].text;
  if (!isSentence || answer.lead.text.length <= SHORT_LEAD) return [lead(app, answer), ...cards];
  cards[0]?.classList.add("leading"); // the same sentence twice, one under the other, would be tiring
  return cards;
}

/** The frame around the lead is the page's; the words in quotation marks are the transcripts'. */
function lead(app, answer) {
  const [point] = answer.points;
  if (!point) return null;
  const { words } = app;
  const quote = answer.quotes[answer.lead.quote - 1];
  const spoken = [[answer.lead.text, quote], ...otherReadings(answer, point, quote)];
  const line = h("p", { class: "lead" });
  spoken.forEach(([text, from], at) => {
    if (at) line.append(" · ");
    const mark = appendDimmed(h("b", { lang: from.language }, "“"), text);
    mark.append("”");
    line.append(mark, " ", chip(app, answer, from));
  });
  const frame = point.accounts_in_all > 1 ? "lead_accounts" : "lead_alone";
  const values = {
    who: who(words, quote),
    n: point.accounts,
    m: point.accounts_in_all,
    conversation: answer.conversations[point.conversation],
  };
  line.append(" ", h("span", { class: "frame" }, words.say(frame, values)));
  return line;
}

/** What other accounts say where they differ, with the quotes that say it. */
function otherReadings(answer, point, lead) {
  const seen = new Set([answer.lead.text]);
  const found = [];
  for (const reading of point.divergence?.readings ?? []) {
    const quote = answer.quotes.find(
      (one) => one.source === reading.source && one.start <= reading.start && reading.end <= one.end,
    );
    if (!quote || quote.n === lead.n || seen.has(reading.text) || found.length === 2) continue;
    seen.add(reading.text);
    found.push([reading.text, quote]);
  }
  return found;
}

function pointCard(app, answer, point) {
  const { words } = app;
  const quotes = point.quotes.map((n) => quoteView(app, answer, answer.quotes[n - 1]));
  const title = (id) => answer.accounts[id]?.title ?? id;
  const among = (ids) => words.list(ids.map(title));
  return h(
    "div",
    { class: "card" },
    badges(words, point),
    quotes,
    point.divergence && divergence(app, answer, point.divergence),
    point.dependent.length > 0 && h("p", { class: "foot" }, words.say("dependent", { titles: among(point.dependent) })),
    point.silent.length > 0 && h("p", { class: "foot" }, words.say("silent", { titles: among(point.silent) })),
  );
}

function badges(words, point) {
  const { accounts: n, accounts_in_all: m } = point;
  const pills = [];
  if (m > 1) pills.push(h("span", { class: "pill" }, words.say("accounts", { n, m })));
  if (point.divergence) {
    pills.push(h("span", { class: "pill differ" }, icon("warn"), words.say(`differ_${point.divergence.kind}`)));
  }
  return pills.length ? h("p", { class: "badges" }, pills) : null;
}

function divergence(app, answer, { readings }) {
  const items = readings.map((reading) => {
    const account = answer.accounts[reading.source];
    const name = account?.publisher || account?.title || reading.source;
    return h("li", {}, h("q", {}, reading.text), " ", h("span", {}, name));
  });
  return h("ul", { class: "divergence" }, items);
}

/** A quote in its own script, its number, and the line that says whose it is. */
function quoteView(app, answer, quote) {
  const words = wordsBox(quote, { "data-n": quote.n });
  const [before, told, after] = parts(quote);
  appendDimmed(words, before);
  if (told && answer.answered) words.append(appendDimmed(h("b", { class: "answering" }), told));
  else appendDimmed(words, told);
  appendDimmed(words, after);
  const play = (opener) => app.source.playQuote(answer, quote.n, opener);
  const isNew = answer.new?.includes(quote.n) && h("span", { class: "pill new" }, app.words.say("new"));
  const [star, labels] = starView(app, quote, () => box);
  const cited = h("div", { class: "cited" }, chip(app, answer, quote), whoLine(app, quote, play), isNew, star);
  const box = h("div", { class: "quote" }, words, otherWords(app, quote), cited, labels);
  return box;
}

/** A quote's words before those that answer, these, and what follows; places count characters, not UTF-16. */
function parts(quote) {
  const characters = [...quote.text];
  const [from, to] = (quote.answer_span ?? [quote.start, quote.start]).map((place) => place - quote.start);
  return [characters.slice(0, from), characters.slice(from, to), characters.slice(to)].map((part) => part.join(""));
}

function followUps(app, answer) {
  if (!answer.suggestions.length) return null;
  const links = answer.suggestions.map((question) =>
    h("li", {}, button(question, () => app.ask.send(question), { class: "suggestion" })),
  );
  return h("ul", { class: "suggestions", "aria-label": app.words.say("follow_ups") }, links);
}

/** The little Markdown that an answer's own text uses: paragraphs, lists, bold, [n]. */
export function markdown(app, answer, text) {
  const blocks = [];
  for (const line of text.split("\n")) {
    const item = line.match(/^\s*[-*]\s+(.*)/);
    if (item && blocks.at(-1)?.tagName !== "UL") blocks.push(h("ul"));
    if (item) blocks.at(-1).append(h("li", {}, inline(app, answer, item[1])));
    else if (line.trim()) blocks.push(h("p", {}, inline(app, answer, line)));
    else blocks.push(h("span", { hidden: true }));
  }
  return blocks;
}

function inline(app, answer, text) {
  return text.split(/(\*\*[^*]+\*\*|\[\d+\])/).map((piece) => {
    const number = piece.match(/^\[(\d+)\]$/);
    const quote = number && answer.quotes[Number(number[1]) - 1];
    if (quote) return chip(app, answer, quote);
    return /^\*\*.+\*\*$/.test(piece) ? h("b", {}, piece.slice(2, -2)) : piece;
  });
}
