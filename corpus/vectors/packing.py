"""The vectors of a passage, as they are made and as they are kept: tokens' in few bits.

A number of a token's vector is kept as the nearest of 2^BITS levels. The vectors have length 1, so their numbers are
spread as if drawn from a normal distribution of deviation 1/√dimension; the levels are those that lose least there
(Max, "Quantizing for Minimum Distortion", 1960). No scale is kept: a vector read back is brought to length 1 again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BITS = 4
"""Of each number: 2 or 4. `python -m training.measure … --bits 2` says what they cost."""
LONGEST_PASSAGE = 2**16 - 1
"""Characters: places of tokens are kept in 16 bits."""


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """What an encoder makes of a passage: pooled (dimension,), tokens (tokens, token dimension), each of length 1, and
    at which character of the passage's text each token starts (tokens,).
    """

    pooled: Floats
    tokens: Floats
    starts: NDArray[np.integer]

    def within(self, start: int, end: int) -> Floats:
        """Return the vectors of the tokens that start at [start, end) of the passage's text."""
        return self.tokens[(self.starts >= start) & (self.starts < end)]


@dataclass(frozen=True, slots=True)
class PackedVectors:
    """The same as bytes: pooled in float16, starts in uint16, tokens by `pack`."""

    pooled: bytes
    starts: bytes
    tokens: bytes

    def unpacked(self) -> PassageVectors:
        """Return the vectors."""
        return unpacked([self])[0]

    @property
    def size(self) -> int:
        """Bytes held."""
        return len(self.pooled) + len(self.starts) + len(self.tokens)


def packed(vectors: PassageVectors) -> PackedVectors:
    """Return the vectors of a passage as they are kept.

    Raises:
        ValueError: a token starts behind LONGEST_PASSAGE.
    """
    if len(vectors.starts) and int(vectors.starts.max()) > LONGEST_PASSAGE:
        raise ValueError(f"a passage has more than {LONGEST_PASSAGE:,} characters")
    starts = vectors.starts.astype("<u2").tobytes()
    return PackedVectors(vectors.pooled.astype("<f2").tobytes(), starts, pack(vectors.tokens))


def unpacked(many: Sequence[PackedVectors]) -> list[PassageVectors]:
    """Return the vectors of passages of one model: in one go, which is several times as fast."""
    counts = [len(one.starts) // 2 for one in many]
    tokens = unpack(b"".join(one.tokens for one in many), sum(counts))
    ends = np.cumsum(counts)
    return [
        PassageVectors(pooled_of([one.pooled])[0], tokens[end - count : end], np.frombuffer(one.starts, "<u2"))
        for one, count, end in zip(many, counts, ends.tolist(), strict=True)
    ]


def pooled_of(rows: Sequence[bytes]) -> Floats:
    """Return pooled vectors from their bytes: (rows, dimension)."""
    return np.frombuffer(b"".join(rows), "<f2").reshape(len(rows), -1).astype(np.float32)


def pack(vectors: Floats, bits: int = BITS) -> bytes:
    """Return vectors of length 1, (n, d), in `bits` for each number; `d` must fill whole bytes.

    Raises:
        ValueError: it does not.
    """
    count, dimension = vectors.shape
    per_byte = 8 // bits
    if dimension % per_byte:
        raise ValueError(f"vectors of {dimension} numbers do not fill bytes with {bits} bits each")
    if not count:
        return b""
    levels = _levels(bits)
    borders = (levels[1:] + levels[:-1]) / 2
    codes = np.searchsorted(borders, vectors * np.sqrt(dimension)).astype(np.uint8).reshape(count, -1, per_byte)
    shifts = np.arange(per_byte, dtype=np.uint8) * bits
    return bytes(np.bitwise_or.reduce(codes << shifts, axis=2).tobytes())


def unpack(data: bytes, count: int, bits: int = BITS) -> Floats:
    """Return the `count` vectors that were packed, of length 1 again: (n, d)."""
    if not count:
        return np.zeros((0, 0), np.float32)
    vectors = _table(bits)[np.frombuffer(data, np.uint8)].reshape(count, -1)
    vectors /= np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
    return vectors


@cache
def _table(bits: int) -> Floats:
    """Return the numbers that each byte stands for: (256, numbers in a byte)."""
    shifts = np.arange(8 // bits) * bits
    table: Floats = _levels(bits)[(np.arange(256)[:, None] >> shifts) & (2**bits - 1)]
    return table


@cache
def _levels(bits: int) -> Floats:
    """Return the 2^bits levels that lose least of a standard normal distribution (Lloyd's algorithm), ascending."""
    points = np.linspace(-6, 6, 20_001)
    weights = np.exp(-(points**2) / 2)
    levels = np.linspace(-2, 2, 2**bits)
    for _ in range(400):
        nearest = np.searchsorted((levels[1:] + levels[:-1]) / 2, points)
        sums, masses = (np.bincount(nearest, w, 2**bits) for w in (weights * points, weights))
        levels = sums / masses
    return levels.astype(np.float32)
