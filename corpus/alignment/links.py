"""Which sentences of two accounts say the same.

A pair of sentences is judged by how alike it is, by how much more alike than their next best pairs (a margin,
after Artetxe and Schwenk, 2019), and by whether the sentences around them are alike too: accounts of one
conversation mostly keep its order, and where they jump, whole stretches jump.
"""

from collections.abc import Iterator

import numpy as np

from corpus.alignment.similarity import Matrix

LEAST = 0.43
"""A link's least score, of about 0 to 1.2. One in four sentences of transcripts of different conversations reaches it
with one of the other: `python -m tests.quality.links`."""
AROUND = 3
"""Sentences before and after that support a pair."""
SUPPORT = 0.5
"""What the support counts."""
NEXT_BEST = 10
"""Pairs of each sentence that a pair must stand out from."""
MOST = 2
"""Links of one sentence to one other account."""
CLOSE_BEHIND = 0.1
"""How far a second link may be behind the best."""


def scored(alike: Matrix) -> Matrix:
    """Return a score for each pair of sentences, given how alike they are: (sentences, other sentences)."""
    if not alike.size:
        return alike
    supported = alike + SUPPORT * _support(alike)
    by_row, by_column = _next_best(supported), _next_best(supported.T)
    margin = 2 * supported - by_row[:, None] - by_column[None, :]
    return np.where(alike > 0, alike + margin, 0.0).astype(np.float32)


def _next_best(supported: Matrix) -> Matrix:
    """Return the mean of the greatest NEXT_BEST of each row, or of all where there are fewer."""
    fewer = max(0, supported.shape[1] - NEXT_BEST)
    means: Matrix = np.partition(supported, fewer, axis=1)[:, fewer:].mean(axis=1)
    return means


def links(scores: Matrix) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs that say the same, with their scores: each is among the best of one of its sentences."""
    chosen: dict[tuple[int, int], float] = {}
    for row, column in [*_best(scores), *((i, j) for j, i in _best(scores.T))]:
        chosen[row, column] = float(scores[row, column])
    for (row, column), score in sorted(chosen.items()):
        yield row, column, score


def _best(scores: Matrix) -> Iterator[tuple[int, int]]:
    for row, line in enumerate(scores):
        order = np.argsort(-line, kind="stable")[:MOST]
        for column in order:
            if line[column] >= LEAST and line[column] >= line[order[0]] - CLOSE_BEHIND:
                yield row, int(column)


def _support(alike: Matrix) -> Matrix:
    """Return how alike the surroundings are: the mean of the two best pairs of sentences around, on each side."""
    rows, columns = alike.shape
    padded = np.pad(alike, AROUND)
    best, second = (np.full(alike.shape, -np.inf, np.float32) for _ in range(2))
    for down in (d for d in range(-AROUND, AROUND + 1) if d):
        shifted = padded[AROUND + down : AROUND + down + rows]
        found = shifted[:, :columns].copy()
        for right in range(1, 2 * AROUND + 1):
            np.maximum(found, shifted[:, right : right + columns], out=found)
        np.maximum(second, np.minimum(best, found), out=second)
        np.maximum(best, found, out=best)
    supported: Matrix = (best + second) * np.float32(0.5)
    return supported
