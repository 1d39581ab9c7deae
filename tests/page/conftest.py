"""An answer with quotes, made by hand."""

import pytest

from answer.model import Answer, Point, Quote
from corpus.alignment.model import Divergence, Reading
from corpus.transcript import Span


def quote(n: int = 1, **changes: object) -> Quote:
    said = {
        "n": n, "text": "It burns *seven* gallons_", "source": "a.txt", "start": 10, "end": 35, "title": "At night",
        "kind": "transcript", "conversation": "light", "speaker": "Ruth", "speaker_as_written": "Keeper",
        "voice": "speaker", "section": "Oil", "page": 3, "time": 3_725.0, "language": "en", "parallel": None,
        "score": 0.5, "address": f"a.txt@0123abcd:{10 * n}-35",
    }  # fmt: skip
    return Quote(**{**said, **changes})  # type: ignore[arg-type]


@pytest.fixture
def answer() -> Answer:
    readings = (Reading("a.txt", 13, 18, "seven"), Reading("b.txt", 3, 7, "nine"))
    point = Point((1, 2), 2, 3, "light", ("c.txt",), (), Divergence("number", readings))
    quotes = (quote(1), quote(2, source="b.txt", title="By day"))
    return Answer("How much oil?", "en", "quotes", "…", Span("a.txt", 13, 18), (point,), quotes)
