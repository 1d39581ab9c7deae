"""Understand a question that leans on earlier ones: "那合成数据呢?", "And what did Jeff say about that?", "为什么?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.question.patterns import patterns
from answer.question.understanding import Question, Understanding
from corpus.language import simplify

REMEMBERED = 4
"""Earlier questions that are looked at."""
FEW_TERMS = 2
"""A question with at most so many content words says too little to stand alone, unless it names a person or a topic."""
SOME_TERMS, MORE_TERMS = 4, 5
"""With at most so many it leans where a thing (SOME) or a person (MORE) is pointed back at; a question that says more
has its own topic, and the "it" and "that" in it are mostly its own too.
"""

_CLAUSE = re.compile(
    r"[,，、;；:：.。!！?？](?=\D|$)|\b(?:and|but|or|when|while|if|because|since|where)\b", re.IGNORECASE
)


def leans(question: Question) -> bool:
    """Whether a question needs an earlier one to be understood.

    A pronoun points out of the question only from its first clause: later ones mostly mean what was named before
    them.
    """
    plain = simplify(question.text)
    if _says("changes_topic", plain):
        return False
    first = next(part for part in (*_CLAUSE.split(plain), plain) if part.strip())
    return _says("goes_on", plain) or _says_little(question, plain) or _points_back(question, first)


def points_back(text: str) -> bool:
    """Whether a text, wherever in it, has words that go on from what was said before or point at it."""
    plain = simplify(text)
    return any(_says(how, plain) for how in ("goes_on", "person", "thing"))


def _says_little(question: Question, plain: str) -> bool:
    names_topic = question.people or question.synonyms or _says("own_topic", plain)
    return len(question.terms) <= FEW_TERMS and not (names_topic and _has_content(question))


def _has_content(question: Question) -> bool:
    """Whether there is more to a question than a name ("Jeff 怎么说?") or a bare "why"."""
    return bool(question.terms) and not (question.people and question.content == question.text)


def _points_back(question: Question, clause: str) -> bool:
    count = len(question.terms)
    somebody = _says("another_person" if question.people else "person", clause)
    return (somebody and count <= MORE_TERMS) or (count <= SOME_TERMS and _says("thing", clause))


def _says(how: str, text: str) -> bool:
    return bool(patterns("pointers.yaml")[how].search(text))


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
    """A question without content of its own ("为什么?", "Jeff 怎么说?") is about all that the earlier one was about."""
    people = question.people or earlier.people
    if not _has_content(question):
        about = replace(earlier, focus=earlier.content, focus_terms=earlier.terms, focus_wording=earlier.wording)
        return replace(about, text=question.text, language=question.language, expected=question.expected, people=people)
    return replace(
        question,
        content=f"{earlier.content} {question.content}",
        wording=f"{earlier.wording} {question.wording}",
        terms=tuple(dict.fromkeys((*question.terms, *earlier.terms))),
        synonyms=tuple(dict.fromkeys((*question.synonyms, *earlier.synonyms))),
        people=people,
    )
