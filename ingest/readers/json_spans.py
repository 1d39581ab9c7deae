"""Who speaks in transcripts in JSON that list it apart from the words, as spans of time."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ingest.readers.json_fields import Segment, end_of, objects, own_speaker, start_of
from ingest.readers.json_segments import by_words

_MOST_OVER = 50
"""Spans that are looked at for one word: more do not lie over one another."""


@dataclass(frozen=True, slots=True)
class _Span:
    start: float
    end: float
    speaker: str


class Spans:
    """Spans of time, in seconds, and who speaks in each."""

    def __init__(self, listed: Sequence[Segment], unit: float) -> None:
        times = ((start_of(one, unit), end_of(one, unit), own_speaker(one)) for one in listed)
        spans = [
            _Span(start, end, name) for start, end, name in times if start is not None and end is not None and name
        ]
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]
        self._ends = list(accumulate((span.end for span in self._spans), max))  # of all spans up to each

    def speaker(self, start: float, end: float) -> str | None:
        """Return who alone speaks from `start` to `end` (the same where the end is not known), its middle included."""
        middle = (start + end) / 2
        names: set[str] = set()
        inside = False
        last = bisect_right(self._starts, end) - 1
        for at in range(last, max(-1, last - _MOST_OVER), -1):
            span = self._spans[at]
            if self._ends[at] < start:
                break
            over = span.start <= middle <= span.end
            inside = inside or over
            names |= {span.speaker} if over or (span.start < end and span.end > start) else set()
        return names.pop() if len(names) == 1 and inside else None


def told_by_spans(segments: Sequence[Segment], listed: Sequence[Segment], unit: float) -> list[Segment]:
    """Return segments with the speakers that a list beside them names for spans of time, word by word where words
    have times; what lies in two speakers' spans, or in none, is nobody's.
    """
    spans = Spans(listed, unit)
    told = [
        {**segment, "words": [_told(word, spans, unit) for word in objects(segment["words"])]}
        if objects(segment.get("words"))
        else _told(segment, spans, unit)
        for segment in segments
    ]
    return [piece for segment in told for piece in by_words(segment)]


def _told(piece: Segment, spans: Spans, unit: float) -> Segment:
    start = start_of(piece, unit)
    if start is None:
        return piece
    return {**piece, "speaker": spans.speaker(start, max(start, end_of(piece, unit) or start))}
