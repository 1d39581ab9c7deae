"""Prove that a store is whole: every transcript tiles its text and has all its vectors, here and in the index."""

import numpy as np

from corpus.database.rows import PassageKey
from corpus.database.snapshot import Snapshot
from corpus.database.store import Store
from corpus.transcript import TranscriptInfo, text_hash, tiles
from corpus.vectors.packing import unpacked


def faults(store: Store) -> list[str]:
    """Return what is wrong, a line each, beginning with the id where it is a transcript's; empty for a sound store."""
    snapshot = store.snapshot()
    found: list[str] = []
    for info in snapshot.infos.values():
        found += [f"{info.id}: {fault}" for fault in (*_text_faults(snapshot, info), *_vector_faults(snapshot, info))]
        missing = missing_in_index(store, snapshot, info)
        if missing:
            found.append(f"{info.id}: {len(missing)} vectors are not in the index")
    if snapshot.infos and snapshot.model is None:
        found.append("the store does not say which model made its vectors")
    return found


def _text_faults(snapshot: Snapshot, info: TranscriptInfo) -> list[str]:
    transcript = snapshot.read(info.id)
    found = []
    if not tiles(transcript.passages, transcript.text):
        found.append("its passages do not tile the text")
    if (len(transcript.passages), len(transcript.text)) != (info.passages, info.characters):
        found.append(
            f"{len(transcript.passages)} passages of {info.passages}, "
            f"{len(transcript.text):,} characters of {info.characters:,}"
        )
    elif text_hash(transcript.text) != info.text_hash:
        found.append("its text is not the one that was ingested")
    return found


def _vector_faults(snapshot: Snapshot, info: TranscriptInfo) -> list[str]:
    vectors = snapshot.vectors(info.id)
    missing = sum(passage.index not in vectors for passage in snapshot.read(info.id).speech())
    if missing:
        return [f"{missing} passages have no vectors"]
    rows = unpacked(list(vectors.values()))
    is_finite = all(np.isfinite(one.pooled).all() and np.isfinite(one.tokens).all() for one in rows)
    return [] if is_finite else ["a vector is not finite"]


def missing_in_index(store: Store, snapshot: Snapshot, info: TranscriptInfo) -> list[int]:
    """Return the numbers of a transcript's passages of speech that the index does not have."""
    if snapshot.model is None:
        return []
    version = snapshot.version(info.id)
    numbers = [PassageKey(version, passage.index).number for passage in snapshot.read(info.id).speech()]
    there = store.index.holds(snapshot.model, numbers)
    return [number for number in numbers if number not in there]
