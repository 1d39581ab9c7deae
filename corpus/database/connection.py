"""The connection to the database: SQLite in the store's folder, or PostgreSQL by its address."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.errors import StoreUnavailable
from corpus.location import Location

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

DATABASE_FILE = "library.sqlite3"
ATTEMPTS = 5
"""How often a read is tried, on a fresh connection each time."""
FIRST_PAUSE = 0.1
"""Seconds before the second try; doubled before each further one."""
LOCK_SECONDS = 30.0
"""How long SQLite waits for another's short write."""
CONNECT_SECONDS = 5
"""How long a server may take to answer a new connection."""
POOL = 32
"""Connections held open, more than people who ask at once."""

_RESULT = TypeVar("_RESULT")


class Database:
    """Reads and writes one database, opened and migrated when first used. Safe to use from several threads."""

    def __init__(self, location: Location) -> None:
        self.location = location
        self._lock = threading.Lock()
        self._engine: Engine | None = None

    def read(self, query: "Callable[[Connection], _RESULT]") -> _RESULT:
        """Run a query in a transaction of its own, which sees one state of the database; again where it fails.

        Raises:
            StoreUnavailable: it goes on failing, or there is no database of this schema.
        """
        from sqlalchemy.exc import SQLAlchemyError

        for attempt in range(ATTEMPTS):
            try:
                with self.engine().connect() as connection:
                    return query(connection)
            except SQLAlchemyError as error:
                if attempt == ATTEMPTS - 1:
                    raise self._unavailable("read", error) from error
                time.sleep(FIRST_PAUSE * 2**attempt)
        raise AssertionError("unreachable")

    @contextmanager
    def change(self) -> "Iterator[Connection]":
        """Change something in one transaction, which is committed at the end of the block.

        Raises:
            StoreUnavailable: the database cannot be written.
        """
        from sqlalchemy.exc import SQLAlchemyError

        try:
            with self.engine().execution_options(writes=True).begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise self._unavailable("written", error) from error

    def engine(self) -> "Engine":
        """Return the engine; opens the database.

        Raises:
            StoreUnavailable: there is none, or none of this schema.
        """
        from sqlalchemy.exc import SQLAlchemyError

        from corpus.database.schema import migrate

        with self._lock:
            if self._engine is None:
                engine = self._opened()
                try:
                    migrate(engine, self.location)
                except SQLAlchemyError as error:
                    engine.dispose()
                    raise self._unavailable("opened", error) from error
                except BaseException:
                    engine.dispose()
                    raise
                self._engine = engine
            return self._engine

    def close(self) -> None:
        """Let go of what is open; the next use opens it again."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def _opened(self) -> "Engine":
        import sqlalchemy as sa

        if self.location.database is not None:
            address = sa.make_url(self.location.database)
            if address.drivername in {"postgresql", "postgres"}:
                address = address.set(drivername="postgresql+psycopg")
            return sa.create_engine(
                address,
                pool_size=POOL,
                max_overflow=POOL,
                pool_pre_ping=True,
                isolation_level="REPEATABLE READ",
                connect_args={"connect_timeout": CONNECT_SECONDS},
            )
        folder = self.location.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreUnavailable(
                f"a store cannot be made at {folder} ({reason}); choose another place: --store DIR"
            ) from error
        arguments = {"timeout": LOCK_SECONDS, "check_same_thread": False}
        engine = sa.create_engine(
            sa.URL.create("sqlite+pysqlite", database=str(folder / DATABASE_FILE)),
            connect_args=arguments,
            pool_size=POOL,
            max_overflow=POOL,
        )
        sa.event.listen(engine, "connect", _prepare)
        sa.event.listen(engine, "begin", _begin)
        return engine

    def _unavailable(self, what: str, error: Exception) -> StoreUnavailable:
        reason = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
        other = "check the address: --database URL" if self.location.is_shared else "choose another: --store DIR"
        return StoreUnavailable(f"the store {self.location} cannot be {what} ({reason}); {other}")


def _prepare(connection: Any, _: Any) -> None:
    """Set a new connection to SQLite up; transactions are begun by `_begin`, not by Python's module."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: "Connection") -> None:
    """Begin a transaction; one that will write takes SQLite's lock at once, so that it never fails half-way."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
