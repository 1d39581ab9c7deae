"""Rereading: what it says of sentences, which words answer, and what it changes in their order."""

import numpy as np
import pytest

from answer.search.candidates import Candidate
from answer.search.rereading.rereader import MOST_REREAD, Rereader
from corpus.encoder import Encoder
from tests.answer.search.reading.test_reader import ASKED, BOAT, MILL, candidates
from tests.conftest import TinyEncoder


@pytest.mark.parametrize(("question", "answered", "missed"), ASKED)
def test_what_answers_ranks_first_and_a_near_miss_is_less_likely(
    shipped: Encoder, question: str, answered: str, missed: str
) -> None:
    found, reader = candidates(shipped, MILL, BOAT), Rereader(shipped)
    read = reader.reread(question, found)
    best = max(read, key=lambda c: c.score)
    assert answered in best.text
    others = reader.reread(missed, found)
    assert _most_likely(read) > _most_likely(others)
    assert best.rereading
    assert best.rereading.words
    words = slice(*(place - best.start for place in best.rereading.words))
    assert answered in best.text[words]


def _most_likely(read: list[Candidate]) -> float:
    return max(c.rereading.answers for c in read if c.rereading)


def test_only_the_best_are_read_and_the_same_alone_as_among_many(shipped: Encoder) -> None:
    many = candidates(shipped, *[f"{MILL} {BOAT} This was told on day {n}." for n in range(5)])
    assert len(many) > MOST_REREAD
    asked, reader = "What did the boat carry?", Rereader(shipped)
    read = reader.reread(asked, many)
    assert sum(c.rereading is not None for c in read) == MOST_REREAD
    assert len(read) == len(many)
    alone = reader.reread(asked, [many[3]])[0].rereading
    among = next(c.rereading for c in read if (c.hit.key, c.start) == (many[3].hit.key, many[3].start))
    assert alone
    assert among
    assert np.allclose(alone[:2], among[:2], atol=0.1)


def test_another_encoder_is_not_read_with(shipped: Encoder, tiny_encoder: TinyEncoder) -> None:
    found = candidates(shipped, BOAT)
    assert Rereader(tiny_encoder).reread("What did it carry?", found) == found
    assert Rereader(shipped).reread("What did it carry?", []) == []
