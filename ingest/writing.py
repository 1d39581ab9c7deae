"""Writing to the store: in turn, and so that what a killed writer left behind is cleared away by the next."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from corpus.errors import StoreBusy, StoreUnavailable
from corpus.store import Store
from corpus.writer import Writer

_UNFINISHED = "unfinished"
"""A file in the store's folder while somebody writes; found there later, that writer did not finish."""
_SOON = 3.0  # seconds: waiting longer for another writer is worth a message

_log = logging.getLogger(__name__)


@contextmanager
def writing(store: Store, patience: float = 60.0) -> Iterator[Writer]:
    """Give the means to change the store, alone; wait up to `patience` seconds for other writers.

    Raises:
        StoreBusy: Another process went on writing for longer.
        StoreUnavailable: The store cannot be written.
    """
    with ExitStack() as held:
        writer = _in_turn(store, patience, held)
        mark = store.folder / _UNFINISHED if store.folder else None
        if mark and mark.exists():
            writer.sweep()
        try:
            if mark:
                mark.touch()
        except OSError as error:
            raise StoreUnavailable(f"{mark} cannot be written ({error.strerror}); the store is as it was") from error
        yield writer
        if mark:
            mark.unlink(missing_ok=True)


def _in_turn(store: Store, patience: float, held: ExitStack) -> Writer:
    """Take the store's lock; say so where that takes time."""
    if patience > _SOON:
        try:
            return held.enter_context(store.writing(_SOON))
        except StoreBusy:
            _log.warning("waiting for another process that writes to %s …", store.connection.location)
        patience -= _SOON
    return held.enter_context(store.writing(patience))
