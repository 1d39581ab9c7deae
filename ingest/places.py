"""What is known about places in a text: pages, times and speakers, from the file format and from time stamps."""

from bisect import bisect_right
from collections.abc import Sequence

from ingest.source import Mark

_NOWHERE = Mark(0)


class Places:
    """Looks up what holds at an offset; each mark holds until the next."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._marks]
        self._stamps: list[tuple[int, float]] = []
        self._stamped: list[int] = []
        self._headings = sorted(mark.start for mark in marks if mark.heading)
        self.spoken = any(mark.speaker is not None or mark.time is not None for mark in marks)
        """Whether the format itself says who speaks or when, as subtitles do."""

    def add_stamps(self, stamps: Sequence[tuple[int, float]]) -> None:
        """Add (offset, seconds) of time stamps found in the text."""
        self._stamps = sorted([*self._stamps, *stamps])
        self._stamped = [start for start, _ in self._stamps]

    def _mark(self, at: int) -> Mark:
        index = bisect_right(self._starts, at)
        return self._marks[index - 1] if index else _NOWHERE

    def page(self, at: int) -> int | None:
        """Return the page at an offset, from 1."""
        return self._mark(at).page

    def time(self, at: int) -> float | None:
        """Return the time at an offset, in seconds from the beginning."""
        time = self._mark(at).time
        if time is None and (index := bisect_right(self._stamped, at)):
            time = self._stamps[index - 1][1]
        return time

    def speaker(self, at: int) -> str | None:
        """Return the speaker that the format names at an offset."""
        return self._mark(at).speaker

    def heading(self, start: int, end: int) -> bool:
        """Whether a heading begins in [start, end)."""
        index = bisect_right(self._headings, start - 1)
        return index < len(self._headings) and self._headings[index] < end
