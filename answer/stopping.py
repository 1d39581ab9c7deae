"""An answer on its way, and whether anyone still waits for it.

The thread that answers has its `Pending` in a context variable, so that the steps in between need not hand it on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from corpus.errors import InterviewQAError


class Stopped(InterviewQAError):
    """Raised in the midst of an answer that nobody waits for any more."""


class Pending:
    """One answer on its way; stopped from other threads."""

    def __init__(self) -> None:
        self.is_stopped = False

    def stop(self) -> None:
        """Let the answer end at its next checkpoint."""
        self.is_stopped = True


_pending: ContextVar[Pending | None] = ContextVar("pending", default=None)


@contextmanager
def stoppable(pending: Pending) -> Iterator[None]:
    """Answer within this so that `pending` can stop it."""
    token = _pending.set(pending)
    try:
        yield
    finally:
        _pending.reset(token)


def checkpoint() -> None:
    """Go on only where somebody waits for the answer of this thread.

    Raises:
        Stopped: nobody waits for it any more.
    """
    pending = _pending.get()
    if pending is not None and pending.is_stopped:
        raise Stopped("the answer was stopped")
