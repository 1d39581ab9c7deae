"""The order of quotes: points first, or the other accounts of the first points."""

import numpy as np
import pytest

from answer.candidates import FEATURES, Candidate
from answer.choose import Statement
from answer.points import NEAR, Draft, arranged
from answer.retrieve import Found
from corpus.transcript import Passage, Span, TranscriptInfo

INFO = TranscriptInfo("talk.txt", "A talk", "transcript", "talk", "en", "hash")


def draft(number: int, score: float) -> Draft:
    start = number * 10
    found = Found(("talk", number), Passage(number, start, start + 9, "We bake. ", "speech", 0), INFO, 0.5, 0.5, 0.5)
    candidate = Candidate(found, start, start + 8, np.zeros(len(FEATURES), np.float32))
    return Draft([Statement(candidate, ((start, start + 8),), score)], [Span("other.txt", start, start + 8)])


@pytest.mark.parametrize(("lacks", "leads"), [(NEAR - 0.5, 5), (NEAR + 0.5, 3)])
def test_the_leads_of_points_that_may_answer_come_first(lacks: float, leads: int) -> None:
    drafts = [draft(number, 9 - lacks * (number > 0)) for number in range(5)]
    sources = [span.transcript for span in arranged(drafts, 8)]
    assert sources == ["talk.txt"] * leads + (["other.txt"] * 5 + ["talk.txt"] * 5)[: 8 - leads]
