"""Transcripts in two languages of different scripts, each paragraph followed by its translation."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.language import is_japanese_or_chinese
from corpus.scripts import main_script
from ingest.lines import Line
from ingest.passages import size

_PAIRED = 0.7  # of the paragraphs must have a twin
_FEWEST = 3  # pairs
_LIKE = 3.0  # how much larger a paragraph may be than its twin


@dataclass(slots=True)
class _Unit:
    """Lines that adjoin, of one speaker and script: "CJK" for Chinese and Japanese."""

    lines: list[Line]
    speaker: str | None
    script: str

    @property
    def size(self) -> float:
        return sum(size(line.text) for line in self.lines)


def mark_pairs(lines: Sequence[Line]) -> None:
    """Number as twins the paragraphs that repeat the one before them in the other language, where the transcript
    does so throughout. The language that comes first is the main one.
    """
    if any(line.twin is not None for line in lines):
        return
    units = _units(lines)
    if not units:
        return
    main = units[0].script
    pairs = [(first, second) for first, second in pairwise(units) if first.script == main and _twins(first, second)]
    if len(pairs) < _FEWEST or 2 * len(pairs) < _PAIRED * len(units):
        return
    for number, (_, second) in enumerate(pairs):
        for line in second.lines:
            line.twin = number


def _twins(first: _Unit, second: _Unit) -> bool:
    alike = first.size <= _LIKE * second.size and second.size <= _LIKE * first.size
    return first.script != second.script and first.speaker == second.speaker and alike


def _units(lines: Sequence[Line]) -> list[_Unit]:
    units: list[_Unit] = []
    speaker: str | None = None
    fresh = True
    for line in lines:
        if line.label is not None:
            speaker, fresh = line.label.speaker, True
        says = line.text[line.label.end - line.first :] if line.label is not None else line.text
        if not says or line.role is not None:
            continue
        script = "CJK" if is_japanese_or_chinese(says) else main_script(says) or "LATIN"
        if fresh or script != units[-1].script or line.block != units[-1].lines[-1].block:
            units.append(_Unit([line], speaker, script))
        else:
            units[-1].lines.append(line)
        fresh = False
    return units
