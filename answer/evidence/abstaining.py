"""Decide whether what was found answers the question at all."""

import math
import re
from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from answer.question.expected import PARTICULAR
from answer.question.understanding import Question
from answer.search.candidates import Candidate
from answer.search.features import log_odds, sigmoid, weights
from corpus.identify import script_of
from corpus.language import simplify, words
from corpus.lexical import LexicalSearcher

LOOKED_AT = 5
UNREAD = -1.25
"""Halfway between what is usual, of the questions that weights are fitted on, with an answer (-0.3) and without
(-2.2): so it speaks neither for nor against one.
"""
UNREREAD = -0.45
"""Likewise, of 0.6 and -1.5."""
_NAME = re.compile(r"(?<![\w.])[A-Z][\w.\-]*(?: ?\d{1,2}(?:\.\d+)?(?!\d))?")
_PRODUCT = re.compile(r"\d|\.\w|[a-z][A-Z]|^[A-Z]{3,}$")
_PLURAL = re.compile(r"\b([A-Z]{2,})s\b")


class Signs(NamedTuple):
    """What is known of the candidates for one question."""

    score: float
    """Of the best candidate."""
    tokens: float
    """Late interaction of the best five."""
    dense: float
    """Cosine of the best passage."""
    covered: float
    """Share of the question's words in one of the best five and above it."""
    holds: float
    """1: the best holds the kind of thing asked for."""
    particular: float
    """1: a number, date or sum is asked for."""
    particular_holds: float
    """1: so it is, and the best holds one."""
    speaker: float
    """Over the best five, the mean of: the person asked about speaks (1), somebody else does (-1), else 0."""
    elsewhere: float
    """How much better than all of the person asked about the best of others answers, whoever speaks: >= 0."""
    strangers: float
    """How many names in the question stand nowhere in the library."""
    length: float
    """Logarithm of the question's words: of many words a smaller share is ever covered."""
    across: float
    """Share of the best five in another language than the question: they never look as much like it."""
    answers: float
    """The greatest log odds, as read, of a candidate's answering; `UNREAD` where none was read."""
    reread: float
    """The greatest log odds, as read once more, of a candidate's answering; `UNREREAD` where none was."""
    breadth: float
    """Logarithm of how many sentences were weighed: the best of many looks like an answer sooner than of a few."""


def signs(
    question: Question, candidates: Sequence[Candidate], lexical: LexicalSearcher, chosen_from: float = 1
) -> Signs:
    """Return what speaks for and against an answer being there, among one candidate at least; they were chosen from
    `chosen_from` times as many.
    """
    order = sorted(candidates, key=lambda c: -c.score)
    best = [c.features for c in order[:LOOKED_AT]]
    particular = float(question.expected in PARTICULAR)
    read = [c.reading.answers for c in candidates if c.reading]
    return Signs(
        score=order[0].score,
        tokens=max(f.tokens for f in best),
        dense=max(c.hit.dense for c in candidates),
        covered=max(f.overlap + f.context_overlap for f in best),
        holds=best[0].holds,
        particular=particular,
        particular_holds=particular * best[0].holds,
        speaker=fmean(f.speaker for f in best),
        elsewhere=elsewhere(candidates),
        strangers=strangers(question, lexical),
        length=math.log1p(len(question.terms)),
        across=1 - fmean(f.same_language for f in best),
        answers=max(read, default=UNREAD),
        reread=max((c.rereading.answers for c in candidates if c.rereading), default=UNREREAD),
        breadth=math.log1p(len(candidates) * chosen_from),
    )


def elsewhere(candidates: Sequence[Candidate]) -> float:
    """Return by how much others answer better than the person asked about, or what is said of that person: what is
    asked for is there, but it was not theirs. 0 where nobody is asked about, or nobody else answers better.
    """
    learned = weights()["ranking"]
    whoever = [
        c.score - c.features.speaker * learned["speaker"] - c.features.named * learned["named"] for c in candidates
    ]
    pairs = zip(candidates, whoever, strict=True)
    theirs = [value for c, value in pairs if c.features.speaker >= 0 or c.features.named > 0]
    return max(whoever) - (max(theirs) if theirs else min(whoever))


def strangers(question: Question, lexical: LexicalSearcher) -> int:
    """Count the names of a question that the library never mentions.

    In a question of another script a Latin name is one that is written so everywhere. In Latin script only names that
    look like a product's count ("GPT-5", "DeepSeek", "X.AI"): those of people and places may be written in another.
    """
    text = simplify(question.content)
    names = [
        m.group() for m in _NAME.finditer(text) if script_of(question.language) != "LATIN" or _PRODUCT.search(m.group())
    ]
    languages = dict.fromkeys((question.language, *question.languages))
    plain = [_PLURAL.sub(r"\1", name) for name in names]
    return sum(not any(_is_known(words(name, tag), lexical) for tag in languages) for name in plain)


def _is_known(name: Sequence[str], lexical: LexicalSearcher) -> bool:
    """Whether all words of a name are mentioned; a version's number must follow its name: there is no "Gemini 4"."""
    if not all(map(lexical.mentions, name)):
        return False
    return len(name) < 2 or not name[-1][0].isdigit() or lexical.mentions_together(name)


def answering_log_odds(
    question: Question, candidates: Sequence[Candidate], lexical: LexicalSearcher, chosen_from: float = 1
) -> float:
    """Return the log odds of the candidates' answering the question, which were chosen from `chosen_from` times as
    many; minus infinity without any.
    """
    if not candidates:
        return -math.inf
    return log_odds(signs(question, candidates, lexical, chosen_from)._asdict(), weights()["answering"])


def is_answered(answering: float, threshold: float) -> bool:
    """Whether log odds of answering reach a probability; nothing is answered without candidates."""
    return answering > -math.inf and sigmoid(answering) >= threshold
