"""Encode a whole library again, with the same model or another, from the store alone.

The new vectors are written beside the old ones, which answer until all of the new take their place at one moment.
Stopped half-way, the next rebuild goes on where this one was.
"""

from corpus.alignment import update
from corpus.database import Store
from ingest.progress import Progress
from ingest.vectors import PassageEncoder, encode


def rebuild(store: Store, encoder: PassageEncoder, progress: Progress) -> tuple[int, int]:
    """Encode every transcript again; return how many transcripts and passages of speech the store has.

    Other writers wait until it is done. Everything that is not a vector stays as it is.

    Raises:
        StoreUnavailable: The store cannot be written.
        StoreBusy: Another process is writing.
    """
    passages = 0
    with store.writing() as writer:
        snapshot = store.snapshot()
        writer.unstage({info.id: info.version for info in snapshot.infos.values()}, encoder.name)
        done = writer.staged(encoder.name)
        progress.begin(len(snapshot.infos), "transcript")
        for info in snapshot.infos.values():
            transcript = snapshot.read(info.id)
            passages += len(transcript.speech())
            if info.id not in done:
                writer.stage(transcript, encode(transcript, encoder, {}, progress), encoder.name)
            progress.done()
        progress.end()
        writer.exchange(encoder.name)
    update(store, list(snapshot.conversations))
    return len(snapshot.infos), passages
