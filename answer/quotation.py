"""Compare a quotation with a text: the same words, the same in another script, or with which changes."""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.language import CJK, COMPACT, fold, simplify
from corpus.sentences import split

ChangeKind = Literal["same", "changed", "added", "left_out"]

SEEDS = 4
"""Parts of a quotation of which one stands unchanged if little was altered."""
MOST_SEEDED = 40
SEED_SLACK, SLACK = 2, 8
"""Characters that the ends of a rough match may be off."""
_SAME_MARK = str.maketrans(
    {
        mark: to
        for marks, to in (("“”„‟«»「」『』″", '"'), ("‘’‚‛′", "'"), ("‐‑‒–—―−", "-"), ("、", ","))
        for mark in marks
    }
)
AS_LATIN = 2.5
"""Latin letters that say as much as a character of Chinese, Japanese or Korean."""
LEAST_SAID = 20
"""Letters of a sentence that is found by its meaning (see `amount`): fewer say what many say."""
LEAST_OF, MOST_OF = 0.4, 4
"""How much may be said by what says the same: of a sentence of the quotation, and of all of it, which may be a part."""
_MARKUP = frozenset("*_#`|>")
_COMPACT = re.compile(f"[{COMPACT}]")
_TOKEN = re.compile(rf"[{CJK}]|[^\W_{CJK}]+|\s+|[\W_]")
_QUOTATION_MARKS = "\"'“”‘’„«»「」『』《》 \t\r\n\u00a0\u3000"
_ENDS = ",.;:，。；：、—–-"
"""What is put behind a quotation in place of the source's own mark."""


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
    """Return a quotation without the marks and space around it, nor the mark that ends it."""
    return quotation.strip(_QUOTATION_MARKS + _ENDS)


def amount(text: str) -> float:
    """Return how much a text says, in letters and digits: one of Chinese, Japanese or Korean counts AS_LATIN."""
    return sum(map(str.isalnum, text)) + (AS_LATIN - 1) * len(_COMPACT.findall(text))


def says_as_much(sentence: str, quotation: str) -> bool:
    """Whether a sentence has about as many letters as a quotation, or as a sentence of it."""
    said, quoted = amount(sentence), amount(quotation)
    least = LEAST_OF * quoted / max(1, len(split(quotation)))
    return max(LEAST_SAID, least) <= said <= MOST_OF * quoted


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
    wanted, squeezed = squeeze(quotation, folded=True), squeeze(text, folded=True)
    fitted = [_fitted(wanted.text, squeezed.text, rough) for rough in _rough(wanted.text, squeezed.text, least)]
    likeness, begin, end = max(fitted, default=(0.0, 0, 0), key=lambda fit: (fit[0], -fit[1]))
    if likeness < least or end <= begin:
        return None
    return likeness, squeezed.places[begin], squeezed.places[end - 1] + 1


def _rough(wanted: str, text: str, least: float) -> set[tuple[int, int, int]]:
    """Return where something like `wanted` may stand as (start, end, how far either may be off): around parts of it
    that stand in the text unchanged, and where most of its characters do.
    """
    from rapidfuzz.fuzz import partial_ratio_alignment

    found: set[tuple[int, int, int]] = set()
    size = max(3, len(wanted) // SEEDS)
    for part in range(0, len(wanted) - size + 1, size):
        at = text.find(wanted[part : part + size])
        while at >= 0 and len(found) < MOST_SEEDED:
            found.add((at - part, at - part + len(wanted), SEED_SLACK))
            at = text.find(wanted[part : part + size], at + 1)
    alignment = partial_ratio_alignment(wanted, text, score_cutoff=100 * least * 0.8) if wanted and text else None
    if alignment:
        found.add((alignment.dest_start, alignment.dest_end, SLACK))
    return found


def _fitted(wanted: str, text: str, rough: tuple[int, int, int]) -> tuple[float, int, int]:
    """Return the best stretch near a rough one as (likeness, start, end)."""
    from rapidfuzz.distance import Levenshtein

    start, end, slack = rough
    stretches = (
        (begin, stop)
        for begin in range(max(0, start - slack), max(0, start + slack) + 1)
        for stop in range(max(begin, end - slack), min(len(text), end + slack) + 1)
    )
    similarity = Levenshtein.normalized_similarity
    return max(((similarity(wanted, text[b:e]), b, e) for b, e in stretches), default=(0.0, 0, 0))


def changes(quotation: str, source: str) -> tuple[Change, ...]:
    """Return how a quotation differs from its source, word by word (Chinese: character by character).

    Joined, the pieces' `quoted` are the quotation and their `source` the source. What every quotation may change counts
    as the same: white space, markup, the form of marks, quotation marks within, the case of the first letter.
    """
    from rapidfuzz.distance import Levenshtein

    quoted, original = _TOKEN.findall(quotation), _TOKEN.findall(source)
    kinds: dict[str, ChangeKind] = {"equal": "same", "replace": "changed", "delete": "added", "insert": "left_out"}
    pieces: list[Change] = []
    for change in Levenshtein.opcodes(list(map(_compared, quoted)), list(map(_compared, original))):
        one, other = quoted[change.src_start : change.src_end], original[change.dest_start : change.dest_end]
        if change.tag == "equal":
            is_first = not any(map(_is_word, quoted[: change.src_start]))
            pieces += _by_case(one, other, is_first)
        else:
            either, beside = "".join(one), "".join(other)
            pieces.append(Change("same" if _counts_as_none(either, beside) else kinds[change.tag], either, beside))
    return tuple(_joined(pieces))


def _compared(token: str) -> str:
    return " " if token.isspace() else fold(token).translate(_SAME_MARK)


def _counts_as_none(quoted: str, source: str) -> bool:
    """Whether two pieces differ in nothing but white space, markup and quotation marks."""
    return not squeeze(quoted).text.strip("\"'") and not squeeze(source).text.strip("\"'")


def _is_word(token: str) -> bool:
    return any(map(str.isalnum, token))


def _by_case(quoted: list[str], source: list[str], is_first: bool) -> Iterator[Change]:
    """Yield words that are the same when folded: changed where the case of a Latin letter differs, of the quotation's
    first word behind its first letter.
    """
    for one, other in zip(quoted, source, strict=True):
        begins, is_first = is_first and _is_word(one), is_first and not _is_word(one)
        letters = list(zip(one, other, strict=False))[begins:]
        differs = any(a != b and a.isascii() and a.isalpha() for a, b in letters)
        yield Change("changed" if differs else "same", one, other)


def _joined(pieces: Iterable[Change]) -> Iterator[Change]:
    """Yield pieces with what stands the same beside each other as one."""
    for kind, found in itertools.groupby(pieces, lambda piece: piece.kind):
        alike = list(found)
        if kind == "same":
            alike = [Change(kind, "".join(one.quoted for one in alike), "".join(one.source for one in alike))]
        yield from alike
