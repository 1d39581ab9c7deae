"""What the pages of a PDF repeat at their edges: running heads and feet, of one line or several, and page numbers."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from ingest.names import Likeness, likeness
from ingest.readers.cues import flow
from ingest.readers.pdf_lines import label_on
from ingest.readers.pdf_rows import Line

_EDGE = 2
"""Rows at the top and at the bottom of a page that may be a running head or foot."""
_DEEPEST = 4
"""Times that the edges are looked at: what stands inside of furniture may be furniture, too."""
_REPEATED = 0.4
"""Share of the pages that a running head stands on, so that left and right pages may differ."""
_NEARLY_ALL = 0.8
"""The same, for what looks as if somebody said it."""
_SEVERAL = 4
"""Pages that nobody says the same words at the edges of."""
_SAME_ROW = 0.3
"""Of the size of the type is what parts of a row stand apart in height at most."""
_LONGEST_PART = 60
"""Characters of what stands beside a running head."""
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|第)?\s*[-–—·]?\s*([0-9]{1,4})\s*(?:[-–—·]|[页頁]|(?:/|of)\s*[0-9]{1,4})?", re.IGNORECASE
)

_Row = list[Line]


def without_furniture(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Return the pages without running heads and feet (the same lines at the edges of many pages, whatever their
    numbers, with what stands beside them) and without page numbers.
    """
    left = list(pages)
    for depth in range(_DEEPEST):
        edges = [_edge(lines) for lines in left]
        running = _running(left, edges, least=2 if depth == 0 else 3)
        shifts = _shifts(edges) if depth == 0 else set()
        taken = {line for rows in edges for row in rows for line in _furniture(row, running, shifts)}
        if not taken:
            break
        left = [[line for line in lines if line not in taken] for lines in left]
    return left


def _edge(lines: Iterable[Line]) -> list[_Row]:
    """Return the rows at the bottom and at the top of a page."""
    rows: list[_Row] = []
    for line in sorted(lines, key=lambda line: line.y):
        if rows and line.y - rows[-1][-1].y <= _SAME_ROW * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows[:_EDGE] + rows[_EDGE:][-_EDGE:]


def _running(pages: Sequence[Sequence[Line]], edges: Sequence[Sequence[_Row]], least: int) -> set[str]:
    """Return the keys of the lines that recur at the edges of pages, `least` of them and more, and nowhere else."""
    at_edges = [{line for row in rows for line in row} for rows in edges]
    repeated = Counter(key for edge in at_edges for key in {_key(line) for line in edge})
    inside = {_key(line) for lines, edge in zip(pages, at_edges, strict=True) for line in lines if line not in edge}
    count = sum(map(bool, pages))
    enough, nearly_all = max(least, _REPEATED * count), max(_SEVERAL, _NEARLY_ALL * count)
    said = {
        _key(line)
        for rows in edges
        for row in rows
        if not any(repeated[_key(line)] >= enough and _tells_of_the_page(line) for line in row)
        for line in row
        if _may_be_said(line)
    }
    return {
        key for key, uses in repeated.items() if uses >= (nearly_all if key in said else enough) and key not in inside
    }


def _may_be_said(line: Line) -> bool:
    """Whether a line begins with a label that may be a speaker's; Disclaimer: is none."""
    label = label_on(line)
    return label is not None and likeness(label) > Likeness.WORD


def _tells_of_the_page(line: Line) -> bool:
    """Whether what recurs beside a label says that nobody speaks in its row: Page 2 of 9, a title; no bare number."""
    return not line.text.strip().isdecimal() and not _may_be_said(line)


def _shifts(edges: Sequence[Sequence[_Row]]) -> set[int]:
    """Return by how much the numbers printed on several pages differ from those of the pages in the file."""
    shifts = Counter(
        shift
        for rows in edges
        for shift in {int(line.text) - line.page for row in rows for line in row if _is_number(line)}
    )
    return {0} | {shift for shift, count in shifts.items() if count >= max(_SEVERAL, _REPEATED / 2 * len(edges))}


def _is_number(line: Line) -> bool:
    return line.text.strip().isdecimal() and len(line.text.strip()) <= 4


def _furniture(row: _Row, running: Collection[str], shifts: Collection[int]) -> list[Line]:
    """Return the lines of a row that are furniture: with a running one all short ones that nobody seems to say."""
    heads = [line for line in row if _key(line) in running]
    if heads:
        return [line for line in row if line in heads or _stands_beside(line)]
    return [line for line in row if _is_page_number(line, shifts)]


def _stands_beside(line: Line) -> bool:
    return len(line.text) <= _LONGEST_PART and label_on(line) is None


def _is_page_number(line: Line, shifts: Collection[int]) -> bool:
    text = line.text.strip()
    number = _PAGE_NUMBER.fullmatch(text)
    return number is not None and (int(number[1]) - line.page in shifts or not text.isdecimal())


def _key(line: Line) -> str:
    return re.sub(r"[0-9]+", "#", flow(line.text))
