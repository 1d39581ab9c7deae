"""The index of passages' pooled vectors: Chroma in a folder or on a server, a collection for each model.

It holds vectors under the numbers of passages and nothing else: whatever is known of a passage is in the database, and
the index can be made from it anew. Chroma's embedded client shows a process the vectors that were there when it
opened them; after another process has written, `reopen` gives a fresh view.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from corpus.errors import StoreUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 1_000
"""Vectors a call: below every limit of Chroma's."""
ATTEMPTS = 4
"""How often something is tried, on a fresh connection each time."""
FIRST_PAUSE = 0.1
"""Seconds before the second try; doubled before each further one."""
SEARCHED = 200
"""Neighbours that are looked at for a query, and when a vector is put in its place (HNSW's ef)."""
_OPENING = threading.Lock()
"""Held while an embedded client is made: Chroma shares unfinished ones between threads."""
_RESULT = TypeVar("_RESULT")


class VectorIndex:
    """Finds the nearest of many vectors. Safe to use from several threads.

    Args:
        location: a folder, or the http:// or https:// address of a Chroma server.
        token: what a server wants to see, None for nothing.
    """

    def __init__(self, location: str | Path, token: str | None = None) -> None:
        self.location = str(location)
        self._token = token
        self._is_server = self.location.startswith(("http://", "https://"))
        self._lock = threading.RLock()
        self._client: Any = None
        self._collections: dict[str, Any] = {}

    def nearest(self, model: str, vector: "NDArray[np.float32]", limit: int) -> list[tuple[int, float]]:
        """Return the numbers of the `limit` vectors of a model most like one, with their cosine, best first.

        Raises:
            StoreUnavailable: the index cannot be read.
        """

        def query() -> list[tuple[int, float]]:
            found = self._collection(model).query(
                query_embeddings=[vector], n_results=max(1, limit), include=["distances"]
            )
            pairs = zip(found["ids"][0], found["distances"][0], strict=True)
            return [(int(number), 1.0 - float(distance)) for number, distance in pairs]

        return self._retrying(query, "read")

    def count(self, model: str) -> int:
        """Return how many vectors of a model there are.

        Raises:
            StoreUnavailable: the index cannot be read.
        """
        return self._retrying(lambda: int(self._collection(model).count()), "read")

    def holds(self, model: str, numbers: Sequence[int]) -> set[int]:
        """Return which of these numbers have a vector of a model.

        Raises:
            StoreUnavailable: the index cannot be read.
        """
        found: set[int] = set()
        for some in _batches(numbers):
            ids = [str(number) for number in some]
            page = self._retrying(lambda ids=ids: self._collection(model).get(ids=ids, include=[]), "read")  # type: ignore[misc]
            found.update(map(int, page["ids"]))
        return found

    def add(self, model: str, numbers: Sequence[int], vectors: "NDArray[np.float32]") -> None:
        """Put vectors, (numbers, dimension), in under numbers; what is there under them is replaced.

        Raises:
            StoreUnavailable: the index cannot be written.
        """
        for start in range(0, len(numbers), BATCH):
            ids = [str(number) for number in numbers[start : start + BATCH]]
            rows = vectors[start : start + BATCH]
            self._retrying(
                lambda ids=ids, rows=rows: self._collection(model).upsert(ids=ids, embeddings=rows),  # type: ignore[misc]
                "written",
            )

    def delete(self, model: str, numbers: Sequence[int]) -> None:
        """Delete the vectors under these numbers, as far as they are there.

        Raises:
            StoreUnavailable: the index cannot be written.
        """
        for some in _batches(numbers):
            ids = [str(number) for number in some]
            self._retrying(lambda ids=ids: self._collection(model).delete(ids=ids), "written")  # type: ignore[misc]

    def drop(self, model: str) -> None:
        """Delete all vectors of a model.

        Raises:
            StoreUnavailable: the index cannot be written.
        """

        def drop() -> None:
            self._collection(model)  # which makes it where it is not: dropping what is not there is an error
            self._client.delete_collection(_name(model))

        self._retrying(drop, "written")
        with self._lock:
            self._collections.pop(model, None)

    def reopen(self) -> None:
        """Forget the current view; the next use opens a fresh one."""
        with self._lock:
            self._client, self._collections = None, {}

    def _retrying(self, action: Callable[[], _RESULT], what: str) -> _RESULT:
        from chromadb.errors import ChromaError
        from httpx import HTTPError

        for attempt in range(ATTEMPTS):
            try:
                return action()
            except (ChromaError, HTTPError, RuntimeError, ValueError, OSError) as error:  # ValueError: no server there
                if attempt == ATTEMPTS - 1:
                    raise StoreUnavailable(
                        f"the vectors at {self.location} cannot be {what} ({_reason(error)}); what was there is safe"
                    ) from error
                time.sleep(FIRST_PAUSE * 2**attempt)
                self.reopen()
        raise AssertionError("unreachable")

    def _collection(self, model: str) -> Any:
        with self._lock:
            if self._client is None:
                self._client = self._opened()
            if model not in self._collections:
                self._collections[model] = self._client.get_or_create_collection(
                    _name(model),
                    embedding_function=None,
                    configuration={"hnsw": {"space": "cosine", "ef_construction": SEARCHED, "ef_search": SEARCHED}},
                )
            return self._collections[model]

    def _opened(self) -> Any:
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if not self._is_server:
            with _OPENING:
                SharedSystemClient.clear_system_cache()  # else it would be the view that somebody here had before
                return chromadb.PersistentClient(self.location, settings=settings)
        address = urlsplit(self.location)
        return chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if address.scheme == "https" else 8000),
            ssl=address.scheme == "https",
            headers={"Authorization": f"Bearer {self._token}", "X-Chroma-Token": self._token} if self._token else None,
            settings=settings,
        )


def _name(model: str) -> str:
    return f"passages-{hashlib.sha256(model.encode()).hexdigest()[:16]}"


def _reason(error: Exception) -> str:
    reason = " ".join(str(error).split())[:200]
    return "what answers there is no Chroma server" if "<html" in reason.casefold() else reason


def _batches(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)]
