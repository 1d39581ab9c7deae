"""Cut speech into passages: a paragraph each, long ones at sentence ends, tiny neighbours joined."""

import re
from collections.abc import Iterator, Sequence

from corpus import sentences
from corpus.language import COMPACT

LONGEST = 320
"""The size of a passage at most, in Chinese characters; of less compact scripts about 2.8 count as one (`size`)."""

TINY = 60
"""Paragraphs that are joined are at most of this size, each."""

_JOINED = 120  # what is joined, together at most
_OTHER = 0.355  # what a character of other scripts counts: 900 Latin ones make a full passage
_WINDOW = 20_000  # characters that sentences are looked for in at once
_COMPACT = re.compile(f"[{COMPACT}]")
_SPACE = re.compile(r"\s*")
_DOTS = re.compile(r"\.{4,}")  # dotted lines end a sentence as … does


def size(text: str) -> float:
    """Return how much a text says, in Chinese characters."""
    compact = len(_COMPACT.findall(text))
    return compact + _OTHER * (len(text) - compact)


def cut(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the passages of one stretch of speech, given its paragraphs as adjoining (start, end)."""
    waiting: tuple[int, int] | None = None
    waiting_size = 0.0
    for start, end in paragraphs:
        own = size(text[start:end].rstrip()) if end - start <= _WINDOW else float("inf")
        if waiting is not None:
            if own <= TINY and waiting_size <= TINY and own + waiting_size <= _JOINED:
                waiting, waiting_size = (waiting[0], end), own + waiting_size
                continue
            yield waiting
            waiting = None
        if own <= TINY:
            waiting, waiting_size = (start, end), own
        elif own <= LONGEST:
            yield start, end
        else:
            yield from _at_sentences(text, start, end)
    if waiting is not None:
        yield waiting


def _at_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a long paragraph between sentences into pieces of about equal size."""
    borders = [start, *_sentence_ends(text, start, end)]
    pieces = [(a, b, size(text[a:b])) for a, b in zip(borders, [*borders[1:], end], strict=True) if b > a]
    left = sum(piece[2] for piece in pieces)
    begin, filled, wanted = start, 0.0, _share(left)
    for a, _, own in pieces:
        if filled and (filled + own > LONGEST or filled + own / 2 > wanted):
            yield begin, a
            left -= filled
            begin, filled, wanted = a, 0.0, _share(left)
        filled += own
    yield begin, end


def _share(left: float) -> float:
    """Return the size of each passage where what is left is cut into as few as possible of equal size."""
    return left / max(1.0, -(-left // LONGEST))


def _sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end within (start, end), the white space after them included."""
    while start < end:
        close = min(end, start + _WINDOW)
        window = _DOTS.sub(lambda run: "…" * len(run.group()), text[start:close])
        stops = [stop for _, stop in sentences.split(window)][:-1]  # the last may go on behind the window
        for stop in stops:
            space = _SPACE.match(text, start + stop, close)
            yield space.end() if space else start + stop
        if close < end and not stops:
            yield close
        start = start + stops[-1] if stops and close < end else close
