"""The page in a process of its own, as a reader starts it; for pictures and measurements."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.browser.conftest import free_port

PROJECT = Path(__file__).resolve().parents[2]
LONGEST_START = 300
"""Seconds that a start may take; the first one builds the store."""


@contextmanager
def started(arguments: Sequence[str] = ()) -> Iterator[str]:
    """Start app.py, wait until it serves the page, give its address, and end it.

    Raises:
        RuntimeError: it ended by itself, or took longer than LONGEST_START.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen([sys.executable, "app.py", "--port", str(port), *arguments], cwd=PROJECT)
    try:
        until = time.monotonic() + LONGEST_START
        while not _answers(address):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the page was not served (exit code {server.poll()})")
            time.sleep(0.05)
        yield address
    finally:
        server.terminate()
        server.wait()


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except OSError:
        return False
    return True
