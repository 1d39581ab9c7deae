"""From files to the store: `python -m ingest`, or `ingest.add` in Python."""

import corpus.threads  # noqa: F401 - before numpy and torch
from ingest.pipeline import Summary, add

__all__ = ["Summary", "add"]
