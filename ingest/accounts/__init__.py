"""Several accounts of one conversation: aligned when transcripts change, compared on demand."""

from ingest.accounts.update import update

__all__ = ["update"]
