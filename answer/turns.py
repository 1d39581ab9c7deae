"""Turns: no more work at once than there are processors, first come first served.

A semaphore of the standard library lets whoever comes at the right moment pass those who wait.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from answer.stopping import checkpoint

_LOOKS = 0.2  # seconds after which one who waits looks whether anybody still wants the answer


class Turns:
    """Lets `at_once` threads work at the same time; the others wait in the order in which they came."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and have it.

        Raises:
            Stopped: nobody waits for the answer any more.
        """
        called = self._join()
        try:
            while not called.wait(_LOOKS):
                checkpoint()
            yield
        finally:
            self._leave(called)

    def _join(self) -> threading.Event:
        called = threading.Event()
        with self._lock:
            if self._free and not self._waiting:
                self._free -= 1
                called.set()
            else:
                self._waiting.append(called)
        return called

    def _leave(self, called: threading.Event) -> None:
        with self._lock:
            if not called.is_set():
                self._waiting.remove(called)
            elif self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1
