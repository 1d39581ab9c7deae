"""Signs that there is no answer."""

import numpy as np

from answer.evidence.abstaining import elsewhere
from answer.search.candidates import Candidate
from answer.search.features import ranking_scores, weights
from answer.search.retrieval import Hit
from corpus.database import PassageKey
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
