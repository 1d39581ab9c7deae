"""Vectors of sentences and contexts: made when first needed, kept in memory and in a file beside the store."""

import hashlib
import logging
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from answer.going import step
from corpus.encoder import Encoder

FILE_NAME = "sentence-vectors.sqlite3"
LARGEST_FILE = 1_000_000_000
"""Bytes: a fuller file is read but not added to."""
LOCK_SECONDS = 5.0
PORTION = 64
"""Texts encoded between two looks at whether they are still wanted; what was encoded by then is kept."""
_AT_ONCE = 500

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TextVectors:
    """A text's pooled vector, (dimension,), and its token vectors, (tokens, dimension), all of length 1."""

    pooled: NDArray[np.float32]
    tokens: NDArray[np.float16]

    @property
    def size(self) -> int:
        """Bytes held."""
        return int(self.pooled.nbytes + self.tokens.nbytes)


class VectorFile:
    """Vectors of one model on disk: a cache that may be deleted at any time and may fail without harm."""

    def __init__(self, path: Path, model: str, dimension: int) -> None:
        self._path, self._model, self._dimension = path, model, dimension

    def read(self, texts: Sequence[str]) -> dict[str, TextVectors]:
        """Return the vectors that are there."""
        keys = {self._key(text): text for text in texts}
        found: dict[str, TextVectors] = {}
        try:
            with closing(self._opened()) as connection:
                for some in _portions(list(keys)):
                    marks = ",".join("?" * len(some))
                    rows = connection.execute(f"SELECT key, pooled, tokens FROM vectors WHERE key IN ({marks})", some)
                    found.update((keys[key], self._vectors(pooled, tokens)) for key, pooled, tokens in rows)
        except sqlite3.Error as error:
            _log.info("%s cannot be read (%s); the vectors are made anew", self._path, error)
        return found

    def write(self, vectors: Mapping[str, TextVectors]) -> None:
        """Add vectors, unless the file is full or another process holds it."""
        rows = [(self._key(text), v.pooled.tobytes(), v.tokens.tobytes()) for text, v in vectors.items()]
        try:
            with closing(self._opened()) as connection, connection:
                if self._path.stat().st_size < LARGEST_FILE:
                    connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", rows)
        except (sqlite3.Error, OSError) as error:
            _log.info("%s cannot be written (%s); the vectors stay in memory", self._path, error)

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=LOCK_SECONDS)
        connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, pooled BLOB, tokens BLOB)")
        return connection

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(f"{self._model}\n{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def _vectors(self, pooled: bytes, tokens: bytes) -> TextVectors:
        rows = np.frombuffer(tokens, np.float16).reshape(-1, self._dimension)
        return TextVectors(np.frombuffer(pooled, np.float32), rows)


class VectorCache:
    """Encodes texts once. Safe to use from several threads."""

    def __init__(self, encoder: Encoder, folder: Path | None = None, limit: int = 400_000_000) -> None:
        """`folder` is the store's, None where the store is elsewhere; `limit` is of memory, in bytes: the vectors
        used longest ago are dropped above it.
        """
        self._encoder = encoder
        self._file = VectorFile(folder / FILE_NAME, encoder.name, encoder.dimension) if folder else None
        self._limit = limit
        self._held = 0
        self._vectors: OrderedDict[str, TextVectors] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, texts: Sequence[str]) -> list[TextVectors]:
        """Return the vectors of passages' texts, in order."""
        known = self._remembered(texts)
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing and self._file:
            kept = self._file.read(missing)
            self._remember(kept)
            known |= kept
            missing = [text for text in missing if text not in kept]
        missing.sort(key=len)  # texts of similar length are encoded together
        for start in range(0, len(missing), PORTION):
            step(start, len(missing))
            made = self._made(missing[start : start + PORTION])
            self._remember(made)
            known |= made
            if self._file:
                self._file.write(made)
        return [known[text] for text in texts]

    def _made(self, texts: Sequence[str]) -> dict[str, TextVectors]:
        pooled, tokens = self._encoder.encode_with_tokens(texts, "passage")
        return {
            text: TextVectors(vector, rows.astype(np.float16))
            for text, vector, rows in zip(texts, pooled, tokens, strict=True)
        }

    def _remembered(self, texts: Sequence[str]) -> dict[str, TextVectors]:
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
            for text in known:
                self._vectors.move_to_end(text)
            return known

    def _remember(self, vectors: Mapping[str, TextVectors]) -> None:
        with self._lock:
            for text, vector in vectors.items():
                if text not in self._vectors:
                    self._vectors[text] = vector
                    self._held += vector.size
            while self._held > self._limit:
                _, dropped = self._vectors.popitem(last=False)
                self._held -= dropped.size


def _portions(keys: Sequence[bytes]) -> Iterable[Sequence[bytes]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
