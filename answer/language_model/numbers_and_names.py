"""The numbers and names of one text that another does not have: across languages, digits and words for numbers."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.alignment.names import Gazetteer, names, unknown_to
from corpus.alignment.quantities import quantities
from corpus.language import fold

_DIGITS = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NEAR = 0.02
"""How far apart two numbers may be and still be the same: twelve months are a year."""
_MEASURES = "个位名次种条项件层家间本张只台座部所周岁年月天日号倍米点块成"
"""What Chinese counts with: without one of these 一 and 三 are mostly parts of words."""
_SMALL = {
    number: re.compile(f"[{chinese}][{_MEASURES}]|{english}", re.IGNORECASE)
    for number, (chinese, english) in enumerate(
        [
            ("零〇", r"\bzero\b"),
            ("一", r"\bone\b|\bfirst\b"),
            ("二两", r"\btwo\b|\bsecond\b|\btwice\b"),
            ("三", r"\bthree\b|\bthird\b"),
            ("四", r"\bfour(?:th)?\b"),
            ("五", r"\bfive\b|\bfifth\b"),
            ("六", r"\bsix(?:th)?\b"),
            ("七", r"\bseven(?:th)?\b"),
            ("八", r"\beight(?:h)?\b"),
            ("九", r"\bnine\b|\bninth\b"),
            ("十", r"\bten(?:th)?\b"),
        ]
    )
}
"""How numbers up to ten are written in words: a unit is needed for these to be found as quantities."""


class _Number(NamedTuple):
    written: str
    low: float
    high: float
    is_vague: bool = False
    is_bare: bool = False
    """Whether it stands alone, in digits, as far as is known."""


def missing_numbers(text: str, source: str) -> list[str]:
    """Return the numbers of a text, as it writes them, that its source does not have in digits or words."""
    there, plain = list(_numbers(source)), fold(source)
    return [one.written for one in _numbers(text) if not _is_there(one, there) and not _said(one, plain)]


def missing_names(text: str, source: str, known: Gazetteer) -> list[str]:
    """Return the names of a text, as it writes them, that stand in its source in no way that is known here."""
    plain = fold(source)
    written = [text[name.start : name.end] for name in unknown_to(names(text, known), names(source, known))]
    return [name for name in written if fold(name) not in plain]


def _numbers(text: str) -> Iterator[_Number]:
    """Yield the quantities of a text, then the digits that stand in none."""
    folded = fold(text)
    covered = set[int]()
    for one in quantities(text):
        covered.update(range(one.start, one.end))
        yield _Number(text[one.start : one.end].strip(), one.low, one.high, one.bound == "vague")
    for match in _DIGITS.finditer(folded):
        if match.start() not in covered:
            value = float(match.group().replace(",", ""))
            yield _Number(match.group(), value, value, is_bare=True)


def _is_there(one: _Number, others: Sequence[_Number]) -> bool:
    """Whether both ends of a number lie within others, or others within it where it is vague ("several hundred")."""
    if one.is_vague:
        return any(other.low <= one.high and one.low <= other.high for other in others)
    return all(
        any(other.low * (1 - _NEAR) <= end <= other.high * (1 + _NEAR) for other in others)
        for end in (one.low, one.high)
    )


def _said(one: _Number, plain: str) -> bool:
    """Whether a small number in bare digits stands in a text in words."""
    words = _SMALL.get(int(one.low)) if one.is_bare and one.low == int(one.low) else None
    return bool(words and words.search(plain))
