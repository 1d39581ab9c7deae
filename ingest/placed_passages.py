"""Passages of the pieces of a text, each with what its place tells: page, times, language, what leads into it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.language import Language, detect
from corpus.transcript import Passage, Role
from ingest.headings import words_of
from ingest.passages import cut
from ingest.pieces import Piece, leads_of
from ingest.places import Places

_LARGEST = 4_000  # characters of a passage, of up to four bytes each: the store's records are small


def together(piece: Piece) -> tuple[Role, int]:
    """Return a key that is equal for neighbours which are cut into passages together."""
    if piece.role == "speech" and piece.turn is not None:
        return piece.role, piece.turn.index
    return piece.role, -1 if piece.role == "furniture" else piece.start


def passages_of(pieces: Sequence[Piece], text: str, places: Places, language: Language) -> Iterator[Passage]:
    """Yield the passages of pieces that adjoin, numbered from 0."""
    first, end, turn = pieces[0], pieces[-1].end, pieces[0].turn
    if turn is None:
        section = words_of(first.line) if first.role == "heading" and not first.line.title else None
        whole = Passage(0, first.start, end, "", first.role, speaker=first.speaker, section=section)
        yield from _placed(whole, text, places, language)
        return
    starts = [piece.start for piece in pieces if piece is first or piece.opens]
    paragraphs = list(zip(starts, [*starts[1:], end], strict=True))
    pages = groupby(paragraphs, key=lambda paragraph: places.page(paragraph[0]))
    leads = leads_of(pieces, text)
    for start, stop in (span for _, page in pages for span in cut(text, list(page))):
        passage = Passage(
            0,
            start,
            stop,
            "",
            "speech",
            turn=turn.index,
            speaker=turn.speaker,
            section=turn.headings[-1] if turn.headings else None,
            parallel=turn.parallel,
            context=f"{turn.context}\n{leads.get(start, '')}".strip(),
            question=turn.question,
        )
        yield from _placed(passage, text, places, turn.language)


def _placed(passage: Passage, text: str, places: Places, language: Language) -> Iterator[Passage]:
    """Complete a passage with its text and what its place tells; one too large for a record is cut."""
    for start in range(passage.start, passage.end, _LARGEST):
        end = min(passage.end, start + _LARGEST)
        words = text[start:end]
        at = start + len(words) - len(words.lstrip())
        if passage.role == "speech" and not words.strip():
            yield Passage(0, start, end, words, "furniture", language=language)
            continue
        yield replace(
            passage,
            start=start,
            end=end,
            text=words,
            page=places.page(at),
            time=places.time(at),
            times=_times(places, start, at, end),
            language=detect(words, language),
        )


def _times(places: Places, start: int, first: int, end: int) -> tuple[tuple[int, float], ...]:
    """Return the times within a passage that begins to say something at `first`; none where it has only one."""
    times = places.times(first, end)
    return tuple((at + first - start, time) for at, time in times) if len(times) > 1 or (times and times[0][0]) else ()
