"""The arithmetic of ranking: pure functions of numbers, free of store and model."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


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


def max_similarity(question: Floats, texts: Sequence[NDArray[np.floating]]) -> Floats:
    """Return for each text the mean, over the question's tokens, of the greatest cosine with a token of the text.

    This is the late interaction of Khattab and Zaharia, "ColBERT" (2020). Token vectors have length 1 and shape
    (tokens, dimension); a text or question without tokens scores 0.
    """
    scores = np.zeros(len(texts), np.float32)
    filled = [i for i, tokens in enumerate(texts) if len(tokens)]
    if not len(question) or not filled:
        return scores
    stacked = np.concatenate([texts[i] for i in filled]).astype(np.float32, copy=False)
    starts = np.cumsum([0, *(len(texts[i]) for i in filled[:-1])])
    best = np.maximum.reduceat(question @ stacked.T, starts, axis=1)
    scores[filled] = best.mean(axis=0)
    return scores


def inverse_document_frequency(frequency: int, documents: int) -> float:
    """Return BM25's weight of a word that stands in `frequency` of `documents` passages, above 0."""
    return float(np.log1p((documents - frequency + 0.5) / (frequency + 0.5)))
