"""Question and sentence side by side, as the network takes them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from answer.search.reading.network import AFTER, BEFORE, MATCHES, QUESTION, SENTENCE, Batch
from corpus.encoder import QuestionVectors

Floats = NDArray[np.float32]
LONGEST_QUESTION, LONGEST_SENTENCE, LONGEST_BESIDE = 32, 72, 20
"""Tokens that are read: the last of the question, as one that leans stands behind the one before it, the first of the
sentence, and of each that stands beside it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The token vectors of a sentence and of the sentences of its passage right before and after it: (tokens,
    dimension) each; without tokens where there is none.
    """

    sentence: Floats
    before: Floats
    after: Floats

    @property
    def size(self) -> int:
        """Tokens that are read."""
        beside = min(len(self.before), LONGEST_BESIDE) + min(len(self.after), LONGEST_BESIDE)
        return min(len(self.sentence), LONGEST_SENTENCE) + beside


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair: the fields of `Batch`, without the first axis."""

    vectors: Floats
    parts: NDArray[np.int64]
    positions: NDArray[np.int64]
    matches: Floats
    similarity: float


def pair_of(question: QuestionVectors, sentence: Surroundings) -> Pair:
    """Return a question with a sentence."""
    asked, weights = question.tokens[-LONGEST_QUESTION:], question.weights[-LONGEST_QUESTION:]
    told = {
        SENTENCE: sentence.sentence[:LONGEST_SENTENCE],
        BEFORE: sentence.before[-LONGEST_BESIDE:],
        AFTER: sentence.after[:LONGEST_BESIDE],
    }
    others = np.concatenate([rows.reshape(-1, asked.shape[1]) for rows in told.values()])
    places = [np.arange(len(rows))[:: -1 if part == BEFORE else 1] for part, rows in told.items()]
    return Pair(
        np.concatenate([asked, others]),
        np.repeat([QUESTION, *told], [len(asked), *map(len, told.values())]),
        np.concatenate([np.arange(len(asked)), *places]),
        *_matches(asked, weights, others, len(told[SENTENCE])),
    )


def _matches(asked: Floats, weights: Floats, others: Floats, own: int) -> tuple[Floats, float]:
    """Return how tokens match the other side, (tokens, MATCHES), and the late interaction with the sentence.

    Of a question's token: its weight, and how well it matches the sentence, and anything. Of another: how well it
    matches its best of the question, and the question as a whole.
    """
    matches = np.zeros((len(asked) + len(others), MATCHES), np.float32)
    if not len(asked) or not len(others):
        return matches, 0.0
    similar, count = asked @ others.T, len(asked)
    in_sentence = similar[:, :own].max(axis=1) if own else np.zeros(count, np.float32)
    matches[:count] = np.stack([weights * count, in_sentence, similar.max(axis=1)], axis=1)
    matches[count:, 1], matches[count:, 2] = similar.max(axis=0), weights @ similar
    return matches, float(weights @ in_sentence)


def batch_of(pairs: Sequence[Pair]) -> Batch:
    """Return pairs, at least one, as one batch, filled up to the longest."""
    shape = len(pairs), max(len(pair.parts) for pair in pairs)
    vectors = np.zeros((*shape, pairs[0].vectors.shape[1]), np.float32)
    parts, positions = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    matches, mask = np.zeros((*shape, MATCHES), np.float32), np.zeros(shape, bool)
    for row, pair in enumerate(pairs):
        count = len(pair.parts)
        vectors[row, :count], parts[row, :count], positions[row, :count] = pair.vectors, pair.parts, pair.positions
        matches[row, :count], mask[row, :count] = pair.matches, True
    similarity = np.array([pair.similarity for pair in pairs], np.float32)
    return Batch(*map(torch.from_numpy, (vectors, parts, positions, matches, mask, similarity)))
