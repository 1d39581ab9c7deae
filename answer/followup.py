"""Understand a question that leans on earlier ones: "那合成数据呢?", "And what did Jeff say about that?", "为什么?"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from answer.question import Question, Understanding
from corpus.language import simplify

REMEMBERED = 4
"""Earlier questions that are looked at."""
FEW_TERMS = 2
"""A question with at most so many content words says too little to stand alone."""

_LEANS = re.compile(
    r"^(?:那|那么|还有|另外|再|然后|接着|所以|但|可是|而|又)|呢[?？]?$|"
    r"^(?:and|but|so|then|also|what about|how about|or)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"他|她|它|其|此|这(?!种|些年|样的)|那个|那部分|那种|那些|上述|前者|后者|后来|往后|具体|"
    r"\b(?:he|she|it|its|they|them|his|her|their|him|this|that|these|those|there|then|instead|else|again|"
    r"the (?:same|other|first|second|former|latter))\b",
    re.IGNORECASE,
)


def leans(question: Question) -> bool:
    """Whether a question needs an earlier one to be understood."""
    plain = simplify(question.text)
    few = len(question.terms) <= FEW_TERMS
    if _LEANS.search(plain):
        return True
    return bool(_POINTS_BACK.search(plain)) or (few and not question.people)


def resolve(understanding: Understanding, text: str, history: Sequence[str]) -> Question:
    """Understand a question in the light of earlier ones, oldest first.

    One that stands alone is left alone. One that leans takes on the content of the question before it, and the
    people of it unless it names others.

    Raises:
        BadQuestion: the question itself is empty or too long; earlier ones that are so are passed over.
    """
    question = understanding.question(text)
    earlier = None
    for past in [h for h in history if h.strip()][-REMEMBERED:]:
        understood = understanding.question(past[:1000])
        earlier = _leaning(understood, earlier) if earlier and leans(understood) else understood
    return _leaning(question, earlier) if earlier and leans(question) else question


def _leaning(question: Question, earlier: Question) -> Question:
    return replace(
        question,
        content=f"{earlier.content} {question.content}",
        terms=tuple(dict.fromkeys((*question.terms, *earlier.terms))),
        synonyms=tuple(dict.fromkeys((*question.synonyms, *earlier.synonyms))),
        people=question.people or earlier.people,
        **_focus(question, earlier),
    )


def _focus(question: Question, earlier: Question) -> dict[str, Any]:
    """A question without a content word of its own ("为什么?") is about all that the earlier one was about."""
    if question.terms:
        return {"focus": question.content, "focus_terms": question.terms}
    return {"focus": f"{earlier.content} {question.content}", "focus_terms": earlier.terms}
