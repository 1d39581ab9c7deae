"""What tests share: a tiny deterministic encoder and a store of their own."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.language import words

DIMENSION = 64


class TinyEncoder:
    """Hashes words into vectors: texts that share words are alike, always in the same way."""

    name = "tiny@1"
    dimension = DIMENSION

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_with_tokens(texts, "question")[0]

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_with_tokens(texts, "passage")[0]

    def token_vectors(self, texts: Sequence[str], kind: str) -> list[NDArray[np.float32]]:
        return self.encode_with_tokens(texts, kind)[1]

    def encode_with_tokens(
        self, texts: Sequence[str], kind: str
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        tokens = [np.array([_vector(w) for w in words(t)], np.float32).reshape(-1, DIMENSION) for t in texts]
        sums = [rows.sum(axis=0) if len(rows) else _vector(kind) for rows in tokens]
        pooled = np.array([row / np.linalg.norm(row) for row in sums], np.float32).reshape(-1, DIMENSION)
        return pooled, tokens


def _vector(word: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4])
    row = np.random.default_rng(seed).standard_normal(DIMENSION)
    return (row / np.linalg.norm(row)).astype(np.float32)


@pytest.fixture
def tiny_encoder() -> TinyEncoder:
    return TinyEncoder()


@pytest.fixture
def store_dir(tmp_path: Path) -> Path:
    return tmp_path / "store"
