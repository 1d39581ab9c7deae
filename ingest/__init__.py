"""From files to the store: `python -m ingest`, or `ingest.add` in Python."""

from typing import TYPE_CHECKING, Any

import corpus.threads  # noqa: F401 - before numpy and torch

if TYPE_CHECKING:
    from ingest.pipeline import add
    from ingest.settings import Summary

__all__ = ["Summary", "add"]


def __getattr__(name: str) -> Any:
    """Load what adds files when it is first asked for: most commands need none of it."""
    if name not in __all__:
        raise AttributeError(f"module 'ingest' has no attribute {name!r}")
    from ingest import pipeline, settings

    return getattr(pipeline if name == "add" else settings, name)
