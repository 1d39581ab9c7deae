"""A question takes hardly longer in a large library than in a small one: nothing in it is linear."""

import time
from pathlib import Path

from tests.benchmarks.measure import measured

SMALL, LARGE = 1_000, 20_000
"""Passages."""
MOST = 3.0
"""Times as long."""


def test_a_question_does_not_grow_with_the_library(tmp_path: Path) -> None:
    small, large = (measured(tmp_path / str(size), size, time.process_time) for size in (SMALL, LARGE))
    steps = ("question: p50", "question, one transcript: p50", "question, one guest: p50", "question, one host: p50")
    growth = {step: large[step][0] / small[step][0] for step in steps}
    assert max(growth.values()) <= MOST, growth
