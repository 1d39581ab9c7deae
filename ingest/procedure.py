"""Notes between what is said, which nobody says: of clerks, archives, broadcasters and magazines."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from ingest.dates import date_in, is_only_a_date
from ingest.labels import label_at
from ingest.lines import Line, blocks
from ingest.procedure_notes import (
    CALLED,
    COLUMNS,
    EXHIBITS,
    FEET,
    HEADINGS,
    IN_BRACKETS,
    PAGES,
    RESOLVED,
    SITTINGS,
    SOUNDS,
    TRANSCRIPTS,
)

_LONGEST = 300  # characters of a note
_BRACKETS = re.compile(r"(?P<open>[\[(（])(?P<words>[^\[\]()（）]{3,200})[\])）][.;]?")
_COLUMNS = r"(?:[^\S\n]{3,}|\t+)"  # what stands between the columns of a page's head
_DATED = re.compile(rf"(?P<date>\S.{{5,40}}?){_COLUMNS}\d{{1,4}}|\d{{1,4}}{_COLUMNS}(?P<other>\S.{{5,40}})")
_BESIDE = re.compile(rf"\S[^.?!:]{{3,80}}{_COLUMNS}\S.{{1,60}}")
_NUMBER = re.compile(r"\d{1,4}")
_INDENTED = 10  # columns before a page's number, which nobody says
_MET = re.compile(
    r"The (?:(?:sub)?committees?|commission|task force|panel)(?: on [A-Z][\w, ]{2,60})? met(?:,| in) .{0,40}"
    r"\b(?:pursuant|at \d)"
)
_PRESIDING = re.compile(r"presiding[.)\]]*$")
_LONGEST_OPENING = 12  # lines that say where a committee met and who presides
_STARRED = re.compile(r"[\w.,!?”\"’)]\*(?=\s|$)")
_CORRECTS = re.compile(r"\*(?=[A-Z\"“‘])[^*]{8,400}")
_ENDED = re.compile(r"END(?:\s+\d{1,2}:\d{2}.{0,16})?")
_LONGEST_FOOT = 3_000  # characters of all that stands below an interview
_FOOT_FROM = 0.5  # of the text: what looks like the foot of a page before that is none


def is_procedural(text: str) -> bool:
    """Whether a line is a note that nobody says, whatever stands around it."""
    squeezed = " ".join(text.split())
    if len(text) > _LONGEST or PAGES.fullmatch(squeezed) or COLUMNS.fullmatch(text):
        return len(text) <= _LONGEST
    held = _BRACKETS.fullmatch(text.strip("*_ ") if text[0] in "*_" else text)
    return held is not None and IN_BRACKETS.fullmatch(held["words"].strip()) is not None


def is_examination(text: str) -> bool:
    """Whether a line says who is asked by whom from here on, or who argues; it is a heading."""
    return len(text) <= _LONGEST and not text.endswith(("?", ":")) and HEADINGS.fullmatch(text) is not None


def mark_procedure(lines: Sequence[Line], *, spoken: bool = False) -> None:
    """Take for furniture and headings what clerks, archives and broadcasters write between what is said. In captions,
    where the format itself says who speaks, `spoken`, only what one line tells by itself.
    """
    witness = any(line.text.startswith("THE WITNESS:") for line in lines)
    before: Line | None = None
    for line in lines:
        held = _BRACKETS.fullmatch(line.text) if line.open else None
        if line.open and (is_examination(line.text) or (witness and CALLED.fullmatch(line.text))):
            line.role = "heading"
        elif line.open and (is_procedural(line.text) or (not spoken and _is_of_a_sitting(line, before))):
            line.role = "furniture"
        elif held and EXHIBITS.fullmatch(held["words"].strip()):
            line.aside = True
        before = line
    for noted in () if spoken else _NOTED:
        for line in noted(lines):
            line.role = "furniture"


def _is_of_a_sitting(line: Line, before: Line | None) -> bool:
    """Whether a line that no sentence runs on to says that a sitting was suspended or what was agreed to."""
    begins = before is None or not before.text or before.role is not None or before.ends_sentence
    return begins and not line.text[0].islower() and SITTINGS.fullmatch(" ".join(line.text.split())) is not None


def mark_feet(lines: Sequence[Line]) -> None:
    """Take for furniture what stands below the last words: who led the interview and all behind it; what corrects
    something that was said, behind a star as there; END.
    """
    labelled = [line.number for line in lines if line.label is not None]
    last = max(labelled, default=-1)
    length = lines[-1].end if lines else 0
    starred = any(_STARRED.search(line.text) for line in lines if line.text and not _CORRECTS.fullmatch(line.text))
    for line in lines[last + 1 :]:
        below = line.start >= _FOOT_FROM * length and length - line.start <= _LONGEST_FOOT
        if line.open and below and FEET.fullmatch(line.text.strip("*_ ")):
            for after in lines[line.number :]:
                after.role = after.role or ("furniture" if after.text else None)
            return
        ended = labelled and _ENDED.fullmatch(line.text)
        if line.open and (ended or (labelled and starred and _CORRECTS.fullmatch(line.text))):
            line.role = "furniture"


def _sounds(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the sounds in the script of a play, `FX: …`, with the lines of their paragraphs up to the next label."""
    for line in lines:
        if line.open and SOUNDS.fullmatch(line.text):
            yield line
            below = takewhile(lambda other: other.open and label_at(other.text) is None, lines[line.number + 1 :])
            yield from below


def _resolved(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield what was resolved, with the line that says so."""
    spoken = [line for line in lines if line.text]
    for line, after in pairwise(spoken):
        if line.open and RESOLVED.fullmatch(line.text) and after.open and after.text.startswith("That "):
            yield from (line, after)


def _dated_heads(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the heads of pages in columns: a date and a page's number, and the columns above or below them; a line in
    capitals, indented, below the head of a commission's page.
    """
    worded = [line for line in lines if line.text]
    for at, line in enumerate(worded):
        beside = [other for other in (*worded[max(0, at - 1) : at], *worded[at + 1 : at + 2]) if other.open]
        found = _DATED.fullmatch(line.text) if line.open else None
        words = (found["date"] or found["other"]) if found else ""
        if found and date_in(words) and is_only_a_date(words):
            yield line
            yield from (other for other in beside if _BESIDE.fullmatch(other.text) and label_at(other.text) is None)
        elif line.role == "furniture" and line.text.startswith(".") and at + 1 < len(worded):
            below = worded[at + 1]
            if below.open and below.number == line.number + 1 and ":" not in below.text and below.text.isupper():
                yield below


def _page_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield numbers alone between blank lines, far from the margin."""
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        alone = not (before and before.text) and not (after and after.text)
        if line.open and alone and line.first - line.start >= _INDENTED and _NUMBER.fullmatch(line.text):
            yield line


def _openings(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that say where a committee met and who presided."""
    for line in lines:
        if not line.open or not _MET.match(line.text):
            continue
        opening = list(takewhile(lambda other: other.open, lines[line.number : line.number + _LONGEST_OPENING]))
        ends = next((at for at, other in enumerate(opening) if _PRESIDING.search(other.text)), None)
        if ends is not None:
            yield from opening[: ends + 1]


def _disclaimers(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the paragraphs in which archives say what a transcript is, with a line in capitals that heads one."""
    for block in blocks(lines):
        heads = list(takewhile(lambda line: line.text.isupper(), block))
        rest = block[len(heads) :]
        if rest and len(heads) <= 1 and TRANSCRIPTS.match(rest[0].text):
            yield from (line for line in block if line.open)


_NOTED = (_sounds, _resolved, _dated_heads, _page_numbers, _openings, _disclaimers)
