"""Read the best sentences once more, with layers of the encoder, and order them by that."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from answer.search.candidates import Candidate, Reading
from answer.search.features import weights
from answer.search.reading.reader import ordered_by_reading
from answer.search.rereading.files import made_for
from corpus.encoder import Encoder
from corpus.encoder.batches import PROCESSORS, in_batches

if TYPE_CHECKING:
    from answer.search.rereading.excerpts import Excerpt
    from answer.search.rereading.network import RereadingNetwork

MOST_REREAD = 8
"""Sentences that are read once more."""


class Rereader:
    """Reads sentences with the layers of one encoder; with another's than the network was made for, none. Safe to use
    from several threads.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self._lock = encoder, threading.Lock()
        self._loaded: RereadingNetwork | None = None

    def reread(self, question: str, candidates: Sequence[Candidate], most: int = MOST_REREAD) -> list[Candidate]:
        """Return the candidates, the `most` that rank best with what was read, all with their new score."""
        network = self._network()
        if network is None or not candidates:
            return list(candidates)
        ranked = sorted(candidates, key=lambda c: -c.score)
        best, others = ranked[:most], ranked[most:]
        readings = reread_excerpts(network, self._encoder, question, [_excerpt(candidate) for candidate in best])
        read = [replace(c, rereading=_placed(reading, c.start)) for c, reading in zip(best, readings, strict=True)]
        learned = weights()["rereading"]
        found = [*read, *others]
        return ordered_by_reading(found, [c.rereading for c in found], learned["score"], learned["rank"])

    def _network(self) -> "RereadingNetwork | None":
        if self._encoder.name != made_for():
            return None
        from answer.search.rereading.loading import load_network

        with self._lock:
            if self._loaded is None:
                self._loaded = load_network(self._encoder.network)
            return self._loaded


def reread_excerpts(
    network: "RereadingNetwork", encoder: Encoder, question: str, excerpts: "Sequence[Excerpt]"
) -> list[Reading]:
    """Return what is read in each excerpt; the words that answer are places in its sentence."""
    import torch

    from answer.search.rereading.excerpts import batch_of, excerpt_row, question_row
    from answer.search.rereading.network import LAYER, likeliest_words

    asked, rows = question_row(encoder, question), [excerpt_row(encoder, one) for one in excerpts]
    question_states, *states = encoder.layered([asked.ids, *(row.ids for row in rows)], LAYER)
    found: dict[int, Reading] = {}

    def read(batch: Sequence[int]) -> None:
        with torch.inference_mode():
            readings = network(batch_of([(asked, question_states, rows[i], states[i]) for i in batch]))
        for i, rank, answers, words in zip(batch, *readings, strict=True):
            place, certainty = None, 0.0
            if rows[i].places:
                first, last, certainty = likeliest_words(words)
                at = len(asked.ids) + rows[i].first
                place = rows[i].places[first - at][0], rows[i].places[last - at][1]
            found[i] = Reading(rank.item(), answers.item(), place, certainty)

    in_batches(read, [len(asked.ids) + len(row.ids) for row in rows], PROCESSORS)
    return [found[i] for i in range(len(rows))]


def _placed(reading: Reading, start: int) -> Reading:
    """Return what was read in a sentence that begins at `start`, its words placed in the transcript."""
    words = reading.words and (start + reading.words[0], start + reading.words[1])
    return reading._replace(words=words)


def _excerpt(candidate: Candidate) -> "Excerpt":
    from answer.search.rereading.excerpts import Excerpt

    passage = candidate.hit.passage
    own, before, after = (passage.text[slice(*span)] if span else "" for span in candidate.surroundings)
    return Excerpt(own, passage.context, before, after)
