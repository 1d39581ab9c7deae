"""What kind of answer a question wants (a number, a name, a date, a reason …), and whether a sentence holds one."""

import re
from functools import lru_cache
from typing import Literal, cast

from answer.patterns import patterns
from corpus.language import simplify

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

_VERSION = re.compile(r"\b([A-Z][A-Za-z]*)[ \u00a0-]?\d{1,2}(?:\.\d{1,2})?(?![\d,%]|\s*[年月岁万亿个人倍])")


def expected_answer(question: str) -> Expected:
    """Return what kind of answer is wanted; the most particular one, "open" if the question does not say."""
    plain = simplify(question).strip()
    return next(
        (cast(Expected, kind) for kind, pattern in patterns("kinds.yaml", "asks").items() if pattern.search(plain)),
        "open",
    )


def holds(expected: Expected, text: str) -> bool:
    """Whether a text holds something of that kind; True for kinds that leave no trace in the words."""
    pattern = patterns("kinds.yaml", "holds").get(expected)
    return pattern is None or pattern.search(_without_versions(text)) is not None


@lru_cache(maxsize=50_000)
def _without_versions(text: str) -> str:
    """Simplify a text and leave out numbers that belong to a name ("Gemini 3", "GPT-5.2"): they count nothing."""
    return _VERSION.sub(r"\1", simplify(text))
