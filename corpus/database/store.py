"""One store, opened: gives snapshots to read, and in turn the means to write."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.database.connection import DATABASE_FILE, Database
from corpus.database.memory import Memory
from corpus.database.schema import is_former
from corpus.database.turns import turn
from corpus.errors import StoreUnavailable
from corpus.location import TOKEN_VARIABLE, Location
from corpus.vectors.index import VectorIndex

if TYPE_CHECKING:
    from corpus.database.snapshot import Snapshot
    from corpus.database.writer import Writer

VECTORS_FOLDER = "vectors"


class Store:
    """One store. Safe to use from several threads."""

    def __init__(self, location: str | Path | Location, *, must_exist: bool = False) -> None:
        """Name a store; it is opened, and made where it is not there, on first use.

        Raises:
            StoreUnavailable: `must_exist` and there is none, or the location is no folder.
        """
        self.location = location if isinstance(location, Location) else Location(Path(location))
        self.folder = self.location.folder
        if self.folder.exists() and not self.folder.is_dir():
            raise StoreUnavailable(f"{self.folder} is a file; a store is a folder (--store DIR)")
        if must_exist and not self.exists and not is_former(self.location):
            build = f"python -m ingest add FILE… --store {self.folder}"
            raise StoreUnavailable(f"no store at {self.folder}; choose another (--store DIR) or build it: {build}")
        self.database = Database(self.location)
        self.index = VectorIndex(self.location.chroma or self.folder / VECTORS_FOLDER, os.environ.get(TOKEN_VARIABLE))
        self._memory = Memory()
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._own = -1

    @property
    def exists(self) -> bool:
        """Whether there is a store already; a server's database is made a store when it is opened."""
        return self.location.is_shared or (self.folder / DATABASE_FILE).is_file()

    def snapshot(self) -> "Snapshot":
        """Return the present snapshot: the same object as long as nothing has changed.

        Raises:
            StoreUnavailable: the store cannot be read.
        """
        from corpus.database.snapshot import Sources, load_snapshot

        with self._lock:
            before, generation = self._snapshot, self._generation()
            if before is None or before.generation != generation:
                if before is not None and generation != self._own:
                    self.index.reopen()
                self._snapshot = load_snapshot(Sources(self.database, self.index, self._memory), before)
            return self._snapshot  # type: ignore[return-value]

    @contextmanager
    def writing(self, timeout: float = 60.0) -> "Iterator[Writer]":
        """Give the means to change the store, alone; wait up to `timeout` seconds for other writers. What a killed
        writer left is swept away first.

        Raises:
            StoreBusy: another process went on writing for longer.
            StoreUnavailable: the store cannot be written.
        """
        from corpus.database.writer import Writer

        with turn(self.database, timeout) as check:
            self.snapshot()  # also opens the vectors anew where somebody else has written
            writer = Writer(self.database, self.index, check, self._wrote)
            writer.sweep()
            yield writer

    def close(self) -> None:
        """Let go of what is open."""
        self.index.reopen()
        self.database.close()
        with self._lock:
            self._snapshot = None

    def _generation(self) -> int:
        """Return the number of changes that were made; it only grows."""
        import sqlalchemy as sa

        from corpus.database.tables import library

        return self.database.read(lambda connection: int(connection.scalar(sa.select(library.c.generation)) or 0))

    def _wrote(self, generation: int) -> None:
        """Note what this process has written itself: its vectors are seen without opening them anew."""
        self._own = generation
