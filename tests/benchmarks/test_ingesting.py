"""Adding transcripts takes little beside encoding them."""

import time
from pathlib import Path

from tests.benchmarks.ingesting import FILES, taken

LEAST = 0.8
"""Of the processor's time."""


def test_most_of_adding_is_encoding(tmp_path: Path) -> None:
    found = taken(FILES, tmp_path, time.process_time)
    assert found.share >= LEAST, found
