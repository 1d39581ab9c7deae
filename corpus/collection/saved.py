"""Answers saved under a name, to be asked again: what was quoted then is known, anything else is new."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from corpus.collection.removal import remove
from corpus.database.connection import Database
from corpus.database.tables import saved_answers
from corpus.errors import NotCollected

LONGEST_NAME = 300
"""Characters."""


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """A question as it was asked (after `history`, with the page's `filters`), and what answered it: the address and
    the words of each quote. `saved` is an ISO 8601 date and time, UTC, of the last time that it was saved.
    """

    id: str
    name: str
    question: str
    history: tuple[str, ...]
    filters: Mapping[str, Any]
    quotes: tuple[tuple[str, str], ...]
    saved: str


class SavedAnswers:
    """The saved answers of one library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SavedAnswer]:
        """Return them, the last saved first."""
        query = saved_answers.select().where(saved_answers.c.removed.is_(None))
        query = query.order_by(saved_answers.c.saved.desc(), saved_answers.c.id)
        return [_saved(row) for row in self._database.read(lambda connection: connection.execute(query).all())]

    def get(self, saved_id: str) -> SavedAnswer:
        """Return one of them.

        Raises:
            NotCollected: it was removed.
        """
        found = next((one for one in self.all() if one.id == saved_id), None)
        if found is None:
            raise NotCollected("this answer is not saved any more; ask its question, then save it")
        return found

    def save(
        self, asked: tuple[str, Sequence[str], Mapping[str, Any]], quotes: Sequence[tuple[str, str]], replaces: str = ""
    ) -> SavedAnswer:
        """Save an answer, under its question as its name, or in place of one, whose name it keeps.

        Args:
            asked: question, history, filters.
            quotes: address and words of each.
            replaces: the id of the one whose place it takes.

        Raises:
            StoreUnavailable: the database cannot be written.
        """
        question, history, filters = asked
        before = next((one for one in self.all() if one.id == replaces), None)
        row = {
            "id": before.id if before else str(uuid.uuid4()),
            "name": before.name if before else question[:LONGEST_NAME],
            "question": question,
            "history": json.dumps([*history], ensure_ascii=False),
            "filters": json.dumps({**filters}, ensure_ascii=False),
            "quotes": json.dumps([*quotes], ensure_ascii=False),
            "saved": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        with self._database.change() as connection:
            connection.execute(saved_answers.delete().where(saved_answers.c.id == row["id"]))
            connection.execute(saved_answers.insert(), row)
        return self.get(row["id"])

    def rename(self, saved_id: str, name: str) -> None:
        """Give one of them another name; an empty one changes nothing."""
        tidy = " ".join(name.split())[:LONGEST_NAME]
        if tidy:
            with self._database.change() as connection:
                is_this = saved_answers.c.id == saved_id
                connection.execute(saved_answers.update().where(is_this).values(name=tidy))

    def remove(self, saved_id: str) -> None:
        """Remove one of them."""
        with self._database.change() as connection:
            remove(connection, saved_answers, [saved_id])


def _saved(row: sa.Row[Any]) -> SavedAnswer:
    quotes = tuple((address, words) for address, words in json.loads(row.quotes))
    history = tuple(json.loads(row.history))
    return SavedAnswer(row.id, row.name, row.question, history, json.loads(row.filters), quotes, row.saved)
