"""Cut a text into sentences: as `corpus.sentences` did when the questions of questions/asked.tsv were written.

Those questions are found by a digest of their window's first sentence and count its sentences, so this copy stays as it
is, whatever becomes of the other: cut otherwise, the windows would no longer be found.
"""

import re
from collections.abc import Iterator

_CLOSER = r"(?:[\"'”’」』）)】》]|[*_]+(?=\s|$))"
_END = re.compile(
    rf"[。！？!?…]+{_CLOSER}*"  # Chinese marks end a sentence wherever they stand
    rf"|(?<![.])[.]++{_CLOSER}*+(?=\s|$)"  # a full stop only before white space
    r"|\n+"
)
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|e\.g|i\.e|cf|No|approx|Inc|Ltd|U\.S))\.$")
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*\d{1,2}\.$")
_LEAD = re.compile(r"(?:[\s>]|[•·▪◦‣]\s*|[-*+]\s+|\d{1,2}[.、)]\s+|#{1,6}\s+)+")
_CLAUSE = re.compile(r"[；;]|[，,](?=\s|[^\d\s])|(?:——)|\s(?=[(（])")
_WORDLIKE = re.compile(r"\w")


def _breaks(text: str) -> Iterator[int]:
    """Yield where sentences end."""
    for match in _END.finditer(text):
        mark = match.group()
        before = text[max(0, match.start() - 12) : match.start() + 1]
        if mark.startswith(".") and (_ABBREVIATION.search(before) or _LIST_NUMBER.search(before)):
            continue
        if mark[0] in "!?" and text[match.end() : match.end() + 1].isalnum() and text[match.end()].isascii():
            continue  # inside an address or a name such as Yahoo!Mail
        yield match.end()
    yield len(text)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _clauses(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Cut [start, end) at clause marks so that no piece is longer than `longest`; cut hard where none is."""
    while end - start > longest:
        marks = [match.end() for match in _CLAUSE.finditer(text, start + longest // 3, start + longest)]
        spaces = [at for at in range(start + longest - 1, start + longest // 2, -1) if text[at].isspace()]
        cut = marks[-1] if marks else spaces[0] if spaces else start + longest
        yield start, cut
        start = cut
    yield start, end


def split(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a text as (start, end), each 1 to `longest` characters with a word in it."""
    at = 0
    for stop in _breaks(text):
        if stop <= at:
            continue
        for clause in _clauses(text, *_trim(text, at, stop), longest):
            start, end = _trim(text, *clause)
            if end > start and _WORDLIKE.search(text, start, end):
                yield start, end
        at = stop
