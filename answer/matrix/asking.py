"""Who interviews, and whether they ask what is asked: the question of theirs that is nearest to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from answer.search.ranking import max_similarity
from answer.search.retrieval import EncodedQuery
from corpus.sentences import ends_as_a_question, split
from corpus.transcript import Passage
from corpus.vectors.packing import PassageVectors

ASKED_FROM = 0.9
"""Late interaction and cosine together, from which a question counts as asked. Of 18 questions of interviewers, put in
other words, 17 reach it in their interview and none in another: `python -m tests.quality.asked_again`. Chosen by these;
the question that was taken for it is shown, to be judged."""
STATEMENT = 0.15
"""How much less a sentence of an interviewer asks that ends with no question mark."""

MOSTLY_ASKS, TIMES_AS_OFTEN = 0.15, 3
"""Share of somebody's sentences that are questions, and how many times the share of whoever says most it is, from which
they ask. Chosen by three interviews whose hosts tell much: these ask in .16, .19 and .57 of their sentences, whoever
says most in .04 at most."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A sentence of an interviewer, at [start, end) of the transcript."""

    start: int
    end: int
    text: str


def who_asks(said: Iterable[tuple[str | None, str]]) -> frozenset[str]:
    """Return who asks in a transcript, by how often: nobody who says most.

    Args:
        said: who speaks and what, passage by passage.
    """
    length, sentences, questions = Counter[str](), Counter[str](), Counter[str]()
    for name, text in said:
        if name is not None:
            spans = split(text)
            length[name] += len(text)
            sentences[name] += len(spans)
            questions[name] += sum(_is_question(text[start:end]) for start, end in spans)
    shares = {name: questions[name] / max(1, count) for name, count in sentences.items()}
    most = max(length, key=lambda name: length[name], default="")
    least = max(MOSTLY_ASKS, TIMES_AS_OFTEN * shares.get(most, 0.0))
    return frozenset(name for name, share in shares.items() if name != most and share >= least)


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
    return ends_as_a_question(text)
