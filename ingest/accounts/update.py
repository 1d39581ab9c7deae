"""Keep the alignments of conversations up to date with their transcripts."""

from collections.abc import Iterable

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
        StoreBusy, StoreUnavailable: the store cannot be written.
    """
    for conversation in dict.fromkeys(conversations):
        while not _update(store, encoder, conversation, patience):
            pass


def _update(store: Store, encoder: TokenEncoder, conversation: str, patience: float) -> bool:
    """Align one conversation; return False if another process changed it meanwhile."""
    infos = _infos(store.infos(), conversation)
    key = alignment_key(infos, store.model())
    written: list[str] = []
    if len(infos) > 1:
        if store.accounts(conversation) is not None:
            return True
        transcripts = [store.read(info.id) for info in infos]
        written = documents(align(transcripts, encoder, store.catalogue()))
    with store.writing(patience) as writer:
        if alignment_key(_infos(writer.infos().values(), conversation), writer.model()) != key:
            return False
        writer.put_accounts(conversation, key, written)
    return True


def _infos(infos: Iterable[TranscriptInfo], conversation: str) -> list[TranscriptInfo]:
    return [info for info in infos if info.conversation == conversation]
