"""From a decoded file to passages that tile its text: who says what, under which heading, where.

Each step decides about lines that no step before it recognised; what none recognises is speech. So a wrong
guess costs a label, never a word.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.language import Language, detect
from corpus.transcript import Passage
from ingest.around import mark_around
from ingest.before_and_after import (
    credit_at_end,
    front_of,
    mark_about,
    mark_contents,
    mark_front,
    mark_header,
    mark_lists,
    mark_tail,
)
from ingest.bilingual import mark_pairs
from ingest.bracketed import mark_calls, mark_notes
from ingest.chats import mark_messages, mark_notices
from ingest.code_labels import mark_codes
from ingest.court_records import mark_court_record
from ingest.delimited import mark_rows
from ingest.frontmatter import front_matter
from ingest.furniture import mark_details, mark_durations, mark_patterns, mark_preamble, mark_tapes_within
from ingest.head_facts import read_roles
from ingest.head_people import add_short_forms, read_roster
from ingest.headings import mark_headings, mark_title, words_of
from ingest.identities import identities
from ingest.inline_labels import cut_at_labels
from ingest.interview import TurnFacts, find_contexts, find_questions, link_twins
from ingest.keyed_labels import mark_keyed
from ingest.lines import Line, split_lines
from ingest.lists_of_times import mark_chapters, mark_lists_of_times
from ingest.marked_questions import mark_marked_questions
from ingest.markup import mark_fences, unwrapped
from ingest.minutes import mark_head_of_minutes, mark_minutes
from ingest.names import Likeness, likeness
from ingest.nature import is_dialogue, is_talk, mark_answered, only_answers, sole_speaker
from ingest.page_heads import mark_page_heads
from ingest.participants import mark_participants
from ingest.pieces import Piece, fewest_passages, pieces_of
from ingest.placed_passages import passages_of, together
from ingest.places import Places
from ingest.procedure import mark_feet, mark_procedure
from ingest.quoted_questions import mark_quoted_questions
from ingest.ranked_names import mark_ranked
from ingest.remarks import mark_remarks
from ingest.roster import Roster
from ingest.source import NOTHING_SAID, Described, Source
from ingest.speaker_lines import mark_speakers
from ingest.stamp_lines import mark_stamps
from ingest.stamped_heads import head_of, mark_stamped_head
from ingest.tags import mark_tags
from ingest.unlabelled import mark_unlabelled

MOST_PASSAGES = 100_000
"""Of one transcript."""
_SAMPLE = 20_000  # characters that a transcript's language is told from
_SPOKEN = 0.15  # of a text is speech at least; less means that the guesses about it were wrong


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
    described: Described = NOTHING_SAID,
) -> Structure:
    """Recognise the structure of a file.

    Args:
        source: The decoded file.
        title: The transcript's title where it is known, to be recognised in the text.
        people: Names that certainly are people's, to be recognised on speaker lines.
        described: What is said of the transcript beside its text.

    Raises:
        TooManyPassages: The text makes more than one transcript may have.
    """
    places, speaker = Places(source.marks, described.chapters), described.speaker
    lines, roster = _recognise(source, places, title, people)
    roster.people.extend(name for name in described.people if likeness(name) is Likeness.FULL)
    if speaker:
        mark_answered(lines, speaker)
    sole = speaker if speaker and is_talk(lines) else None
    if speaker and (sole or only_answers(lines)):
        roster.answering.append(speaker)
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
    for _, group in groupby(pieces, key=together):
        passages.extend(passages_of(list(group), source.text, places, language))
        if len(passages) > MOST_PASSAGES:
            raise TooManyPassages
    found = next((words_of(line) for line in lines if line.title), None)
    numbered = tuple(replace(passage, index=index) for index, passage in enumerate(passages))
    names = identities((passage.speaker for passage in numbered if passage.speaker), roster)
    return Structure(numbered, found, language, names, roster.date, is_dialogue(lines, places, numbered))


def _recognise(source: Source, places: Places, title: str | None, people: Collection[str]) -> tuple[list[Line], Roster]:
    """Decide what every line is, the surest signs first."""
    lines = split_lines(source.text)
    end, _ = front_matter(source.text)
    for line in lines:
        if line.end <= end:
            line.role = "furniture"
    mark_fences(lines)
    mark_details(lines)
    mark_tags(lines)
    lines, headings = unwrapped(lines)
    places.add_headings(headings)
    lines = cut_at_labels(lines)
    mark_patterns(lines)
    mark_page_heads(lines)
    mark_procedure(lines, spoken=places.spoken)
    if title:
        mark_title(lines, title)
    if places.spoken:  # the format says who speaks and when: there is no page around the speech
        for line in lines:
            line.twin = places.twin(line.first)
        roster = Roster()
        mark_stamped_head(head_of(lines, places), roster)
        return lines, roster
    mark_preamble(lines)
    for line in lines:
        line.headed = places.heading(line.start, line.end)
    mark_notes(lines)
    mark_around(lines)
    listed = mark_lists_of_times(lines)
    roster = _label(lines, places, people, end)
    mark_notices(lines)
    mark_about(lines)
    mark_lists(lines)
    decided = {line.start for line in lines if line.role is not None}
    mark_title(lines, None)
    for line in lines:
        if line.open and line.headed:
            line.role = "heading"
    stamps = mark_stamps(lines)
    mark_chapters(lines, listed)
    mark_tapes_within(lines)
    mark_durations(lines)
    mark_calls(lines)
    mark_remarks(lines)
    mark_header(lines)
    listed |= mark_contents(lines)
    places.add_stamps([stamp for stamp in stamps if stamp[0] not in listed])
    mark_tail(lines)
    mark_feet(lines)
    mark_headings(lines)
    mark_pairs(lines)
    mark_unlabelled(lines)
    _undo_if_hidden([line for line in lines if line.start not in decided])
    return lines, roster


def _label(lines: list[Line], places: Places, people: Collection[str], front: int) -> Roster:
    """Say who speaks on the lines that name somebody; return who is there by the head's own word and by front matter,
    which ends at `front`.
    """
    begun = mark_minutes(lines)
    begun = mark_court_record(lines) if begun is None else begun
    if begun is not None:
        roster = read_roster(lines[:begun])
        mark_head_of_minutes(lines[:begun])
        return roster
    head = front_of(lines)
    roster = read_roster(lines, head)
    read_roles([line for line in lines if line.end <= front], roster)
    mark_stamped_head(head_of(lines, places), roster)
    mark_front(lines[:head])
    mark_participants(lines)
    mark_messages(lines)
    mark_rows(lines)
    mark_codes(lines, roster.short)
    mark_keyed(lines)
    mark_ranked(lines)
    mark_speakers(lines, [*people, *roster.labels])
    mark_quoted_questions(lines)
    mark_marked_questions(lines)
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
    begins, last = False, 0
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
            elif "\n" in text[last : piece.start]:
                texts[-1].append("\n")  # a break among what is cut off between paragraphs
            piece.turn, begins = turns[-1], False
            texts[-1].append(text[piece.start : piece.end])
            last = piece.end
    for turn, said in zip(turns, texts, strict=True):
        turn.text = "".join(said).strip()
        turn.language = detect(turn.text[:_SAMPLE], language)
    return turns
