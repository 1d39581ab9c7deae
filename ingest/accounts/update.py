"""Keep the alignments of conversations up to date with their transcripts."""

from collections.abc import Iterable, Sequence

from corpus.accounts import alignment_key, documents
from corpus.store import Store
from corpus.transcript import TranscriptInfo
from ingest.accounts.build import align
from ingest.accounts.likeness import TokenEncoder

PATIENCE = 600.0
"""Seconds to wait for other writers."""


def update(store: Store, encoder: TokenEncoder, conversations: Iterable[str], *, patience: float = PATIENCE) -> None:
    """Align the accounts of these conversations anew where they have changed.

    Call it after transcripts were added, changed or removed; doing so again changes nothing and asks the encoder
    for nothing. Until then readers see no alignment for them.

    Raises:
        ModelMismatch: there is something to align, and another model made the store's vectors.
        StoreBusy, StoreUnavailable: the store cannot be written.
    """
    waiting = set(conversations)
    while waiting:
        aligned, members = store.aligned(), _members(store.infos())
        changed = [c for c in sorted(waiting) if _key(members.get(c, []), store.model()) != aligned.get(c)]
        waiting = {c for c in changed if not _update(store, encoder, c, members.get(c, []), patience)}


def _update(
    store: Store, encoder: TokenEncoder, conversation: str, infos: Sequence[TranscriptInfo], patience: float
) -> bool:
    """Align one conversation; return False if another process changed it meanwhile."""
    key = _key(infos, store.model())
    if key:
        store.require_model(encoder.name)
    written = documents(align([store.read(info.id) for info in infos], encoder, store.catalogue())) if key else []
    with store.writing(patience) as writer:
        if _key(_members(writer.infos().values()).get(conversation, []), writer.model()) != key:
            return False
        writer.put_accounts(conversation, key or "", written)
    return True


def _members(infos: Iterable[TranscriptInfo]) -> dict[str, list[TranscriptInfo]]:
    members: dict[str, list[TranscriptInfo]] = {}
    for info in infos:
        members.setdefault(info.conversation, []).append(info)
    return members


def _key(infos: Sequence[TranscriptInfo], model: str | None) -> str | None:
    """Return the name of a conversation's alignment, None where there is nothing to align."""
    return alignment_key(infos, model) if len(infos) > 1 else None
