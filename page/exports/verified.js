// The script of an exported page that checks itself: that nothing of it was changed, and that its quotes stand in the
// files that they are from. It asks nobody for anything; files that are dropped on it are read here and go nowhere.

const written = document.getElementById("data").textContent;
const { words, sources, quotes } = JSON.parse(written);

async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const bytesOf = (text) => new TextEncoder().encode(text);

function tell(element, text, state) {
  element.textContent = text;
  element.className = `told ${state}`;
}

/** Whether what is shown is what was exported. */
async function checkPage() {
  const told = document.getElementById("seal");
  if (!globalThis.crypto?.subtle) return tell(told, words.verify_cannot, "bad");
  const isSealed = (await sha256(bytesOf(written))) === told.dataset.seal;
  const isShown = (quote) => {
    const [before, text, after] = document.querySelectorAll(`#q${quote.n} [data-part]`);
    return before.textContent === quote.before && text.textContent === quote.text && after.textContent === quote.after;
  };
  const isWhole = isSealed && quotes.every(isShown);
  return tell(told, isWhole ? words.verify_whole : words.verify_changed, isWhole ? "good" : "bad");
}

/** The text of a file, and whether it is what was ingested, character for character: else that was taken out of it. */
async function textOf(bytes, source) {
  const isBigEndian = source.encoding === "utf-16" && new Uint8Array(bytes)[0] === 0xfe;
  try {
    const text = new TextDecoder(isBigEndian ? "utf-16be" : source.encoding).decode(bytes);
    return { text, isWhole: (await sha256(bytesOf(text))) === source.text_hash };
  } catch {
    return { text: "", isWhole: false }; // a browser does not know every encoding
  }
}

async function checkFile(file) {
  const bytes = await file.arrayBuffer();
  const hash = await sha256(bytes);
  const found = Object.entries(sources).find(([, source]) => source.hash === hash);
  const line = document.createElement("li");
  document.getElementById("files").append(line);
  if (!found) return tell(line, `${file.name}: ${words.verify_unknown}`, "bad");
  const [id, source] = found;
  const { text, isWhole } = await textOf(bytes, source);
  const characters = [...text];
  for (const quote of quotes.filter((one) => one.source === id)) checkQuote(quote, isWhole ? characters : null, text);
  return tell(line, `${file.name}: ${isWhole ? words.verify_file_text : words.verify_file}`, "good");
}

const squeezed = (text) => text.replace(/\s+/g, "");

function checkQuote(quote, characters, all) {
  const told = document.querySelector(`#q${quote.n} .told`);
  if (characters === null) return tell(told, squeezed(all).includes(squeezed(quote.text)) ? words.verify_occurs : words.verify_file, "good");
  const { before, text, after, start, end } = quote;
  const stands = characters.slice(start - [...before].length, end + [...after].length).join("") === before + text + after;
  return tell(told, stands ? words.verify_stands : words.verify_not, stands ? "good" : "bad");
}

async function checkFiles(files) {
  document.getElementById("files").replaceChildren();
  for (const file of files) await checkFile(file);
}

const [input, drop] = [document.getElementById("input"), document.getElementById("drop")];
document.getElementById("choose").addEventListener("click", () => input.click());
input.addEventListener("change", () => checkFiles([...input.files]));
for (const event of ["dragover", "drop"]) document.addEventListener(event, (one) => one.preventDefault());
document.addEventListener("dragover", () => drop.classList.add("over"));
document.addEventListener("dragleave", () => drop.classList.remove("over"));
document.addEventListener("drop", (event) => {
  drop.classList.remove("over");
  checkFiles([...event.dataTransfer.files]);
});
checkPage();
