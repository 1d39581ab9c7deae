"""What speaks for and against a sentence's answering, and how much each counts."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WEIGHTS_FILE = Path(__file__).with_name("weights.json")
"""Learned from questions about many interviews; `python -m training.fit` makes it anew."""


class Features(NamedTuple):
    """What is known of one sentence for one question."""

    passage: float
    """Fused score of the passage, 0 to 1 within the question."""
    dense: float
    """Cosine of question and passage."""
    sentence: float
    """Cosine of question and sentence."""
    tokens: float
    """Late interaction of the question's focus and the sentence."""
    window: float
    """Late interaction of question and the sentence with its neighbours."""
    overlap: float
    """Share of the focus's words that stand in the sentence, rare ones counting more."""
    context_overlap: float
    """The same of what stands above."""
    speaker: float
    """1: the person asked about speaks here; -1: somebody else does, or the talk is not theirs; else 0."""
    named: float
    """1: the person asked about is named in the sentence."""
    holds: float
    """1: it holds the kind of thing asked for (a number, a date …)."""
    asks: float
    """1: the sentence is a question itself."""
    interviewer: float
    """1: an interviewer speaks, by the speaker line or by the other accounts."""
    grade: float
    """0 to 1, how near to the speaker's own words the account is."""
    same_language: float
    """1: the passage's language is the question's."""
    same_script: float
    """1: the account's language and script are the question's."""
    short: float
    """1: too short to stand alone."""


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the learned weights: "ranking" by the names of Features, "reading" of the ranking's "score" and of the
    "rank" that was read, "rereading" likewise of the score then and of what was read once more, "answering" by the
    names of `abstaining.Signs` and "quoting" by those of `quoting.QuoteSigns`, both with a "constant".
    """
    return dict(json.loads(WEIGHTS_FILE.read_text("utf-8")))


def ranking_scores(features: Sequence[Features]) -> NDArray[np.float64]:
    """Return how well each sentence answers, (sentences,): higher is better, comparable within a question only."""
    learned = np.array([weights()["ranking"][name] for name in Features._fields])
    values: NDArray[np.float64] = np.array(features) @ learned
    return values


def log_odds(signs: Mapping[str, float], learned: Mapping[str, float]) -> float:
    """Return what a logistic regression makes of signs by name."""
    return sum(learned[name] * value for name, value in signs.items()) + learned["constant"]


def sigmoid(odds: float) -> float:
    """Return log odds as a probability, 0 to 1; minus infinity is 0."""
    return 1 / (1 + math.exp(-odds))
