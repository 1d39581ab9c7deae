"""What it costs and brings to answer only where an answer is likelier."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

STRICTNESS_FILE = Path(__file__).with_name("strictness.json")
"""Measured by `python -m training.fit`, by cross-validation over interviews."""


class Strictness(NamedTuple):
    """What a threshold comes to, on interviews that no weight was learned from."""

    answers_from: float
    """The threshold: the probability of there being an answer from which one is given."""
    answers: float
    """Share of the questions with an answer that are answered."""
    abstains: float
    """Share of the questions without one that are not."""


@cache
def strictnesses() -> tuple[Strictness, ...]:
    """Return what thresholds come to, the least strict one first."""
    return tuple(Strictness(**row) for row in json.loads(STRICTNESS_FILE.read_text("utf-8")))
