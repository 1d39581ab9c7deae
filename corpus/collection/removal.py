"""Removing what was collected, and taking the last removal back: until the next one, nothing of it is deleted."""

import time
from collections.abc import Iterable

import sqlalchemy as sa

from corpus.database.connection import Database
from corpus.database.tables import collected, collected_labels, labels, saved_answers

_TABLES = (collected, labels, saved_answers)


def remove(connection: sa.Connection, table: sa.Table, ids: Iterable[str]) -> None:
    """Remove quotes, labels or saved answers, all at one moment; what was removed before is now deleted. Where they are
    removed already, nothing is done: removed twice, they can still be brought back.
    """
    present = table.c.id.in_(sorted(ids)) & table.c.removed.is_(None)
    if connection.scalar(sa.select(table.c.id).where(present).limit(1)) is None:
        return
    _delete(connection)
    connection.execute(table.update().where(present).values(removed=time.time()))


def undo(database: Database) -> None:
    """Bring back what the last removal took; nothing, where there was none.

    Raises:
        StoreUnavailable: the database cannot be written.
    """
    with database.change() as connection:
        for table in _TABLES:
            connection.execute(table.update().values(removed=None))


def can_undo(database: Database) -> bool:
    """Whether there is a removal to be taken back."""
    queries = [sa.select(table.c.id).where(table.c.removed.is_not(None)).limit(1) for table in _TABLES]
    return database.read(lambda connection: any(connection.scalar(query) is not None for query in queries))


def _delete(connection: sa.Connection) -> None:
    for table, column in ((collected, collected_labels.c.collected), (labels, collected_labels.c.label)):
        gone = sa.select(table.c.id).where(table.c.removed.is_not(None))
        connection.execute(collected_labels.delete().where(column.in_(gone)))
    for table in _TABLES:
        connection.execute(table.delete().where(table.c.removed.is_not(None)))
