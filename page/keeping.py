"""The answers that were shown lately, so that they can be exported and judged without trusting the browser's copy.

They are in the database: another page on it, or this one after a restart, knows them too.
"""

import secrets
import time
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from answer.model import Answer, Prose
from corpus.database.connection import Database
from corpus.database.tables import answers
from corpus.errors import InterviewQAError

KEPT = 10_000
"""Answers: at some 10 KB each."""
_SWEPT_EVERY = 100  # answers
_JSON = TypeAdapter(Answer)


class AnswerGone(InterviewQAError):
    """Raised for an answer that is no longer kept, after many others."""


class AnswerCache:
    """Keeps the latest answers under keys that cannot be guessed."""

    def __init__(self, database: Database, most: int = KEPT) -> None:
        self._database, self._most = database, most
        self._until_swept = 0

    def keep(self, answer: Answer) -> str:
        """Keep an answer and return its key.

        Raises:
            StoreUnavailable: the database cannot be written.
        """
        key = secrets.token_urlsafe(12)
        data = _JSON.dump_json(answer).decode()
        with self._database.change() as connection:
            connection.execute(answers.insert(), {"key": key, "shown": time.time(), "data": data})
            if self._until_swept <= 0:
                self._sweep(connection)
        self._until_swept -= 1
        return key

    def get(self, key: str) -> Answer:
        """Return the answer kept under a key.

        Raises:
            AnswerGone: it is no longer kept.
        """
        query = sa.select(answers.c.data).where(answers.c.key == key)
        data: Any = self._database.read(lambda connection: connection.scalar(query))
        if data is None:
            raise AnswerGone("this answer is no longer kept; ask the question again")
        return _JSON.validate_json(data)

    def put_prose(self, key: str, prose: Prose) -> None:
        """Keep what a language model wrote with its answer; one that is gone takes nothing more.

        Raises:
            StoreUnavailable: the database cannot be written.
        """
        try:
            answer = replace(self.get(key), prose=prose)
        except AnswerGone:
            return
        data = _JSON.dump_json(answer).decode()
        with self._database.change() as connection:
            connection.execute(answers.update().where(answers.c.key == key).values(data=data))

    def _sweep(self, connection: sa.Connection) -> None:
        """Delete what is older than the latest that are kept."""
        self._until_swept = min(_SWEPT_EVERY, self._most)
        oldest = sa.select(answers.c.shown).order_by(answers.c.shown.desc()).offset(self._most - 1).limit(1)
        at = connection.scalar(oldest)
        if at is not None:
            connection.execute(answers.delete().where(answers.c.shown < at))
