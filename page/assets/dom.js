// Builds elements. Every text goes through text nodes, so nothing from a transcript is ever markup.

/** Make an element: attributes (null and false are left out), `on` for listeners, then children. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button that does not submit a form. */
export function button(label, onClick, attributes = {}) {
  return h("button", { type: "button", ...attributes, on: { click: onClick } }, label);
}

/** A button that shows a picture; its label is said, and seen on hovering. */
export function iconButton(picture, label, onClick, attributes = {}) {
  return button(icon(picture), onClick, { title: label, "aria-label": label, ...attributes });
}

/** The files that were chosen in an input; the same ones can be chosen again. */
export function chosenFiles(input) {
  const files = [...input.files];
  input.value = "";
  return files;
}

/** A small picture drawn in the text's colour; its meaning is said by the label of what it stands in. */
export function icon(name) {
  const paths = {
    close: "M5 5l10 10M15 5L5 15",
    back: "M12 4l-6 6 6 6",
    previous: "M12 5l-5 5 5 5",
    next: "M8 5l5 5-5 5",
    wide: "M8 4H4v4M12 16h4v-4M4 4l5 5M16 16l-5-5",
    copy: "M7 7h9v9H7zM4 13V4h9",
    link: "M8.5 11.5l3-3M9 6l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L13.5 10.5M11 14l-1.500 1.500a3.200 3.200 0 0 1-4.500-4.500L6.500 9.500",
    out: "M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7",
    up: "M7 9l3-6c2 0 2 2 1.500 5H16l-1.500 8H7M4 9h3v7H4z",
    down: "M7 11l3 6c2 0 2-2 1.500-5H16l-1.500-8H7M4 4h3v7H4z",
    save: "M10 3v9M6 9l4 4 4-4M4 16h12",
    edit: "M4 16l1-4 8-8 3 3-8 8zM11 6l3 3",
    bookmark: "M6 3h8v14l-4-3.500-4 3.500z",
    star: "M10 3l2.200 4.600 5 .700-3.600 3.500.900 5L10 14.400l-4.500 2.400.900-5L2.800 8.300l5-.700z",
    play: "M7 5l8 5-8 5z",
    search: "M9 3.500a5.500 5.500 0 1 0 .01 0M13 13l4 4",
    filter: "M4 6h12M6.500 10h7M9 14h2",
    warn: "M10 3l8 14H2zM10 8v4M10 14.500v.1",
    ask: "M4 4h12v9H9l-4 3v-3H4z",
    tick: "M4 10.500l4 4 8-9",
    machine: "M5 8h10v7H5zM10 8V4M8 4h4M8 11v1M12 11v1M3 10v3M17 10v3",
    none: "M10 3a7 7 0 1 0 .01 0M5.500 14.500l9-9",
  };
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

/** This page's address without what is asked or opened in it. */
export function pageAddress() {
  return `${location.origin}${location.pathname}`;
}

/** Put a text on the clipboard, also where the page is not served securely. */
export async function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = h("textarea", { class: "off-screen", "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** Give the reader a text as a file. */
export function saveText(text, name, type = "text/plain") {
  save(new Blob([text], { type: `${type};charset=utf-8` }), name);
}

/** Give the reader as a file what the program exported: a `text`, or `bytes` in base64. */
export function saveExport(view, name, type) {
  if (view.text !== undefined) return saveText(view.text, name, type);
  const bytes = Uint8Array.from(atob(view.bytes), (character) => character.charCodeAt(0));
  return save(new Blob([bytes], { type }), name);
}

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
