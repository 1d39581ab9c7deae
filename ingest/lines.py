"""A text as lines: what structure is recognised on, one decision a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.sentences import STOPS
from corpus.transcript import Role

INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\x00"
"""Characters that show nothing: byte order marks, joiners, direction marks."""

_SURROUNDING = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + INVISIBLE
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_ITEM = re.compile(r"(?:[•·▪◦‣–-]|\+(?!\d)|\*(?=\s)|\d{1,3}[.)、]|[（(]\d{1,3}[)）])\s*(?=\S)")
_RULE = re.compile(r"(?:-{3,40}|_{3,40}|\*{3,40}|={3,40}|—{2,40}|─{2,40})")
_PROSE_END = re.compile(rf"[{STOPS}.~～;；][\"'”’」』）)\]】*_]{{0,4}}$")
_SENTENCE_INSIDE = re.compile(r"[。！!;；]|[.?]\s")


@dataclass(frozen=True, slots=True)
class Label:
    """The words on a line that say who speaks: [line start, end), and the time given with them, in seconds.

    `speaker` is None where somebody else may begin to speak, and it is not known who.
    """

    speaker: str | None
    end: int
    time: float | None = None


@dataclass(slots=True)
class Line:
    """A line of the source at [start, end), its break included.

    `text` is the line without white space around it ("" for a blank line) and begins at `first`. `block`
    counts stretches of lines without a blank line or a rule between. `twin` counts the stretches that repeat the
    speech before them in another language. `role` is None until something is recognised; in the end it is
    speech. `title` says that a heading is the transcript's own and begins no section. `cuts` are the (start, end)
    within it that are not speech, time stamps mostly, in order. `unnamed` says that somebody else may begin to speak
    on it, though it is not known who. `aside` says that whoever speaks around
    it does not speak it; `quoted`, that it stands in a block quote; `goes_on`, that it goes on with a message and
    names nobody; `headed`, that the
    format says that it is a heading. `number` counts the lines from 0.
    """

    start: int
    end: int
    text: str
    first: int
    block: int
    role: Role | None = None
    label: Label | None = None
    twin: int | None = None
    title: bool = False
    cuts: list[tuple[int, int]] = field(default_factory=list)
    unnamed: bool = False
    aside: bool = False
    quoted: bool = False
    goes_on: bool = False
    headed: bool = False
    number: int = 0

    @property
    def open(self) -> bool:
        """Whether nothing is recognised on the line yet, and there is something."""
        return bool(self.text) and self.role is None and self.label is None

    @property
    def item(self) -> bool:
        """Whether the line begins an item of a list."""
        mark = _ITEM.match(self.text[:8])
        return mark is not None and not self.text.startswith("**")

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return _PROSE_END.search(self.text[-8:]) is not None

    @property
    def prose(self) -> bool:
        """Whether the line is at least one whole sentence."""
        return len(self.text) >= 12 and (self.ends_sentence or _SENTENCE_INSIDE.search(self.text) is not None)


def split_lines(text: str) -> list[Line]:
    """Return the lines of a text; joined they are the text."""
    lines: list[Line] = []
    block, blank = 0, True
    for match in _LINE.finditer(text):
        if match.start() == match.end():
            break
        bare = match.group().lstrip(_SURROUNDING)
        first = match.end() - len(bare)
        bare = bare.rstrip(_SURROUNDING)
        if bare and blank:
            block += 1
        blank = not bare or _RULE.fullmatch(bare) is not None
        first = first if bare else match.end()
        lines.append(Line(match.start(), match.end(), bare, first, block, number=len(lines)))
    return lines


def blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the stretches of lines without a blank line between, blank lines left out."""
    found: list[list[Line]] = []
    for line in lines:
        if not line.text:
            continue
        if found and found[-1][-1].block == line.block:
            found[-1].append(line)
        else:
            found.append([line])
    return found
