"""The connection to Chroma: a folder on this machine or a server, opened when first used and again when stale.

Chroma's embedded client shows a process the vectors that were there when it opened them. After another
process has written, `reopen` gives a fresh view; objects still in use elsewhere stay valid until dropped.
"""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from corpus.errors import StoreUnavailable

PASSAGES, MARGINS, TRANSCRIPTS = "interview-passages", "interview-margins", "interview-transcripts"
ACCOUNTS, REVISIONS = "interview-accounts", "interview-revisions"
COLLECTIONS = (PASSAGES, MARGINS, TRANSCRIPTS, ACCOUNTS, REVISIONS)
BATCH = 1_000
"""Records a call: below every limit of Chroma's."""
ATTEMPTS = 4
"""How often a read is tried on a fresh view when another process changed the store under it."""

_Result = TypeVar("_Result")


class Connection:
    """The collections of one store: passages with vectors, margins (headings, speaker lines, furniture),
    transcripts, how accounts of a conversation are aligned, and how transcripts were revised; all but the first
    carry a constant vector because Chroma wants one.
    """

    def __init__(self, location: str | Path) -> None:
        self.location = str(location)
        self.is_server = self.location.startswith(("http://", "https://"))
        self._lock = threading.RLock()
        self._collections: dict[str, Any] = {}

    def collection(self, name: str) -> Any:
        """Return one of COLLECTIONS, opening the store on first use.

        Raises:
            StoreUnavailable: the folder is no Chroma store of this version, or the server does not answer.
        """
        with self._lock:
            if not self._collections:
                self._collections = self._open()
            return self._collections[name]

    def reopen(self) -> None:
        """Forget the current view; the next use opens a fresh one."""
        with self._lock:
            self._collections = {}
            if not self.is_server and "chromadb" in sys.modules:
                from chromadb.api.shared_system_client import SharedSystemClient

                SharedSystemClient.clear_system_cache()

    def retrying(self, read: Callable[[], _Result]) -> _Result:
        """Read, on a fresh view each time that Chroma fails because another process changed the store under it.

        Raises:
            StoreUnavailable: it goes on failing.
        """
        from chromadb.errors import ChromaError

        for attempt in range(ATTEMPTS):
            try:
                return read()
            except (ChromaError, RuntimeError) as error:
                if attempt == ATTEMPTS - 1:
                    reason = " ".join(str(error).split())[:200]
                    raise StoreUnavailable(f"the store {self.location} cannot be read ({reason})") from error
                time.sleep(0.1 * 2**attempt)
                self.reopen()
        raise AssertionError("unreachable")

    def _open(self) -> dict[str, Any]:
        from chromadb.errors import ChromaError

        try:
            client = self._client()
            return {
                name: client.get_or_create_collection(
                    name,
                    embedding_function=None,
                    configuration={"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}},
                )
                for name in COLLECTIONS
            }
        except (ChromaError, ValueError, OSError, RuntimeError) as error:
            reason = " ".join(str(error).split())[:200]
            if "<html" in reason.casefold():
                reason = "what answers there is no Chroma server"
            raise StoreUnavailable(
                f"the store {self.location} cannot be opened ({reason}); choose another, or a new folder: --store DIR"
            ) from error

    def _client(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if not self.is_server:
            return chromadb.PersistentClient(self.location, settings=settings)
        address = urlsplit(self.location)
        return chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if address.scheme == "https" else 8000),
            ssl=address.scheme == "https",
            settings=settings,
        )


def all_records(collection: Any, **query: Any) -> list[tuple[str, str, dict[str, Any]]]:
    """Return every record that fits as (id, document, metadata), read in batches."""
    found: list[tuple[str, str, dict[str, Any]]] = []
    while True:
        page = collection.get(include=["documents", "metadatas"], limit=BATCH, offset=len(found), **query)
        found.extend(zip(page["ids"], page["documents"], page["metadatas"], strict=True))
        if len(page["ids"]) < BATCH:
            return found
