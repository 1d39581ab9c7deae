"""What the readers share: timed pieces of speech joined into running text, and text laid out with its marks.

Nothing here knows a file format. A `Cue` is a piece of speech as a format hands it over; `source_of` joins
cues into turns; `Layout` is what every reader builds its text with, so that marks and text cannot disagree.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.language import CJK
from ingest.source import Mark, Source

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\ufeff\ufffe\uffff\ud800-\udfff]")
_WIDE = re.compile(f"[{CJK}\u3000-\u30ff\uff00-\uff60]")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece of speech. `start` is in seconds from the beginning; `speaker` as the format writes it; `fresh`
    says that another speaker begins here although nothing names them. None means not known.
    """

    text: str
    start: float | None = None
    speaker: str | None = None
    fresh: bool = False


def clean(text: str) -> str:
    """Return the text without control characters, lone surrogates and soft hyphens, every line end a line feed."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def seam(left: str, right: str) -> str:
    """Return what stands between two pieces of running text: nothing beside Chinese, else one space."""
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return ""
    return "" if _WIDE.match(left[-1]) or _WIDE.match(right[0]) else " "


def flow(text: str) -> str:
    """Return the text as one running line: its lines joined by their seams, white space made single."""
    flowed: list[str] = []
    for line in clean(text).split("\n"):
        piece = _BLANK.sub(" ", line).strip()
        if piece:
            flowed.extend([seam(flowed[-1], piece) if flowed else "", piece])
    return "".join(flowed)


_NOWHERE = Mark(0)


def _known(mark: Mark) -> tuple[int | None, float | None, str | None, bool]:
    return mark.page, mark.time, mark.speaker, mark.heading


class Layout:
    """A text put together piece by piece, with a mark at each heading and wherever what the format knows changes."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []

    def paragraph(self, text: str, place: Mark | None = None) -> None:
        """Begin a paragraph with `text`; the `start` of its place is ignored. An empty text adds nothing."""
        self._add("\n\n" if self._parts else "", text, place)

    def run_on(self, text: str, place: Mark | None = None) -> None:
        """Go on in the paragraph, behind the seam that the scripts ask for."""
        self._add(seam(self._parts[-1], text) if self._parts else "", text, place)

    def _add(self, between: str, text: str, place: Mark | None) -> None:
        if not text:
            return
        start = self._length + len(between)
        page, time, speaker, heading = known = _known(place or _NOWHERE)
        if heading or known != _known(self._marks[-1] if self._marks else _NOWHERE):
            self._marks.append(Mark(start, page, time, speaker, heading))
        self._parts.extend([between, text])
        self._length = start + len(text)

    def source(self, metadata: Mapping[str, Any] | None = None, encoding: str = "utf-8") -> Source:
        """Return what was put together."""
        return Source("".join(self._parts), tuple(self._marks), dict(metadata or {}), encoding)


def source_of(cues: Iterable[Cue], metadata: Mapping[str, Any] | None = None, encoding: str = "utf-8") -> Source:
    """Join cues into turns: those of one speaker run on, another speaker begins a paragraph."""
    layout = Layout()
    speaker: str | None = None
    for cue in cues:
        text = flow(cue.text)
        place = Mark(0, time=cue.start, speaker=cue.speaker)
        if cue.fresh or cue.speaker != speaker:
            layout.paragraph(text, place)
        else:
            layout.run_on(text, place)
        speaker = cue.speaker if text else speaker
    return layout.source(metadata, encoding)


_LABEL = re.compile(r"\s*([^\s:：>][^:：]{0,39}?)\s*(?:：|:(?=\s|$))\s*")
_TURN = re.compile(r"\s*(?:(>>+)|-(?=[A-Z\"“])|[-–—](?=\s))\s*")
_ROLES = frozenset(
    "q a host guest interviewer interviewee moderator question answer narrator "
    "问 答 問 主持人 嘉宾 嘉賓 记者 記者".split()
)
_LATIN_NAME = re.compile(r"(?:(?:[A-Z0-9][\w.'’-]*|de|van|von|der|la|and|&)(?:\s+|$)){1,5}")
_CHINESE = re.compile(f"[{CJK}]")
_CHINESE_NAME = re.compile(rf"[{CJK}\w·•・.\s]{{1,16}}")
_CHINESE_VERBS = tuple("说說是道为為到想写寫称稱题題")


@functools.lru_cache(maxsize=10_000)
def _namelike(name: str) -> bool:
    if _CHINESE.search(name):
        return bool(_CHINESE_NAME.fullmatch(name)) and not name.endswith(_CHINESE_VERBS)
    return bool(_LATIN_NAME.fullmatch(name)) and not name.isdigit()


def _certain(name: str, count: int) -> bool:
    """Whether a label names a speaker: it recurs, is a role, or is written as only names are."""
    if count > 1 or name.casefold() in _ROLES:
        return True
    return (name.isupper() and len(name) > 1) or "·" in name or (name.isascii() and " " in name)


def names_among(labels: Iterable[str]) -> frozenset[str]:
    """Return those labels that name a speaker; each is given as often as it occurs, without its colon."""
    counts = Counter(label for label in labels if _namelike(label))
    return frozenset(name for name, count in counts.items() if _certain(name, count))


def labelled(name: str, text: str) -> str:
    """Return what someone says with their name before it, as transcripts are written; no name, no label."""
    if not name:
        return text
    return f"{name}：{text}" if _CHINESE.search(name) else f"{name}: {text}"


def add_rows(layout: Layout, rows: list[list[str]]) -> None:
    """Lay out a table: labelled speech where its first of two columns names speakers, lines with tabs where not."""
    labels = [row[0].rstrip(":： ") if len(row) == 2 else "" for row in rows]
    is_dialogue = names_among(labels) >= set(labels)
    for label, row in zip(labels, rows, strict=True):
        layout.paragraph(labelled(label, row[1]) if is_dialogue else "\t".join(filter(None, row)))


def label_of(line: str) -> tuple[str, int] | None:
    """Return the name that a line begins with and where speech begins, None where it begins with none."""
    if ":" not in line and "：" not in line:
        return None
    turn = _TURN.match(line)
    match = _LABEL.match(line, turn.end() if turn else 0)
    return (match[1], match.end()) if match and _namelike(match[1]) else None


def _pieces(cue: Cue, names: frozenset[str]) -> Iterator[Cue]:
    """Cut a cue where another speaker begins. Lines that begin with no one go on, and so do those at a bare dash
    where names tell the speakers apart.
    """
    lines: list[str] = []
    speaker: str | None = None
    name: str | None
    fresh = False
    for line in filter(str.strip, cue.text.split("\n")):
        label, turn = label_of(line), _TURN.match(line)
        if label and label[0] in names:
            name, begins = label
        elif turn and (turn[1] or not names):
            name, begins = None, turn.end()
        else:
            lines.append(line)
            continue
        if lines:
            yield Cue("\n".join(lines), cue.start, speaker, fresh)
        speaker, lines, fresh = name, [line[begins:]], True
    yield Cue("\n".join(lines), cue.start, speaker, fresh)


def attribute(cues: Iterable[Cue]) -> list[Cue]:
    """Read who speaks from the text itself, `NAME: …`, `>> …`, `- …`, where the format names no one.

    A name is believed where it recurs or is written as only a name is; it is then in `speaker` and no longer
    in the text. A speaker goes on until another begins; who begins at a dash or `>>` alone is unknown.
    """
    cues = [Cue(clean(cue.text), cue.start, cue.speaker, cue.fresh) for cue in cues]
    labels = (label_of(line) for cue in cues if cue.speaker is None for line in cue.text.split("\n"))
    names = names_among(label[0] for label in labels if label)
    found: list[Cue] = []
    speaker: str | None = None
    for cue in cues:
        for piece in _pieces(cue, names) if cue.speaker is None else [cue]:
            if piece.fresh or piece.speaker:
                speaker = piece.speaker
            found.append(Cue(piece.text, piece.start, speaker, piece.fresh and piece.speaker is None))
    return found
