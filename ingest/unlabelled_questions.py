"""Questions without a label between the answers of the one person who has one: somebody else asks them."""

from collections.abc import Sequence

from corpus.roles import INTERVIEWER
from corpus.sentences import ends_as_a_question
from ingest.lines import Line

_FEWEST = 3  # answers
_ASK = 0.6  # of what stands before the answers are questions


def mark_unlabelled_questions(lines: Sequence[Line]) -> None:
    """Say that somebody else begins to speak in the paragraph before each answer of the only one who has a label, and
    on the line before it where there are no paragraphs, where most of these ask.
    """
    spoken = [line for line in lines if line.text and line.role is None]
    names = {line.label.speaker for line in spoken if line.label is not None}
    name = next(iter(names), None)
    if len(names) != 1 or not name or INTERVIEWER.fullmatch(name):
        return
    answers = [at for at, line in enumerate(spoken) if line.label is not None]
    before = [stretch for at in answers if (stretch := _before(spoken, at))]
    asking = sum(ends_as_a_question(stretch[-1].text) for stretch in before)
    for stretch in before if asking >= max(_FEWEST, _ASK * len(answers)) else ():
        stretch[0].unnamed = True


def _before(spoken: Sequence[Line], at: int) -> list[Line]:
    """Return the paragraph before an answer, the line that asks where no paragraphs are; [] where a label is in it."""
    beside = spoken[at - 1 : at]
    if beside and beside[0].block != spoken[at].block:
        first = at - 1
        while first and spoken[first - 1].block == beside[0].block:
            first -= 1
        stretch = spoken[first:at]
        return list(stretch) if all(line.open for line in stretch) else []
    return [line for line in beside if line.open and ends_as_a_question(line.text)]
