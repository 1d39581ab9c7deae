// The page's words, in the language the reader chose or the browser asks for. Gradio's own I18n looks at the
// browser's language once, when the page is loaded, and fills in labels of Gradio's components: a reader cannot switch
// it, and nothing of this page is such a label. It still words what Gradio shows by itself, as the login.

const LANGUAGES = ["en", "zh-Hans", "zh-Hant"];
const KEY = "interview-qa-language";

/** Which of the page's languages a browser's language tag means; null for none of them. */
function pageLanguage(tag) {
  const name = tag.toLowerCase();
  if (name.startsWith("en")) return "en";
  if (!name.startsWith("zh")) return null;
  return /hant|tw|hk|mo/.test(name) ? "zh-Hant" : "zh-Hans";
}

export class Words {
  constructor(table) {
    this.table = table;
    const kept = localStorage.getItem(KEY);
    const asked = (navigator.languages || [navigator.language]).map(pageLanguage).find(Boolean);
    this.language = LANGUAGES.includes(kept) ? kept : asked || "en";
  }

  choose(language) {
    this.language = language;
    localStorage.setItem(KEY, language);
  }

  /** Return a text, filled in, numbers as the language writes them; `n` tells an English singular from a plural. */
  say(key, values = {}) {
    const [one, many] = this.table[key][this.language].split("|");
    const text = many !== undefined && values.n !== 1 ? many : one;
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(this.language));
  }

  /** Return names one after the other, as the language separates them. */
  list(names) {
    return names.join(this.language === "en" ? ", " : "、");
  }

  /** Return what the page's language calls a language (a BCP 47 tag). */
  languageName(tag) {
    return new Intl.DisplayNames([this.language], { type: "language" }).of(tag);
  }
}

/** Return the beginning of a text, in one line. */
export function shortened(text, most = 60) {
  const characters = [...text.replace(/\s+/g, " ")];
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : characters.join("");
}

/** Return seconds as a clock shows them. */
export function clock(seconds) {
  const whole = Math.floor(seconds);
  const two = (value) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
