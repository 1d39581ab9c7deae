"""Whether an interviewer asks what is asked: the question of theirs that is nearest to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.search.ranking import max_similarity
from answer.search.retrieval import EncodedQuery
from corpus.sentences import QUESTION_MARKS, split
from corpus.transcript import Passage
from corpus.vectors.packing import PassageVectors

ASKED_FROM = 0.9
"""Late interaction and cosine together, from which a question counts as asked. Of 18 questions of interviewers, put in
other words, 17 reach it in their interview and none in another: `python -m tests.quality.asked_again`. Chosen by these;
the question that was taken for it is shown, to be judged."""
STATEMENT = 0.15
"""How much less a sentence of an interviewer asks that ends with no question mark."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A sentence of an interviewer, at [start, end) of the transcript."""

    start: int
    end: int
    text: str


def asked(query: EncodedQuery, passages: Sequence[tuple[Passage, PassageVectors]]) -> AskedQuestion | None:
    """Return the sentence of an interviewer that asks what is asked; None where none does.

    Args:
        query: what is asked.
        passages: an interviewer's, with their vectors.
    """
    found = nearest(query, passages)
    return found[1] if found and found[0] >= ASKED_FROM else None


def nearest(
    query: EncodedQuery, passages: Sequence[tuple[Passage, PassageVectors]]
) -> tuple[float, AskedQuestion] | None:
    """Return how near the nearest sentence of an interviewer is to what is asked, about 0 to 2, and that sentence; None
    where there is none.
    """
    best: tuple[float, AskedQuestion] | None = None
    for passage, vectors in passages:
        spans = split(passage.text)
        if not spans:
            continue
        alike = max_similarity(query.whole.tokens, [vectors.within(*span) for span in spans], query.whole.weights)
        alike -= STATEMENT * np.array([not _is_question(passage.text[a:b]) for a, b in spans], np.float32)
        at = int(np.argmax(alike))
        score = float(alike[at]) + float(vectors.pooled @ query.whole.pooled)
        if best is None or score > best[0]:
            start, end = spans[at]
            best = score, AskedQuestion(passage.start + start, passage.start + end, passage.text[start:end])
    return best


def _is_question(text: str) -> bool:
    return text.rstrip("”\"'」』)） ").endswith(tuple(QUESTION_MARKS))
