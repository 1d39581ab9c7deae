"""A draft as a web page by itself: each quotation marked, and below its paragraph what became of it."""

import re
from collections.abc import Iterator
from html import escape

from answer.check import Check, QuoteMatch
from answer.draft.checking import DraftCheck, QuotationCheck
from answer.quotation import Change
from answer.writing.addresses import address
from corpus.database import Snapshot
from corpus.language import Language
from page.markdown import citation_link
from page.words import say

_PARAGRAPH = re.compile(r"\n\s*\n")
_STYLE = """
:root { color-scheme: light dark; --line: #8885; --good: #0b5c6b22; --bad: #b9890044; --worst: #a3161f33; }
body { font: 17px/1.65 Georgia, "Noto Serif CJK SC", serif; max-width: 44rem; margin: 3rem auto; padding: 0 1.2rem; }
p { white-space: pre-line; overflow-wrap: anywhere; }
mark { color: inherit; background: var(--good); border-bottom: 2px solid #0b5c6b; }
mark:is(.altered, .parallel) { background: var(--bad); border-color: #b98900; }
mark:is(.not_found, .misattributed) { background: var(--worst); border-color: #c0313a; }
ol { font: 14px/1.5 system-ui, sans-serif; border-left: 3px solid var(--line); margin: 0 0 1.4rem; }
del { background: var(--worst); } ins { background: var(--good); }
"""

Context = tuple[Language, str]
"""The language of the words around the draft, and the address of the page that opens citations."""


def marked_copy(draft: DraftCheck, name: str, snapshot: Snapshot, context: Context) -> str:
    """Return a draft with its quotations marked, as HTML that needs no other file.

    Args:
        draft: what became of its quotations.
        name: of its file; empty where it was pasted.
        snapshot: the library that it was checked against.
        context: the page's language and address.
    """
    language = context[0]
    title = escape(say(language, "draft_checked", name=name or say(language, "draft_pasted")))
    body = "\n".join(_paragraphs(draft, snapshot, context))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    head += f"<style>{_STYLE}</style>"
    return f'<!doctype html>\n<html lang="{language}"><head>{head}</head>\n<body>{body}</body></html>\n'


def verdict_words(one: QuotationCheck) -> str:
    """Return the key of the page's words for what became of a quotation."""
    return "check_by_meaning" if one.is_by_meaning else f"check_{one.verdict}"


def said_by_words(one: QuotationCheck) -> str:
    """Return the key of the page's words for a quotation that is somebody else's than the draft says."""
    return "draft_like_said_by" if one.is_by_meaning else "draft_said_by"


def _paragraphs(draft: DraftCheck, snapshot: Snapshot, context: Context) -> Iterator[str]:
    at, number, text = 0, 1, draft.text
    for stop in [*(m.start() for m in _PARAGRAPH.finditer(text)), len(text)]:
        inside = [one for one in draft.quotations if at <= one.start < stop]
        end = max([stop, *(one.end for one in inside)])  # a block quote may have several paragraphs
        if text[at:end].strip():
            yield f"<p>{_marked(text, at, end, inside)}</p>"
        if inside:
            notes = "".join(f"<li>{_note(one, snapshot, context)}</li>" for one in inside)
            yield f'<ol start="{number}">{notes}</ol>'
        at, number = max(at, end), number + len(inside)


def _marked(text: str, at: int, end: int, inside: list[QuotationCheck]) -> str:
    pieces = []
    for one in inside:
        looks = f"{one.verdict}{' misattributed' * one.misattributed}"
        pieces += [escape(text[at : one.start]), f'<mark class="{looks}">{escape(text[one.start : one.end])}</mark>']
        at = one.end
    return "".join([*pieces, escape(text[at:end])]).strip()


def _note(one: QuotationCheck, snapshot: Snapshot, context: Context) -> str:
    language = context[0]
    lines = [f"<b>{escape(say(language, verdict_words(one)))}</b>"]
    if one.misattributed:
        between = ", " if language == "en" else "、"
        speakers = between.join(one.speakers)
        lines.append(f"<b>{escape(say(language, said_by_words(one), name=one.attributed, speakers=speakers))}</b>")
    for part in one.parts:
        lines += _part(part, snapshot, context)
    return "<br>".join(lines)


def _part(part: Check, snapshot: Snapshot, context: Context) -> Iterator[str]:
    if part.difference:
        yield "".join(map(_change, part.difference))
    for place in part.places:
        if place.source in snapshot.infos:
            yield _place(place, part, snapshot, context)


def _change(change: Change) -> str:
    if change.kind == "same":
        return escape(change.quoted)
    source, quoted = escape(change.source), escape(change.quoted)
    return f"<del>{source}</del>" * bool(source) + f"<ins>{quoted}</ins>" * bool(quoted)


def _place(place: QuoteMatch, part: Check, snapshot: Snapshot, context: Context) -> str:
    language, base = context
    info = snapshot.infos[place.source]
    cited = address(info, place.start, place.end)
    about = f"{escape(info.title)} ({escape(say(language, f'kind_{info.kind}'))})"
    words = f"“{escape(place.text)}” — " if part.verdict == "parallel" else ""
    return f'{words}{about} · <a href="{escape(citation_link(cited, base))}">{escape(cited)}</a>'
