"""Tables of speech as files, .csv and .tsv: a row a segment, columns in any order."""

import csv
import io

from ingest.readers import transcript_json
from ingest.readers.cues import Layout, flow
from ingest.readers.tables import add_rows, columns_of
from ingest.readers.text import decode, source_of_text
from ingest.source import Source

_LARGEST = 1_000_000  # characters of a cell
_REGULAR = 0.8  # of the rows have as many cells as the first: the others were not filled up, or have a comma too many
_SAMPLE = 20_000  # characters that the delimiter is told from


def read(data: bytes, name: str) -> Source:
    """Read a table of speech: by the names of its columns where they say what is in them, else by what is in them. A
    file that is no such table is read as a text.

    Raises:
        UnreadableFile: The bytes are not text, in no encoding that is sure, or empty.
    """
    text, encoding = decode(data, name)
    rows = _rows(text)
    if len(rows) < 2 or rows[0] == ["start", "end", "text"]:  # Whisper's, in milliseconds, is a panel
        return source_of_text(text, encoding)
    keys = [cell.casefold().replace(" ", "_") for cell in rows[0]]
    named = transcript_json.source_of_segments([dict(zip(keys, row, strict=True)) for row in rows[1:]])
    if named is not None:
        return named
    if columns_of(rows) is None:
        return source_of_text(text, encoding)
    layout = Layout()
    add_rows(layout, rows)
    return layout.source(encoding=encoding)


def _rows(text: str) -> list[list[str]]:
    """Return the rows, each with as many cells, [] where the text is no table."""
    head = text[:_SAMPLE]
    delimiter = max("\t;,", key=lambda mark: min(head.partition("\n")[0].count(mark), 20))
    csv.field_size_limit(_LARGEST)
    try:
        rows = [[flow(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
    except csv.Error:
        return []
    width = len(rows[0]) if rows else 0
    if width < 2 or sum(len(row) == width for row in rows) < _REGULAR * len(rows):
        return []
    return [
        [*row[: width - 1], delimiter.join(row[width - 1 :])] if len(row) > width else _filled(row, width)
        for row in rows
    ]


def _filled(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))
