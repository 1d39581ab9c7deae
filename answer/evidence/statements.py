"""Choose the sentences that answer: weigh what speaks for each, join fragments to whole statements."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from answer.search.candidates import Candidate, shortest
from corpus.database import PassageKey
from corpus.scripts import is_compact
from corpus.sentences import LONGEST, QUESTION_MARKS, split
from corpus.transcript import Passage, Span

JOINED, JOINED_IF_COMPACT = 300, 200
"""Characters up to which neighbouring sentences are quoted together."""
JOINED_SECONDS, LED_IN_SECONDS = 15, 2
"""Between the first and the last sentence quoted together, at most, and between the one that was found and one before
it: a quote's time is that of its first word, where whoever opens it wants to hear what was found.
"""
MOST_STATEMENTS = 24
_CONSIDERED = 4 * MOST_STATEMENTS  # sentences: what overlaps a better statement is left out
FOLLOWERS = 3
"""Sentences after the one that was found, at most, that join it."""
_ITEM = re.compile(r"\s*(?:[*•·▪●\-–—]|\d{1,2}[.、)]|[一二三四五六七八九十]{1,3}、)")
_POINTS_BACK = re.compile(
    r"[“”\"'*\s]*(?:这|這|那|它|他|她|其|但|因此|所以|而|也就是|否则|否則|然后|然後|相比之下|另外|此外|"
    r"(?:this|that|these|those|it|they|he|she|but|so|however|therefore|instead|otherwise|then)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote in the making: one sentence or a few neighbours of one passage, with the score of the best."""

    candidate: Candidate
    spans: tuple[tuple[int, int], ...]
    """Of its sentences, in the transcript."""
    score: float

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.spans[-1][1]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.candidate.hit.info.id, self.start, self.end)

    @property
    def passage(self) -> Passage:
        """What it lies in."""
        return self.candidate.hit.passage

    @property
    def text(self) -> str:
        """The words."""
        return self._words(self.start, self.end)

    def _words(self, start: int, end: int) -> str:
        return self.passage.text[start - self.passage.start : end - self.passage.start]


def statements(candidates: Sequence[Candidate]) -> list[Statement]:
    """Return the MOST_STATEMENTS best statements, best first; none overlaps a better one.

    A statement of several sentences counts for all of them: its score is the logarithm of the sum of their
    exponentials, as each may be the one that answers.
    """
    rating = {(c.hit.key, c.start): c.score for c in candidates}
    best = sorted(without_questions(of_whom_is_asked(candidates)), key=lambda c: -c.score)[:_CONSIDERED]
    joined = [(candidate, _whole(candidate, rating)) for candidate in best]
    rated = [
        Statement(c, tuple(spans), float(np.logaddexp.reduce([rating[c.hit.key, a] for a, _ in spans])))
        for c, spans in joined
    ]
    chosen: list[Statement] = []
    for statement in sorted(rated, key=lambda s: -s.score):
        if not any(statement.span.overlaps(other.span) for other in chosen):
            chosen.append(statement)
        if len(chosen) == MOST_STATEMENTS:
            break
    return chosen


def of_whom_is_asked(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return what the person asked about says, or what is said of that person; all candidates where there is no
    such person or nothing of the kind.
    """
    theirs = [c for c in candidates if c.features.speaker > 0]
    if not theirs:
        return candidates
    return [c for c in candidates if c.features.speaker >= 0 or c.features.named > 0]


def without_questions(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Leave out what interviewers say on the way to a question; all candidates where there is nothing else."""
    said = [c for c in candidates if not _leads_to_question(c)]
    return said or candidates


def _leads_to_question(candidate: Candidate) -> bool:
    """Whether an interviewer who is not the person asked about speaks, and asks in this passage."""
    if not candidate.features.interviewer:
        return False
    asks = re.search(f"[{QUESTION_MARKS}]", candidate.hit.passage.text) and candidate.features.speaker <= 0
    return bool(asks or candidate.features.asks)


def _whole(candidate: Candidate, rating: Mapping[tuple[PassageKey, int], float]) -> list[tuple[int, int]]:
    """Return the sentence with the neighbours that belong to it: one that begins with a word that points back
    takes the one before it; and those after it, which so often say why or how much, join while all stays short.
    One that ranks better and is said later leads by itself.
    """
    passage, key = candidate.hit.passage, candidate.hit.key
    spans = [(passage.start + a, passage.start + b) for a, b in split(passage.text)]
    first = last = spans.index((candidate.start, candidate.end))
    if _POINTS_BACK.match(candidate.text) and _leads_in(passage, spans, first):
        first -= 1
    leading = (
        i
        for i in range(last + 1, len(spans))
        if rating.get((key, spans[i][0]), candidate.score) > candidate.score
        and not _is_said_with(passage, spans[last], spans[i])
    )
    last += _followers(passage, spans[first : next(leading, None)], last - first)
    short = spans[last][1] - spans[first][0] < shortest(passage.language)
    if short and _leads_in(passage, spans, first) and _fits(passage, spans[first - 1 : last + 1], LONGEST):
        first -= 1
    return spans[first : last + 1]


def _leads_in(passage: Passage, spans: Sequence[tuple[int, int]], first: int) -> bool:
    """Whether there is a sentence before spans[first] that joins it."""
    joined = spans[first - 1 : first + 1]
    return first > 0 and _is_said_with(passage, *joined) and _fits(passage, joined)


def _is_said_with(passage: Passage, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two sentences are said within LED_IN_SECONDS, as far as is known."""
    began, ended = passage.time_at(first[0]), passage.time_at(second[0])
    return began is None or ended is None or ended - began <= LED_IN_SECONDS


def _followers(passage: Passage, spans: Sequence[tuple[int, int]], last: int) -> int:
    """Return how many sentences after spans[last] join those up to it."""
    count = 0
    while count < FOLLOWERS and last + count + 1 < len(spans):
        end, begin = spans[last + count][1] - passage.start, spans[last + count + 1][0] - passage.start
        announced = count == 0 and passage.text[:end].rstrip("*”\"' 」』").endswith((":", "：", *QUESTION_MARKS))
        between = passage.text[end:begin]
        another = between.count("\n") > 1 or ("\n" in between and _ITEM.match(passage.text, end))
        longest = LONGEST if announced else None
        if (another and not announced) or not _fits(passage, spans[: last + count + 2], longest):
            break
        count += 1
    return count


def _fits(passage: Passage, spans: Sequence[tuple[int, int]], longest: int | None = None) -> bool:
    began, ended = passage.time_at(spans[0][0]), passage.time_at(spans[-1][0])
    if began is not None and ended is not None and ended - began > JOINED_SECONDS:
        return False
    return spans[-1][1] - spans[0][0] <= (longest or (JOINED_IF_COMPACT if is_compact(passage.language) else JOINED))
