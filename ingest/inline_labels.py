"""Two people on one line: 问：…？答：…. The line is cut before the second label, where such pairs recur."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.language import COMPACT
from ingest.head_scan import COLONS
from ingest.labels import label_at
from ingest.lines import Line
from ingest.names import Likeness, likeness

_FEWEST = 2  # lines on which the same name stands within
_LABEL = re.compile(rf"(?<=[。？！?!…”』」\u3000])\s*(?P<name>[{COMPACT}·]{{1,8}})\s?[{COLONS}](?=\S)")


def cut_at_labels(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, numbered anew, those with two labels cut before the second; they tile the text as before."""
    found = {line.number: list(_within(line)) for line in lines if line.open}
    uses = Counter(name for labels in found.values() for name in {name for name, _ in labels})
    recurring = {name for name, count in uses.items() if count >= _FEWEST}
    cut: list[Line] = []
    for line in lines:
        starts = [at for name, at in found.get(line.number, ()) if name in recurring]
        cut += _pieces(line, starts) if starts else [line]
    for number, line in enumerate(cut):
        line.number = number
    return cut


def _within(line: Line) -> Iterator[tuple[str, int]]:
    """Yield the names within a labelled line that stand as labels do, and where in its text they begin."""
    label = label_at(line.text)
    if label is None or label.shape != "colon":
        return
    for found in _LABEL.finditer(line.text, label.end):
        if likeness(found["name"]) >= Likeness.SINGLE:
            yield found["name"], found.start("name")


def _pieces(line: Line, starts: Sequence[int]) -> Iterator[Line]:
    begins = [0, *starts]
    for at, until in zip(begins, [*starts, len(line.text)], strict=True):
        text = line.text[at:until].rstrip()
        last = until == len(line.text)
        start, end = (line.first + at if at else line.start), (line.end if last else line.first + until)
        yield replace(line, start=start, end=end, text=text, first=line.first + at, cuts=[])
