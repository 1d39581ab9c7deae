// Quotes as they are shown: their words, whose they are, and the numbered links that open them.

import { h, icon, pageAddress } from "./dom.js";
import { timeView } from "./listening.js";
import { clock } from "./words.js";

/** What separates paragraphs. */
export const GAP = /\n[^\S\n]*\n\s*/g;
const SIGNS = /\*\*|__|`|\\(?=[[\]()*_`#>~])|^#{1,6}\s+|^>\s?/;
const ADDRESS = /\((?:https?:|mailto:|\/|#)[^\s()]{0,300}(?:\([^\s()]{0,100}\)[^\s()]{0,300}){0,3}\)/;
const LINK = new RegExp(`!?\\[(?=[^[\\]\\n]{1,200}\\]${ADDRESS.source})|\\]${ADDRESS.source}`);
const TAG = /<\/?(?:a|b|br|cite|div|em|font|i|mark|p|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,300})?\/?>/;
/** Marks of Markdown, those of links with their addresses, and tags, which are shown dimmed: with the backslash that says
 * that a mark is none. */
export const MARKS = new RegExp([SIGNS, LINK, TAG].map((marks) => marks.source).join("|"), "gim");
const MARKS_AND_GAPS = new RegExp(`${GAP.source}|${MARKS.source}`, "gim");

/** Append a text to an element, its marks dimmed, blank lines narrow; its textContent stays the text. */
export function appendDimmed(element, text) {
  let at = 0;
  for (const match of text.matchAll(MARKS_AND_GAPS)) {
    if (match.index > at) element.append(text.slice(at, match.index));
    element.append(h("span", { class: match[0].startsWith("\n") ? "gap" : "dim" }, match[0]));
    at = match.index + match[0].length;
  }
  if (at < text.length) element.append(text.slice(at));
  return element;
}

/** The box of a quote's words: … stands where it leaves out some of its sentence, beside the words that can be copied. */
export function wordsBox(quote, attributes = {}) {
  const [before, after] = quote.cut ?? []; // answers that were kept before this was told have none
  const cut = [before && "cut-before", after && "cut-after"].filter(Boolean).join(" ") || null;
  return h("blockquote", { lang: quote.language, dir: "auto", class: cut, ...attributes });
}

/** Whose words a quote holds. */
export function who(words, quote) {
  if (quote.voice === "unnamed") return words.say("voice_unnamed");
  if (quote.voice === "writer" || !quote.speaker) return words.say("voice_writer");
  return quote.speaker;
}

/** The link that opens a citation in a page of its own. */
export function citationLink(address) {
  return `${pageAddress()}?cite=${encodeURIComponent(address)}`;
}

/** The numbered link to a quote; `answer` is the answer that it belongs to. */
export function chip(app, answer, quote) {
  const label = app.words.say("citation", { n: quote.n, who: who(app.words, quote), title: quote.title });
  const link = h(
    "a",
    { class: "chip", href: citationLink(quote.address), "data-n": quote.n, "aria-label": label },
    String(quote.n),
  );
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    app.cards.hide();
    app.source.openQuote(answer, quote.n, { opener: link });
  });
  app.cards.attach(link, () => card(app, quote));
  return link;
}

function parts(...items) {
  return items.filter(Boolean).join(" · ");
}

/** Where in its account a quote stands. */
export function place(words, quote) {
  return parts(
    quote.section,
    quote.page !== null && words.say("page", { n: String(quote.page) }),
    quote.time !== null && clock(quote.time),
  );
}

/** The line under a quote: who says it, in which account, where. `play`, if given, is what its time does when pressed. */
export function whoLine(app, quote, play = null) {
  const { words } = app;
  const name = h("b", {}, who(words, quote));
  const notes = [];
  if (quote.voice === "host" && quote.speaker) notes.push(words.say("voice_host"));
  if (quote.speaker_as_written && quote.speaker_as_written !== quote.speaker && quote.voice !== "writer") {
    notes.push(words.say("written", { name: quote.speaker_as_written }));
  }
  const line = h("p", { class: "who" }, name);
  if (notes.length) line.append(` (${notes.join(words.language === "en" ? ", " : "，")})`);
  line.append(" · ", h("span", { class: "kind" }, words.say(`kind_${quote.kind}`)));
  const rest = [
    quote.publisher || quote.title,
    quote.section,
    quote.page !== null && words.say("page", { n: String(quote.page) }),
    quote.time !== null && (play ? timeView(app, quote.source, quote.time, play) : clock(quote.time)),
    otherLanguage(words, quote),
  ];
  for (const part of rest.filter(Boolean)) line.append(" · ", part);
  if (quote.doubtful_speaker) {
    const doubt = words.say("doubtful", { name: quote.doubtful_speaker });
    line.append(h("span", { class: "doubt" }, icon("warn"), doubt));
  }
  return line;
}

function otherLanguage(words, quote) {
  if (!quote.parallel) return null;
  return words.say("also_in", { language: words.languageName(quote.parallel.language) });
}

/** What hovering over a citation shows. */
function card(app, quote) {
  const words = appendDimmed(h("p", { class: "words", lang: quote.language, dir: "auto" }), quote.text);
  return h("div", {}, words, whoLine(app, quote), h("p", { class: "title" }, quote.title));
}

/** The card that appears beside a citation while the pointer or the focus is on it. */
export class Cards {
  constructor(root) {
    this.box = h("div", { class: "hover-card", role: "tooltip", id: "hover-card", hidden: true });
    root.append(this.box);
    this.timer = 0;
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
  }

  attach(link, make) {
    const show = () => this.show(link, make);
    link.addEventListener("mouseenter", () => (this.timer = setTimeout(show, 120)));
    link.addEventListener("focus", () => link.matches(":focus-visible") && show());
    for (const event of ["mouseleave", "blur"]) link.addEventListener(event, () => this.hide());
  }

  show(link, make) {
    if (!link.isConnected) return;
    this.box.replaceChildren(make());
    this.box.hidden = false;
    link.setAttribute("aria-describedby", this.box.id);
    this.link = link;
    const [at, box] = [link.getBoundingClientRect(), this.box.getBoundingClientRect()];
    const left = Math.min(Math.max(8, at.left - 24), window.innerWidth - box.width - 8);
    const below = at.bottom + 8 + box.height < window.innerHeight;
    this.box.style.left = `${left}px`;
    this.box.style.top = `${below ? at.bottom + 8 : Math.max(8, at.top - box.height - 8)}px`;
  }

  hide() {
    clearTimeout(this.timer);
    this.box.hidden = true;
    this.link?.removeAttribute("aria-describedby");
  }
}
