"""What kind of text it is: people recorded, one person's talk, an article; and whose talk."""

from collections.abc import Sequence

from corpus.roles import INTERVIEWER, answers
from corpus.transcript import Passage
from ingest.headings import words_of
from ingest.lines import Line
from ingest.places import Places

_LABELLED = 0.4  # of a text's paragraphs have labels where people talk with each other
_QUESTIONS = 2  # headings that ask, for a page to be an interview


def is_talk(lines: Sequence[Line]) -> bool:
    """Whether labels head so few paragraphs that most of a text is one person's."""
    labels = sum(line.label is not None for line in lines)
    first = {line.block for line in lines if line.text and line.role is None}
    return 0 < labels < _LABELLED * len(first)


def only_answers(lines: Sequence[Line]) -> bool:
    """Whether all labels are roles, of who asks and of who answers: Q and A."""
    labels = {line.label.speaker for line in lines if line.label is not None and line.label.speaker is not None}
    return any(map(answers, labels)) and all(answers(label) or INTERVIEWER.fullmatch(label) for label in labels)


def sole_speaker(lines: Sequence[Line], answering: Sequence[str], speaker: str | None) -> str | None:
    """Return who says all that nobody is named for, where nobody is named at all: `speaker` where one is given, or the
    only one of those `answering` whom the head of an interview names, where questions stand between what is said; None
    where several people speak in turns.
    """
    turns = [line for line in lines if line.unnamed]
    if not turns:
        return speaker
    interviewed = answering[0] if len(set(answering)) == 1 else None
    return (speaker or interviewed) if any(line.aside for line in turns) else None


def is_dialogue(lines: Sequence[Line], places: Places, passages: Sequence[Passage]) -> bool:
    """Whether people are recorded: several are named, times are given, or the headings are questions."""
    spoken = [passage for passage in passages if passage.role == "speech"]
    if len({passage.speaker for passage in spoken if passage.speaker}) > 1 or places.spoken:
        return True
    labels = sum(line.unnamed or (line.label is not None and line.label.speaker is not None) for line in lines)
    timed = sum(passage.time is not None for passage in spoken)
    headings = [words_of(line) for line in lines if line.role == "heading" and not line.title]
    asks = sum(words.endswith(("?", "？")) for words in headings)
    return bool(labels or 2 * timed > len(spoken)) or (asks >= _QUESTIONS and 2 * asks > len(headings))
