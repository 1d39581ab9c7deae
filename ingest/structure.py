"""From a decoded file to passages that tile its text: who says what, under which heading, where.

Each step decides about lines that no step before it recognised; what none recognises is speech. So a wrong
guess costs a label, never a word.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.language import Language, detect
from corpus.transcript import Chapters, Passage, Role
from ingest.before_and_after import (
    credit_at_end,
    front_of,
    mark_about,
    mark_chapters,
    mark_contents,
    mark_front,
    mark_header,
    mark_tail,
)
from ingest.bilingual import mark_pairs
from ingest.chats import mark_notices
from ingest.delimited import mark_rows
from ingest.frontmatter import front_matter
from ingest.furniture import mark_details, mark_page_heads, mark_patterns, mark_preamble, mark_tapes_within
from ingest.headings import mark_headings, mark_title, words_of
from ingest.identities import identities
from ingest.inline_labels import cut_at_labels
from ingest.interview import TurnFacts, find_contexts, find_questions, link_twins
from ingest.lines import Line, split_lines
from ingest.minutes import mark_head_of_minutes, mark_minutes
from ingest.nature import is_dialogue, is_talk, mark_answered, sole_speaker
from ingest.passages import cut
from ingest.pieces import Piece, fewest_passages, leads_of, pieces_of
from ingest.places import Places
from ingest.roster import Roster, add_short_forms, read_roster
from ingest.source import Source
from ingest.speaker_lines import mark_speakers
from ingest.stamp_lines import mark_stamps
from ingest.unlabelled import mark_unlabelled

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
    None where none does; `language` is that of most of it. `names` maps labels to whom the file says they are;
    `date` is the one in its head, ISO 8601. `dialogue` says that people are recorded here, named or not.
    """

    passages: tuple[Passage, ...]
    title: str | None
    language: Language
    names: Mapping[str, str]
    date: str | None
    dialogue: bool


def understand(
    source: Source,
    title: str | None = None,
    people: Collection[str] = (),
    speaker: str | None = None,
    chapters: Chapters = (),
) -> Structure:
    """Recognise the structure of a file.

    Args:
        source: The decoded file.
        title: The transcript's title where it is known, to be recognised in the text.
        people: Names that certainly are people's, to be recognised on speaker lines.
        speaker: Who speaks where the transcript names nobody at all.
        chapters: Of the recording; where times are known they are headings of what is said in them.

    Raises:
        TooManyPassages: The text makes more than one transcript may have.
    """
    places = Places(source.marks, chapters)
    lines, roster = _recognise(source, places, title, people)
    if speaker:
        mark_answered(lines, speaker)
    sole = speaker if speaker and is_talk(lines) else None
    if sole:
        roster.answering.append(sole)
    pieces = pieces_of(lines, places, credit_at_end(lines), sole)
    if fewest_passages(pieces, source.text) > MOST_PASSAGES:
        raise TooManyPassages
    if not any(piece.speaker for piece in pieces):
        alone = sole_speaker(lines, roster.answering, speaker)
        for piece in pieces:
            piece.speaker = alone if piece.role == "speech" and not piece.line.aside else None
    language = detect(_speech_sample(pieces, source.text))
    turns = _turns(pieces, source.text, language, places)
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
    names = identities((passage.speaker for passage in numbered if passage.speaker), roster)
    return Structure(numbered, found, language, names, roster.date, is_dialogue(lines, places, numbered))


def _recognise(source: Source, places: Places, title: str | None, people: Collection[str]) -> tuple[list[Line], Roster]:
    """Decide what every line is, the surest signs first."""
    lines = cut_at_labels(split_lines(source.text))
    end, _ = front_matter(source.text)
    for line in lines:
        if line.end <= end:
            line.role = "furniture"
    mark_details(lines)
    mark_patterns(lines)
    mark_page_heads(lines)
    if title:
        mark_title(lines, title)
    if places.spoken:  # the format says who speaks and when: there is no page around the speech
        for line in lines:
            line.twin = places.twin(line.first)
        return lines, Roster()
    mark_preamble(lines)
    listed = mark_chapters(lines)
    roster = _label(lines, people)
    mark_notices(lines)
    mark_about(lines)
    decided = {line.start for line in lines if line.role is not None}
    mark_title(lines, None)
    for line in lines:
        if line.open and places.heading(line.start, line.end):
            line.role = "heading"
    stamps = mark_stamps(lines)
    mark_tapes_within(lines)
    mark_header(lines)
    listed |= mark_contents(lines)
    places.add_stamps([stamp for stamp in stamps if stamp[0] not in listed])
    mark_tail(lines)
    mark_headings(lines)
    mark_pairs(lines)
    mark_unlabelled(lines)
    _undo_if_hidden([line for line in lines if line.start not in decided])
    return lines, roster


def _label(lines: list[Line], people: Collection[str]) -> Roster:
    """Say who speaks on the lines that name somebody; return who is there by the head's own word."""
    begun = mark_minutes(lines)
    if begun is not None:
        roster = read_roster(lines[:begun])
        mark_head_of_minutes(lines[:begun])
        return roster
    front = front_of(lines)
    roster = read_roster(lines, front)
    mark_front(lines[:front])
    mark_rows(lines)
    mark_speakers(lines, [*people, *roster.labels])
    add_short_forms(lines, roster)
    return roster


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


def _turns(pieces: Sequence[Piece], text: str, language: Language, places: Places) -> list[TurnFacts]:
    """Give every piece of speech its turn: a new one with every speaker, section and column of another language."""
    turns: list[TurnFacts] = []
    texts: list[list[str]] = []
    key: tuple[str | None, int, int] | None = None
    headings: tuple[str, ...] = ()
    section = column = 0
    twin: int | None = None
    chapter: str | None = None
    begins = False
    for before, piece in zip([None, *pieces], pieces, strict=False):
        begins = begins or piece.fresh
        if piece.line.twin != twin:
            twin, column = piece.line.twin, column + 1
        if piece.role == "heading" and not piece.line.title:
            follows = before is not None and before.role == "heading" and not before.line.title
            headings = (*(headings[-1:] if follows else ()), words_of(piece.line))
            section += 1
        if piece.role == "speech":
            if (now := places.chapter(piece.start)) != chapter:
                chapter, headings, section = now, (now,) if now else (), section + 1
            if key != (piece.speaker, section, column) or (begins and piece.speaker is None):
                key = (piece.speaker, section, column)
                turns.append(TurnFacts(len(turns), piece.speaker, section, headings, twin))
                texts.append([])
            piece.turn, begins = turns[-1], False
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
            times=_times(places, start, at, end),
            language=detect(words, language),
        )


def _times(places: Places, start: int, first: int, end: int) -> tuple[tuple[int, float], ...]:
    """Return the times within a passage that begins to say something at `first`; none where it has only one."""
    times = places.times(first, end)
    return tuple((at + first - start, time) for at, time in times) if len(times) > 1 or (times and times[0][0]) else ()
