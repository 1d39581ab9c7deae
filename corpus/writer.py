"""Changes to the store, in an order that a kill at any moment cannot turn into a half-written transcript."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.catalogue import Catalogue, catalogue_from
from corpus.chroma import ACCOUNTS, BATCH, MARGINS, PASSAGES, REVISIONS, TRANSCRIPTS, Connection, all_records
from corpus.errors import NoSuchTranscript, StoreUnavailable
from corpus.reading import read_transcript, stored_generation
from corpus.records import (
    CATALOGUE_ID,
    FOLDER_CATALOGUE,
    LIBRARY_ID,
    info_document,
    info_from,
    is_transcript,
    passage_id,
    passage_metadata,
)
from corpus.revisions import Revision, equal_blocks, revision_documents
from corpus.transcript import Passage, Transcript, TranscriptInfo, tiles

LARGEST_RECORD = 16_384
"""Bytes of a record's text."""
_CONSTANT = [1.0, 0.0]

Changed = Callable[[int, Mapping[str, TranscriptInfo | None] | None], None]
"""Is told the count of changes, and which transcripts were put or (None) removed; None: more has changed."""


class Writer:
    """Changes one store; made by `Store.writing`, which holds the lock."""

    def __init__(self, connection: Connection, changed: Changed) -> None:
        self._connection = connection
        self._changed = changed

    def infos(self) -> dict[str, TranscriptInfo]:
        """Return what is known about each transcript, by id, as it is at this moment."""
        records = all_records(self._connection.collection(TRANSCRIPTS))
        return {name: info_from(text) for name, text, _ in records if is_transcript(name)}

    def _info(self, transcript_id: str) -> TranscriptInfo | None:
        record = self._connection.collection(TRANSCRIPTS).get(ids=[transcript_id], include=["documents"])
        return info_from(record["documents"][0]) if record["ids"] else None

    def put(self, transcript: Transcript, vectors: NDArray[np.float32]) -> None:
        """Add a transcript, or replace the one of the same id, as a whole.

        `vectors` has a row for each passage of `transcript.speech()`, in order.

        Raises:
            ValueError: the passages do not tile, a record is too large, or rows and passages differ in number.
            StoreUnavailable: the disk is full or Chroma refuses.
        """
        info, speech = transcript.info, transcript.speech()
        if not tiles(transcript.passages, transcript.text) or len(speech) != len(vectors):
            raise ValueError(f"{info.id}: {len(speech)} speech passages with {len(vectors)} vectors must tile the text")
        if any(len(p.text.encode("utf-8", "surrogatepass")) > LARGEST_RECORD for p in transcript.passages):
            raise ValueError(f"{info.id}: a passage is larger than {LARGEST_RECORD} bytes")
        margins = [p for p in transcript.passages if p.role != "speech"]
        before = self._info(info.id)
        if before and before.text_hash != info.text_hash:
            self._remember(before, transcript)
        self._write(lambda: self._add(PASSAGES, info, speech, vectors.tolist()))
        self._write(lambda: self._add(MARGINS, info, margins, [_CONSTANT] * len(margins)))
        self._write(lambda: self._upsert_record(info.id, info_document(info)))
        if before and before.version != info.version:
            self._write(lambda: self._delete_version(before.version))
        self._commit({info.id: info})

    def remove(self, transcript_id: str) -> None:
        """Remove a transcript with everything that belongs to it.

        Raises:
            NoSuchTranscript: the library has none of that id.
        """
        info = self.infos().get(transcript_id)
        if info is None:
            raise NoSuchTranscript(f"no transcript {transcript_id!r} in the library; see python -m ingest list")
        self._write(lambda: self._connection.collection(TRANSCRIPTS).delete(ids=[transcript_id]))
        self._write(lambda: self._delete_version(info.version))
        self._write(lambda: self._connection.collection(REVISIONS).delete(where={"transcript": transcript_id}))
        self._commit({transcript_id: None})

    def put_accounts(self, conversation: str, key: str, documents: Sequence[str]) -> None:
        """Replace how the accounts of a conversation are aligned; no documents: there is nothing to align.

        `key` names the alignment (`corpus.accounts.alignment_key`). Readers take it when all of it is there.
        """
        collection = self._connection.collection(ACCOUNTS)
        held = collection.get(where={"conversation": conversation}, include=[])["ids"]
        ids = [f"{key}:{index:05d}:{conversation}" for index in range(len(documents))]
        metadatas = [{"conversation": conversation, "key": key, "index": i, "of": len(ids)} for i in range(len(ids))]
        embeddings = [_CONSTANT] * len(ids)
        if ids:
            self._write(lambda: collection.upsert(ids, embeddings=embeddings, metadatas=metadatas, documents=documents))
        old = [record_id for record_id in held if record_id not in ids]
        if old:
            self._write(lambda: collection.delete(ids=old))
        self._commit({})

    def put_revision(self, transcript_id: str, revision: Revision) -> None:
        """Keep what became of a transcript's words in one change of it; `put` does so by itself."""
        documents = revision_documents(revision)
        ids = [f"{transcript_id}:{revision.before}:{revision.after}:{index:05d}" for index in range(len(documents))]
        metadatas = [{"transcript": transcript_id}] * len(ids)
        embeddings = [_CONSTANT] * len(ids)
        collection = self._connection.collection(REVISIONS)
        self._write(lambda: collection.upsert(ids, embeddings=embeddings, metadatas=metadatas, documents=documents))

    def update_info(self, info: TranscriptInfo) -> None:
        """Replace what is known about a transcript whose contents stay as they are (same version)."""
        self._write(lambda: self._upsert_record(info.id, info_document(info)))
        self._commit({info.id: info})

    def vectors(self, transcript_id: str) -> NDArray[np.float32]:
        """Return the stored vectors of a transcript's speech passages, in order, shape (passages, dimension).

        Raises:
            NoSuchTranscript: the library has none of that id.
        """
        info = self.infos().get(transcript_id)
        if info is None:
            raise NoSuchTranscript(f"no transcript {transcript_id!r} in the library")
        indices = [p.index for p in read_transcript(self._connection, info).speech()]
        rows: dict[str, Any] = {}
        for ids in _batches([passage_id(info.version, index) for index in indices]):
            page = self._connection.collection(PASSAGES).get(ids=list(ids), include=["embeddings"])
            rows.update(zip(page["ids"], page["embeddings"], strict=True))
        return np.asarray([rows[passage_id(info.version, index)] for index in indices], dtype=np.float32)

    def model(self) -> str | None:
        """Return the name of the model that made the vectors."""
        name = self._library().get("model")
        return str(name) if name else None

    def set_model(self, name: str) -> None:
        """Write down which model makes the vectors."""
        if self.model() != name:
            self._write(lambda: self._upsert_library({**self._library(), "model": name}))
            self._commit(None)

    def put_catalogue(self, folder: str, catalogue: Catalogue | None) -> None:
        """Replace what the catalogue of a folder says; None: it has none any more."""
        record_id = f"{FOLDER_CATALOGUE}{folder}"
        if catalogue is None:
            self._write(lambda: self._connection.collection(TRANSCRIPTS).delete(ids=[record_id]))
        else:
            text = json.dumps(catalogue.as_data(), ensure_ascii=False)
            self._write(lambda: self._upsert_record(record_id, text))
        self._commit(None)

    def merge_catalogue(self, catalogue: Catalogue) -> None:
        """Add people, conversations and terms that stand in no folder's catalogue, to those added before."""
        record = self._connection.collection(TRANSCRIPTS).get(ids=[CATALOGUE_ID], include=["documents"])
        known = catalogue_from(json.loads(record["documents"][0]) if record["ids"] else {}, "the store")
        merged = known.merged(catalogue)
        if merged.as_data() != known.as_data():
            text = json.dumps(merged.as_data(), ensure_ascii=False)
            self._write(lambda: self._upsert_record(CATALOGUE_ID, text))
            self._commit(None)

    def sweep(self) -> int:
        """Delete passages of versions that no transcript names, left by a writer that was killed; return how many."""
        live = {info.version for info in self.infos().values()}
        swept = 0
        for name in (PASSAGES, MARGINS):
            collection = self._connection.collection(name)
            dead = [record_id for record_id, _, data in all_records(collection) if data["version"] not in live]
            for ids in _batches(dead):
                self._write(lambda ids=ids, collection=collection: collection.delete(ids=list(ids)))  # type: ignore[misc]
            swept += len(dead)
        return swept

    def _remember(self, before: TranscriptInfo, transcript: Transcript) -> None:
        """Keep what became of the words of the old version, for citations of it."""
        old, info = read_transcript(self._connection, before).text, transcript.info
        self.put_revision(info.id, Revision(before.text_hash, info.text_hash, equal_blocks(old, transcript.text)))

    def _add(self, name: str, info: TranscriptInfo, passages: Sequence[Passage], vectors: Sequence[Any]) -> None:
        collection = self._connection.collection(name)
        for start in range(0, len(passages), BATCH):
            batch = passages[start : start + BATCH]
            collection.upsert(
                ids=[passage_id(info.version, p.index) for p in batch],
                documents=[p.text for p in batch],
                metadatas=[passage_metadata(p, info) for p in batch],
                embeddings=vectors[start : start + BATCH],
            )

    def _delete_version(self, version: str) -> None:
        for name in (PASSAGES, MARGINS):
            self._connection.collection(name).delete(where={"version": version})

    def _upsert_record(self, record_id: str, document: str) -> None:
        self._connection.collection(TRANSCRIPTS).upsert(ids=[record_id], documents=[document], embeddings=[_CONSTANT])

    def _library(self) -> dict[str, Any]:
        record = self._connection.collection(TRANSCRIPTS).get(ids=[LIBRARY_ID], include=["documents"])
        return dict(json.loads(record["documents"][0])) if record["ids"] else {}

    def _upsert_library(self, library: dict[str, Any]) -> None:
        generation = stored_generation(self._connection)
        self._connection.collection(TRANSCRIPTS).upsert(
            ids=[LIBRARY_ID],
            documents=[json.dumps(library)],
            metadatas=[{"generation": generation + 1}],
            embeddings=[_CONSTANT],
        )

    def _commit(self, changes: Mapping[str, TranscriptInfo | None] | None) -> None:
        """Count the change, and tell of it (see `Changed`)."""
        self._write(lambda: self._upsert_library(self._library()))
        self._changed(stored_generation(self._connection), changes)

    def _write(self, change: Callable[[], None]) -> None:
        from chromadb.errors import ChromaError

        try:
            change()
        except (ChromaError, RuntimeError, OSError) as error:
            reason = " ".join(str(error).split())[:200]
            raise StoreUnavailable(
                f"the store {self._connection.location} cannot be written ({reason}); what it held is unharmed"
            ) from error


def _batches(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
