"""Telephone numbers with stars in them, by which meetings call who has no name: `138****0000(00:01:06): …`."""

import re

from ingest.candidates import Candidate, Shape
from ingest.names import MASKED
from ingest.stamps import CLOCK, seconds

_NUMBER = re.compile(
    rf"(?P<name>{MASKED.pattern})(?:\s{{0,3}}[(（\[]?(?P<time>{CLOCK})[)）\]]?)?\s?(?:(?P<colon>[:：])\s*|$)"
)


def masked_number(text: str, length: int) -> Candidate | None:
    """Return the label that a masked number is, before a colon or with a time alone on its line; None where none is.
    `length` is the whole line's.
    """
    found = _NUMBER.match(text)
    if found is None or not (found["colon"] or found["time"]):
        return None
    time = seconds(found["time"]) if found["time"] else None
    shape: Shape = "colon" if found["colon"] else "line"
    return Candidate(found["name"], found.end(), time, shape, own_line=found.end() == length)
