"""What pypdf finds on a page becomes lines: runs in other fonts or sizes that follow each other on a row are one.

A row that mixes scripts is set in several runs, Latin letters and digits often larger than the Chinese around them.
Columns stand further apart than words do, or begin where they do however long the words before them are; footnote
marks are smaller and stand higher.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ingest.readers.cues import clean, seam

_SAME_ROW = 0.1
"""Of the size of the type is what baselines of a row differ by at most."""
_SIMILAR = 0.7
"""Share that the smaller size is of the larger one at least: footnote marks are smaller still."""
_CAPITAL, _LETTER, _NARROW = 0.68, 0.5, 0.4
"""Widths of a capital and of another letter, in sizes of the type; and the share of them that narrow type takes."""
_GAP, _LOOSE = 0.5, 0.1
"""What may stay free between runs: in sizes of the type, and as a share of the width, for that is an estimate."""
_ROWS, _UNEQUAL = 3, 1.5
"""Rows that a column has at least; sizes of the type that what stands before it differs by in length."""
_CLOSING = re.compile(r"[^\w\s(\[{<“‘„«¿¡#$€£&+*/@–—-]")
_OPENING = re.compile(r"[(\[{“‘„«¿¡]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. `x` and `y` are in points from the lower left corner, `size` is the font's in points."""

    text: str
    page: int
    x: float
    y: float
    size: float

    @property
    def is_wide(self) -> bool:
        """Whether nearly all of the line is Chinese, so that its width is known well."""
        return self.width > 0.85 * self.size * len(self.text)

    @property
    def width(self) -> float:
        """About how wide the line is, in points: Chinese characters are square, others half as wide."""
        return self.size * sum(1 if unicodedata.east_asian_width(letter) in "WF" else 0.5 for letter in self.text)

    @property
    def end(self) -> float:
        """About where the line ends, in points; further right where capitals or marks may be wide."""
        return self.x + self.size * sum(map(_widest, self.text.strip()))

    @property
    def letters(self) -> int:
        """How many of its characters are no white space."""
        return sum(not letter.isspace() for letter in self.text)


def lines_of(page: Any, number: int) -> list[Line]:
    """Return the lines of a pypdf page in the order of its content. Raises what pypdf raises."""
    runs: list[Line] = []
    parts: list[str] = []
    places: list[tuple[float, float, float]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        for piece in re.split(r"(\n)", clean(text.replace("\xad", "-"))):
            if piece == "\n":
                finish()
            elif piece:
                parts.append(piece)
                if piece.strip() and not places:
                    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                    scale = (tm[2] ** 2 + tm[3] ** 2) ** 0.5 * (cm[2] ** 2 + cm[3] ** 2) ** 0.5
                    places.append((x, y, abs(size) * scale or 1.0))

    def finish() -> None:
        if places:
            runs.append(Line("".join(parts), number, *places[0]))
        elif parts and runs:  # a space in a font of its own
            runs[-1] = replace(runs[-1], text=f"{runs[-1].text} ")
        parts.clear()
        places.clear()

    page.extract_text(visitor_text=visit)
    finish()
    return [_joined(row) for row in _rows(runs)]


def _rows(runs: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs that are a line together."""
    columns = _columns(runs)
    row: list[Line] = []
    for run in runs:
        if row and _prints_twice(row[-1], run):
            continue
        if row and not _follows(row[-1], run, columns):
            yield row
            row = []
        row.append(run)
    if row:
        yield row


def _columns(runs: Sequence[Line]) -> set[int]:
    """Return where columns begin, in points: at one place on several rows, though what stands before them differs."""
    ends: dict[int, list[float]] = {}
    for before, run in pairwise(runs):
        if _on_one_row(before, run) and run.x > before.x:
            ends.setdefault(round(run.x), []).append(before.end / before.size)
    return {x for x, found in ends.items() if len(found) >= _ROWS and max(found) - min(found) > _UNEQUAL}


def _on_one_row(before: Line, run: Line) -> bool:
    smaller, larger = sorted((before.size, run.size))
    return abs(before.y - run.y) <= _SAME_ROW * smaller and smaller >= _SIMILAR * larger


def _follows(before: Line, run: Line, columns: Collection[int]) -> bool:
    """Whether a run goes on where the one before it ends."""
    if not _on_one_row(before, run) or round(run.x) in columns:
        return False
    width = before.end - before.x
    return before.x + _NARROW * before.width <= run.x <= before.end + _LOOSE * width + _GAP * max(before.size, run.size)


def _prints_twice(before: Line, run: Line) -> bool:
    """Whether words are printed again in the same place, to look bold."""
    near = max(abs(before.x - run.x), abs(before.y - run.y)) <= _SAME_ROW * run.size
    return near and before.text.strip() == run.text.strip()


def _joined(row: Sequence[Line]) -> Line:
    """Return runs of a row as one line, of the size that most of its characters have."""
    text = row[0].text
    for run in row[1:]:
        tight = _CLOSING.match(run.text) or _OPENING.search(text)
        text += ("" if tight else seam(text, run.text)) + run.text
    sizes: Counter[float] = Counter()
    for run in row:
        sizes[run.size] += run.letters
    return replace(row[0], text=text.rstrip(), size=sizes.most_common(1)[0][0])


def _widest(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WFA":
        return 1
    return _CAPITAL if letter.isupper() else _LETTER
