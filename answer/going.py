"""An answer on its way: how far it is, and whether anyone still waits for it.

The thread that answers has its `Going` in a context variable, so that the steps in between need not hand it on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from corpus.errors import InterviewQAError


class Stopped(InterviewQAError):
    """Raised in the midst of an answer that nobody waits for any more."""


class Going:
    """One answer on its way; read and stopped from other threads."""

    def __init__(self) -> None:
        self.encoded = 0
        self.to_encode = 0
        """Sentences that are new to the model: the only part that can take long."""
        self.is_stopped = False

    def stop(self) -> None:
        """Let the answer end at its next step."""
        self.is_stopped = True


_going: ContextVar[Going | None] = ContextVar("going", default=None)


@contextmanager
def watched(going: Going) -> Iterator[None]:
    """Answer within this so that `going` tells how far it is and can stop it."""
    token = _going.set(going)
    try:
        yield
    finally:
        _going.reset(token)


def step(encoded: int = 0, to_encode: int = 0) -> None:
    """Note how far the answer of this thread is.

    Raises:
        Stopped: nobody waits for it any more.
    """
    going = _going.get()
    if going is None:
        return
    going.encoded, going.to_encode = encoded, to_encode
    if going.is_stopped:
        raise Stopped("the answer was stopped")
