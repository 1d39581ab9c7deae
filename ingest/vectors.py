"""Vectors of a transcript's passages, packed as they are kept; those of equal text in equal context are used again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from corpus.database import Snapshot
from corpus.entities import decoded, source_offsets
from corpus.transcript import Passage, Transcript
from corpus.vectors.packing import PackedVectors, PassageVectors, packed
from ingest.progress import Progress

Known = Mapping[tuple[str, str], PackedVectors]
"""Vectors by the text of a passage and what stands above it."""

_BATCH = 64  # passages between two reports of progress; fewer are slower, as less of them is of like length


class PassageEncoder(Protocol):
    """What is needed of `corpus.encoder.Encoder` here."""

    @property
    def name(self) -> str:
        """The model: equal names, equal vectors."""

    def encode_passages(self, texts: Sequence[str], contexts: Sequence[str]) -> list[PassageVectors]:
        """Return the vectors of passages, each encoded with what stands above it ("" for nothing)."""


def known_vectors(snapshot: Snapshot, transcript_id: str) -> Known:
    """Return the stored vectors of a transcript's passages."""
    vectors = snapshot.vectors(transcript_id)
    speech = snapshot.read(transcript_id).speech()
    return {_key(passage): vectors[passage.index] for passage in speech if passage.index in vectors}


def encode(transcript: Transcript, encoder: PassageEncoder, known: Known, progress: Progress) -> list[PackedVectors]:
    """Return the vectors of each passage of speech, in order. Only what is not in `known` is encoded."""
    speech = transcript.speech()
    rows = dict(known)
    wanted = [passage for passage in {_key(one): one for one in speech}.values() if _key(passage) not in rows]
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        made = encoder.encode_passages(
            [decoded(one.text.strip()) for one in batch], [decoded(one.context) for one in batch]
        )
        rows.update((_key(one), packed(_shifted(one, vectors))) for one, vectors in zip(batch, made, strict=True))
        progress.encoded(transcript.info.id, start + len(batch), len(wanted))
    return [rows[_key(passage)] for passage in speech]


def _key(passage: Passage) -> tuple[str, str]:
    return passage.text, passage.context


def _shifted(passage: Passage, vectors: PassageVectors) -> PassageVectors:
    """Return the places of the tokens in a passage's own text: the encoder was given its words, references decoded."""
    starts = vectors.starts.astype(int)
    if "&" in passage.text:
        starts = np.array(source_offsets(passage.text.strip()), int)[starts]
    return replace(vectors, starts=starts + len(passage.text) - len(passage.text.lstrip()))
