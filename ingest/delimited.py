"""Tables of speech within a text: rows of cells between bars or tabs."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.roles import is_nobody
from ingest.lines import Label, Line
from ingest.readers.tables import Columns, columns_of, tells_of_speech
from ingest.stamps import seconds

_BAR = re.compile(r"[^|]+")
_TAB = re.compile(r"[^\t]+")
_FEWEST = 3  # rows

Cell = tuple[int, int]


def mark_rows(lines: Sequence[Line]) -> None:
    """Label the rows of tables whose columns say who speaks; what else stands in a row is furniture. Lines without
    cells between rows go on with what is said.
    """
    rows = [(line, cells) for line in lines if line.open and (cells := _cells(line))]
    for (_, count), run in groupby(rows, key=lambda row: (row[0].block, len(row[1]))):
        table = list(run)
        texts = [[line.text[start:end].strip() for start, end in cells] for line, cells in table]
        columns = columns_of(texts) if count > 1 and len(table) >= _FEWEST else None
        if columns is None or columns.speaker is None:
            continue
        for at, (line, cells) in enumerate(table):
            if at < columns.head:
                line.role = "furniture"
            else:
                _label(line, cells, columns)


def _cells(line: Line) -> list[Cell]:
    """Return the cells of a row as (start, end) in the line's text, [] for a line that is none."""
    if line.text.startswith("|") and line.text.endswith("|"):
        return [found.span() for found in _BAR.finditer(line.text)]
    return [found.span() for found in _TAB.finditer(line.text)] if "\t" in line.text else []


def _label(line: Line, cells: Sequence[Cell], columns: Columns) -> None:
    start, end = cells[columns.text]
    start += len(line.text[start:end]) - len(line.text[start:end].lstrip())
    name = line.text[slice(*cells[columns.speaker or 0])].strip(" *_:：")
    clock = line.text[slice(*cells[columns.time])] if columns.time is not None else ""
    if tells_of_speech(name):
        line.role = "furniture"
        return
    line.unnamed = is_nobody(name)
    line.label = Label(None if line.unnamed else name or None, line.first + start, next(_times(clock), None))
    if end < len(line.text):
        line.cuts.append((line.first + end, line.end))


def _times(clock: str) -> Iterator[float]:
    try:
        yield seconds(clock)
    except ValueError:
        return
