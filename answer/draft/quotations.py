"""Find the quotations of a draft: words between quotation marks of any kind, and block quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answer.draft.reading import Draft
from corpus.language import CJK

LEAST_WORDS = 3
"""A quotation of fewer is no statement but a word that is held at arm's length, or a title."""
LONGEST = 10_000
"""Characters between two marks: a mark without its partner opens nothing."""
_CLOSING = {
    "“": "”",
    "„": "“”",
    "”": "”",  # Swedish, Finnish
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    '"': '"',
    "＂": "＂",
    "‘": "’",
}
_WITHIN_WORDS = frozenset('"‘')
"""Marks whose partners stand within words too."""
_OPENING = re.compile(f"[{''.join(_CLOSING)}]")
_WORD = re.compile(rf"[^\W_{CJK}]+(?:['’-][^\W_{CJK}]+)*")
_CJK_CHARACTER = re.compile(f"[{CJK}]")
_PARAGRAPH = re.compile(r"\n\s*\n\s*")
_SOURCE_LINE = re.compile(r"\n[>\s]*[—–―-]{1,2}\s*[^\n]{2,80}\s*$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a draft quotes, at [start, end) of its text, marks left out; `outer` is the same with the marks and,
    of a block quote, with the line that says whose words they are.
    """

    start: int
    end: int
    text: str
    outer: tuple[int, int]


def quotations(draft: Draft) -> list[Quotation]:
    """Return the quotations of a draft, in order; none lies within another."""
    found = list(_blocks(draft))
    at = 0
    for start, end in [*draft.blocks, (len(draft.text), len(draft.text))]:
        found += _between(draft.text, at, start)
        at = end
    return sorted((one for one in found if is_statement(one.text)), key=lambda one: one.start)


def is_statement(text: str) -> bool:
    """Whether a text has LEAST_WORDS words at least; two Chinese characters count as a word."""
    return len(_WORD.findall(text)) + len(_CJK_CHARACTER.findall(text)) / 2 >= LEAST_WORDS


def _blocks(draft: Draft) -> Iterator[Quotation]:
    for outer in draft.blocks:
        source = _SOURCE_LINE.search(draft.text, *outer)
        start, end = outer[0], source.start() if source else outer[1]
        yield Quotation(start, end, re.sub(r"(?m)^[ \t]*>[ \t]?", "", draft.text[start:end]).strip(), outer)


def _between(text: str, at: int, end: int) -> Iterator[Quotation]:
    """Yield what stands between marks in a stretch of a draft."""
    while opening := _OPENING.search(text, at, end):
        at = opening.end()
        if not _opens(text, opening.start()):
            continue
        closing = _closing(text, opening.start(), min(end, at + LONGEST))
        if closing is not None:
            yield Quotation(at, closing, text[at:closing], (opening.start(), min(closing + 1, end)))
            at = closing + 1


def _opens(text: str, at: int) -> bool:
    """Whether a mark may open a quotation where it stands: none does right behind a Latin letter or a digit."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    is_free = not before.isalnum() or _CJK_CHARACTER.match(before) is not None
    is_sure = text[at] in "“„«「『"  # opens, wherever there is space
    return (bool(after.strip()) or is_sure) and (is_free or text[at] in "„「『")


def _closing(text: str, at: int, end: int) -> int | None:
    """Return where the quotation that a mark opens ends: at its partner, or with a paragraph where the next begins with
    the same mark; None where it has no end.
    """
    mark, depth = text[at], 1
    paragraph = _PARAGRAPH.search(text, at, end)
    last = paragraph.start() if paragraph else end
    for place in range(at + 1, last):
        if text[place] in _CLOSING[mark] and not (mark in _WITHIN_WORDS and _is_apostrophe(text, place)):
            depth -= 1
            if not depth:
                return place
        elif text[place] == mark:
            depth += 1
    goes_on = paragraph is not None and text.startswith(mark, paragraph.end())
    return last if goes_on else None


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether a mark stands within a word: it's, and the inches of 5"x7"."""
    after = text[at + 1 : at + 2]
    return after.isalnum() and not _CJK_CHARACTER.match(after) and text[at - 1].isalnum()
