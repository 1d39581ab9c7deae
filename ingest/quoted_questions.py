"""Block quotes that ask, between the answers of whoever is labelled: questions that were handed in, nobody's words."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.sentences import ends_as_a_question
from ingest.lines import Line, blocks

_ASK = 0.5  # of the block quotes are questions, where they are asked and not read aloud


def mark_quoted_questions(lines: Sequence[Line]) -> None:
    """Set block quotes aside where people are labelled outside of them and the quotes mostly ask. Who is labelled last
    goes on behind one only where they say the most: others who are labelled ask, too.
    """
    labelled = [line for line in lines if line.label is not None]
    if not labelled or any(line.quoted for line in labelled):
        return
    first = labelled[0].start
    stretches = [block for block in blocks(lines) if all(line.role is None for line in block)]
    quotes = [block for block in stretches if block[0].start > first and all(line.quoted for line in block)]
    asks = sum(ends_as_a_question(block[-1].text) for block in quotes)
    if not asks or asks < _ASK * len(quotes):
        return
    for line in (line for block in quotes for line in block):
        line.aside = True
    _mark_answers(stretches, _who_says_most(lines))


def _mark_answers(stretches: Sequence[Sequence[Line]], answering: str) -> None:
    """Say that somebody else may begin to speak behind a quote, where not the one who answers spoke before."""
    speaker: str | None = None
    for before, block in pairwise(stretches):
        speaker = next((line.label.speaker for line in reversed(before) if line.label is not None), speaker)
        if before[-1].aside and before[-1].quoted and not block[0].quoted and block[0].label is None:
            block[0].unnamed = block[0].unnamed or speaker is None or _person(speaker) != answering


def _who_says_most(lines: Sequence[Line]) -> str:
    said: Counter[str] = Counter()
    speaker = ""
    for line in lines:
        if line.label is not None:
            speaker = _person(line.label.speaker or "")
        if line.role is None and not line.aside:
            said[speaker] += len(line.text)
    return max(said, key=lambda name: said[name])


def _person(label: str) -> str:
    """Return what is equal for a full name and its initials."""
    words = label.split()
    return "".join(word[0] for word in words) if len(words) > 1 else label
