"""Divide a talk into stretches by topic, by the vectors of its passages; nothing is encoded for it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from answer.search.ranking import Floats

FEWEST_PASSAGES = 8
"""A talk of fewer is one stretch."""
MOST = 9
MOST_BORDERS = 200
"""Places where a stretch may begin that are looked at: of more, evenly chosen ones."""
_PER_ROOT = 0.65
"""Stretches for the square root of the passages: 5 of 50, 9 of 200."""


def stretches(vectors: Floats, starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the stretches of a talk as (first passage, passage after the last); they cover it.

    Args:
        vectors: of its passages in order, (passages, dimension).
        starts: the passages that a stretch may begin with, the first one apart; those that follow on another's question
            or in the middle of a speech are best left out.
    """
    count = len(vectors)
    wanted = min(MOST, round(_PER_ROOT * count**0.5), len(starts) + 1)
    if count < FEWEST_PASSAGES or wanted < 2:
        return [(0, count)] if count else []
    borders = sorted({0, count, *starts[:: -(-len(starts) // MOST_BORDERS)]})
    ends = _best_ends(_costs(vectors, borders), wanted, -(-count // (3 * wanted)), borders)
    return list(zip([0, *ends], [*ends, count], strict=True))


def _costs(vectors: Floats, borders: Sequence[int]) -> NDArray[np.float64]:
    """Return how far the passages between every two borders are from their mean: the sum of squares, (borders,
    borders); infinite where the second is not behind the first.
    """
    sums = np.concatenate([np.zeros((1, vectors.shape[1])), np.cumsum(vectors, axis=0, dtype=np.float64)])[borders]
    squares = np.concatenate([[0.0], np.cumsum(np.einsum("ij,ij->i", vectors, vectors), dtype=np.float64)])[borders]
    at = np.array(borders)
    lengths = at[None, :] - at[:, None]
    products = sums @ sums.T
    norms = np.diag(products)
    spread = norms[None, :] + norms[:, None] - 2 * products
    with np.errstate(divide="ignore", invalid="ignore"):
        costs = squares[None, :] - squares[:, None] - spread / lengths
    return np.where(lengths > 0, costs, np.inf)


def _best_ends(costs: NDArray[np.float64], wanted: int, shortest: int, borders: Sequence[int]) -> list[int]:
    """Return where to divide so that the stretches are as much of one piece as can be: the exact optimum, by dynamic
    programming over the borders (Bellman). None is shorter than `shortest` passages, where that is possible.
    """
    at = np.array(borders)
    allowed = np.where(at[None, :] - at[:, None] >= shortest, costs, np.inf)
    best, origins = [allowed[0]], []
    for _ in range(wanted - 1):
        through = best[-1][:, None] + allowed
        origins.append(through.argmin(axis=0))
        best.append(through.min(axis=0))
    used = next((n for n in range(wanted - 1, 0, -1) if np.isfinite(best[n][-1])), 0)
    ends, last = [], len(borders) - 1
    for step in range(used - 1, -1, -1):
        last = int(origins[step][last])
        ends.append(borders[last])
    return ends[::-1]
