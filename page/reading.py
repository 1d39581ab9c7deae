"""A transcript as it is read on the page: rows of headings, turns and asides, in chunks fetched when scrolled to.

Every text keeps the offset of its first character, so that the page marks a quote by its span.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from answer.writing.citation import passage_at
from corpus.database.contents import Contents
from corpus.language import Language
from corpus.transcript import Passage, Transcript

CHUNK = 6_000
"""Characters after which a new chunk begins."""

LONGEST_ROW = 3_000
"""Characters of a turn after which its next passage begins a new row."""

_WORDLIKE = re.compile(r"\w")
_WRAPPING = re.compile(r"(?:\s|</?details[^>]*>|<summary>[^<]*</summary>|-{3,})*")
"""What only wraps a bilingual pair: side by side it would stand between the two."""


@dataclass(frozen=True, slots=True)
class Side:
    """A stretch of the source in one language, shown as it stands."""

    start: int
    text: str
    language: Language

    @property
    def end(self) -> int:
        """Where the stretch ends."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Row:
    """What stands side by side: one side, or two where the account says the same in another language."""

    kind: Literal["heading", "turn", "aside"]
    sides: list[Side]
    name: str | None = None
    written: str | None = None
    page: int | None = None
    time: float | None = None
    asks: bool = False
    stretches: list[tuple[int, int]] = field(default_factory=list)
    """Where all that is said in the row's turns stands, for corrections of them."""
    correction: int | None = None
    """Which of the transcript's corrections the row, the first of its turn, shows."""

    def as_data(self) -> dict[str, Any]:
        """Return plain data for the page."""
        sides = [{"start": s.start, "text": s.text, "language": s.language} for s in self.sides]
        return {
            "kind": self.kind,
            "sides": sides,
            "name": self.name,
            "written": self.written,
            "page": self.page,
            "time": self.time,
            "asks": self.asks,
            "stretches": self.stretches,
            "correction": self.correction,
        }


@dataclass(slots=True)
class Layout:
    """A transcript's rows in chunks, and where each stretch of the source is found among them."""

    chunks: list[list[Row]]
    folded: list[tuple[int, int, str]] = field(default_factory=list)
    """Start, chunk and folded text of each side, in order, once something was looked for."""
    _starts: list[int] = field(default_factory=list)
    _chunk_of: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        places = sorted((side.start, at) for at, rows in enumerate(self.chunks) for row in rows for side in row.sides)
        self._starts = [start for start, _ in places]
        self._chunk_of = [at for _, at in places]

    def chunk_at(self, offset: int) -> int:
        """Return the chunk that shows a character of the source."""
        at = bisect_right(self._starts, offset) - 1
        return self._chunk_of[max(at, 0)] if self._chunk_of else 0

    def sizes(self) -> list[int]:
        """Return the characters in each chunk, from which the page guesses heights."""
        return [sum(len(side.text) for row in rows for side in row.sides) for rows in self.chunks]


def lay_out(transcript: Transcript, contents: Contents) -> Layout:
    """Arrange a transcript for reading."""
    has_pairs = any(passage.parallel is not None for passage in transcript.passages)

    def name(written: str) -> str:
        return contents.main_name(transcript.info, written)

    rows = _rows(transcript.passages, name, has_pairs=has_pairs)
    _note_corrections(rows, transcript)
    return Layout(_in_chunks(rows))


def _note_corrections(rows: Iterable[Row], transcript: Transcript) -> None:
    """Note at each turn what a correction of it would be about, and by which one it is what it is."""
    stretches = _stretches(transcript.passages)
    for row in rows:
        if row.kind == "turn":
            said = [passage_at(transcript, side.start) for side in row.sides]
            turns = dict.fromkeys(passage.turn for passage in said if passage.turn is not None)
            row.stretches = [stretch for turn in turns for stretch in stretches[turn]]
            if row.stretches and row.stretches[0][0] == row.sides[0].start:
                row.correction = _correction(row, said[0].speaker, transcript.info.corrections)


def _stretches(passages: Iterable[Passage]) -> dict[int, list[tuple[int, int]]]:
    """Return where each turn stands: in one stretch, unless another turn stands in between."""
    found: dict[int, list[tuple[int, int]]] = {}
    last: int | None = None
    for passage in passages:
        if passage.role != "speech" or passage.turn is None:
            continue
        stretches = found.setdefault(passage.turn, [])
        start = stretches.pop()[0] if passage.turn == last else passage.start
        stretches.append((start, passage.end))
        last = passage.turn
    return found


def _correction(row: Row, speaker: str | None, corrections: Sequence[Mapping[str, Any]]) -> int | None:
    """Return the latest correction of whose words these are, else of who is called so; None where there is none."""
    of_words = [
        number
        for number, one in enumerate(corrections)
        if "start" in one and any(one["start"] < end and start < one["end"] for start, end in row.stretches)
    ]
    of_label = [number for number, one in enumerate(corrections) if speaker and one.get("written") == speaker]
    return max(of_words or of_label, default=None)


def _rows(passages: Sequence[Passage], name: Callable[[str], str], *, has_pairs: bool) -> list[Row]:
    rows: list[Row] = []
    by_turn: dict[int, Row] = {}
    last_turn: int | None = None
    for passage in passages:
        if passage.role == "speaker":
            continue  # it is shown as the name beside the turn
        if passage.role == "furniture" and not _WORDLIKE.search(passage.text):
            _append_to_text(rows, passage)
            continue
        if passage.role == "speech" and passage.turn is not None and passage.turn == last_turn:
            if _goes_on(by_turn[passage.turn], passage):
                continue
            rows.append(Row("turn", [_side(passage)], page=passage.page, time=passage.time, asks=passage.question))
            by_turn[passage.turn] = rows[-1]
            continue
        last_turn = passage.turn if passage.role == "speech" else None
        if passage.role == "furniture" and has_pairs and _WRAPPING.fullmatch(passage.text):
            continue
        pair = by_turn.get(passage.parallel) if last_turn is not None and passage.parallel is not None else None
        if pair is not None and last_turn is not None:
            pair.sides.append(_side(passage))
            by_turn[last_turn] = pair
            continue
        rows.append(_row(passage, name))
        if last_turn is not None:
            by_turn[last_turn] = rows[-1]
    return rows


def _append_to_text(rows: list[Row], passage: Passage) -> None:
    """Keep white space and marks with the text before them, so that a turn goes on after them."""
    side = rows[-1].sides[-1] if rows else None
    if side is not None and side.end == passage.start:
        rows[-1].sides[-1] = Side(side.start, side.text + passage.text, side.language)


def _side(passage: Passage) -> Side:
    return Side(passage.start, passage.text, passage.language)


def _goes_on(row: Row, passage: Passage) -> bool:
    """Append a passage to its turn's row; False where a new row has to begin: on a new page, or when it is long."""
    last = row.sides[-1]
    if len(row.sides) == 1 and (row.page != passage.page or len(last.text) > LONGEST_ROW):
        return False
    if last.end == passage.start:
        row.sides[-1] = Side(last.start, last.text + passage.text, last.language)
    else:
        row.sides.append(_side(passage))
    return True


def _row(passage: Passage, name: Callable[[str], str]) -> Row:
    if passage.role != "speech":
        return Row("heading" if passage.role == "heading" else "aside", [_side(passage)])
    main = name(passage.speaker) if passage.speaker else None
    written = passage.speaker if passage.speaker != main else None
    return Row("turn", [_side(passage)], main, written, passage.page, passage.time, passage.question)


def _in_chunks(rows: Iterable[Row]) -> list[list[Row]]:
    chunks: list[list[Row]] = []
    size = CHUNK
    for row in rows:
        if size >= CHUNK:
            chunks.append([])
            size = 0
        chunks[-1].append(row)
        size += sum(len(side.text) for side in row.sides)
    return chunks
