"""Keep the alignments of conversations up to date with their transcripts."""

from collections.abc import Iterable

from corpus.alignment.align import align
from corpus.alignment.model import alignment_document
from corpus.alignment.similarity import Account
from corpus.alignment.stored import wanted_key
from corpus.database import Snapshot, Store

LOCK_TIMEOUT = 600.0
"""Seconds to wait for other writers."""


def update(store: Store, conversations: Iterable[str], *, lock_timeout: float = LOCK_TIMEOUT) -> None:
    """Align the accounts of these conversations anew where they have changed.

    Call it after transcripts were added, changed or removed; doing so again changes nothing. Until then readers see
    no alignment for them.

    Raises:
        StoreBusy, StoreUnavailable: the store cannot be written.
    """
    waiting = set(conversations)
    while waiting:
        snapshot = store.snapshot()
        changed = [name for name in sorted(waiting) if _stored_key(snapshot, name) != wanted_key(snapshot, name)]
        waiting = {name for name in changed if not _update(store, snapshot, name, lock_timeout)}


def _update(store: Store, snapshot: Snapshot, conversation: str, lock_timeout: float) -> bool:
    """Align one conversation; return False if another process changed it meanwhile."""
    key = wanted_key(snapshot, conversation)
    document = _aligned(snapshot, conversation) if key else None
    with store.writing(lock_timeout) as writer:
        if wanted_key(store.snapshot(), conversation) != key:
            return False
        writer.put_alignment(conversation, key or "", document)
    return True


def _aligned(snapshot: Snapshot, conversation: str) -> str:
    accounts = [
        Account(snapshot.read(info.id), {at: one.unpacked() for at, one in snapshot.vectors(info.id).items()})
        for info in snapshot.conversations[conversation]
    ]
    return alignment_document(align(accounts, snapshot.catalogue))


def _stored_key(snapshot: Snapshot, conversation: str) -> str | None:
    stored = snapshot.alignment(conversation)
    return stored[0] if stored else None
