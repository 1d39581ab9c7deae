"""Read the sentences that rank best, question and sentence together, and order them by what was read."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from answer.search.candidates import Candidate, Reading
from answer.search.features import weights
from corpus.encoder import QuestionVectors

if TYPE_CHECKING:
    from answer.search.reading.network import ReadingNetwork
    from answer.search.reading.pairs import Surroundings

NETWORK_FILE = Path(__file__).with_name("network.safetensors")
"""Made by `python -m training.read`."""
ENCODER = "encoder"
"""Under which the file says whose vectors the network reads."""
MOST_READ = 24
"""Sentences that are read."""
_AT_ONCE = 12


class Reader:
    """Reads sentences by the vectors of one encoder; by those of another than the network was made for, none.

    Args:
        encoder: the name of the encoder.
    """

    def __init__(self, encoder: str) -> None:
        self._can_read = encoder == _made_for()

    def read(
        self, question: QuestionVectors, candidates: Sequence[Candidate], most: int = MOST_READ
    ) -> list[Candidate]:
        """Return the candidates, the `most` that rank best with what was read, all with their new score."""
        if not self._can_read or not candidates:
            return list(candidates)
        ranked = sorted(candidates, key=lambda c: -c.score)
        best, others = ranked[:most], ranked[most:]
        readings = _readings(question, [_surroundings(candidate) for candidate in best])
        read = [replace(c, reading=reading) for c, reading in zip(best, readings, strict=True)]
        learned = weights()["reading"]
        found = [*read, *others]
        return ordered_by_reading(found, [c.reading for c in found], learned["score"], learned["rank"])


def ordered_by_reading(
    candidates: Sequence[Candidate], readings: Sequence[Reading | None], score: float, rank: float
) -> list[Candidate]:
    """Return candidates, in their order, with what was read in their score; one that was not read counts like the worst
    that was.

    Args:
        candidates: of which at least one was read.
        readings: of each.
        score: how much the score that they have counts.
        rank: how much what was read does.
    """
    least = min(one.rank for one in readings if one)
    ranks = [one.rank if one else least for one in readings]
    return [replace(c, score=score * c.score + rank * read) for c, read in zip(candidates, ranks, strict=True)]


def _readings(question: QuestionVectors, sentences: "Sequence[Surroundings]") -> list[Reading]:
    import torch

    from answer.search.reading.pairs import batch_of, pair_of

    found = np.zeros((2, len(sentences)), np.float32)
    order = sorted(range(len(sentences)), key=lambda i: sentences[i].size)
    with torch.inference_mode():
        for start in range(0, len(order), _AT_ONCE):
            some = order[start : start + _AT_ONCE]
            found[:, some] = torch.stack(_network()(batch_of([pair_of(question, sentences[i]) for i in some]))).numpy()
    return [Reading(rank, answers) for rank, answers in found.T.tolist()]


def _surroundings(candidate: Candidate) -> "Surroundings":
    from answer.search.reading.pairs import Surroundings

    vectors = candidate.hit.vectors
    tokens = [vectors.within(*span) if span else vectors.tokens[:0] for span in candidate.surroundings]
    return Surroundings(*tokens)


@cache
def _network() -> "ReadingNetwork":
    from safetensors.torch import load_file

    from answer.search.reading.network import ReadingNetwork

    loaded = ReadingNetwork()
    loaded.load_state_dict({name: tensor.float() for name, tensor in load_file(NETWORK_FILE).items()})
    return loaded.eval()


@cache
def _made_for() -> str:
    """Return the name of the encoder whose vectors the network reads."""
    from safetensors import safe_open

    with safe_open(NETWORK_FILE, "np") as file:
        return str(file.metadata()[ENCODER])
