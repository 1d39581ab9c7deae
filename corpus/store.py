"""The store: every transcript in full, its vectors, the catalogue and the name of the model that made the vectors.

All of it is in Chroma; what lies beside it (the lexical index) is a cache. Any number of processes read; one
writes at a time. A reader sees a transcript's old version or its new one: passages of a new version are added
first, the transcript's record is switched over, then the passages of the old version are deleted. Reads ignore
passages of versions that no record names, so a writer that was killed leaves nothing that is seen.
"""

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from corpus.accounts import Alignment, alignment_from, alignment_key
from corpus.catalogue import Catalogue
from corpus.chroma import ACCOUNTS, MARGINS, PASSAGES, REVISIONS, TRANSCRIPTS, Connection, all_records
from corpus.errors import ModelMismatch, NoSuchTranscript, StoreBusy, StoreUnavailable
from corpus.files import write_text
from corpus.reading import read_passages, read_transcript, runs, stored_generation
from corpus.records import Place, passage_id, passage_place
from corpus.revisions import Revision, revisions_from
from corpus.transcript import Passage, Transcript, TranscriptInfo
from corpus.view import View, view_of
from corpus.writer import Writer

GENERATION_FILE = "generation"
LOCK_FILE = "writer.lock"
LAST_WRITER_FILE = "writer"
"""Names whoever had the lock last, written before anything else: a writer that was killed counts too."""
POOL = 50_000
"""Passages kept in memory, about 1 KB each."""
TRANSCRIPTS_IN_MEMORY = 64


class Store:
    """Reads one store; `writing()` gives the means to change it. Safe to use from several threads."""

    def __init__(self, location: str | Path, *, must_exist: bool = False) -> None:
        """Name a store; it is opened on first use.

        Raises:
            StoreUnavailable: `must_exist` and there is none, or the location is no folder.
        """
        self.connection = Connection(location)
        self.folder = None if self.connection.is_server else Path(location)
        if self.folder and self.folder.exists() and not self.folder.is_dir():
            raise StoreUnavailable(f"{self.folder} is a file; a store is a folder (--store DIR)")
        if must_exist and self.folder and not (self.folder / "chroma.sqlite3").is_file():
            build = f"python -m ingest add corpus/transcripts --store {self.folder}"
            raise StoreUnavailable(f"no store at {self.folder}; choose another (--store DIR) or build it: {build}")
        self._id = uuid4().hex
        self._lock = threading.RLock()
        self._view: View | None = None
        self._pool: dict[Place, Passage] = {}
        self._read: dict[str, Transcript] = {}

    # what is there

    def view(self) -> View:
        """Return the current view; a new one when another process has written since."""
        with self._lock:
            generation = self.generation()
            if self._view is None or self._view.generation != generation:
                if self.folder:
                    self.connection.reopen()
                records = self.connection.retrying(lambda: all_records(self.connection.collection(TRANSCRIPTS)))
                self._view = view_of(generation, records)
            return self._view

    def generation(self) -> int:
        """Return the number of changes that were made; it only grows."""
        if self.folder:
            try:
                return int((self.folder / GENERATION_FILE).read_text("ascii"))
            except (FileNotFoundError, ValueError):
                return 0
        return self.connection.retrying(lambda: stored_generation(self.connection))

    def infos(self) -> list[TranscriptInfo]:
        """Return what is known about each transcript, sorted by id."""
        return list(self.view().infos.values())

    def info(self, transcript_id: str) -> TranscriptInfo:
        """Return what is known about one transcript.

        Raises:
            NoSuchTranscript: the library has none of that id.
        """
        infos = self.view().infos
        if transcript_id not in infos:
            raise NoSuchTranscript(f"no transcript {transcript_id!r} in the library; see python -m ingest list")
        return infos[transcript_id]

    def model(self) -> str | None:
        """Return the name of the model that made the vectors, None for an empty store."""
        return self.view().model

    def require_model(self, name: str) -> None:
        """Check that vectors of this model may be compared with the stored ones.

        Raises:
            ModelMismatch: they may not.
        """
        stored = self.model()
        if stored is not None and stored != name:
            raise ModelMismatch(
                f"the store was built with {stored}, not with {name}: name that model (--model), "
                "or rebuild the store for this one: python -m ingest rebuild --model NAME"
            )

    def catalogue(self) -> Catalogue:
        """Return the people, conversations and terms of the library."""
        return self.view().catalogue

    # reading

    def read(self, transcript_id: str) -> Transcript:
        """Return a transcript in full.

        Raises:
            NoSuchTranscript: the library has none of that id.
        """
        info = self.info(transcript_id)
        if info.version not in self._read:
            if len(self._read) > TRANSCRIPTS_IN_MEMORY:
                self._read = {}
            self._read[info.version] = self.connection.retrying(lambda: read_transcript(self.connection, info))
        return self._read[info.version]

    def passages(self, places: Sequence[Place]) -> list[Passage]:
        """Return the speech passages at these places, in that order; those no longer there are left out."""
        self._fetch(places)
        return [self._pool[place] for place in places if place in self._pool]

    def around(self, places: Sequence[Place], reach: int) -> list[tuple[str, list[Passage]]]:
        """Return the passages at these places with `reach` passages before and after each, margins included, as
        runs without gaps: (version, passages in order). What is no longer there is left out.
        """
        wanted = {(version, at) for version, index in places for at in range(index - reach, index + reach + 1)}
        there = sorted(place for place in wanted if place[1] >= 0)
        return runs({**self._at(PASSAGES, there), **self._at(MARGINS, there)})

    def nearest(
        self, vector: NDArray[np.float32], limit: int, among: Collection[str] | None = None
    ) -> list[tuple[Place, float]]:
        """Return the places of the passages most like a vector, with their cosine, best first.

        `among` restricts to transcripts of these ids. Passages of transcripts no longer there are left out.
        """
        view = self.view()
        where = {"source": {"$in": sorted(among)}} if among is not None else None
        if not view.infos or (among is not None and not among):
            return []

        def query() -> list[tuple[Place, float]]:
            collection = self.connection.collection(PASSAGES)
            wanted = min(collection.count(), limit + limit // 2)
            if not wanted:
                return []
            found = collection.query(query_embeddings=[vector], n_results=wanted, where=where, include=["distances"])
            pairs = zip(found["ids"][0], found["distances"][0], strict=True)
            return [(passage_place(record_id), 1.0 - float(distance)) for record_id, distance in pairs]

        return [(place, score) for place, score in self.connection.retrying(query) if place[0] in view.versions][:limit]

    def similarities(self, vector: NDArray[np.float32], places: Sequence[Place]) -> dict[Place, float]:
        """Return the cosine of the passages at these places with a vector of length 1; missing ones are left out."""
        if not places:
            return {}
        ids = [passage_id(*place) for place in places]
        found = self.connection.retrying(
            lambda: self.connection.collection(PASSAGES).get(ids=ids, include=["embeddings"])
        )
        cosines = np.asarray(found["embeddings"], np.float32).reshape(len(found["ids"]), -1) @ vector
        return {passage_place(i): float(c) for i, c in zip(found["ids"], cosines, strict=True)}

    def accounts(self, conversation: str) -> Alignment | None:
        """Return how the accounts of a conversation are aligned; None where it has one account, or when a
        transcript of it has just changed and the alignment has not been made anew.
        """
        infos = [info for info in self.infos() if info.conversation == conversation]
        where = {"$and": [{"conversation": conversation}, {"key": alignment_key(infos, self.model())}]}
        records = self.connection.retrying(lambda: all_records(self.connection.collection(ACCOUNTS), where=where))
        records.sort(key=lambda record: int(record[2]["index"]))
        if not records or len(records) != records[0][2]["of"]:
            return None
        return alignment_from(conversation, [document for _, document, _ in records])

    def aligned(self) -> dict[str, str]:
        """Return the conversations with an alignment and its key (`corpus.accounts.alignment_key`)."""
        records = self.connection.retrying(
            lambda: all_records(self.connection.collection(ACCOUNTS), where={"index": 0})
        )
        return {str(data["conversation"]): str(data["key"]) for _, _, data in records}

    def revisions(self, transcript_id: str) -> list[Revision]:
        """Return the changes of a transcript since it was first added, in no order."""
        where = {"transcript": transcript_id}
        records = self.connection.retrying(lambda: all_records(self.connection.collection(REVISIONS), where=where))
        return revisions_from(document for _, document, _ in records)

    # writing

    @contextmanager
    def writing(self, timeout: float = 60.0) -> Iterator[Writer]:
        """Give the means to change the store, alone and from a fresh view; wait up to `timeout` seconds for others.

        Raises:
            StoreBusy: another process went on writing for longer.
            StoreUnavailable: the folder cannot be made or written.
        """
        if self.folder is None:
            yield Writer(self.connection, self._changed)
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / LOCK_FILE)
            with lock.acquire(timeout=timeout):
                self._see_others(self.folder)
                try:
                    yield Writer(self.connection, self._changed)
                except BaseException:
                    self._forget()  # what is in memory may differ from what was written
                    raise
        except Timeout as error:
            raise StoreBusy(
                f"another process has been writing to {self.folder} for over {timeout:.0f} s; try again when it is done"
            ) from error
        except OSError as error:
            raise StoreUnavailable(
                f"{self.folder} cannot be written ({error.strerror}); choose another: --store DIR"
            ) from error

    def close(self) -> None:
        """Let go of what is open."""
        self.connection.reopen()

    # how

    def _see_others(self, folder: Path) -> None:
        """Open a fresh view for writing, unless nobody else has written since this store did: opening one takes as
        long as the library is large.
        """
        last = folder / LAST_WRITER_FILE
        if not last.exists() or last.read_text("ascii") != self._id:
            self._forget()
            write_text(last, self._id)

    def _forget(self) -> None:
        self.connection.reopen()
        with self._lock:
            self._view = None

    def _changed(self, generation: int, changes: Mapping[str, TranscriptInfo | None] | None) -> None:
        """Make readers notice: those of other processes by the file, those of this one at once.

        `changes` are the transcripts that were put or (None) removed; it is None where more than that has changed.
        """
        if self.folder:
            write_text(self.folder / GENERATION_FILE, str(generation))
        with self._lock:
            known = self._view if self.folder and changes is not None else None  # on a server others write, too
            self._view = known and known.after(generation, changes or {})

    def _fetch(self, places: Sequence[Place]) -> None:
        """Bring the speech passages at these places into memory, in one read."""
        if len(self._pool) > POOL:
            self._pool = {}
        self._pool.update(self._at(PASSAGES, [place for place in places if place not in self._pool]))

    def _at(self, collection: str, places: Sequence[Place]) -> dict[Place, Passage]:
        return self.connection.retrying(lambda: read_passages(self.connection, collection, places))
