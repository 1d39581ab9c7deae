"""Prove that the library is whole, and mend what an outside hand broke."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.database import PassageKey, Snapshot, Store
from corpus.database.audit import faults, missing_in_index
from corpus.errors import UnreadableFile
from corpus.transcript import Transcript, TranscriptInfo, text_hash, tiles
from corpus.vectors.packing import pooled_of
from ingest.files import of_path
from ingest.metadata import known_of
from ingest.progress import Progress
from ingest.transcripts import file_hash, make_transcript
from ingest.vectors import PassageEncoder, encode


def check(store: Store) -> list[str]:
    """Return what is wrong with a store, a line each; empty for a sound one."""
    return faults(store)


def repair(store: Store, encoder: PassageEncoder, progress: Progress) -> list[str]:
    """Mend a store; return what is wrong afterwards.

    What the index of vectors lacks comes from the database. A transcript whose text is whole is encoded again where
    vectors are missing there, too; any other is read again from its file, if that is still there and the same.
    """
    _fill_index(store)
    found = check(store)
    snapshot = store.snapshot()
    broken = [info for info in snapshot.infos.values() if _is_broken(info, found)]
    progress.begin(len(broken), "transcript")
    for info in broken:
        transcript = _whole(snapshot, info)
        if transcript is not None:
            # Under another version, so that adding its file again does not take it for unchanged by mistake.
            version = hashlib.sha256(f"{info.version} mended".encode()).hexdigest()[: len(info.version)]
            transcript = replace(transcript, info=replace(transcript.info, version=version))
            vectors = encode(transcript, encoder, {}, progress)
            with store.writing() as writer:
                writer.put(transcript, vectors, encoder.name)
        progress.done()
    progress.end()
    return check(store)


def _fill_index(store: Store) -> None:
    """Put into the index what the database has and it has not."""
    with store.writing():
        snapshot = store.snapshot()
        for info in snapshot.infos.values():
            missing = missing_in_index(store, snapshot, info)
            vectors = snapshot.vectors(info.id) if missing else {}
            there = [number for number in missing if PassageKey.from_number(number).position in vectors]
            if there and snapshot.model is not None:
                rows = pooled_of([vectors[PassageKey.from_number(number).position].pooled for number in there])
                store.index.add(snapshot.model, there, rows)


def _is_broken(info: TranscriptInfo, found: Sequence[str]) -> bool:
    return any(fault.startswith(f"{info.id}: ") for fault in found)


def _whole(snapshot: Snapshot, info: TranscriptInfo) -> Transcript | None:
    """Return a transcript in full, from the store or from its file; None where neither has it any more."""
    stored = snapshot.read(info.id)
    if tiles(stored.passages, stored.text) and text_hash(stored.text) == info.text_hash:
        return stored
    try:
        data = of_path(Path(info.origin)).read()
    except UnreadableFile:
        return None
    if file_hash(data) != info.hash:
        return None
    again = make_transcript(info.id, data, known_of(info), snapshot.catalogue)
    kept = replace(
        info, **{name: getattr(again.info, name) for name in ("passages", "turns", "characters", "text_hash")}
    )
    return Transcript(kept, again.passages)
