"""Prove that a store is whole: every transcript tiles its text, has all its vectors, and nothing is left over."""

import hashlib
from collections import Counter

import numpy as np

from corpus.chroma import MARGINS, PASSAGES, all_records
from corpus.reading import read_transcript
from corpus.store import Store
from corpus.transcript import TranscriptInfo, tiles
from corpus.writer import Writer


def faults(store: Store, writer: Writer) -> list[str]:
    """Return what is wrong, a line each; empty for a sound store."""
    infos = writer.infos()
    found = [fault for info in infos.values() for fault in _transcript_faults(store, writer, info)]
    versions = {info.version for info in infos.values()}
    left_over: Counter[str] = Counter()
    for name in (PASSAGES, MARGINS):
        left_over.update(str(data["version"]) for _, _, data in all_records(store.connection.collection(name)))
    found += [
        f"{count} records of version {version} belong to no transcript"
        for version, count in left_over.items()
        if version not in versions
    ]
    if infos and writer.model() is None:
        found.append("the store does not say which model made its vectors")
    return found


def text_hash(text: str) -> str:
    """Return the SHA-256 of a transcript's decoded text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _transcript_faults(store: Store, writer: Writer, info: TranscriptInfo) -> list[str]:
    transcript = read_transcript(store.connection, info)
    found = []
    if not tiles(transcript.passages, transcript.text):
        found.append(f"{info.id}: its passages do not tile the text")
    if (len(transcript.passages), len(transcript.text)) != (info.passages, info.characters):
        found.append(
            f"{info.id}: {len(transcript.passages)} passages of {info.passages}, "
            f"{len(transcript.text):,} characters of {info.characters:,}"
        )
    elif text_hash(transcript.text) != info.text_hash:
        found.append(f"{info.id}: its text is not the one that was ingested")
    try:
        vectors = writer.vectors(info.id)
    except KeyError:
        return [*found, f"{info.id}: a passage has no vector"]
    if len(vectors) and not np.isfinite(vectors).all():
        found.append(f"{info.id}: a vector is not finite")
    return found
