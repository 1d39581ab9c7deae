"""The alignment of a conversation, as the store has it."""

from corpus.alignment.model import Alignment, alignment_from, alignment_key
from corpus.database import Snapshot


def stored_alignment(snapshot: Snapshot, conversation: str) -> Alignment | None:
    """Return how the accounts of a conversation are aligned; None where it has one account, or when a transcript of it
    has just changed and the alignment has not been made anew.
    """
    stored = snapshot.alignment(conversation)
    if stored is None or stored[0] != wanted_key(snapshot, conversation):
        return None
    return alignment_from(conversation, stored[1])


def wanted_key(snapshot: Snapshot, conversation: str) -> str | None:
    """Return the key that an alignment of a conversation has to have, None where there is nothing to align."""
    infos = snapshot.conversations.get(conversation, ())
    return alignment_key(infos, snapshot.model) if len(infos) > 1 else None
