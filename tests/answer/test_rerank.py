"""Passages in the order of their best sentences."""

import numpy as np

from answer.candidates import FEATURES, Candidate
from answer.choose import weights
from answer.rerank import best_sentences
from answer.retrieve import Found
from corpus.transcript import Passage, TranscriptInfo

INFO = TranscriptInfo("talk.txt", "A talk", "transcript", "talk", "en", "hash")


def passage(number: int) -> Found:
    return Found(("talk", number), Passage(number, 0, 4, "Oven", "speech", 0), INFO, 0.5, 0.5, 0.5)


def sentence(found: Found, tokens: float) -> Candidate:
    features = np.zeros(len(FEATURES), np.float32)
    features[FEATURES.index("tokens")] = tokens
    return Candidate(found, 0, 4, features)


def test_a_passage_counts_for_its_best_sentence() -> None:
    first, second, empty = map(passage, range(3))
    candidates = [sentence(first, 0.5), sentence(second, 0.2), sentence(second, 0.9)]
    best = best_sentences([first, second, empty], candidates) / weights()["ranking"]["tokens"]
    assert np.allclose(best, [0.5, 0.9, 0.2])


def test_without_sentences_all_count_alike() -> None:
    assert best_sentences([passage(0), passage(1)], []).tolist() == [0, 0]
