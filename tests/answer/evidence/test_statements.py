"""Statements: which sentences are quoted together."""

import pytest

from answer.evidence.statements import statements
from answer.search.candidates import Candidate
from answer.search.retrieval import Hit
from corpus.database import PassageKey
from corpus.language import Language
from corpus.sentences import split
from corpus.transcript import Passage, TranscriptInfo
from tests.conftest import NO_FEATURES, NO_VECTORS

INFO = TranscriptInfo("talk.txt", "A talk", "transcript", "talk", "en", "hash")


def best(text: str, about: str, language: Language = "en") -> str:
    """Return the words quoted where the sentence that begins so is the one that answers."""
    passage = Passage(0, 100, 100 + len(text), text, "speech", 0, language=language)
    found = Hit(PassageKey(1, 0), passage, INFO, 0.5, 0.5, 0.5, NO_VECTORS)
    candidates = []
    for start, end in split(text):
        score = float(text[start:end].startswith(about))
        candidates.append(Candidate(found, 100 + start, 100 + end, NO_FEATURES, score))
    return statements(candidates)[0].text


@pytest.mark.parametrize(
    ("text", "about", "quoted"),
    [
        ("We bake at night. The town sleeps. Flour is cheap then.", "We bake", None),  # a short passage is one whole
        ("There are two ovens:\n- one of brick\n- one of iron", "There", "There are two ovens:\n- one of brick"),
        (  # a list is no part of what precedes it
            "Bread is older than every town.\n- one oven of brick, built first",
            "Bread",
            "Bread is older than every town.",
        ),
        ("Ovens are hot. That is why we bake at night.", "That", None),
        ("Why at night?\nThe town sleeps then.", "Why", None),  # the answer stays with its question
    ],
)
def test_whole_statements_are_quoted(text: str, about: str, quoted: str | None) -> None:
    assert best(text, about) == (quoted or text)


def test_a_quote_stays_short() -> None:
    text = "".join(
        f"第{number}句话说的是面包怎么烤、什么时候烤、为什么在夜里烤、谁来烤。" for number in "一二三四五六七八九"
    )
    assert 100 < len(best(text, "第一", "zh-Hans")) <= 200


@pytest.mark.parametrize(
    ("text", "found", "second", "quoted"),
    [  # what is said much later is quoted by itself
        ("We bake at night. The town sleeps.", 0, 12.0, "We bake at night. The town sleeps."),
        ("We bake at night. The town sleeps.", 0, 62.0, "We bake at night."),
        # a quote begins with what was found, or with what is said together with it
        ("We bought a crane. It lifts ninety tonnes.", 1, 1.5, "We bought a crane. It lifts ninety tonnes."),
        ("We bought a crane. It lifts ninety tonnes.", 1, 5.0, "It lifts ninety tonnes."),
    ],
)
def test_seconds_part_what_is_quoted(text: str, found: int, second: float, quoted: str) -> None:
    spans = split(text)
    times = ((0, 0.0), (spans[1][0], second))
    passage = Passage(0, 100, 100 + len(text), text, "speech", 0, time=0.0, times=times)
    hit = Hit(PassageKey(1, 0), passage, INFO, 0.5, 0.5, 0.5, NO_VECTORS)
    candidates = [
        Candidate(hit, 100 + start, 100 + end, NO_FEATURES, float(number == found))
        for number, (start, end) in enumerate(spans)
    ]
    assert statements(candidates)[0].text == quoted
