"""The arithmetic of ranking: pure functions of numbers, free of store and model."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Tokens = NDArray[np.floating[Any]]


def scaled(scores: Floats) -> Floats:
    """Scale scores to 0 … 1, the least to 0 and the greatest to 1; all equal gives zeros."""
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    return np.zeros_like(scores) if high <= low else (scores - low) / (high - low)


def convex(first: Floats, second: Floats, weight: Floats | float) -> Floats:
    """Combine two channels of scores, each scaled per question; `weight` (0 to 1) is the first one's.

    Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (2022), find this better than
    reciprocal rank fusion, as we did: see tests/quality/README.md.
    """
    return np.asarray(weight * scaled(first) + (1 - weight) * scaled(second), dtype=np.float32)


def best_matches(question: Floats, texts: Sequence[Tokens]) -> Floats:
    """Return the greatest cosine of each of the question's tokens with a token of each text.

    Token vectors have length 1 and shape (tokens, dimension); the result has shape (question's tokens, texts).
    A text without tokens matches nothing: 0.
    """
    best = np.zeros((len(question), len(texts)), np.float32)
    filled = [i for i, tokens in enumerate(texts) if len(tokens)]
    if len(question) and filled:
        stacked = np.concatenate([texts[i] for i in filled]).astype(np.float32, copy=False)
        starts = np.cumsum([0, *(len(texts[i]) for i in filled[:-1])])
        best[:, filled] = np.maximum.reduceat(question @ stacked.T, starts, axis=1)
    return best


def max_similarity(question: Floats, texts: Sequence[Tokens], weights: Floats | None = None) -> Floats:
    """Return for each text the mean of its best matches with the question's tokens, shape (texts,).

    `weights` say how much each of the question's tokens counts, in sum 1; None counts all alike. This is the late
    interaction of Khattab and Zaharia, "ColBERT" (2020).
    """
    best = best_matches(question, texts)
    if weights is None:
        weights = np.full(len(best), 1 / max(1, len(best)), np.float32)
    return np.asarray(weights @ best, np.float32)


def mutual_similarity(texts: Sequence[Tokens]) -> Floats:
    """Return the late interaction of every two texts, both ways averaged: symmetric, shape (texts, texts).

    A text without tokens is like none, itself included: 0.
    """
    alike = np.zeros((len(texts), len(texts)), np.float32)
    filled = [i for i, tokens in enumerate(texts) if len(tokens)]
    if filled:
        stacked = np.concatenate([texts[i] for i in filled]).astype(np.float32, copy=False)
        counts = np.array([len(texts[i]) for i in filled])
        starts = np.cumsum([0, *counts[:-1]])
        best = np.maximum.reduceat(stacked @ stacked.T, starts, axis=1)
        one_way = np.add.reduceat(best, starts, axis=0) / counts[:, None]
        alike[np.ix_(filled, filled)] = (one_way + one_way.T) / 2
    return alike


def inverse_document_frequency(frequency: int, documents: int) -> float:
    """Return BM25's weight of a word that stands in `frequency` of `documents` passages, above 0."""
    return float(np.log1p((documents - frequency + 0.5) / (frequency + 0.5)))
