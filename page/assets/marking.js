// Stretches of the source as ranges of the document, and highlights that leave the document as it is.

/** Where in the source a side's text ends; the source counts characters, not UTF-16's units. */
export function endOf(side) {
  return side.start + [...side.text].length;
}

/** The range of what stands at [start, end) of the source, cut to the side that it begins in; null where none is shown. */
export function rangeOf(within, start, end) {
  const sides = [...within.querySelectorAll(".side")];
  const side = sides.find((one) => Number(one.dataset.start) <= start && start < Number(one.dataset.end));
  if (!side) return null;
  const range = document.createRange();
  range.setStart(...pointAt(side, start));
  range.setEnd(...pointAt(side, Math.min(end, Number(side.dataset.end))));
  return range;
}

/** The text node, and the place in it, of a character of the source; the source counts characters, not UTF-16's units. */
function pointAt(side, offset) {
  const walker = document.createTreeWalker(side, NodeFilter.SHOW_TEXT);
  let left = offset - Number(side.dataset.start);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const characters = [...node.data];
    if (left <= characters.length) return [node, characters.slice(0, left).join("").length];
    left -= characters.length;
  }
  return [side, side.childNodes.length];
}

/** Where in the source a place in a side's document is; characters are counted, not UTF-16's units. */
export function offsetAt(side, node, at) {
  const before = document.createRange();
  before.setStart(side, 0);
  before.setEnd(node, at);
  return Number(side.dataset.start) + [...before.toString()].length;
}

/** Paint ranges as `::highlight(name)` looks; older browsers, which cannot, show none. */
export function highlight(name, ranges) {
  if (!window.CSS?.highlights) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}
