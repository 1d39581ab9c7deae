"""Question and sentence side by side: how their tokens match, and how pairs are filled up."""

import numpy as np

from answer.search.reading.network import AFTER, BEFORE, QUESTION, SENTENCE
from answer.search.reading.pairs import (
    LONGEST_BESIDE,
    LONGEST_QUESTION,
    LONGEST_SENTENCE,
    Surroundings,
    batch_of,
    pair_of,
)
from corpus.encoder import QuestionVectors

EYE = np.eye(4, dtype=np.float32)
QUESTION_VECTORS = QuestionVectors(EYE[0], EYE[:2], np.array([0.75, 0.25], np.float32))
NONE = np.zeros((0, 4), np.float32)


def test_tokens_are_matched_with_the_other_side() -> None:
    pair = pair_of(QUESTION_VECTORS, Surroundings(EYE[[0, 2]], EYE[[1]], NONE))
    assert pair.parts.tolist() == [QUESTION, QUESTION, SENTENCE, SENTENCE, BEFORE]
    assert pair.matches.tolist() == [[1.5, 1, 1], [0.5, 0, 1], [0, 1, 0.75], [0, 0, 0], [0, 1, 0.25]]
    assert pair.similarity == 0.75


def test_what_stands_beside_is_read_from_the_sentence_on() -> None:
    rows = np.repeat(EYE, 30, axis=0)
    pair = pair_of(QUESTION_VECTORS, Surroundings(rows, rows, rows))
    assert pair.positions[pair.parts == BEFORE].tolist() == list(range(LONGEST_BESIDE))[::-1]
    assert pair.positions[pair.parts == AFTER].tolist() == list(range(LONGEST_BESIDE))
    assert (pair.vectors[pair.parts == BEFORE] == EYE[3]).all()
    assert (pair.vectors[pair.parts == AFTER] == EYE[0]).all()
    assert (pair.parts == SENTENCE).sum() == LONGEST_SENTENCE


def test_the_end_of_a_long_question_is_read() -> None:
    long = QuestionVectors(EYE[0], np.repeat(EYE[:2], 30, axis=0), np.full(60, 1 / 60, np.float32))
    pair = pair_of(long, Surroundings(EYE[[2]], NONE, NONE))
    asked = pair.vectors[pair.parts == QUESTION]
    assert len(asked) == LONGEST_QUESTION
    assert (asked[-30:] == EYE[1]).all()


def test_a_sentence_or_a_question_without_tokens_matches_nothing() -> None:
    assert pair_of(QUESTION_VECTORS, Surroundings(NONE, NONE, NONE)).similarity == 0
    silent = QuestionVectors(EYE[0], NONE, np.zeros(0, np.float32))
    assert pair_of(silent, Surroundings(EYE, NONE, NONE)).matches.tolist() == [[0, 0, 0]] * 4


def test_pairs_are_filled_up_to_the_longest() -> None:
    pairs = [pair_of(QUESTION_VECTORS, Surroundings(EYE[:n], NONE, NONE)) for n in (1, 3)]
    batch = batch_of(pairs)
    assert batch.mask.tolist() == [[True] * 3 + [False] * 2, [True] * 5]
    assert batch.similarity.tolist() == [0.75, 1]
    assert not batch.vectors[0, 3:].any()
