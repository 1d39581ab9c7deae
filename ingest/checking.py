"""Prove that the library is whole, and mend what an outside hand broke."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus import audit
from corpus.audit import text_hash
from corpus.errors import UnreadableFile
from corpus.reading import read_transcript
from corpus.store import Store
from corpus.transcript import Transcript, TranscriptInfo, tiles
from ingest.encoding import PassageEncoder, encode
from ingest.files import of_path
from ingest.metadata import Metadata
from ingest.progress import Progress
from ingest.transcripts import file_hash, make_transcript
from ingest.writing import writing


def check(store: Store) -> list[str]:
    """Return what is wrong with a store, a line each; empty for a sound one."""
    with writing(store) as writer:
        return audit.faults(store, writer)


def repair(store: Store, encoder: PassageEncoder, progress: Progress) -> list[str]:
    """Mend a store; return what is wrong afterwards.

    What belongs to no transcript is deleted. A transcript whose text is whole is encoded again from it; any
    other is read again from its file, if that is still there and the same.
    """
    found = check(store)
    with writing(store) as writer:
        writer.sweep()
        broken = [info for info in writer.infos().values() if _broken(info, found)]
    progress.begin(len(broken), "transcript")
    for info in broken:
        transcript = _whole(store, info)
        if transcript is not None:
            # Under another version: the broken records are let go of as a whole.
            version = hashlib.sha256(f"{info.version} mended".encode()).hexdigest()[: len(info.version)]
            transcript = replace(transcript, info=replace(transcript.info, version=version))
            store.require_model(encoder.name)
            vectors = encode(transcript, encoder, {}, progress)
            with writing(store) as writer:
                writer.put(transcript, vectors)
        progress.done()
    progress.end()
    return check(store)


def _broken(info: TranscriptInfo, faults: Sequence[str]) -> bool:
    return any(fault.startswith(f"{info.id}: ") for fault in faults)


def _whole(store: Store, info: TranscriptInfo) -> Transcript | None:
    """Return a transcript in full, from the store or from its file; None where neither has it any more."""
    stored = read_transcript(store.connection, info)
    if tiles(stored.passages, stored.text) and text_hash(stored.text) == info.text_hash:
        return stored
    try:
        data = of_path(Path(info.origin)).read()
    except UnreadableFile:
        return None
    if file_hash(data) != info.hash:
        return None
    said = Metadata(title=info.title, kind=info.kind, conversation=info.conversation, voices=info.voices)
    again = make_transcript(info.id, data, said, store.catalogue())
    kept = replace(
        info, **{name: getattr(again.info, name) for name in ("passages", "turns", "characters", "text_hash")}
    )
    return Transcript(kept, again.passages)
