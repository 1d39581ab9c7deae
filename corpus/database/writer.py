"""Changes to the store, each visible as a whole or not at all, whenever the process is killed."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import Connection

from corpus.catalogue import Catalogue, catalogue_from
from corpus.database.connection import Database
from corpus.database.reading import read_passages
from corpus.database.revisions import Revision, blocks_document, equal_blocks
from corpus.database.rows import PassageKey, info_document, info_from, numbers_of, passage_row
from corpus.database.tables import (
    alignments,
    catalogues,
    library,
    passages,
    revisions,
    transcripts,
    translations,
    vectors,
    versions,
)
from corpus.errors import ModelMismatch, NoSuchTranscript
from corpus.transcript import Transcript, TranscriptInfo, tiles
from corpus.vectors.index import VectorIndex

if TYPE_CHECKING:
    from corpus.vectors.packing import PackedVectors

RETIRED_SECONDS = 60.0
"""How long the rows of a version stay after another took its place: longer than any answer takes."""


class Writer:
    """Changes one store; made by `Store.writing`, which holds the turn.

    Args:
        database: the store's database.
        index: the store's vectors.
        check: raises StoreUnavailable where the turn was lost.
        changed: is told the generation that each change made.
    """

    def __init__(
        self, database: Database, index: VectorIndex, check: Callable[[], object], changed: Callable[[int], None]
    ) -> None:
        self._database, self._index, self._check, self._changed = database, index, check, changed

    # transcripts

    def put(self, transcript: Transcript, packed: "Sequence[PackedVectors]", model: str) -> None:
        """Add a transcript, or replace the one of the same id, as a whole.

        `packed` has the vectors of each passage of `transcript.speech()`, in order, made by `model`.

        Raises:
            ValueError: the passages do not tile, or vectors and passages differ in number.
            ModelMismatch: the store's vectors come from another model.
            StoreUnavailable: the store cannot be written.
        """
        stored = self._database.read(lambda connection: connection.scalar(sa.select(library.c.model)))
        if packed and stored not in (None, model):
            raise ModelMismatch(f"the store was built with {stored}, not with {model}: see python -m ingest rebuild")
        number = self._written(transcript, packed, model)
        with self._change() as connection:
            if packed:
                connection.execute(library.update().values(model=model))
            self._make_live(connection, number, transcript)
        self._drop_vectors(transcript.info.id, keep=1)

    def stage(self, transcript: Transcript, packed: "Sequence[PackedVectors]", model: str) -> None:
        """Write a transcript's vectors by another model, unseen until `exchange`; arguments as of `put`."""
        number = self._written(transcript, packed, model)
        with self._change(counts=False) as connection:
            _set_state(connection, number, "staged")

    def staged(self, model: str) -> Mapping[str, str]:
        """Return what is staged with vectors of a model: the content (`TranscriptInfo.version`) by transcript."""
        rows = self._database.read(lambda connection: connection.execute(_in_state("staged")).all())
        return {row.transcript: row.content for row in rows if row.model == model}

    def unstage(self, keep: Mapping[str, str], model: str) -> None:
        """Drop what is staged but for these contents, by transcript, with vectors of this model."""
        rows = self._database.read(lambda connection: connection.execute(_in_state("staged")).all())
        for row in rows:
            if row.model != model or keep.get(row.transcript) != row.content:
                self._delete(row)

    def exchange(self, model: str) -> None:
        """Let every staged version take the place of the present one, at one moment."""
        with self._change() as connection:
            connection.execute(library.update().values(model=model))
            for row in connection.execute(_in_state("staged")).all():
                before = connection.execute(transcripts.select().where(transcripts.c.id == row.transcript)).one()
                _retire(connection, before.version)
                _set_state(connection, row.number, "live")
                connection.execute(
                    transcripts.update()
                    .where(transcripts.c.id == row.transcript)
                    .values(version=row.number, generation=self._next(connection))
                )

    def remove(self, transcript_id: str) -> None:
        """Remove a transcript with everything that belongs to it.

        Raises:
            NoSuchTranscript: the library has none of that id.
            StoreUnavailable: the store cannot be written.
        """
        with self._change() as connection:
            held = _held(connection, transcript_id)
            if held is None:
                raise NoSuchTranscript(f"no transcript {transcript_id!r} in the library; see python -m ingest list")
            connection.execute(transcripts.delete().where(transcripts.c.id == transcript_id))
            for kept in (revisions, translations):
                connection.execute(kept.delete().where(kept.c.transcript == transcript_id))
            _retire(connection, held[0])
        self._drop_vectors(transcript_id, keep=0)

    def put_revision(self, transcript_id: str, revision: Revision) -> None:
        """Keep what became of a transcript's words in one change of it; `put` does so by itself."""
        with self._change() as connection:
            _remember(connection, transcript_id, revision)

    def sweep(self) -> int:
        """Delete what nobody sees: versions that a killed writer left, and those retired long ago; return how many."""
        rows = self._database.read(lambda connection: connection.execute(_dead(time.time())).all())
        for row in rows:
            self._delete(row)
        self._drop_models({row.model for row in rows})
        return len(rows)

    # what is said of them

    def put_catalogue(self, folder: str, catalogue: Catalogue | None) -> None:
        """Replace what the catalogue of a folder says; None: it has none any more."""
        with self._change() as connection:
            connection.execute(catalogues.delete().where(catalogues.c.folder == folder))
            if catalogue is not None:
                data = json.dumps(catalogue.as_data(), ensure_ascii=False)
                connection.execute(catalogues.insert(), {"folder": folder, "data": data})

    def merge_catalogue(self, catalogue: Catalogue) -> None:
        """Add people, conversations and terms that stand in no folder's catalogue, to those added before."""
        query = sa.select(catalogues.c.data).where(catalogues.c.folder == "")
        stored = self._database.read(lambda connection: connection.scalar(query))
        known = catalogue_from(json.loads(stored) if stored else {}, "the store")
        merged = known.merged(catalogue)
        if merged.as_data() != known.as_data():
            self.put_catalogue("", merged)

    def put_alignment(self, conversation: str, key: str, data: str | None) -> None:
        """Replace how the accounts of a conversation are aligned; None: there is nothing to align."""
        with self._change() as connection:
            connection.execute(alignments.delete().where(alignments.c.conversation == conversation))
            if data is not None:
                connection.execute(alignments.insert(), {"conversation": conversation, "key": key, "data": data})

    # how

    def _written(self, transcript: Transcript, packed: "Sequence[PackedVectors]", model: str) -> int:
        """Write a version with its vectors that nobody sees yet; return its number."""
        from corpus.vectors.packing import pooled_of

        info, speech = transcript.info, transcript.speech()
        if not tiles(transcript.passages, transcript.text) or len(speech) != len(packed):
            raise ValueError(f"{info.id}: {len(speech)} speech passages with {len(packed)} vectors must tile the text")
        row = {
            "transcript": info.id,
            "model": model,
            "passages": len(transcript.passages),
            "content": info.version,
            "state": "writing",
        }
        with self._change(counts=False) as connection:
            number: int = connection.execute(versions.insert().returning(versions.c.number), row).scalar_one()
        numbers = [PassageKey(number, passage.index).number for passage in speech]
        if numbers:
            self._index.add(model, numbers, pooled_of([one.pooled for one in packed]))
        kept = [
            {"id": at, "pooled": one.pooled, "starts": one.starts, "tokens": one.tokens}
            for at, one in zip(numbers, packed, strict=True)
        ]
        with self._change(counts=False) as connection:
            if transcript.passages:
                connection.execute(passages.insert(), [passage_row(one, number) for one in transcript.passages])
            if kept:
                connection.execute(vectors.insert(), kept)
        return number

    def _make_live(self, connection: Connection, number: int, transcript: Transcript) -> None:
        info = transcript.info
        held = _held(connection, info.id)
        if held is not None:
            before, old = held
            if old.text_hash != info.text_hash:
                text = "".join(passage.text for passage in read_passages(connection, before))
                blocks = equal_blocks(text, transcript.text)
                _remember(connection, info.id, Revision(old.text_hash, info.text_hash, blocks))
            connection.execute(transcripts.delete().where(transcripts.c.id == info.id))
            _retire(connection, before)
        _set_state(connection, number, "live")
        row = {"id": info.id, "version": number, "conversation": info.conversation, "info": info_document(info)}
        connection.execute(transcripts.insert(), {**row, "generation": self._next(connection)})

    def _next(self, connection: Connection) -> int:
        """Return the generation that the change of this transaction makes."""
        return int(connection.scalar(sa.select(library.c.generation)) or 0) + 1

    @contextmanager
    def _change(self, *, counts: bool = True) -> Iterator[Connection]:
        """Change something in one transaction; where it `counts`, it makes a new generation."""
        self._check()
        generation = 0
        with self._database.change() as connection:
            yield connection
            if counts:
                generation = self._next(connection)
                connection.execute(library.update().values(generation=generation))
        if counts:
            self._changed(generation)

    def _drop_vectors(self, transcript_id: str, keep: int) -> None:
        """Take the vectors of a transcript's retired versions out of the index, but for the `keep` latest: requests
        that are under way may still look for those.
        """
        query = _in_state("retired").where(versions.c.transcript == transcript_id).order_by(versions.c.number.desc())
        rows = self._database.read(lambda connection: connection.execute(query).all())
        for row in rows[keep:]:
            self._index.delete(row.model, _possible(row))

    def _delete(self, row: Any) -> None:
        self._index.delete(row.model, _possible(row))
        with self._change(counts=False) as connection:
            for table in (vectors, passages):
                connection.execute(table.delete().where(table.c.id.between(*numbers_of(row.number))))
            connection.execute(versions.delete().where(versions.c.number == row.number))

    def _drop_models(self, models: set[str]) -> None:
        """Drop the collections of models that no version has vectors of any more."""
        left = self._database.read(lambda connection: set(connection.scalars(sa.select(versions.c.model))))
        for model in models - left:
            self._index.drop(model)


def _held(connection: Connection, transcript_id: str) -> tuple[int, TranscriptInfo] | None:
    row = connection.execute(transcripts.select().where(transcripts.c.id == transcript_id)).one_or_none()
    return (row.version, info_from(row.info)) if row else None


def _remember(connection: Connection, transcript_id: str, revision: Revision) -> None:
    key = {"transcript": transcript_id, "before": revision.before, "after": revision.after}
    connection.execute(revisions.delete().where(*(revisions.c[name] == value for name, value in key.items())))
    connection.execute(revisions.insert(), {**key, "blocks": blocks_document(revision)})


def _set_state(connection: Connection, number: int, state: str) -> None:
    connection.execute(versions.update().where(versions.c.number == number).values(state=state))


def _retire(connection: Connection, number: int) -> None:
    at = {"state": "retired", "retired": time.time()}
    connection.execute(versions.update().where(versions.c.number == number).values(**at))


def _in_state(state: str) -> sa.Select[Any]:
    return versions.select().where(versions.c.state == state)


def _dead(now: float) -> sa.Select[Any]:
    is_old = (versions.c.state == "retired") & (versions.c.retired < now - RETIRED_SECONDS)
    return versions.select().where((versions.c.state == "writing") | is_old)


def _possible(row: Any) -> list[int]:
    """Return the numbers that passages of a version can have."""
    return [PassageKey(row.number, index).number for index in range(row.passages)]
