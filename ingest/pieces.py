"""Lines put together again as pieces: stretches of one role, which tile the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.transcript import Role
from ingest.interview import TurnFacts
from ingest.lines import Line, blocks
from ingest.passages import LONGEST, TINY, size
from ingest.places import Places

_ENOUGH = 200  # characters that are more than TINY in any language
_LEAD = 120  # characters that are kept of a line that leads into a list


@dataclass(slots=True)
class Piece:
    """The source at [start, end), with the white space after it. `opens` says that a paragraph begins here, `fresh`
    that somebody begins to speak, though perhaps nobody knows who.
    """

    start: int
    end: int
    role: Role
    line: Line
    speaker: str | None = None
    opens: bool = True
    fresh: bool = False
    turn: TurnFacts | None = None


def pieces_of(lines: Sequence[Line], places: Places, credit: int | None = None, sole: str | None = None) -> list[Piece]:
    """Return the pieces of a text in order; what stands on its line from `credit` on, if given, is furniture.

    `sole` is the one speaker of a talk, in which others only say a word before and after: where a section begins, it is
    theirs.
    """
    opening = _opening(lines)
    pieces: list[Piece] = []
    speakers: dict[bool, str | None] = {}  # of the main text and of its twin in another language
    column: int | None = None
    start = 0  # white space before the first words belongs to them
    for line in lines:
        if line.role == "heading" and sole is not None:
            speakers = {False: sole}
        if line.text:
            twin = line.twin is not None
            if twin and line.twin != column:  # the speaker before goes on in the other language
                speakers[True] = speakers.get(False)
            column = line.twin
            if line.label is not None:
                speakers[twin] = line.label.speaker
            elif line.role is None and (line.unnamed or places.fresh(line.start, line.end)):
                speakers[twin] = None
            elif places.spoken:
                speakers[twin] = places.speaker(line.first)
            made = list(_of_line(line, start, None if line.aside else speakers.get(twin), credit))
            made[0].fresh = line.label is not None or line.unnamed or places.fresh(line.start, line.end)
            said = next((piece for piece in made if piece.role == "speech"), made[-1])
            said.opens = line.start in opening
            pieces.extend(made)
        else:
            _pass_over(line, start, pieces)
        start = line.end if pieces else 0
    if not pieces and lines:
        pieces.append(Piece(0, lines[-1].end, "furniture", lines[0]))
    return pieces


def _pass_over(line: Line, start: int, pieces: list[Piece]) -> None:
    """Add a line without words: to the piece before, or as one of its own where it was cut off around words."""
    if line.role is not None:
        pieces.append(Piece(start, line.end, line.role, line))
    elif pieces:
        pieces[-1].end = line.end


def fewest_passages(pieces: Sequence[Piece], text: str) -> int:
    """Return a number of passages that the pieces make at least, counted in a fraction of the time of making them:
    one for each heading, speaker line, stretch of furniture or of speech, and paragraph too large to be joined.
    """
    fewest = 0
    before: Role | None = None
    for piece in pieces:
        if piece.role != before or piece.role in {"heading", "speaker"}:
            fewest += 1
        elif piece.role == "speech" and piece.opens:
            fewest += size(text[piece.start : min(piece.end, piece.start + _ENOUGH)].strip()) > TINY
        before = piece.role
    return fewest


def _of_line(line: Line, start: int, speaker: str | None, credit: int | None) -> Iterator[Piece]:
    if line.role is not None:
        yield Piece(start, line.end, line.role, line, speaker if line.role == "speaker" else None)
        return
    if line.label is not None and line.label.end > line.first:
        whole = line.label.end >= line.first + len(line.text)
        yield Piece(start, line.end if whole else line.label.end, "speaker", line, speaker)
        start = line.end if whole else line.label.end
    cuts = [*line.cuts, (credit, line.end)] if credit is not None and start < credit < line.end else line.cuts
    for begin, end in sorted(cuts):
        if end <= start:
            continue
        if begin > start and begin > line.first:
            yield Piece(start, begin, "speech", line, speaker)
            start = begin
        yield Piece(start, end, "furniture", line)
        start = end
    if start < line.end:
        yield Piece(start, line.end, "speech", line, speaker)


def _opening(lines: Sequence[Line]) -> set[int]:
    """Return the starts of lines that begin a paragraph: the first of a block, items of lists, and every line
    of a long block whose lines mostly end as sentences do.
    """
    opening: set[int] = set()
    for block in blocks(lines):
        spoken = [line for line in block if line.role is None]
        closed = sum(line.ends_sentence for line in spoken) >= 0.6 * len(spoken)
        each = closed and len(spoken) > 1 and sum(size(line.text) for line in spoken) > LONGEST
        opening.update(line.start for line in block if each or line is block[0] or line.item)
    return opening


def leads_of(pieces: Sequence[Piece], text: str) -> dict[int, str]:
    """Return, by the start of items of lists, the line above that ends with a colon and leads into them."""
    leads: dict[int, str] = {}
    lead, depth = "", -1
    for piece in pieces:
        words = text[piece.start : piece.end].strip()
        indent = piece.line.first - piece.line.start if piece.line.item else -1
        if lead and indent > depth:
            leads[piece.start] = lead
        if words[-8:].rstrip("*_ ").endswith((":", "：")):
            lead, depth = words[-_LEAD:], indent
        elif indent <= depth:
            lead, depth = "", -1
    return leads
