"""From a decoded file to passages that tile its text: who says what, under which heading, where.

Each step decides about lines that no step before it recognised; what none recognises is speech. So a wrong
guess costs a label, never a word.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.language import Language, detect
from corpus.transcript import Passage, Role
from ingest.bilingual import mark_pairs
from ingest.frontmatter import front_matter
from ingest.furniture import (
    credit_at_end,
    mark_contents,
    mark_details,
    mark_header,
    mark_patterns,
    mark_preamble,
    mark_tail,
)
from ingest.headings import mark_headings, mark_title, words_of
from ingest.interview import TurnFacts, find_contexts, find_questions, link_twins
from ingest.lines import Line, split_lines
from ingest.passages import cut
from ingest.pieces import Piece, fewest_passages, leads_of, pieces_of
from ingest.places import Places
from ingest.source import Source
from ingest.speakers import mark_speakers, mark_stamps

MOST_PASSAGES = 100_000
"""Of one transcript."""
_SAMPLE = 20_000  # characters that a transcript's language is told from
_SPOKEN = 0.15  # of a text is speech at least; less means that the guesses about it were wrong
_LARGEST = 4_000  # characters of a passage, of up to four bytes each: the store's records are small


class TooManyPassages(Exception):
    """Raised when a text makes more than MOST_PASSAGES."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What was understood of a file. The passages tile its text; `title` is the one that stands in the text,
    None where none does; `language` is that of most of it.
    """

    passages: tuple[Passage, ...]
    title: str | None
    language: Language


def understand(
    source: Source, title: str | None = None, people: Collection[str] = (), speaker: str | None = None
) -> Structure:
    """Recognise the structure of a file.

    Args:
        source: The decoded file.
        title: The transcript's title where it is known, to be recognised in the text.
        people: Names that certainly are people's, to be recognised on speaker lines.
        speaker: Who speaks where the transcript names nobody at all.

    Raises:
        TooManyPassages: The text makes more than one transcript may have.
    """
    places = Places(source.marks)
    lines = _recognise(source, places, title, people)
    pieces = pieces_of(lines, places, credit_at_end(lines))
    if fewest_passages(pieces, source.text) > MOST_PASSAGES:
        raise TooManyPassages
    if not any(piece.speaker for piece in pieces):
        for piece in pieces:
            piece.speaker = speaker if piece.role == "speech" else None
    language = detect(_speech_sample(pieces, source.text))
    turns = _turns(pieces, source.text, language)
    find_questions(turns)
    find_contexts(turns)
    link_twins(turns)
    passages: list[Passage] = []
    for _, group in groupby(pieces, key=_together):
        passages.extend(_passages(list(group), source.text, places, language))
        if len(passages) > MOST_PASSAGES:
            raise TooManyPassages
    found = next((words_of(line) for line in lines if line.title), None)
    numbered = tuple(replace(passage, index=index) for index, passage in enumerate(passages))
    return Structure(numbered, found, language)


def _recognise(source: Source, places: Places, title: str | None, people: Collection[str]) -> list[Line]:
    """Decide what every line is, the surest signs first."""
    lines = split_lines(source.text)
    end, _ = front_matter(source.text)
    for line in lines:
        if line.end <= end:
            line.role = "furniture"
    mark_details(lines)
    mark_patterns(lines)
    if title:
        mark_title(lines, title)
    if places.spoken:  # the format says who speaks and when: there is no page around the speech
        return lines
    mark_preamble(lines)
    mark_speakers(lines, people)
    mark_title(lines, None)
    for line in lines:
        if line.open and places.heading(line.start, line.end):
            line.role = "heading"
    places.add_stamps(mark_stamps(lines))
    mark_header(lines)
    mark_contents(lines)
    mark_tail(lines)
    mark_headings(lines)
    mark_pairs(lines)
    _undo_if_hidden([line for line in lines if line.start >= end])
    return lines


def _undo_if_hidden(lines: Sequence[Line]) -> None:
    """Take headings and furniture back where they would leave next to nothing to be found."""
    spoken = sum(len(line.text) for line in lines if line.role is None)
    if spoken < _SPOKEN * sum(len(line.text) for line in lines):
        for line in lines:
            line.role, line.title = None, False


def _speech_sample(pieces: Sequence[Piece], text: str) -> str:
    sample: list[str] = []
    filled = 0
    for piece in pieces:
        if piece.role == "speech" and piece.line.twin is None and filled < _SAMPLE:
            sample.append(text[piece.start : min(piece.end, piece.start + _SAMPLE)])
            filled += len(sample[-1])
    return "".join(sample)


def _turns(pieces: Sequence[Piece], text: str, language: Language) -> list[TurnFacts]:
    """Give every piece of speech its turn: a new one with every speaker, section and column of another language."""
    turns: list[TurnFacts] = []
    texts: list[list[str]] = []
    key: tuple[str | None, int, int] | None = None
    headings: tuple[str, ...] = ()
    section = column = 0
    twin: int | None = None
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if piece.line.twin != twin:
            twin, column = piece.line.twin, column + 1
        if piece.role == "heading" and not piece.line.title:
            follows = before is not None and before.role == "heading" and not before.line.title
            headings = (*(headings[-1:] if follows else ()), words_of(piece.line))
            section += 1
        if piece.role == "speech":
            if key != (piece.speaker, section, column):
                key = (piece.speaker, section, column)
                turns.append(TurnFacts(len(turns), piece.speaker, section, headings, twin))
                texts.append([])
            piece.turn = turns[-1]
            texts[-1].append(text[piece.start : piece.end])
    for turn, said in zip(turns, texts, strict=True):
        turn.text = "".join(said).strip()
        turn.language = detect(turn.text[:_SAMPLE], language)
    return turns


def _together(piece: Piece) -> tuple[Role, int]:
    """Return a key that is equal for neighbours which are cut into passages together."""
    if piece.role == "speech" and piece.turn is not None:
        return piece.role, piece.turn.index
    return piece.role, -1 if piece.role == "furniture" else piece.start


def _passages(pieces: Sequence[Piece], text: str, places: Places, language: Language) -> Iterator[Passage]:
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
            language=detect(words, language),
        )
