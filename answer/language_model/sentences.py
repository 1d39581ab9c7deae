"""Cut what a language model writes into sentences, each with the numbers of the quotes that it names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.sentences import split

LONGEST = 2_000
"""Characters of a sentence: one without an end is cut there."""
_MARKER = re.compile(r"\s*[\[【](\d{1,3}(?:\s*[,，、;]\s*\d{1,3})*)[\]】]")
_UNFINISHED = re.compile(r"\s*[\[【][^\]】]*$")
_MARKDOWN = re.compile(r"\*\*|__|`|^#{1,6}\s+", re.MULTILINE)


class CitedSentence(NamedTuple):
    """A sentence without its markers, and the numbers that stood in them."""

    text: str
    numbers: tuple[int, ...]


def cited_sentences(text: str) -> list[CitedSentence]:
    """Return the sentences of a text; a marker, as [1] or [2, 3], belongs to the sentence that it stands in or
    behind.
    """
    plain, places = _without_markers(text)
    found = split(plain, LONGEST)
    numbers: list[list[int]] = [[] for _ in found]
    for place, named in places:
        at = sum(start < place for start, _ in found) - 1
        if at >= 0:
            numbers[at] += named
    return [
        CitedSentence(" ".join(_MARKDOWN.sub("", plain[start:end]).split()), tuple(dict.fromkeys(named)))
        for (start, end), named in zip(found, numbers, strict=True)
    ]


def as_written(pieces: Iterator[str]) -> Iterator[CitedSentence]:
    """Yield the sentences of a text that comes in pieces, each as soon as it is whole and its markers are there: the
    next one has begun.
    """
    text, given = "", 0
    for piece in pieces:
        text += piece
        whole = cited_sentences(_UNFINISHED.sub("", text))[:-1]
        yield from whole[given:]
        given = max(given, len(whole))
    yield from cited_sentences(text)[given:]


def _without_markers(text: str) -> tuple[str, list[tuple[int, list[int]]]]:
    """Return the text without markers, and where in it each stood, with its numbers."""
    plain, places, at = "", [], 0
    for match in _MARKER.finditer(text):
        plain += text[at : match.start()]
        places.append((len(plain), [int(number) for number in re.findall(r"\d+", match[1])]))
        at = match.end()
    return plain + text[at:], places
