"""The queries that a snapshot is read with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection

from corpus.database.rows import PassageKey, StoredPassage, numbers_of, passage_from
from corpus.database.tables import passages, vectors
from corpus.transcript import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus.vectors.packing import PackedVectors

AT_ONCE = 1_000
"""Keys in one query."""
VERSIONS_AT_ONCE = 100

_Item = TypeVar("_Item")


def read_passages(connection: Connection, version: int) -> list[Passage]:
    """Return all passages of a version, in order."""
    query = passages.select().where(passages.c.id.between(*numbers_of(version))).order_by(passages.c.id)
    return [passage_from(row) for row in connection.execute(query).mappings()]


def read_vectors(connection: Connection, version: int) -> "dict[int, PackedVectors]":
    """Return the vectors of a version's passages of speech, by their index."""
    from corpus.vectors.packing import PackedVectors

    rows = connection.execute(vectors.select().where(vectors.c.id.between(*numbers_of(version))))
    return {PassageKey.from_number(row.id).position: PackedVectors(row.pooled, row.starts, row.tokens) for row in rows}


def passages_at(connection: Connection, keys: Sequence[PassageKey]) -> dict[PassageKey, Passage]:
    """Return the passages under these keys; those not there are left out."""
    found: dict[PassageKey, Passage] = {}
    for numbers in _numbers(keys):
        for row in connection.execute(passages.select().where(passages.c.id.in_(numbers))).mappings():
            found[PassageKey.from_number(row["id"])] = passage_from(row)
    return found


def stored_at(connection: Connection, keys: Sequence[PassageKey]) -> dict[PassageKey, StoredPassage]:
    """Return the passages of speech under these keys with their vectors; those not there are left out."""
    from corpus.vectors.packing import PackedVectors

    found: dict[PassageKey, StoredPassage] = {}
    both = sa.select(passages, vectors.c.pooled, vectors.c.starts, vectors.c.tokens).join_from(
        passages, vectors, passages.c.id == vectors.c.id
    )
    for numbers in _numbers(keys):
        for row in connection.execute(both.where(passages.c.id.in_(numbers))).mappings():
            packed = PackedVectors(row["pooled"], row["starts"], row["tokens"])
            found[PassageKey.from_number(row["id"])] = StoredPassage(passage_from(row), packed)
    return found


def speakers_at(connection: Connection, keys: Sequence[PassageKey]) -> dict[PassageKey, str | None]:
    """Return who speaks in the passages under these keys, as written."""
    found: dict[PassageKey, str | None] = {}
    for numbers in _numbers(keys):
        rows = connection.execute(sa.select(passages.c.id, passages.c.speaker).where(passages.c.id.in_(numbers)))
        found.update((PassageKey.from_number(number), speaker) for number, speaker in rows)
    return found


def pooled_vectors(
    connection: Connection, chosen: Mapping[int, frozenset[str] | None]
) -> "tuple[list[PassageKey], NDArray[np.float32]]":
    """Return the keys and pooled vectors, (keys, dimension), of the passages of these versions that these speakers say
    (None: whoever speaks).
    """
    import numpy as np

    from corpus.vectors.packing import pooled_of

    found: list[tuple[int, bytes]] = []
    silent = [version for version, speakers in chosen.items() if speakers is None]
    for some in _parts(silent, VERSIONS_AT_ONCE):
        within = sa.or_(*(vectors.c.id.between(*numbers_of(version)) for version in some))
        found += [tuple(row) for row in connection.execute(sa.select(vectors.c.id, vectors.c.pooled).where(within))]
    named = [(version, speakers) for version, speakers in chosen.items() if speakers is not None]
    joined = sa.select(vectors.c.id, vectors.c.pooled).join_from(vectors, passages, passages.c.id == vectors.c.id)
    for pairs in _parts(named, VERSIONS_AT_ONCE):
        said = (
            passages.c.id.between(*numbers_of(version)) & passages.c.speaker.in_(sorted(speakers))
            for version, speakers in pairs
        )
        found += [tuple(row) for row in connection.execute(joined.where(sa.or_(*said)))]
    if not found:
        return [], np.zeros((0, 0), np.float32)
    return [PassageKey.from_number(number) for number, _ in found], pooled_of([row for _, row in found])


def _numbers(keys: Iterable[PassageKey]) -> Iterator[Sequence[int]]:
    return _parts([key.number for key in keys], AT_ONCE)


def _parts(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
