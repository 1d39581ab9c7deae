"""Compare a quotation with a text: the same words, the same in another script, or with which changes."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.language import CJK, fold, simplify

ChangeKind = Literal["same", "changed", "added", "left_out"]

AROUND = 12
"""Characters looked at beyond a rough match, to find where it begins and ends."""
_SAME_MARK = str.maketrans(
    {mark: to for marks, to in (("“”„‟«»「」『』″", '"'), ("‘’‚‛′", "'"), ("‐‑‒–—―−", "-"), ("、", ",")) for mark in marks}
)
_MARKUP = frozenset("*_#`|>")
_TOKEN = re.compile(rf"[{CJK}]|[^\W_{CJK}]+|\s+|[\W_]")
_QUOTATION_MARKS = "\"'“”‘’„«»「」『』《》 \t\r\n\u00a0\u3000"


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of a quotation beside the source: the same, changed, added by the quotation or left out of it."""

    kind: ChangeKind
    quoted: str
    source: str


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without white space and markup, widths and marks made equal; `places` says where each character stood."""

    text: str
    places: tuple[int, ...]

    def find_all(self, wanted: "Squeezed") -> Iterator[tuple[int, int]]:
        """Yield where else's characters stand in the original text, as (start, end)."""
        at = self.text.find(wanted.text) if wanted.text else -1
        while at >= 0:
            yield self.places[at], self.places[at + len(wanted.text) - 1] + 1
            at = self.text.find(wanted.text, at + 1)


@functools.lru_cache(maxsize=128)
def squeeze(text: str, *, folded: bool = False) -> Squeezed:
    """Leave out what does not count in a quotation; `folded` makes script and case equal too."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(fold(text) if folded else text):
        if character in _MARKUP or character.isspace():
            continue
        for plain in unicodedata.normalize("NFKC", character).translate(_SAME_MARK):
            if not plain.isspace():
                characters.append(plain)
                places.append(place)
    return Squeezed("".join(characters), tuple(places))


def bare(quotation: str) -> str:
    """Return a quotation without the marks and space around it."""
    return quotation.strip(_QUOTATION_MARKS)


def is_other_script(quotation: str, source: str) -> bool:
    """Whether two texts that are equal when folded differ in a Chinese character."""
    one, other = squeeze(quotation).text, squeeze(source).text
    return len(one) == len(other) and any(a != b and ord(a) > 0x2E80 for a, b in zip(one, other, strict=True))


def same_in_mainland_words(quotation: str, source: str) -> bool:
    """Whether two texts are equal when Taiwanese words are replaced by mainland ones in both."""
    return squeeze(simplify(quotation), folded=True).text == squeeze(simplify(source), folded=True).text


def nearest(quotation: str, text: str, least: float) -> tuple[float, int, int] | None:
    """Return the stretch of a text most like a quotation as (likeness, start, end), None where it is less like it
    than `least`. Likeness is 1 minus the share of characters to change.
    """
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.fuzz import partial_ratio_alignment

    wanted, squeezed = squeeze(quotation, folded=True), squeeze(text, folded=True)
    if not wanted.text or not squeezed.text:
        return None
    found = partial_ratio_alignment(wanted.text, squeezed.text, score_cutoff=100 * least * 0.8)
    if found is None:
        return None
    begin, end = max(0, found.dest_start - AROUND), min(len(squeezed.text), found.dest_end + AROUND)
    begin, end = _trimmed(wanted.text, squeezed.text, begin, end)
    likeness = Levenshtein.normalized_similarity(wanted.text, squeezed.text[begin:end])
    if likeness < least or end <= begin:
        return None
    return likeness, squeezed.places[begin], squeezed.places[end - 1] + 1


def _trimmed(wanted: str, text: str, begin: int, end: int) -> tuple[int, int]:
    """Leave out what a rough match has before and after the quotation."""
    from rapidfuzz.distance import Levenshtein

    changes = list(Levenshtein.opcodes(wanted, text[begin:end]))
    lead = changes[0].dest_end if changes and changes[0].tag == "insert" else 0
    trail = changes[-1].dest_end - changes[-1].dest_start if len(changes) > 1 and changes[-1].tag == "insert" else 0
    return begin + lead, end - trail


def changes(quotation: str, source: str) -> tuple[Change, ...]:
    """Return how a quotation differs from its source, word by word (Chinese: character by character).

    Joined, the pieces' `quoted` are the quotation and their `source` the source.
    """
    from rapidfuzz.distance import Levenshtein

    quoted, original = _TOKEN.findall(quotation), _TOKEN.findall(source)
    kinds: dict[str, ChangeKind] = {"equal": "same", "replace": "changed", "delete": "added", "insert": "left_out"}
    pieces: list[Change] = []
    for change in Levenshtein.opcodes([fold(t) for t in quoted], [fold(t) for t in original]):
        one, other = quoted[change.src_start : change.src_end], original[change.dest_start : change.dest_end]
        pieces += _by_case("".join(one), "".join(other), kinds[change.tag])
    return tuple(pieces)


def _by_case(quoted: str, source: str, kind: ChangeKind) -> Iterator[Change]:
    """Yield a piece; one that is the same when folded is changed where only the case differs."""
    if kind != "same" or quoted == source or len(quoted) != len(source):
        yield Change(kind, quoted, source)
        return
    at = 0
    for match in re.finditer(r"[A-Za-z]+", quoted):
        start, end = match.span()
        if quoted[start:end] != source[start:end]:
            if start > at:
                yield Change("same", quoted[at:start], source[at:start])
            yield Change("changed", quoted[start:end], source[start:end])
            at = end
    if at < len(quoted):
        yield Change("same", quoted[at:], source[at:])
