// Choosing words in the reader with the mouse, a finger or the keyboard, to collect them.

import { button, icon } from "./dom.js";
import { offsetAt } from "./marking.js";

/** The words that are chosen in a transcript's text: {start, end, range}, counted as the source is; null for none. */
export function chosenSpan(text) {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const sides = [...text.querySelectorAll(".side")].filter((side) => range.intersectsNode(side));
  if (!sides.length || !range.toString().trim()) return null;
  const [first, last] = [sides[0], sides.at(-1)];
  const start = first.contains(range.startContainer) ? offsetAt(first, range.startContainer, range.startOffset) : Number(first.dataset.start);
  const end = last.contains(range.endContainer) ? offsetAt(last, range.endContainer, range.endOffset) : Number(last.dataset.end);
  return start < end ? { start, end, range } : null;
}

/** The button that appears at chosen words, and collects them. */
export class Chooser {
  constructor(app) {
    this.app = app;
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.show(), 200);
    });
  }

  view() {
    const label = this.app.words.say("collect");
    this.button = button([icon("star"), label], () => this.app.source.collectChosen(), { class: "collect-chosen plain", hidden: true });
    this.button.addEventListener("pointerdown", (event) => event.preventDefault()); // else the words are chosen no more
    return this.button;
  }

  show() {
    const { text, pane } = this.app.source;
    const chosen = text?.isConnected && chosenSpan(text);
    if (!this.button) return;
    this.button.hidden = !chosen;
    if (!chosen) return;
    const [words, box, view] = [chosen.range.getBoundingClientRect(), pane.getBoundingClientRect(), text.getBoundingClientRect()];
    const top = Math.min(Math.max(words.bottom, view.top) + 6, view.bottom - 40);
    const left = Math.min(Math.max(words.left, view.left + 12), view.right - this.button.offsetWidth - 24);
    Object.assign(this.button.style, { top: `${top - box.top}px`, left: `${left - box.left}px` });
  }
}
