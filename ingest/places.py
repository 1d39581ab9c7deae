"""What is known about places in a text: pages, times and speakers, from the file format and from time stamps."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from corpus.transcript import Chapters
from ingest.source import Mark

_NOWHERE = Mark(0)
_EARLY = 1.0  # seconds that words may begin before the chapter they open: both are set by hand


class Places:
    """Looks up what holds at an offset; each mark holds until the next."""

    def __init__(self, marks: Sequence[Mark], chapters: Chapters = ()) -> None:
        self._marks = sorted(marks, key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._marks]
        self._chapters = chapters
        self._stamps: list[tuple[int, float]] = []
        self._stamped: list[int] = []
        self._headings = sorted(mark.start for mark in marks if mark.heading)
        self._fresh = sorted(mark.start for mark in marks if mark.fresh)
        self.spoken = any(mark.speaker is not None or mark.time is not None for mark in marks)
        """Whether the format itself says who speaks or when, as subtitles do."""

    def add_stamps(self, stamps: Sequence[tuple[int, float]]) -> None:
        """Add (offset, seconds) of time stamps found in the text."""
        self._stamps = sorted([*self._stamps, *stamps])
        self._stamped = [start for start, _ in self._stamps]

    def add_headings(self, starts: Sequence[int]) -> None:
        """Add where headings begin that the text's own markup says are some."""
        self._headings = sorted([*self._headings, *starts])

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

    def times(self, start: int, end: int) -> tuple[tuple[int, float], ...]:
        """Return (offset from `start`, seconds) of what is said in [start, end), one for each stretch of known time."""
        edges = {start}
        for starts in (self._starts, self._stamped):
            edges.update(starts[bisect_right(starts, start) : bisect_left(starts, end)])
        found: list[tuple[int, float]] = []
        for at in sorted(edges):
            time = self.time(at)
            if time is not None and (not found or found[-1][1] != time):
                found.append((at - start, time))
        return tuple(found)

    def chapter(self, at: int) -> str | None:
        """Return the chapter of the recording that an offset belongs to, None before the first or without a time."""
        time = self.time(at) if self._chapters else None
        index = 0 if time is None else bisect_right(self._chapters, time + _EARLY, key=lambda known: known[0])
        return self._chapters[index - 1][1] if index else None

    def speaker(self, at: int) -> str | None:
        """Return the speaker that the format names at an offset."""
        return self._mark(at).speaker

    def twin(self, at: int) -> int | None:
        """Return the number of the stretch in another language that stands at an offset."""
        return self._mark(at).twin

    def heading(self, start: int, end: int) -> bool:
        """Whether a heading begins in [start, end)."""
        return _any_in(self._headings, start, end)

    def fresh(self, start: int, end: int) -> bool:
        """Whether the format says that somebody begins to speak in [start, end)."""
        return _any_in(self._fresh, start, end)


def _any_in(starts: Sequence[int], start: int, end: int) -> bool:
    index = bisect_left(starts, start)
    return index < len(starts) and starts[index] < end
