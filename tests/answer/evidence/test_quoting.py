"""How likely quotes answer, and which of their words do."""

import math

import pytest

from answer.evidence.abstaining import is_answered
from answer.evidence.quoting import answer_probabilities, answering_words, quote_signs
from answer.evidence.statements import Statement
from answer.question.expected import Expected, places
from answer.search.candidates import Candidate, Reading
from answer.search.retrieval import Hit
from corpus.database import PassageKey
from corpus.sentences import split
from corpus.transcript import Passage, TranscriptInfo
from tests.conftest import NO_FEATURES, NO_VECTORS

INFO = TranscriptInfo("talk.txt", "A talk", "transcript", "talk", "en", "hash")
AT = 100
TEXT = "The mill stood by the river. My father paid 4,000 pounds for 12 acres in 1961. It burned after nine years."


def statement(
    score: float,
    reading: Reading | None = None,
    number: int = 1,
    *,
    alone: bool = False,
    rereading: Reading | None = None,
) -> Statement:
    """The sentence with the price, quoted alone or with those beside it."""
    passage = Passage(number, AT, AT + len(TEXT), TEXT, "speech", 0)
    spans = [(AT + start, AT + end) for start, end in split(TEXT)]
    hit = Hit(PassageKey(1, number), passage, INFO, 0.5, 0.5, 0.5, NO_VECTORS)
    found = Candidate(hit, *spans[1], NO_FEATURES, score, reading, rereading)
    return Statement(found, (spans[1],) if alone else tuple(spans), score)


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("money", "4,000 pounds"),
        ("date", "1961"),
        ("duration", "nine years"),  # of another sentence that is quoted with it
        ("number", None),  # there are two
        ("reason", None),
        ("open", None),
    ],
)
def test_the_words_that_answer(expected: Expected, words: str | None) -> None:
    found = answering_words(expected, statement(1.0))
    assert (found and TEXT[found[0] - AT : found[1] - AT]) == words


@pytest.mark.parametrize(
    ("expected", "text", "words"),
    [
        ("headcount", "We had nearly two hundred people there.", "two hundred people"),
        ("number", "It has one hundred and twenty rooms.", "one hundred and twenty"),
        ("number", "We sold three thousand of them.", "three thousand"),
        ("money", "He paid two and a half million dollars.", "two and a half million dollars"),
    ],
)
def test_a_number_in_words_is_whole(expected: Expected, text: str, words: str) -> None:
    assert [text[start:end] for start, end in places(expected, text)] == [words]


PRICE = AT + TEXT.index("4,000")


@pytest.mark.parametrize(
    ("expected", "read", "words"),
    [
        ("open", Reading(1, 1.0, (PRICE, PRICE + 12), 0.9), "4,000 pounds"),
        ("number", Reading(1, 1.0, (PRICE, PRICE + 12), 0.9), "4,000 pounds"),  # one of two
        ("date", Reading(1, 1.0, (PRICE, PRICE + 12), 0.9), "1961"),  # the only date
        ("open", Reading(1, 1.0, (PRICE, PRICE + 12), 0.1), None),  # unsure
        ("reason", Reading(1, 1.0, (PRICE, PRICE + 12), 0.9), None),  # the whole of it answers
        ("open", Reading(1, 1.0, (PRICE - 15, PRICE + 32), 0.9), None),  # most of it
    ],
)
def test_the_words_that_were_read(expected: Expected, read: Reading, words: str | None) -> None:
    found = answering_words(expected, statement(1.0, alone=True, rereading=read))
    assert (found and TEXT[found[0] - AT : found[1] - AT]) == words


def test_words_that_are_not_quoted_do_not_answer() -> None:
    assert answering_words("duration", statement(1.0, alone=True)) is None


def test_a_better_one_is_likelier_and_so_is_one_where_there_is_an_answer() -> None:
    best, next_best = statement(9.0, Reading(1, 1.0)), statement(7.0, Reading(0, -1.0))
    signs = quote_signs(0.5, [best, next_best, statement(5.0)])
    assert [tuple(one) for one in signs] == [(0.5, 0, 1.0), (0.5, 2.0, -1.0), (0.5, 4.0, -1.0)]
    (likely,), (unlikely,) = (answer_probabilities(odds, [best]).values() for odds in (2.0, -2.0))
    assert 0 < unlikely < likely < 1


@pytest.mark.parametrize(("odds", "threshold", "answered"), [(0.0, 0.5, True), (0.0, 0.6, False), (9, 1, False)])
def test_what_is_likely_enough_is_answered(odds: float, threshold: float, answered: bool) -> None:
    assert is_answered(odds, threshold) is answered
    assert not is_answered(-math.inf, 0.0)
