"""What kind of answer a question wants (a number, a name, a date, a reason …), and whether a sentence holds one."""

import re
from functools import lru_cache
from typing import Literal, cast

from answer.question.patterns import patterns
from corpus.language import Language, same_language, simplify

Expected = Literal[
    "money",
    "share",
    "headcount",
    "duration",
    "quantity",
    "number",
    "date",
    "person",
    "place",
    "reason",
    "definition",
    "yes-no",
    "open",
]

PARTICULAR = frozenset({"money", "share", "headcount", "duration", "quantity", "number", "date"})
"""Kinds that show in the words."""
_NUMERAL = re.compile(r"[A-Za-z0-9.,%％$€£¥一二两三四五六七八九十百千万亿〇零几数年月日号]")
_COUNTS = re.compile(
    r"[\d一二两三四五六七八九十百千万亿几数半]"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|hundred|thousand|million|billion|dozen)"
    r"|\w(?:teen|ty)\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|billion|trillion|dozen|half)"
)
_WORDS_BEFORE = re.compile(rf"\b(?:{_NUMBER_WORD}[ -](?:(?:and|an?) )*)+$", re.IGNORECASE)
_WORDS_AFTER = re.compile(rf"(?:[ -](?:and )?{_NUMBER_WORD}\b)+", re.IGNORECASE)
_BESIDE = 2  # characters between two parts of one date or sum: "4 December, 1961"
_VERSION = re.compile(r"\b([A-Z][A-Za-z]*)[ \u00a0-]?\d{1,2}(?:\.\d{1,2})?(?![\d,%]|\s*[年月岁万亿个人倍])")


def expected_answer(question: str, language: Language = "en") -> Expected:
    """Return what kind of answer is wanted; the most particular one, "open" if the question does not say.

    Questions in other languages than English and Chinese are open.
    """
    if not any(same_language(language, understood) for understood in ("en", "zh")):
        return "open"
    plain = simplify(question).strip()
    return next(
        (cast(Expected, kind) for kind, pattern in patterns("kinds.yaml", "asks").items() if pattern.search(plain)),
        "open",
    )


def holds(expected: Expected, text: str) -> bool:
    """Whether a text holds something of that kind; True for kinds that leave no trace in the words."""
    pattern = patterns("kinds.yaml", "holds").get(expected)
    return pattern is None or pattern.search(_without_versions(text)) is not None


def places(expected: Expected, text: str) -> list[tuple[int, int]]:
    """Return where in a text numbers, dates and sums of that kind stand, whole: [start, end) each, those that stand
    right beside each other as one; nothing for kinds that are not PARTICULAR.
    """
    plain = simplify(text)
    if expected not in PARTICULAR or len(plain) != len(text):
        return []
    names = [match.span() for match in _VERSION.finditer(plain)]
    found: list[tuple[int, int]] = []
    for match in patterns("kinds.yaml", "holds")[expected].finditer(plain):
        start, end = _whole(plain, *match.span())
        is_of_name = any(start < behind and before < end for before, behind in names)
        if is_of_name or not _COUNTS.search(plain, start, end):
            continue
        if found and start - found[-1][1] <= _BESIDE:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the numeral and its unit that a match is a part of."""
    while start and _NUMERAL.match(text[start - 1]):
        start -= 1
    while end < len(text) and _NUMERAL.match(text[end]):
        end += 1
    while end > start and text[end - 1] in ".,":
        end -= 1
    before, after = _WORDS_BEFORE.search(text, 0, start), _WORDS_AFTER.match(text, end)
    return before.start() if before else start, after.end() if after else end


@lru_cache(maxsize=50_000)
def _without_versions(text: str) -> str:
    """Simplify a text and leave out numbers that belong to a name ("Gemini 3", "GPT-5.2"): they count nothing."""
    return _VERSION.sub(r"\1", simplify(text))
