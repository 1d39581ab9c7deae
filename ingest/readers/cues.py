"""What the readers share: timed pieces of speech joined into running text, and text laid out with its marks.

Nothing here knows a file format. A `Cue` is a piece of speech as a format hands it over; `source_of` joins
cues into turns; `Layout` is what every reader builds its text with, so that marks and text cannot disagree.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.entities import decoded
from corpus.language import CJK
from corpus.roles import is_nobody
from ingest.candidates import Candidate
from ingest.labels import label_at
from ingest.names import Likeness, likeness
from ingest.readers.cue import Cue
from ingest.readers.cue_turns import cues_of_nobody, cut_at_turns
from ingest.recurrence import Seen
from ingest.source import Mark, Source
from ingest.speakers import Verdict, judge

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\ufeff\ufffe\uffff\ud800-\udfff]")
_WIDE = re.compile(f"[{CJK}\u3000-\u30ff\uff00-\uff60]")
_BLANK = re.compile(r"\s+")


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


def _known(mark: Mark) -> Mark:
    return replace(mark, start=0, fresh=False)


class Layout:
    """A text put together piece by piece, with a mark at each heading and wherever what the format knows changes."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []

    def paragraph(self, text: str, place: Mark | None = None) -> None:
        """Begin a paragraph with `text`; the `start` of its place is ignored. An empty text adds nothing."""
        self._add("\n\n" if self._parts else "", text, place)

    def line(self, text: str, place: Mark | None = None) -> None:
        """Begin a line of the paragraph."""
        self._add("\n" if self._parts else "", text, place)

    def run_on(self, text: str, place: Mark | None = None) -> None:
        """Go on in the paragraph, behind the seam that the scripts ask for."""
        self._add(seam(self._parts[-1], text) if self._parts else "", text, place)

    def _add(self, between: str, text: str, place: Mark | None) -> None:
        if not text:
            return
        start = self._length + len(between)
        mark = replace(place or _NOWHERE, start=start)
        if mark.heading or mark.fresh or _known(mark) != _known(self._marks[-1] if self._marks else _NOWHERE):
            self._marks.append(mark)
        self._parts.extend([between, text])
        self._length = start + len(text)

    def source(self, metadata: Mapping[str, Any] | None = None, encoding: str = "utf-8") -> Source:
        """Return what was put together."""
        return Source("".join(self._parts), tuple(self._marks), dict(metadata or {}), encoding)


def source_of(cues: Iterable[Cue], metadata: Mapping[str, Any] | None = None, encoding: str = "utf-8") -> Source:
    """Join cues into turns: those of one speaker run on, another speaker begins a paragraph, as does an aside."""
    layout = Layout()
    before: tuple[str | None, int | None, bool, bool] | None = None
    for cue in cues:
        kind = (cue.speaker, cue.twin, cue.aside, cue.start is None)
        text = flow(cue.text)
        place = Mark(0, time=cue.start, speaker=cue.speaker, fresh=cue.fresh, twin=cue.twin)
        if cue.fresh or before != kind:
            layout.paragraph(text, place)
        else:
            layout.run_on(text, place)
        before = kind if text else before
    return layout.source(metadata, encoding)


_TURN = re.compile(r"\s*(?:(>>+)|-(?=[A-Z\"“])|[-–—](?=\s))\s*")
_CHINESE = re.compile(f"[{CJK}]")
_SHORTEST = 3  # letters that may be a word's, not a name's: TV, BBC


def names_among(labels: Iterable[str]) -> frozenset[str]:
    """Return those labels that name a speaker; each is given as often as it occurs, without its colon."""
    counts = Counter(labels)
    return frozenset(
        name
        for name, count in counts.items()
        if likeness(name) >= Likeness.FULL or (count > 1 and likeness(name) >= Likeness.LOOSE)
    )


def labelled(name: str, text: str) -> str:
    """Return what someone says with their name before it, as transcripts are written; no name, no label."""
    if not name:
        return text
    return f"{name}：{text}" if _CHINESE.search(name) else f"{name}: {text}"


@dataclass(frozen=True, slots=True)
class _Head:
    """What a line of a cue begins with: a mark that somebody else speaks, a label, and what the label is."""

    begins: int = 0
    marked: bool = False
    dashed: bool = False
    label: Candidate | None = None
    verdict: Verdict = Verdict.TEXT


_Heads = dict[tuple[int, int], _Head]


def _lines(cue: Cue) -> list[str]:
    return [line for line in cue.text.split("\n") if line.strip()]


def _heads(cues: Sequence[Cue]) -> _Heads:
    """Return the heads of all lines, by the cue's and the line's number."""
    found: _Heads = {}
    seen: dict[tuple[int, int], Seen] = {}
    for at, cue in enumerate(cues):
        for number, line in enumerate(_lines(cue) if cue.speaker is None else ()):
            turn = _TURN.match(line)
            begins = turn.end() if turn else len(line) - len(line.lstrip())
            label = label_at(line[begins:])
            found[at, number] = _Head(begins, bool(turn and turn[1]), turn is not None, label)
            if label and label.shape not in ("line", "run-in") and not (label.shape == "bracket" and label.own_line):
                seen[at, number] = Seen(label, number == 0 or turn is not None, line, place=at)
    verdicts = judge(list(seen.values()), sum(cue.speaker is None for cue in cues), len(found))
    for place, verdict in zip(seen, verdicts, strict=True):
        found[place] = replace(found[place], verdict=verdict)
    if any(_is_in_capitals(head, Verdict.SPEAKER) or head.dashed for head in found.values()):
        for place, one in seen.items():
            if one.begins and _is_in_capitals(found[place], Verdict.TEXT, Verdict.UNNAMED) and not one.said.isupper():
                found[place] = replace(found[place], verdict=Verdict.SPEAKER)
    return found


def _is_in_capitals(head: _Head, *verdicts: Verdict) -> bool:
    """Whether a head is a name in capitals before a colon, as captions write who is not seen, and was judged so."""
    label = head.label
    if label is None or label.shape != "colon" or head.verdict not in verdicts:
        return False
    return label.name.isupper() and len(label.name) > _SHORTEST and likeness(label.name) >= Likeness.SINGLE


def _pieces(cue: Cue, at: int, heads: _Heads, *, named: bool) -> Iterator[Cue]:
    """Cut a cue where another speaker begins. Lines that begin with no one go on, and so do those at a bare dash
    alone in its cue where names tell the speakers apart.
    """
    lines: list[str] = []
    speaker: str | None = None
    fresh = cue.fresh
    several = sum(heads[at, number].dashed for number in range(len(_lines(cue)))) > 1  # one dash for each who speaks
    for number, line in enumerate(_lines(cue)):
        head = heads[at, number]
        begins, name, label = head.begins, None, head.label
        if label and head.verdict is Verdict.SPEAKER:
            begins, name = begins + label.end, label.name
        elif label and head.verdict in (Verdict.UNNAMED, Verdict.NOISE):
            begins += label.end if is_nobody(label.name) else 0
        elif not head.dashed or (named and not head.marked and not several):
            lines.append(line)
            continue
        if lines:
            yield replace(cue, text="\n".join(lines), speaker=speaker, fresh=fresh)
        speaker, lines, fresh = name, [line[begins:]], True
    yield replace(cue, text="\n".join(lines), speaker=speaker, fresh=fresh)


def attribute(cues: Iterable[Cue]) -> list[Cue]:
    """Read who speaks from the text itself, `NAME: …`, `[Name] …`, `>> …`, `- …`, where the format names no one.

    Whether a label is a speaker's is decided as in any text (`ingest.speakers`); it is then in `speaker` and no longer
    in the text. A speaker goes on until another begins; who begins at a dash or `>>` alone is unknown.
    """
    cues = cut_at_turns(replace(cue, text=decoded(clean(cue.text))) for cue in cues)
    heads = _heads(cues)
    named = any(head.verdict is Verdict.SPEAKER for head in heads.values())
    nobodys = cues_of_nobody([_last_named(cue, at, heads) for at, cue in enumerate(cues)])
    found: list[Cue] = []
    speaker: str | None = None
    for at, cue in enumerate(cues):
        for piece in _pieces(cue, at, heads, named=named) if cue.speaker is None else [cue]:
            lost = at in nobodys and speaker is not None and not piece.speaker
            if piece.fresh or piece.speaker or lost:
                speaker = piece.speaker
            found.append(replace(piece, speaker=speaker, fresh=(piece.fresh or lost) and piece.speaker is None))
    return found


def _last_named(cue: Cue, at: int, heads: _Heads) -> str | None:
    """Return who speaks at a cue's end as the cue itself says it, None where it does not."""
    named = [
        head.label.name
        for number in range(len(_lines(cue)) if cue.speaker is None else 0)
        if (head := heads[at, number]).label and head.verdict is Verdict.SPEAKER
    ]
    return named[-1] if named else cue.speaker
