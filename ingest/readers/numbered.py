"""Pages with numbered lines, as courts print them: the numbers, and what stands in the margins, are not the text."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.labels import label_at
from ingest.procedure import is_examination, is_procedural
from ingest.readers.cues import Layout
from ingest.source import Mark, Source

_NUMBERED = re.compile(r"[^\S\n]{0,12}(?P<number>\d{1,2})(?:(?P<gap>[^\S\n]{1,60})(?P<words>\S.*?))?[^\S\n]*")
_SHARE = 0.6  # of the lines with words are numbered
_FEWEST = 8  # numbered lines
_RISING = 0.8  # of the numbers are one more than that of the line before, or begin a page
_INDENTED = 3  # columns more than the text's own edge begin a paragraph
_CENTRED = 12  # columns from the edge
_EMPTY = re.compile(
    r"/{2,}|\((?:\.{1,3}|-{1,3}|\d{0,2}[.,]\d{1,2})\)|\(\([^()]{2,60}\)\)"
)  # a pause, a sound, no words
_SENTENCE = re.compile(r"[.!?]\s|\w[.!?]$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line: `number` is None in the margins, `column` is where its words begin."""

    words: str
    column: int
    number: int | None
    page: int


def numbered_source(text: str, encoding: str) -> Source | None:
    """Return a text of numbered lines as paragraphs with their pages, None where its lines are not numbered."""
    rows = list(_rows(text))
    numbers = [row.number for row in rows if row.number is not None]
    if not any(row.words for row in rows if row.number is not None):
        return None
    if len(numbers) < _FEWEST or len(numbers) < _SHARE * sum(bool(row.words) for row in rows):
        return None
    rising = sum(after in (before + 1, 1) for before, after in itertools.pairwise(numbers))
    if numbers[0] != 1 or rising < _RISING * (len(numbers) - 1):
        return None
    return _laid_out(rows).source(encoding=encoding)


def _rows(text: str) -> Iterator[_Row]:
    page = 1
    last = 0
    for line in text.splitlines():
        found = _NUMBERED.fullmatch(line.expandtabs())
        number = int(found["number"]) if found else None
        if found is None or number is None or (number not in (1, last + 1) and not found["words"]):
            yield _Row(line.strip(), 0, None, page)
            continue
        page += number <= last
        last = number
        yield _Row(found["words"] or "", len(found["gap"] or ""), number, page)


def _laid_out(rows: Sequence[_Row]) -> Layout:
    """Put the paragraphs together; a row begins one where it is indented or somebody begins to speak."""
    edge = _edge(rows)
    deepest = _CENTRED if _hangs(rows, edge) else _INDENTED
    margins = Counter(re.sub(r"\d+", "#", row.words) for row in rows if row.number is None)
    first = next(at for at, row in enumerate(rows) if row.number is not None)
    layout = Layout()
    open_paragraph = headed = False
    for at, row in enumerate(rows):
        if not row.words:
            open_paragraph = open_paragraph and row.number is None
            continue
        if row.number is None:
            if at < first and margins[re.sub(r"\d+", "#", row.words)] == 1 and not row.words.isdigit():
                goes_on = at > 0 and rows[at - 1].words != ""
                (layout.line if goes_on else layout.paragraph)(row.words, Mark(0, page=row.page))
            continue
        heading = is_examination(row.words) or (
            row.column - edge >= _CENTRED and row.words.isupper() and not _SENTENCE.search(row.words)
        )
        noted = is_procedural(row.words) or _EMPTY.fullmatch(row.words) is not None
        labelled = _is_labelled(row)
        begins = row.column - edge >= deepest or labelled or heading or noted or not open_paragraph
        add = layout.paragraph if begins else layout.run_on
        add(row.words, Mark(0, page=row.page, heading=heading, fresh=begins and headed and not heading))
        headed = heading
        open_paragraph = not heading and not noted
    return layout


def _is_labelled(row: _Row) -> bool:
    label = label_at(row.words)
    return label is not None and label.shape in ("colon", "dotted")


def _hangs(rows: Sequence[_Row], edge: int) -> bool:
    """Whether people begin to speak at the edge, and the lines that go on are indented."""
    said = [row for row in rows if row.number is not None and row.words]
    labels = [row.column - edge < _INDENTED for row in said if _is_labelled(row)]
    others = [row.column - edge >= _INDENTED for row in said if not _is_labelled(row)]
    return bool(others) and 2 * sum(labels) > len(labels) and 2 * sum(others) > len(others)


def _edge(rows: Sequence[_Row]) -> int:
    """Return the column at which lines begin that go on: the smallest that several lines have."""
    columns = Counter(row.column for row in rows if row.number is not None and row.words)
    usual = [column for column, count in columns.items() if count >= max(2, 0.05 * columns.total())]
    return min(usual or columns)
