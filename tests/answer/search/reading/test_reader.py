"""Reading: what it says of sentences, and what it changes in their order."""

import numpy as np
import pytest

from answer.search.candidates import Candidate, Reading
from answer.search.reading.reader import MOST_READ, Reader, ordered_by_reading
from answer.search.retrieval import Hit
from corpus.database import PassageKey
from corpus.encoder import Encoder
from corpus.sentences import split
from corpus.transcript import Passage, TranscriptInfo
from tests.conftest import NO_FEATURES

INFO = TranscriptInfo("talk.txt", "A talk", "transcript", "talk", "en", "hash")
MILL = (
    "My father bought the mill in 1961. He paid four thousand pounds for it, and borrowed half of that. "
    "The wheel was broken then. We ground rye and barley there until the river was moved."
)
BOAT = "The boat was built in Hull. It carried timber and took nine days to cross. My uncle was its cook."


def candidates(encoder: Encoder, *texts: str) -> list[Candidate]:
    found = []
    for number, vectors in enumerate(encoder.encode_passages(list(texts))):
        passage = Passage(number, 0, len(texts[number]), texts[number], "speech", 0)
        hit = Hit(PassageKey(1, number), passage, INFO, 0.5, 0.5, 0.5, vectors)
        found += [Candidate(hit, *span, NO_FEATURES, 0.0) for span in split(passage.text)]
    return found


ASKED = [
    ("How much did the father pay for the mill?", "four thousand", "How many people worked at the mill?"),
    ("How long did the boat take to cross?", "nine days", "Who designed the boat?"),
    ("磨坊是哪一年买下的？", "1961", "磨坊后来卖给了谁？"),
]
"""A question, the words that answer it, and one that nothing answers."""


@pytest.mark.parametrize(("question", "answered", "missed"), ASKED)
def test_what_answers_ranks_first_and_a_near_miss_is_less_likely(
    shipped: Encoder, question: str, answered: str, missed: str
) -> None:
    found = candidates(shipped, MILL, BOAT)
    read = Reader(shipped.name).read(shipped.encode_question(question), found)
    best = max(read, key=lambda c: c.score)
    assert answered in best.text
    others = Reader(shipped.name).read(shipped.encode_question(missed), found)
    assert _most_likely(read) > _most_likely(others)


def _most_likely(read: list[Candidate]) -> float:
    return max(c.reading.answers for c in read if c.reading)


def test_only_the_best_are_read_and_the_same_alone_as_among_many(shipped: Encoder) -> None:
    many = candidates(shipped, *[f"{MILL} {BOAT} This was told on day {n}." for n in range(5)])
    assert len(many) > MOST_READ
    asked, reader = shipped.encode_question("What did the boat carry?"), Reader(shipped.name)
    read = reader.read(asked, many)
    assert sum(c.reading is not None for c in read) == MOST_READ
    assert len(read) == len(many)
    alone = reader.read(asked, [many[3]])[0].reading
    among = next(c.reading for c in read if (c.hit.key, c.start) == (many[3].hit.key, many[3].start))
    assert alone
    assert among
    assert np.allclose(alone[:2], among[:2], atol=1e-3)


def test_vectors_of_another_encoder_are_not_read(shipped: Encoder) -> None:
    found = candidates(shipped, BOAT)
    assert Reader("tiny@1").read(shipped.encode_question("What did it carry?"), found) == found
    assert Reader(shipped.name).read(shipped.encode_question("What did it carry?"), []) == []


def test_what_was_not_read_counts_like_the_worst_that_was(shipped: Encoder) -> None:
    first, second, third = candidates(shipped, BOAT)
    read = [
        Candidate(first.hit, first.start, first.end, NO_FEATURES, 1.0, Reading(-2.0, 0.0)),
        Candidate(first.hit, second.start, second.end, NO_FEATURES, 0.9, Reading(3.0, 0.0)),
        Candidate(first.hit, third.start, third.end, NO_FEATURES, 0.5),
    ]
    assert np.allclose(
        [c.score for c in ordered_by_reading(read, [c.reading for c in read], 2.0, 0.5)], [1.0, 3.3, 0.0]
    )
