"""Signs that there is no answer."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from answer.evidence.abstaining import UNREAD, answering_log_odds, elsewhere, signs
from answer.question.understanding import Question, Understanding
from answer.search.candidates import Candidate, Reading
from answer.search.features import ranking_scores, weights
from answer.search.retrieval import Hit
from corpus.catalogue import Catalogue
from corpus.database import PassageKey, Store
from corpus.lexical import LexicalIndex, LexicalSearcher
from corpus.transcript import Passage, TranscriptInfo
from tests.conftest import NO_FEATURES, NO_VECTORS

INFO = TranscriptInfo("talk.txt", "A talk", "transcript", "talk", "en", "hash")
TEXT = "Bread is old."


def said(speaker: float, tokens: float, named: float = 0) -> Candidate:
    """A sentence of the person asked about (1), of another (-1) or of nobody known (0), and how well it matches."""
    features = NO_FEATURES._replace(speaker=speaker, tokens=tokens, named=named)
    found = Hit(PassageKey(1, 0), Passage(0, 0, len(TEXT), TEXT, "speech", 0), INFO, 0.5, 0.5, 0.5, NO_VECTORS)
    return Candidate(found, 0, len(TEXT), features, float(ranking_scores([features])[0]))


def by_how_much(*candidates: Candidate) -> float:
    return elsewhere(candidates)


def test_what_only_others_say_lies_elsewhere() -> None:
    worth = weights()["ranking"]["tokens"]
    assert np.isclose(by_how_much(said(1, 0.5), said(-1, 0.9)), 0.4 * worth, atol=0.01)
    assert np.isclose(by_how_much(said(-1, 0.5), said(-1, 0.9)), 0.4 * worth, atol=0.01)  # nothing is theirs


def test_nothing_lies_elsewhere_where_theirs_is_best_or_nobody_is_asked_about() -> None:
    assert np.isclose(by_how_much(said(1, 0.9), said(-1, 0.5)), 0, atol=1e-5)
    assert np.isclose(by_how_much(said(-1, 0.9, named=1), said(1, 0.5)), 0, atol=1e-5)  # said of that person
    assert np.isclose(by_how_much(said(0, 0.9), said(0, 0.5)), 0, atol=1e-5)


@pytest.fixture
def words(store_dir: Path) -> LexicalSearcher:
    return LexicalIndex(store_dir).at(Store(store_dir).snapshot())


@pytest.fixture
def question() -> Question:
    return Understanding(Catalogue()).question("How old is bread?")


def test_the_best_of_many_answers_less_surely(words: LexicalSearcher, question: Question) -> None:
    few, many = [said(0, 0.9), said(0, 0.5)], [said(0, 0.9), *(said(0, 0.5) for _ in range(19))]
    assert answering_log_odds(question, many, words) < answering_log_odds(question, few, words)
    assert signs(question, few, words, chosen_from=10).breadth == pytest.approx(signs(question, many, words).breadth)


def test_what_was_not_read_speaks_neither_for_an_answer_nor_against_one(
    words: LexicalSearcher, question: Question
) -> None:
    def log_odds(answers: float) -> float:
        return answering_log_odds(question, [replace(said(0, 0.9), reading=Reading(0, answers))], words)

    unread = answering_log_odds(question, [said(0, 0.9)], words)
    assert log_odds(UNREAD - 1) < unread == log_odds(UNREAD) < log_odds(UNREAD + 1)
