"""Questions without a label between the answers of the one person who has one: somebody else asks them."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.roles import INTERVIEWER
from corpus.sentences import ends_as_a_question
from ingest.lines import Line, blocks

_FEWEST = 3  # answers
_BY_TURNS = 0.8  # of the answers have one paragraph without a label before the next
_ASK = 0.6  # of what stands before the answers are questions


def only_speaker(speakers: Sequence[str | None]) -> str | None:
    """Return the only one who has a label, though once with the whole name and then with its initials; else None."""
    names = sorted({speaker or "" for speaker in speakers}, key=len)
    initials = "".join(word[0] for word in names[-1].split()) if names else ""
    return names[0] if len(names) == 1 or (len(names) == 2 and names[0] == initials) else None


def mark_unlabelled_questions(lines: Sequence[Line]) -> None:
    """Say that somebody else begins to speak in the paragraph before each answer of the only one who has a label, and
    on the line before it where there are no paragraphs, where most of these ask.
    """
    spoken = [line for line in lines if line.text and line.role is None]
    name = only_speaker([line.label.speaker for line in spoken if line.label is not None])
    if not name or INTERVIEWER.fullmatch(name):
        return
    _mark_by_turns(lines)
    answers = [at for at, line in enumerate(spoken) if line.label is not None]
    before = [stretch for at in answers if (stretch := _before(spoken, at))]
    asking = sum(ends_as_a_question(stretch[-1].text) for stretch in before)
    for stretch in before if asking >= max(_FEWEST, _ASK * len(answers)) else ():
        stretch[0].unnamed = True


def _mark_by_turns(lines: Sequence[Line]) -> None:
    """Say that nobody is known to speak the last paragraph without a label before each with one, where nearly all have
    just one before them: who has the label again has it because somebody else spoke. Where all have, what follows the
    last answer is nobody's either.
    """
    stretches = [block for block in blocks(lines) if any(line.role is None for line in block)]
    labelled = [at for at, block in enumerate(stretches) if any(line.label is not None for line in block)]
    timed = any(line.label is not None and line.label.time is not None for line in lines)
    gaps = [stretches[before + 1 : after] for before, after in pairwise(labelled)]
    alone = sum(len(gap) == 1 and _is_plain(gap[0][0]) for gap in gaps)
    if timed or len(gaps) < _FEWEST - 1 or alone < _BY_TURNS * len(gaps):
        return
    last = stretches[labelled[-1] + 1 :] if alone == len(gaps) else []
    for gap in (*gaps, last[:1]):
        if gap and _is_plain(gap[-1][0]):
            gap[-1][0].unnamed = True


def _is_plain(line: Line) -> bool:
    """Whether a line is neither a heading, nor emphasised or numbered, as questions of somebody else may be."""
    return line.open and not line.headed and not line.item and not line.text.startswith(("#", "*", "_", ">"))


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
