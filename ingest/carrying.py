"""Carry a store over that was written before stores had a database: `python -m ingest rebuild` does it by itself.

Everything was in Chroma then: a record a passage, a record a transcript, and records of catalogues and revisions. The
new store grows in a folder within the old one and takes its place when it is whole; stopped before, the next try
goes on. What readers thought of answers comes from the file that it was kept in.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import platformdirs

from corpus.alignment import update
from corpus.catalogue import catalogue_from
from corpus.database import Store
from corpus.database.connection import DATABASE_FILE
from corpus.database.revisions import Revision
from corpus.database.rows import info_from, passage_of
from corpus.database.schema import FORMER_FILE
from corpus.database.store import VECTORS_FOLDER
from corpus.database.tables import verdicts
from corpus.transcript import Transcript, TranscriptInfo
from ingest.progress import Progress
from ingest.vectors import PassageEncoder, encode

FEEDBACK = platformdirs.user_data_path("interview-qa") / "feedback.sqlite3"
"""Where the page kept what readers think of answers."""
GROWING = "carrying"
_FORMER = (FORMER_FILE, "generation", "writer", "listing.json", "unfinished", "sentence-vectors.sqlite3*", "lexical-4*")
_PAGE = 1_000  # records read at once


class FormerStore:
    """Reads a store of the form before databases."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        self._client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        records = {name: document for name, document, _ in self._records("transcripts")}
        self._catalogues = {name: records.pop(name) for name in list(records) if name.partition("/")[0] == "catalogue"}
        records.pop("library", None)
        self.infos = [info_from(document) for document in records.values()]

    def catalogues(self) -> Iterator[tuple[str, Any]]:
        """Yield folders ("" for what was said without one) and what their catalogues say."""
        for name, document in self._catalogues.items():
            yield name.partition("/")[2], catalogue_from(json.loads(document), "the store")

    def transcript(self, info: TranscriptInfo) -> Transcript:
        """Return a transcript in full."""
        where = {"version": info.version}
        rows = [*self._records("passages", where=where), *self._records("margins", where=where)]
        passages = sorted((passage_of({**data, "text": text}) for _, text, data in rows), key=lambda one: one.index)
        return Transcript(info, tuple(passages))

    def revisions(self, transcript_id: str) -> list[Revision]:
        """Return the changes of a transcript."""
        blocks: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
        for _, document, _ in self._records("revisions", where={"transcript": transcript_id}):
            before, after, part = json.loads(document)
            blocks.setdefault((before, after), []).extend((old, new, length) for old, new, length in part)
        return [Revision(before, after, tuple(sorted(found))) for (before, after), found in blocks.items()]

    def _records(self, what: str, **query: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
        collection = self._client.get_or_create_collection(f"interview-{what}", embedding_function=None)
        at = 0
        while True:
            page: Any = collection.get(include=["documents", "metadatas"], limit=_PAGE, offset=at, **query)
            yield from zip(page["ids"], page["documents"], page["metadatas"], strict=True)
            at += len(page["ids"])
            if len(page["ids"]) < _PAGE:
                return


def carry_over(folder: Path, encoder: PassageEncoder, progress: Progress, feedback: Path = FEEDBACK) -> tuple[int, int]:
    """Make the store in a folder one of the present form; return how many transcripts and passages of speech it has.

    Raises:
        StoreUnavailable: The store cannot be read or written.
    """
    growing = folder / GROWING
    if (growing / DATABASE_FILE).is_file() and (folder / VECTORS_FOLDER).exists():  # stopped between the last two steps
        (folder / VECTORS_FOLDER).rename(growing / VECTORS_FOLDER)
    former, new = FormerStore(folder), Store(growing)
    try:
        if new.exists and new.snapshot().model not in {None, encoder.name}:
            new.close()
            shutil.rmtree(growing)
        counts = _copied(former, new, encoder, progress)
        _carry_verdicts(feedback, new)
        update(new, list(new.snapshot().conversations))
    finally:
        new.close()  # before it is moved
    if (growing / VECTORS_FOLDER).exists():
        (growing / VECTORS_FOLDER).rename(folder / VECTORS_FOLDER)
    (growing / DATABASE_FILE).rename(folder / DATABASE_FILE)
    _clear_away(folder)
    return counts


def _copied(former: FormerStore, new: Store, encoder: PassageEncoder, progress: Progress) -> tuple[int, int]:
    passages = 0
    progress.begin(len(former.infos), "transcript")
    with new.writing() as writer:
        for folder, catalogue in former.catalogues():
            writer.put_catalogue(folder, catalogue)
        done = new.snapshot()
        for info in former.infos:
            transcript = former.transcript(info)
            passages += len(transcript.speech())
            if info.id not in done.infos:
                writer.put(transcript, encode(transcript, encoder, {}, progress), encoder.name)
            for revision in former.revisions(info.id):
                writer.put_revision(info.id, revision)
            progress.done()
    progress.end()
    return len(former.infos), passages


def _carry_verdicts(feedback: Path, new: Store) -> None:
    if not feedback.is_file():
        return
    with closing(sqlite3.connect(feedback)) as file:
        rows = file.execute("SELECT key, at, verdict, word, answer FROM feedback").fetchall()
    names = ("key", "said", "verdict", "word", "answer")
    with new.database.change() as connection:
        for row in rows:
            connection.execute(verdicts.delete().where(verdicts.c.key == row[0]))
            connection.execute(verdicts.insert(), dict(zip(names, row, strict=True)))


def _clear_away(folder: Path) -> None:
    """Delete the files of the former store, now that the new one is there."""
    former = [path for pattern in _FORMER for path in folder.glob(pattern)]
    segments = [path.parent for path in folder.glob("*/header.bin")]  # Chroma's folders of vectors
    for path in [*former, *segments, folder / GROWING]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
