"""The tokens of any stretch of a text, from the vectors of the passages that it lies in."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.transcript import Passage
from corpus.vectors.packing import PassageVectors


class TextVectors:
    """Vectors of the tokens of one text.

    Args:
        passages: what has vectors of it, in order.
        vectors: of each passage, by its index; passages without are passed over.
    """

    def __init__(self, passages: Sequence[Passage], vectors: Mapping[int, PassageVectors]) -> None:
        self._passages = [passage for passage in passages if passage.index in vectors]
        self._vectors = vectors
        self._starts = [passage.start for passage in self._passages]

    def within(self, start: int, end: int) -> NDArray[np.float32]:
        """Return the vectors of the tokens that start at [start, end) of the text: (tokens, dimension)."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found = []
        for passage in self._passages[first:]:
            if passage.start >= end:
                break
            found.append(self._vectors[passage.index].within(start - passage.start, end - passage.start))
        found = [rows for rows in found if len(rows)]
        return np.concatenate(found) if found else np.zeros((0, 0), np.float32)
