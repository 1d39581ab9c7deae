"""From files to the store: `python -m ingest`, or `ingest.add` in Python."""

from ingest.pipeline import Summary, add

__all__ = ["Summary", "add"]
