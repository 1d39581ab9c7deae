"""Who interviews, and what each answer answers: learnt from the turns of one transcript."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import Language, same_language, simplify
from corpus.roles import INTERVIEWER
from corpus.sentences import QUESTION_MARKS, STOPS, split
from ingest.passages import size

_QUESTION = re.compile(f"[{QUESTION_MARKS}]")
_SENTENCE = re.compile(rf"[{STOPS}]|\.(?=\s|$)")
_REQUEST = re.compile(  # how one who interviews asks without a question mark; Simplified
    r"\b(?:tell|walk|give|take) (?:us|me|our \w+)\b"
    r"|\b(?:talk|say|share|speak)\b.{0,25} (?:about|with us|more)\b"
    r"|\b(?:describe|explain|elaborate|introduce yourself)\b"
    r"|\b(?:curious|love|like|want|wonder\w*) (?:to (?:hear|know)|about|how|what|why|if|whether)\b"
    r"|[谈说讲聊]一?[谈说讲聊下]|(?:介绍|分享|解释|描述)一?下|想(?:问|听听|知道|了解)"
    r"|(?:请|跟(?:大家|我们|听众)).{0,12}(?:[谈说讲聊]|介绍|分享|解释|描述)",
    re.IGNORECASE,
)
_NARRATES = 0.6  # share of all that is said: one who says more tells a story
_CONTEXT = 400  # characters


@dataclass(slots=True, eq=False)
class TurnFacts:
    """A turn while the transcript is being understood.

    `section` counts the headings so far and `headings` are those directly above, outermost first. `twin`
    counts the stretches that say the same in another language, None in the main text. The rest is found out
    by the functions below, and is what `corpus.transcript.Passage` says of it.
    """

    index: int
    speaker: str | None
    section: int
    headings: tuple[str, ...]
    twin: int | None
    text: str = ""
    language: Language = "en"
    parallel: int | None = None
    question: bool = False
    context: str = ""


def find_questions(turns: Sequence[TurnFacts]) -> None:
    """Set `question` where an interviewer asks, or where anybody mostly asks.

    An interviewer asks by a question anywhere in the turn, or by a request at its end ("Tell us about …"). A turn
    without either is a statement like any other: hosts know things too.
    """
    asking = {
        False: _interviewers([turn for turn in turns if turn.twin is None]),
        True: _interviewers([turn for turn in turns if turn.twin is not None]),
    }
    for turn in turns:
        marks = len(_QUESTION.findall(turn.text))
        asks = turn.speaker in asking[turn.twin is not None]
        turn.question = _asks(turn.text) if asks else marks > len(_SENTENCE.findall(turn.text)) / 2


def _asks(text: str) -> bool:
    """Whether what an interviewer says holds a question, or ends with a request."""
    if _QUESTION.search(text):
        return True
    sentences = split(text)
    return bool(sentences and _REQUEST.search(simplify(text[slice(*sentences[-1])])))


def _interviewers(turns: Sequence[TurnFacts]) -> set[str]:
    """Return the speakers who interview: those called so, else the one who asks the most and says little."""
    said: dict[str, float] = {}
    held: dict[str, list[bool]] = {}
    for turn in turns:
        if turn.speaker is not None:
            said[turn.speaker] = said.get(turn.speaker, 0.0) + size(turn.text)
            held.setdefault(turn.speaker, []).append(_asks(turn.text))
    total = sum(said.values())
    quiet = [name for name in said if len(said) > 1 and said[name] <= _NARRATES * total]
    called = {name for name in quiet if INTERVIEWER.fullmatch(name)}
    if called:
        return called
    asks = {name: sum(held[name]) / len(held[name]) for name in quiet if len(held[name]) > 1}
    best = max(asks, key=lambda name: asks[name], default=None)  # of equals the one who speaks first
    return {best} if best is not None and asks[best] >= 0.5 else set()


def find_contexts(turns: Sequence[TurnFacts]) -> None:
    """Set `context`: the headings above, then the question before in the same section, its end kept."""
    asked: dict[bool, TurnFacts] = {}
    for turn in turns:
        twin = turn.twin is not None
        question = asked.get(twin)
        turn.context = " ".join(turn.headings)[: _CONTEXT // 2]
        if turn.question:
            asked[twin] = turn
        elif question is not None and question.section == turn.section:
            room = _CONTEXT - len(turn.context) - 1
            words = " ".join(question.text[-4 * _CONTEXT :].split())
            turn.context = f"{turn.context}\n{words[max(0, len(words) - room) :]}".strip()


def link_twins(turns: Sequence[TurnFacts]) -> None:
    """Link the turns of a stretch in another language with the turn before that stretch, both ways."""
    before: TurnFacts | None = None
    for turn in turns:
        if turn.twin is None:
            before = turn
        elif before is not None and not same_language(turn.language, before.language):
            turn.parallel = before.index
            before.parallel = turn.index if before.parallel is None else before.parallel
