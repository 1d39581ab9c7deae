"""Choose the sentences that answer: weigh what speaks for each, join fragments to whole statements."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from answer.candidates import FEATURES, SHORT, Candidate
from corpus.sentences import LONGEST, split
from corpus.transcript import Passage, Span

WEIGHTS_FILE = Path(__file__).with_name("weights.json")
"""Learned from the questions of tests/quality; `python -m tests.quality.fit` makes it anew."""


JOINED = {"en": 300, "zh-Hans": 140, "zh-Hant": 140}
"""Characters up to which neighbouring sentences are quoted together."""
_POINTS_BACK = re.compile(
    r"[“”\"'*\s]*(?:这|這|那|它|他|她|其|但|因此|所以|而|也就是|否则|否則|然后|然後|相比之下|另外|此外|"
    r"(?:this|that|these|those|it|they|he|she|but|so|however|therefore|instead|otherwise|then)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote in the making: one sentence or a few neighbours of one passage, with the score of the best."""

    candidate: Candidate
    start: int
    end: int
    score: float

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.candidate.found.info.id, self.start, self.end)

    @property
    def passage(self) -> Passage:
        """What it lies in."""
        return self.candidate.found.passage

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the learned weights: "ranking" by name of FEATURES, "answering" by name of `abstain.SIGNS`."""
    return dict(json.loads(WEIGHTS_FILE.read_text("utf-8")))


def scores(candidates: Sequence[Candidate]) -> NDArray[np.float32]:
    """Return how well each candidate answers: higher is better, comparable within a question only."""
    ranking = np.array([weights()["ranking"][name] for name in FEATURES], np.float32)
    return np.stack([c.features for c in candidates]) @ ranking


def statements(candidates: Sequence[Candidate], limit: int) -> list[Statement]:
    """Return the best statements, best first; none overlaps a better one."""
    if not candidates:
        return []
    values = scores(candidates)
    chosen: list[Statement] = []
    for i in np.argsort(-values, kind="stable"):
        statement = _whole(candidates[i], float(values[i]))
        if not any(statement.span.overlaps(other.span) for other in chosen):
            chosen.append(statement)
        if len(chosen) == limit:
            break
    return chosen


def _whole(candidate: Candidate, score: float) -> Statement:
    """Take neighbours along: a sentence that begins with a word that points back takes the one before it; and the
    one after it, which so often says why or how much, joins where both stay short.
    """
    passage, start, end = candidate.found.passage, candidate.start, candidate.end
    spans = [(passage.start + a, passage.start + b) for a, b in split(passage.text)]
    at = spans.index((start, end))
    longest = JOINED[passage.language]
    if _POINTS_BACK.match(candidate.text) and at > 0 and end - spans[at - 1][0] <= longest:
        start = spans[at - 1][0]
    if at + 1 < len(spans) and spans[at + 1][1] - start <= longest:
        end = spans[at + 1][1]
    elif (
        candidate.text.rstrip("*” ").endswith((":", "："))
        and at + 1 < len(spans)
        and spans[at + 1][1] - start <= LONGEST
    ):
        end = spans[at + 1][1]
    if end - start < SHORT[passage.language] and at > 0 and end - spans[at - 1][0] <= LONGEST:
        start = spans[at - 1][0]
    return Statement(candidate, start, end, score)
