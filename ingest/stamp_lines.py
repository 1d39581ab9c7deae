"""The time stamps among the lines of a text: which characters they are, and what is said at which second."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ingest.lines import Line
from ingest.stamps import Stamp, bare_stamps, marked_stamps, stamp_at_head

_SEVERAL = 3  # lines that begin with a bare time, or stamps in a text, for it to be the habit
_RISING = 0.8  # of the stamps of a text are later than the one before
_AT_ENDS = 0.8  # of a text's stamps stand at the ends of lines: each is the time of its line

_HEADING = re.compile(r"#{1,6}\s{1,4}")
_DOTTED = re.compile(r"\d+\.\d\d\s")

Found = list[tuple[int, float]]


def mark_stamps(lines: Sequence[Line]) -> Found:
    """Return (offset, seconds) of what is said when, from the stamps in a text; the stamps become furniture.

    A stamp in marks of its own counts at the head of a line, and elsewhere where a text has several that rise. A bare
    one counts at the heads of lines where several have one.
    """
    heads = [_head(line) if line.text and line.label is None else None for line in lines]
    heads = _without_numbers(lines, heads)
    several = sum(head is not None for head in heads) >= _SEVERAL or _part_a_talk(lines, heads)
    inside = [[] if line.role == "heading" else _inside(line) for line in lines]
    trusted = _trusted([stamp.seconds for stamps in inside for stamp in stamps], lines)
    inside = [
        stamps if trusted else [stamp for stamp in stamps if line.text[stamp.start] == "#"]
        for line, stamps in zip(lines, inside, strict=True)
    ]
    at_ends = _at_ends(lines, inside)
    found: Found = []
    for line, head, stamps in zip(lines, heads, inside, strict=True):
        if line.label is not None and line.label.time is not None:
            found.append((line.start, line.label.time))
        if head is not None and line.role != "heading" and (several or head.marked or _is_long(line)):
            found.append((line.start, head.seconds))
            if head.end == len(line.text):
                line.role = "furniture"
                continue
            line.cuts.append((line.first, line.first + head.end))
        elif head is not None:
            continue
        for stamp in stamps:
            if stamp.start >= (head.end if head else 0):
                at = _cut(line, stamp, own=at_ends)
                found += [] if stamp.of_a_day else [at]
    found.sort(key=lambda one: one[0])
    return sorted([*found, *_between(lines, found)], key=lambda one: one[0]) if several or _bare(lines) else found


def _head(line: Line) -> Stamp | None:
    """Return the stamp that a line begins with, or that is all of a heading: `### 00:05:00`."""
    mark = _HEADING.match(line.text)
    stamp = stamp_at_head(line.text[mark.end() :] if mark else line.text)
    if mark is None or stamp is None:
        return stamp
    end = mark.end() + stamp.end
    sure = stamp.marked or line.text.count(":") == 2
    return Stamp(0, end, stamp.seconds, sure) if end == len(line.text) else None


def _part_a_talk(lines: Sequence[Line], heads: Sequence[Stamp | None]) -> bool:
    """Whether two times that rise, each alone on its line above a label, part a talk."""
    timed = [(line, head) for line, head in zip(lines, heads, strict=True) if head is not None]
    alone = all(head.end == len(line.text) for line, head in timed)
    labelled = sum(line.label is not None for line in lines) > len(timed)
    return len(timed) == _SEVERAL - 1 and alone and labelled and timed[0][1].seconds < timed[1][1].seconds


def _without_numbers(lines: Sequence[Line], heads: Sequence[Stamp | None]) -> list[Stamp | None]:
    """Return the stamps at the heads of lines without those that are numbers: 0.39 is a time where most such rise."""
    dotted = [
        head.seconds for line, head in zip(lines, heads, strict=True) if head and _DOTTED.match(line.text, 0, head.end)
    ]
    rising = sum(after >= before for before, after in pairwise(dotted))
    if len(dotted) >= _SEVERAL and rising >= _RISING * (len(dotted) - 1):
        return list(heads)
    return [
        None if head and _DOTTED.match(line.text, 0, head.end) else head
        for line, head in zip(lines, heads, strict=True)
    ]


def _is_long(line: Line) -> bool:
    """Whether a line is a time alone that counts hours, too: nothing else looks so."""
    return line.text.count(":") == 2 and line.text.replace(":", "").isdigit()


def _bare(lines: Sequence[Line]) -> bool:
    """Whether several names have times without marks beside them."""
    heads = (line.text[: line.label.end - line.first] for line in lines if line.label and line.label.time is not None)
    return sum(not any(marked_stamps(head)) for head in heads) >= _SEVERAL


def _between(lines: Sequence[Line], found: Found) -> Found:
    """Cut the bare times among the words that lie between the time before and the next one."""
    more: Found = []
    offsets = [offset for offset, _ in found]
    for line in lines:
        spoken = max([line.label.end if line.label else line.first, *(end for _, end in line.cuts)])
        for stamp in bare_stamps(line.text) if line.role is None else ():
            at = line.first + stamp.start
            after = bisect_right(offsets, at)
            if at >= spoken and 0 < after < len(found) and found[after - 1][1] < stamp.seconds < found[after][1]:
                line.cuts.append((at, line.first + stamp.end))
                more.append((at, stamp.seconds))
    return more


def _inside(line: Line) -> list[Stamp]:
    """Return the marked stamps among the words of a line, those of its label left out."""
    spoken = line.label.end - line.first if line.label is not None else 0
    return [stamp for stamp in marked_stamps(line.text) if stamp.start >= spoken]


def _trusted(times: Sequence[float], lines: Sequence[Line]) -> bool:
    labelled = sum(line.label is not None and line.label.time is not None for line in lines)
    rising = sum(after >= before for before, after in pairwise(times))
    return len(times) + labelled >= _SEVERAL and rising >= _RISING * (len(times) - 1)


def _at_ends(lines: Sequence[Line], inside: Sequence[Sequence[Stamp]]) -> bool:
    """Whether the stamps stand where lines end, and no line begins with one."""
    ends = total = 0
    for line, stamps in zip(lines, inside, strict=True):
        total += len(stamps)
        ends += sum(stamp.end == len(line.text) and stamp.start > 0 for stamp in stamps)
    return total > 0 and ends >= _AT_ENDS * total


def _cut(line: Line, stamp: Stamp, *, own: bool) -> tuple[int, float]:
    """Take a stamp out of a line's words; return what it is the time of: `own`, of the line, else of what follows."""
    start, end = line.first + stamp.start, line.first + stamp.end
    line.cuts.append((start, end if stamp.end < len(line.text) else line.end))
    return (line.start if own else start), stamp.seconds
