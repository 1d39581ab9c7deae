"""Remove a transcript; what was collected from it stays, with its words and what is known of them."""

from corpus.alignment import update
from corpus.collection import Collection
from corpus.database import Store


def remove(store: Store, transcript_id: str, lock_timeout: float = 60.0) -> int:
    """Remove a transcript; return how many collected quotes of it are kept.

    Raises:
        NoSuchTranscript: The library has none of that id.
        StoreBusy, StoreUnavailable: The store cannot be written; nothing was removed.
    """
    with store.writing(lock_timeout) as writer:
        snapshot = store.snapshot()
        info = snapshot.info(transcript_id)
        kept = Collection(store.database).settle(snapshot, info.id)
        writer.remove(info.id)
    update(store, [info.conversation], lock_timeout=lock_timeout)
    return kept


def removed(transcript_id: str, kept: int) -> str:
    """Return what is said of a removal."""
    quotes = f"; {kept} collected quote{'s' * (kept != 1)} of it {'is' if kept == 1 else 'are'} kept, with the words"
    return f"removed {transcript_id}{quotes if kept else ''}"
