"""Tables of speech: rows that say when, who and what, in any order and language; their cells tell which is which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import fold
from ingest.candidates import Candidate
from ingest.labels import label_at
from ingest.names import Likeness, likeness
from ingest.readers.cues import Layout, labelled, names_among
from ingest.stamps import STAMP

_CLOCK = re.compile(rf"(?P<clock>{STAMP})(?:\s*[-–—>]+\s*{STAMP})?")
_TELLS = re.compile(
    r"comments?|(?:field ?)?notes?|remarks?|kommentare?|notizen?|commentaires?|comentarios?|commenti|notas?"
    r"|备注|備註|注释|註釋",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?\s?[a-z]{0,4}", re.IGNORECASE)  # 5.0s
_PERIOD = re.compile(r"(?:(?P<hours>\d{1,3})H )?(?:(?P<minutes>\d{1,2})M )?(?P<seconds>\d{1,2})(?:\.\d{1,9})?S")
_ENDED = re.compile(r"[.!?…。！？]\Z")
_SHARE = 0.8  # of a column's cells are what it holds
_LONGEST_NAME = 40  # characters


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column says what; None where none does. `head` counts the rows at the top that name the columns."""

    text: int
    speaker: int | None
    time: int | None
    head: int


def tells_of_speech(name: str) -> bool:
    """Whether a transcriber's tier or row is called so that it tells of what is said: comments, notes."""
    return _TELLS.fullmatch(name) is not None


def add_rows(layout: Layout, rows: Sequence[Sequence[str]]) -> None:
    """Lay out a table: labelled speech where its columns say who speaks or when, lines with tabs where not."""
    columns = columns_of(rows)
    for at, row in enumerate(rows):
        if columns is None or at < columns.head:
            layout.paragraph("\t".join(filter(None, row)))
        else:
            layout.paragraph(_said(row, columns))


def _said(row: Sequence[str], columns: Columns) -> str:
    words = row[columns.text]
    name = row[columns.speaker].rstrip(":： ") if columns.speaker is not None else ""
    clock = _clock(row[columns.time]) if columns.time is not None else None
    inside = _inside(words, name)
    said = labelled(name, words[inside.end :] if inside else words)
    return f"[{clock}] {said}" if clock and words else said


def _clock(cell: str) -> str | None:
    """Return the time that a cell holds, 12:31 or, of 1M 21S as R writes periods, 0:01:21; None without."""
    found, period = _CLOCK.fullmatch(cell), _PERIOD.fullmatch(cell)
    if period is not None:
        return f"{period['hours'] or 0}:{int(period['minutes'] or 0):02}:{int(period['seconds']):02}"
    return found["clock"].strip("[](){}#") if found else None


def _inside(words: str, name: str) -> Candidate | None:
    """Return the label before the words of a cell, where it is that of the row."""
    label = label_at(words) if name else None
    return label if label and label.shape in ("colon", "timed") and fold(label.name) == fold(name) else None


def columns_of(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Tell the columns of a table of speech, None where it is another table."""
    width = len(rows[0]) if rows else 0
    if width < 2 or any(len(row) != width for row in rows):
        return None
    for head in (0, 1):
        body = rows[head:]
        if not body:
            return None
        cells = [[row[column] for row in body] for column in range(width)]
        time = next((column for column in range(width) if _times(cells[column])), None)
        if time is not None and len(body) > 1 and _clock(cells[time][0]) is None:
            continue  # the first row names the columns
        rest = [column for column in range(width) if column != time]
        tiers = any(_times(cells[column]) for column in rest)
        speaker = next((column for column in rest[: width - 1] if _speakers(cells[column], tiers=tiers)), None)
        if head and speaker is not None and rows[0][speaker].endswith((":", "：")):
            return None  # the first row says who speaks, too, though not as the others do
        others = [column for column in rest if column != speaker and _says(cells[column])]
        if not others:
            continue
        text = max(_clean(cells, others, speaker), key=lambda column: sum(map(len, cells[column])))
        if (speaker is not None and (time is not None or width == 2)) or (time is not None and width == 2):
            return Columns(text, speaker, time, head)
    return None


def _clean(cells: Sequence[Sequence[str]], columns: Sequence[int], speaker: int | None) -> Sequence[int]:
    """Return the columns of words without those that repeat who speaks; all where every one does."""
    if speaker is None or len(columns) == 1:
        return columns
    names = [cell.rstrip(":： ") for cell in cells[speaker]]
    repeats = {
        column: sum(_inside(words, name) is not None for words, name in zip(cells[column], names, strict=True))
        for column in columns
    }
    return [column for column in columns if repeats[column] < _SHARE * len(names)] or columns


def _times(cells: Sequence[str]) -> bool:
    return sum(_clock(cell) is not None for cell in cells) >= max(1, _SHARE * len(cells))


def _says(cells: Sequence[str]) -> bool:
    """Whether a column holds more than names and numbers: words that are no name, or several that end as a sentence."""
    return any(
        _clock(cell) is None and (likeness(cell) is Likeness.NOTHING or (" " in cell and _ENDED.search(cell)))
        for cell in cells
        if cell
    )


def _speakers(cells: Sequence[str], *, tiers: bool) -> bool:
    """Whether every cell names a speaker, or is empty where somebody goes on. Where begin and end stand beside them,
    `tiers`, what transcribers write stands among them, too.
    """
    names = [cell.rstrip(":： ") for cell in cells]
    said = [name for name in names if name]
    if any(_AMOUNT.fullmatch(name) for name in said):
        return False
    if not said or len(said) < 0.5 * len(names) or any(len(name) > _LONGEST_NAME for name in said):
        return False
    known = names_among(said)
    least = Likeness.WORD if tiers else Likeness.SINGLE
    likely = all(name in known or likeness(name) >= least for name in said)
    return likely and bool(known) and sum(name in known for name in said) >= 0.5 * len(said)
