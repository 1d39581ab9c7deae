"""What kind of text it is: people recorded, one person's talk, an article; and whose talk."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.language import fold
from corpus.roles import INTERVIEWER, answers, is_diarised
from corpus.sentences import ends_as_a_question
from corpus.transcript import Passage
from ingest.headings import words_of
from ingest.lines import Line, blocks
from ingest.places import Places

_LABELLED = 0.4  # of a text's paragraphs have labels where people talk with each other
_QUESTIONS = 2  # headings that ask, for a page to be an interview


def mark_answered(lines: Sequence[Line], speaker: str) -> None:
    """Say that nobody is known to speak the paragraphs without a label behind a question of the audience, where a talk
    begins without labels and none is its speaker's own. Behind a heading the talk goes on.
    """
    labels = [line.label.speaker or "" for line in lines if line.label is not None]
    spoken = [block for block in blocks(lines) if any(line.role is None for line in block)]
    if not labels or not spoken or spoken[0][0].label is not None or any(_may_be(label, speaker) for label in labels):
        return
    goes_on = ("heading", None) if is_talk(lines) else (None,)
    parts = [block for block in blocks(lines) if any(line.role in goes_on for line in block)]
    for block, after in pairwise(parts):
        label = block[0].label
        asks = label is not None and label.speaker is not None and not answers(fold(label.speaker))
        if asks and any("?" in line.text or "？" in line.text for line in block) and after[0].open:
            after[0].unnamed = True


def _may_be(label: str, speaker: str) -> bool:
    """Whether a label may stand for a talk's speaker: a part of the name, initials, a voice told apart by a number."""
    words = fold(speaker).split()
    parts = {*words, "".join(word[0] for word in words), words[0][:1]} if words else set()
    return is_diarised(label) or not parts.isdisjoint([fold(label), *fold(label).split()])


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
    asks = sum(map(ends_as_a_question, headings))
    return bool(labels or 2 * timed > len(spoken)) or (asks >= _QUESTIONS and 2 * asks > len(headings))
