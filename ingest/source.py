"""A file decoded: its text, and what its format knows about places in that text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.transcript import Chapters


@dataclass(frozen=True, slots=True)
class Mark:
    """Something the file format knows, valid from `start` (a character offset of the text) to the next mark.

    `page` counts from 1, `time` is in seconds from the beginning; None means not known. `heading` says that
    the line at `start` is a heading, `fresh` that another speaker begins there though nothing names them. `twin`
    numbers the stretches that say in another language what stands before them.
    """

    start: int
    page: int | None = None
    time: float | None = None
    speaker: str | None = None
    heading: bool = False
    fresh: bool = False
    twin: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader makes of a file: the text, marks in order of their start, and metadata as found
    (title, date, url, …). `encoding` names how the bytes were decoded.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of a transcript beside its text. `speaker` is who speaks where the transcript names nobody at all;
    `chapters` are the recording's: where times are known they are headings of what is said in them; `people` take part,
    so that initials and parts of their names are theirs.
    """

    speaker: str | None = None
    chapters: Chapters = ()
    people: tuple[str, ...] = ()


NOTHING_SAID = Described()
