"""The head of a text whose lines nearly all begin with a time: what stands before the first of them is mostly not said.

Headings, lists of facts (`- Host: First Last`) and notes there are recognised; what looks like speech stays speech.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.head_facts import read_fact
from ingest.head_keys import is_spoken
from ingest.lines import Line
from ingest.names import Likeness, is_editorial, likeness
from ingest.places import Places
from ingest.roster import Roster
from ingest.stamps import stamp_at_head

_FEWEST = 5  # lines that begin with a time
_SHARE = 0.8  # of the lines from the first of them on
_HEADING = re.compile(r"#{1,6}\s+\S")
_BULLET = re.compile(r"[-*•·+]\s+(?=\S)")
_FACT = re.compile(
    r"[*_]{0,2}(?P<key>[^\W\d_][^\n:：.!?。！？*_]{0,40})[*_]{0,2}\s?[:：][*_]{0,2}\s*(?P<value>\S.{0,160})"
)
_NOTE = re.compile(r"\*(?!\*)[^*]+\*|_(?!_)[^_]+_|\([^()]+\)|（[^（）]+）")


def head_of(lines: Sequence[Line], places: Places) -> Sequence[Line]:
    """Return the lines before the first one with a time, where nearly all lines from there on have one; else none."""
    if places.spoken:
        first = next((line.number for line in lines if line.text and _is_placed(line, places)), 0)
        return lines[:first]
    written = [line for line in lines if line.text and not _HEADING.match(line.text)]
    timed = [stamp_at_head(line.text) is not None for line in written]
    first = timed.index(True) if True in timed else 0
    if sum(timed) < _FEWEST or sum(timed) < _SHARE * len(timed[first:]):
        return []
    return lines[: written[first].number]


def _is_placed(line: Line, places: Places) -> bool:
    return places.time(line.first) is not None or places.speaker(line.first) is not None


def mark_stamped_head(head: Sequence[Line], roster: Roster) -> None:
    """Read what the head of a text says of people and dates into the roster, and take what is not said there for
    headings and furniture.
    """
    written = [line for line in head if line.text]
    listed = [line.open and _is_listed(line.text) for line in written]
    for at, line in enumerate(written):
        bullet = _BULLET.match(line.text)
        beside = any(listed[max(0, at - 1) : at] + listed[at + 1 : at + 2])
        if line.open and _HEADING.match(line.text):
            line.role = "heading"
            line.title = line.text.startswith("# ") and not any(other.title for other in written)
        elif line.open and (
            _is_note(line)
            or read_fact(replace(line, text=_bare(line.text)), roster)
            or (listed[at] and (bullet or beside))
        ):
            line.role = "furniture"


def _bare(text: str) -> str:
    bullet = _BULLET.match(text)
    return text[bullet.end() :] if bullet else text


def _is_note(line: Line) -> bool:
    """Whether a line is set apart from what is said: quoted, in italics, in brackets, or called a note."""
    key = re.split("[:：]", line.text, maxsplit=1)[0].strip("*_ ")
    return line.quoted or _NOTE.fullmatch(line.text) is not None or (key != line.text and is_editorial(key))


def _is_listed(text: str) -> bool:
    """Whether a line is a word and what it stands for; a role or a name only where a name is behind it."""
    fact = _FACT.fullmatch(_bare(text))
    if fact is None or is_spoken(fact["value"]):
        return False
    return likeness(fact["key"].strip()) < Likeness.FULL or likeness(fact["value"].strip(" *_")) >= Likeness.SINGLE
