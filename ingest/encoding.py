"""Vectors of a transcript's passages; those of equal text are used again."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import NoSuchTranscript
from corpus.store import Store
from corpus.transcript import Transcript
from ingest.accounts.likeness import TokenEncoder
from ingest.progress import Progress
from ingest.writing import writing

Vectors = NDArray[np.float32]

_BATCH = 128  # passages between two reports of progress


class PassageEncoder(TokenEncoder, Protocol):
    """What is needed of `corpus.encoder.Encoder` here."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 for each passage: (texts, dimension)."""


def known_vectors(store: Store, transcript_id: str, patience: float) -> dict[str, Vectors]:
    """Return the stored vectors of a transcript's passages by their text, {} where the store has none of it."""
    try:
        with writing(store, patience) as writer:
            vectors = writer.vectors(transcript_id)
            speech = store.read(transcript_id).speech()
    except NoSuchTranscript:
        return {}
    return {passage.text.strip(): row for passage, row in zip(speech, vectors, strict=True)}


def encode(
    transcript: Transcript, encoder: PassageEncoder, known: Mapping[str, Vectors], progress: Progress
) -> Vectors:
    """Return a vector for each passage of speech: (passages, dimension). Only texts not in `known` are encoded."""
    texts = [passage.text.strip() for passage in transcript.speech()]
    rows = dict(known)
    wanted = [text for text in dict.fromkeys(texts) if text not in rows]
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        rows.update(zip(batch, encoder.encode_passages(batch), strict=True))
        progress.encoded(transcript.info.id, start + len(batch), len(wanted))
    return np.asarray([rows[text] for text in texts], dtype=np.float32)
