"""Which of an interviewer's questions can be asked by themselves, without what was said before them."""

from answer.question.followup import points_back
from answer.question.patterns import patterns
from corpus.language import Language, same_language, simplify, words

NEARLY = 0.8
"""Share of two questions' words that both have, from which they are nearly the same."""


def stands_alone(question: str, language: Language) -> bool:
    """Whether a question asks something of its own: no tag behind a statement, nothing that points back and, in English
    and Chinese, a question word or a verb that asks.
    """
    plain = simplify(question)
    if _says("tag", plain):
        return False
    if not same_language(language, "en") and not same_language(language, "zh"):
        return True
    asks = "asks_in_chinese" if same_language(language, "zh") else "asks_in_english"
    return _says(asks, plain) and not _says("leans", plain) and not points_back(question)


def names_something(question: str) -> bool:
    """Whether a question has a name, a number or a title of its own."""
    return _says("name", question)


def nearly_same(first: str, second: str, language: Language) -> bool:
    """Whether two questions have the same words, but for a few."""
    one, other = set(words(first, language)), set(words(second, language))
    return bool(one | other) and len(one & other) >= NEARLY * len(one | other)


def _says(how: str, text: str) -> bool:
    return bool(patterns("standing_alone.yaml")[how].search(text))
