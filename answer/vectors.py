"""Vectors of sentences and contexts, made when first needed and kept in memory."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.encoder import Encoder


@dataclass(frozen=True, slots=True)
class TextVectors:
    """A text's pooled vector, (dimension,), and its token vectors, (tokens, dimension), all of length 1."""

    pooled: NDArray[np.float32]
    tokens: NDArray[np.float16]

    @property
    def size(self) -> int:
        """Bytes held."""
        return int(self.pooled.nbytes + self.tokens.nbytes)


class VectorCache:
    """Encodes texts once. Safe to use from several threads."""

    def __init__(self, encoder: Encoder, limit: int = 400_000_000) -> None:
        """`limit` is in bytes: the vectors used longest ago are dropped above it."""
        self._encoder = encoder
        self._limit = limit
        self._held = 0
        self._vectors: OrderedDict[str, TextVectors] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, texts: Sequence[str]) -> list[TextVectors]:
        """Return the vectors of passages' texts, in order."""
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
            for text in known:
                self._vectors.move_to_end(text)
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            pooled, tokens = self._encoder.encode_with_tokens(missing, "passage")
            for text, vector, rows in zip(missing, pooled, tokens, strict=True):
                known[text] = TextVectors(vector, rows.astype(np.float16))
            self._keep({text: known[text] for text in missing})
        return [known[text] for text in texts]

    def _keep(self, vectors: dict[str, TextVectors]) -> None:
        with self._lock:
            for text, vector in vectors.items():
                if text not in self._vectors:
                    self._vectors[text] = vector
                    self._held += vector.size
            while self._held > self._limit:
                _, dropped = self._vectors.popitem(last=False)
                self._held -= dropped.size
