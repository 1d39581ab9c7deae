"""Writers take turns: by a lock in the store's folder, or by one of the database where several machines share it."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from filelock import FileLock, Timeout

from corpus.database.connection import Database
from corpus.errors import StoreBusy, StoreUnavailable

LOCK_FILE = "writer.lock"
SOON = 3.0
"""Seconds: waiting longer for another writer is worth a message."""
_PAUSE = 0.1  # seconds between two looks at whether the other has ended
_TAKE = "SELECT pg_try_advisory_lock(hashtext('interview-qa writer'))"
_STILL = "SELECT true"
_GIVE_BACK = "SELECT pg_advisory_unlock(hashtext('interview-qa writer'))"

_log = logging.getLogger(__name__)


@contextmanager
def turn(database: Database, timeout: float) -> Iterator[Callable[[], object]]:
    """Hold the turn to write, after up to `timeout` seconds of waiting; gives what checks that it still is held.

    Raises:
        StoreBusy: another process went on writing for longer.
        StoreUnavailable: the folder cannot be written, or the server does not answer.
    """
    take = _in_database if database.location.is_shared else _in_folder
    with take(database, timeout) as check:
        yield check


@contextmanager
def _in_folder(database: Database, timeout: float) -> Iterator[Callable[[], object]]:
    folder = database.location.folder
    database.engine()  # makes the folder
    lock = FileLock(folder / LOCK_FILE)
    try:
        _waiting(lambda: _taken(lock), database, timeout)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreUnavailable(f"{folder} cannot be written ({reason}); choose another: --store DIR") from error
    try:
        yield lambda: None  # it ends with this process alone
    finally:
        lock.release()


def _taken(lock: FileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True


@contextmanager
def _in_database(database: Database, timeout: float) -> Iterator[Callable[[], object]]:
    """Hold a lock of PostgreSQL's that ends with its connection, so that nobody who is killed keeps it."""
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    lost = StoreUnavailable(f"the store {database.location} does not answer any more; try again when it is back")
    engine = database.engine().execution_options(isolation_level="AUTOCOMMIT")
    try:
        connection = engine.connect()
    except SQLAlchemyError as error:
        raise lost from error

    def ask(question: str) -> bool:
        try:
            return bool(connection.scalar(text(question)))
        except SQLAlchemyError as error:
            raise lost from error

    with connection:
        _waiting(lambda: ask(_TAKE), database, timeout)
        try:
            yield lambda: ask(_STILL)
        finally:
            with suppress(StoreUnavailable):
                ask(_GIVE_BACK)


def _waiting(take: Callable[[], bool], database: Database, timeout: float) -> None:
    """Try until it is taken; say so where that takes time."""
    began = time.monotonic()
    is_said = False
    while not take():
        waited = time.monotonic() - began
        if waited >= timeout:
            raise StoreBusy(
                f"another process has been writing to {database.location} for over {timeout:.0f} s; "
                "try again when it is done"
            )
        if waited >= SOON and not is_said:
            _log.warning("waiting for another process that writes to %s …", database.location)
            is_said = True
        time.sleep(_PAUSE)
