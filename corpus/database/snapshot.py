"""What a request reads of the store: one generation of it, the same from its start to its end."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue, catalogue_from
from corpus.database.connection import Database
from corpus.database.contents import Contents
from corpus.database.memory import Memory
from corpus.database.reading import (
    passages_at,
    pooled_vectors,
    read_passages,
    read_vectors,
    speakers_at,
    stored_at,
)
from corpus.database.revisions import Revision, revision_from
from corpus.database.rows import PassageKey, StoredPassage, info_from
from corpus.transcript import Passage, Transcript, TranscriptInfo
from corpus.vectors.index import VectorIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from corpus.vectors.packing import PackedVectors

COMPARED = 6_000
"""Passages of a selection that are compared one by one; of a larger one the index finds the nearest."""
WIDEST = 5_000
"""Neighbours that the index is asked for, at most, until enough of them belong to a selection."""

Among = Mapping[str, frozenset[str] | None]
"""Which transcripts (ids), and of each which speakers as written; None: whoever speaks."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a snapshot is read from: the database, the index of vectors, and the transcripts that were read lately."""

    database: Database
    index: VectorIndex
    memory: Memory


class Snapshot(Contents):
    """The store at one generation. Safe to use from several threads."""

    def __init__(
        self,
        sources: Sources,
        state: tuple[int, str | None],
        rows: Iterable[tuple[int, TranscriptInfo]],
        catalogues: Mapping[str, Catalogue],
    ) -> None:
        """Take the sources, (generation, model), and what `Contents` takes."""
        super().__init__(*state, rows, catalogues)
        self._database, self._index, self._memory = sources.database, sources.index, sources.memory

    def read(self, transcript_id: str) -> Transcript:
        """Return a transcript in full.

        Raises:
            NoSuchTranscript: the library has none of that id.
        """
        number = self.version(transcript_id)
        held = self._memory.get(number)
        if held is None:
            passages = self._database.read(lambda connection: read_passages(connection, number))
            held = Transcript(self.infos[transcript_id], tuple(passages))
            self._memory.keep(number, held)
        return held if held.info is self.infos[transcript_id] else Transcript(self.infos[transcript_id], held.passages)

    def vectors(self, transcript_id: str) -> "dict[int, PackedVectors]":
        """Return the vectors of a transcript's passages of speech, by their index.

        Raises:
            NoSuchTranscript: the library has none of that id.
        """
        number = self.version(transcript_id)
        return self._database.read(lambda connection: read_vectors(connection, number))

    def passages(self, keys: Sequence[PassageKey]) -> dict[PassageKey, StoredPassage]:
        """Return the passages of speech under these keys with their vectors; those not there are left out."""
        wanted = [key for key in keys if key.version in self.versions]
        found = self._database.read(lambda connection: stored_at(connection, wanted)) if wanted else {}
        return {key: found[key] for key in wanted if key in found}

    def around(self, keys: Iterable[PassageKey], reach: int) -> list[tuple[TranscriptInfo, list[Passage]]]:
        """Return the passages under these keys with `reach` passages before and after each, headings and the like
        included, as runs without gaps.
        """
        wanted = {
            PassageKey(key.version, at)
            for key in keys
            if key.version in self.versions
            for at in range(max(0, key.position - reach), key.position + reach + 1)
        }
        found = self._database.read(lambda connection: passages_at(connection, sorted(wanted)))
        runs: list[tuple[TranscriptInfo, list[Passage]]] = []
        last: PassageKey | None = None
        for key in sorted(found):
            if last is None or last != (key.version, key.position - 1):
                runs.append((self.versions[key.version], []))
            runs[-1][1].append(found[key])
            last = key
        return runs

    def nearest(
        self, vector: "NDArray[np.float32]", limit: int, among: Among | None = None
    ) -> list[tuple[PassageKey, float]]:
        """Return the keys of the passages most like a vector of length 1, with their cosine, best first.

        `among` restricts them; None does not.
        """
        if self.model is None or not self.infos or (among is not None and not among):
            return []
        chosen = self.infos if among is None else {name: self.infos[name] for name in among if name in self.infos}
        if among is not None and sum(info.passages for info in chosen.values()) <= COMPARED:
            return self.compared(vector, among)[:limit]
        wanted = limit + limit // 4
        while True:
            hits = self._index.nearest(self.model, vector, wanted)
            fitting = self._fitting([(PassageKey.from_number(number), cosine) for number, cosine in hits], among)
            if len(fitting) >= limit or len(hits) < wanted:
                return fitting[:limit]
            if wanted >= WIDEST:
                return self.compared(vector, among)[:limit] if among is not None else fitting
            wanted = min(WIDEST, 4 * wanted)

    def _fitting(self, hits: Sequence[tuple[PassageKey, float]], among: Among | None) -> list[tuple[PassageKey, float]]:
        """Return the hits of this generation that are among those wanted."""
        live = [hit for hit in hits if hit[0].version in self.versions]
        if among is None:
            return live
        live = [hit for hit in live if self.versions[hit[0].version].id in among]
        if all(speakers is None for speakers in among.values()):
            return live
        said = self._database.read(lambda connection: speakers_at(connection, [key for key, _ in live]))
        return [(key, cosine) for key, cosine in live if _is_said(said.get(key), among[self.versions[key.version].id])]

    def compared(self, vector: "NDArray[np.float32]", among: Among) -> list[tuple[PassageKey, float]]:
        """Return the keys of all passages that are among those wanted with their cosine to a vector of length 1, best
        first: compared one by one.
        """
        chosen = {self._numbers[name]: speakers for name, speakers in among.items() if name in self._numbers}
        keys, rows = self._database.read(lambda connection: pooled_vectors(connection, chosen))
        if not keys:
            return []
        cosines = rows @ vector
        return [(keys[i], float(cosines[i])) for i in (-cosines).argsort(kind="stable")]

    def alignment(self, conversation: str) -> tuple[str, str] | None:
        """Return the stored alignment of a conversation's accounts as (key, JSON), None where there is none
        (see `corpus.alignment`, which knows whether it is up to date).
        """
        return self._database.read(lambda connection: _alignment(connection, conversation))

    def revisions(self, transcript_id: str) -> list[Revision]:
        """Return the changes of a transcript since it was first added, in no order."""
        return self._database.read(lambda connection: _revisions(connection, transcript_id))


def _is_said(speaker: str | None, speakers: Collection[str] | None) -> bool:
    return speakers is None or speaker in speakers


def _alignment(connection: "Connection", conversation: str) -> tuple[str, str] | None:
    from corpus.database.tables import alignments

    row = connection.execute(alignments.select().where(alignments.c.conversation == conversation)).one_or_none()
    return (row.key, row.data) if row else None


def _revisions(connection: "Connection", transcript_id: str) -> list[Revision]:
    from corpus.database.tables import revisions

    rows = connection.execute(revisions.select().where(revisions.c.transcript == transcript_id))
    return [revision_from(row.before, row.after, row.blocks) for row in rows]


def load_snapshot(sources: Sources, before: Snapshot | None) -> Snapshot:
    """Return the present snapshot; what has not changed is taken over from one of before."""
    return sources.database.read(lambda connection: _loaded(connection, sources, before))


def _loaded(connection: "Connection", sources: Sources, before: Snapshot | None) -> Snapshot:
    import sqlalchemy as sa

    from corpus.database.tables import catalogues, library, transcripts

    generation, model = connection.execute(sa.select(library.c.generation, library.c.model)).one()
    since = before.generation if before else -1
    known = {info.id: (number, info) for number, info in before.versions.items()} if before else {}
    for row in connection.execute(transcripts.select().where(transcripts.c.generation > since)):
        known[row.id] = (row.version, info_from(row.info))
    rows = [known[name] for name in connection.scalars(sa.select(transcripts.c.id))]
    said = {
        row.folder: catalogue_from(json.loads(row.data), "the store") for row in connection.execute(catalogues.select())
    }
    return Snapshot(sources, (generation, model), rows, said)
