"""Everybody is asked one question over 125 interviews of 4,000 words (fifty of 10,000) within five seconds."""

import time
from pathlib import Path

import numpy as np
from safetensors import safe_open

from answer import Answerer, Request
from answer.search.reading.reader import ENCODER, NETWORK_FILE
from corpus.database import Store
from corpus.encoder import Encoder
from tests.benchmarks.made_up import PASSAGES, StandIn, fill, question

INTERVIEWS = 125
"""Of PASSAGES passages of 80 words each."""
MOST = 5.0
"""Seconds of the process's own time, which says more where other programs run, too."""


class ReadStandIn(StandIn):
    """A stand-in whose vectors are read as those of the encoder that ships are: reading takes most of the time."""

    token_dimension = 128

    def __init__(self, shipped: Encoder) -> None:
        super().__init__()
        self.network, self.tokens, self.row, self.layered = (
            shipped.network,
            shipped.tokens,
            shipped.row,
            shipped.layered,
        )
        rows = np.random.default_rng(4).standard_normal((len(self._tokens), self.token_dimension))
        self._tokens = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        with safe_open(NETWORK_FILE, "np") as file:
            self.name = str(file.metadata()[ENCODER])


def test_interviews_are_compared_in_time(tmp_path: Path, shipped: Encoder) -> None:
    store, encoder = Store(tmp_path / "store"), ReadStandIn(shipped)
    fill(store, INTERVIEWS * PASSAGES, encoder)
    answerer = Answerer(store, encoder)  # type: ignore[arg-type]
    answerer.answer(Request(question(0)))
    began = time.process_time()
    rows = answerer.matrix(Request(question(1)), 0.0).rows
    assert time.process_time() - began <= MOST
    assert len(rows) == INTERVIEWS
    assert all(row.quote for row in rows)
