"""Quotes as one HTML file that checks itself, without the library and without a network: that nothing of it was
changed, and, against the files that are dropped on it, that every quote stands where it says, in these surroundings.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from html import escape
from importlib import resources
from typing import Any

from corpus.database import Snapshot
from corpus.language import Language
from page.exports.quotes import ExportedQuote
from page.words import say

AROUND = 200
"""Characters of the source shown on each side of a quote."""
_ENCODINGS = {
    "utf-8-sig": "utf-8",
    "cp1252": "windows-1252",
    "big5hkscs": "big5",
    "cp949": "euc-kr",
    "cp932": "shift_jis",
}
"""What browsers call Python's codecs, where it is another name."""
_SAID = ("whole", "changed", "cannot", "unknown", "file", "file_text", "stands", "occurs", "not")

Sections = Sequence[tuple[str, Sequence[ExportedQuote]]]


def verified_page(title: str, sections: Sections, snapshot: Snapshot, language: Language) -> str:
    """Return sections of quotes, each under its heading, as one HTML file."""
    quotes = [quote for _, group in sections for quote in group]
    data = json.dumps(_data(quotes, snapshot, language), ensure_ascii=False).replace("<", "\\u003c")
    seal = hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()
    script, style = (_own(f"verified.{kind}") for kind in ("js", "css"))
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'; base-uri 'none'"
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n<main>",
        f"<h1>{escape(title)}</h1>",
        _checking(seal, language),
        *_sections(sections, snapshot, language),
        f"</main>\n{_sources(quotes, snapshot, language)}",
        f'<script type="application/json" id="data">{data}</script>',
        f"<script>{script}</script>\n</html>\n",
    ]
    return "\n".join(parts)


def _own(name: str) -> str:
    return (resources.files("page.exports") / name).read_text("utf-8")


def _data(quotes: Sequence[ExportedQuote], snapshot: Snapshot, language: Language) -> dict[str, Any]:
    """Return what the page checks itself by."""
    infos = {quote.source: snapshot.infos[quote.source] for quote in quotes if quote.is_here}
    sources = {
        info.id: {
            "hash": info.hash,
            "text_hash": info.text_hash,
            "encoding": _ENCODINGS.get(info.encoding, info.encoding),
        }
        for info in infos.values()
    }
    found = []
    for number, quote in enumerate(quotes, 1):
        before, after = _around(quote, snapshot)
        place = {"source": quote.source if quote.is_here else None, "start": quote.start, "end": quote.end}
        found.append({"n": number, "text": quote.text, "before": before, "after": after, **place})
    words = {f"verify_{name}": say(language, f"verify_{name}") for name in _SAID}
    return {"words": words, "sources": sources, "quotes": found}


def _around(quote: ExportedQuote, snapshot: Snapshot) -> tuple[str, str]:
    """Return what stands before and after a quote, "" where it does not stand in the library any more."""
    if not quote.is_here:
        return "", ""
    text = snapshot.read(quote.source).text
    return text[max(0, quote.start - AROUND) : quote.start], text[quote.end : quote.end + AROUND]


def _checking(seal: str, language: Language) -> str:
    choose, intro = escape(say(language, "verify_choose")), escape(say(language, "verify_intro"))
    return (
        f'<p id="seal" class="told" role="status" data-seal="{seal}">{escape(say(language, "verify_script"))}</p>\n'
        f'<div id="drop"><p class="how">{intro}</p><button id="choose" type="button">{choose}</button>'
        '<input id="input" type="file" multiple hidden><ul id="files" aria-live="polite"></ul></div>'
    )


def _sections(sections: Sections, snapshot: Snapshot, language: Language) -> list[str]:
    parts, number = [], 0
    for heading, group in sections:
        parts.append(f"<h2>{escape(heading)}</h2>")
        for quote in group:
            number += 1
            parts.append(_quote(number, quote, _around(quote, snapshot), language))
    return parts


def _quote(number: int, quote: ExportedQuote, around: tuple[str, str], language: Language) -> str:
    before, after = (f"<span data-part>{_exact(part)}</span>" for part in around)
    lines = [
        f'<article id="q{number}">',
        f'<blockquote dir="auto">{before}<mark data-part>{_exact(quote.text)}</mark>{after}</blockquote>',
        f'<p class="citation">[{number}] {escape(quote.citation())} · <code>{escape(quote.address)}</code></p>',
    ]
    if quote.labels:
        lines.append(f'<p class="labels">{escape(" · ".join(quote.labels))}</p>')
    if quote.note:
        lines.append(f'<p class="note">{escape(quote.note)}</p>')
    told = "" if quote.is_here else say(language, "verify_gone")
    return "\n".join([*lines, f'<p class="told">{escape(told)}</p>', "</article>"])


def _exact(text: str) -> str:
    """Return a text as HTML of which every character is kept: browsers would read a carriage return as a line feed."""
    return escape(text).replace("\r", "&#13;")


def _sources(quotes: Sequence[ExportedQuote], snapshot: Snapshot, language: Language) -> str:
    infos = {quote.source: snapshot.infos[quote.source] for quote in quotes if quote.is_here}
    rows = "".join(
        f"<tr><th scope=row>{escape(info.title)}<br><code>{escape(info.id)}</code><td><code>{info.hash}</code>"
        for info in infos.values()
    )
    heading = escape(say(language, "verify_sources"))
    return f"<footer><h2>{heading}</h2><table>{rows}</table></footer>"
