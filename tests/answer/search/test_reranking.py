"""Passages in the order of their best sentences."""

import numpy as np

from answer.search.candidates import Candidate
from answer.search.reranking import best_sentences
from answer.search.retrieval import Hit
from corpus.database import PassageKey
from corpus.transcript import Passage, TranscriptInfo
from tests.conftest import NO_FEATURES, NO_VECTORS

INFO = TranscriptInfo("talk.txt", "A talk", "transcript", "talk", "en", "hash")


def passage(number: int) -> Hit:
    return Hit(PassageKey(1, number), Passage(number, 0, 4, "Oven", "speech", 0), INFO, 0.5, 0.5, 0.5, NO_VECTORS)


def sentence(found: Hit, score: float) -> Candidate:
    return Candidate(found, 0, 4, NO_FEATURES, score)


def test_a_passage_counts_for_its_best_sentence() -> None:
    first, second, empty = map(passage, range(3))
    candidates = [sentence(first, 0.5), sentence(second, 0.2), sentence(second, 0.9)]
    best = best_sentences([first, second, empty], candidates)
    assert np.allclose(best, [0.5, 0.9, 0.2])


def test_without_sentences_all_count_alike() -> None:
    assert best_sentences([passage(0), passage(1)], []).tolist() == [0, 0]
