"""Writing to the store so that what a killed writer left behind is cleared away by the next."""

from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import StoreUnavailable
from corpus.store import Store
from corpus.writer import Writer

_UNFINISHED = "unfinished"
"""A file in the store's folder while somebody writes; found there later, that writer did not finish."""


@contextmanager
def writing(store: Store, patience: float = 60.0) -> Iterator[Writer]:
    """Give the means to change the store, alone; wait up to `patience` seconds for other writers.

    Raises:
        StoreBusy: Another process went on writing for longer.
        StoreUnavailable: The store cannot be written.
    """
    with store.writing(patience) as writer:
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
