"""Choose the sentences that answer: weigh what speaks for each, join fragments to whole statements."""

import json
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
    """Take the neighbour along where the sentence does not stand alone: one that announces what comes next
    ("…:") takes the next one, one that is very short takes the one before or after.
    """
    passage, start, end = candidate.found.passage, candidate.start, candidate.end
    spans = [(passage.start + a, passage.start + b) for a, b in split(passage.text)]
    at = spans.index((start, end))
    announces = candidate.text.rstrip("*” ").endswith((":", "："))
    if (
        (announces or end - start < SHORT[passage.language])
        and at + 1 < len(spans)
        and spans[at + 1][1] - start <= LONGEST
    ):
        end = spans[at + 1][1]
    elif end - start < SHORT[passage.language] and at > 0 and end - spans[at - 1][0] <= LONGEST:
        start = spans[at - 1][0]
    return Statement(candidate, start, end, score)
