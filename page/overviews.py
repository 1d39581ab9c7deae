"""What the page shows of a transcript and of the library before anything is asked."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from answer.overview.overview import library_overview, transcript_overview
from corpus.database import Store

KEPT = 64
"""Overviews that are kept."""


class OverviewApi:
    """Makes overviews, each once in a generation of the library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._overview = lru_cache(KEPT)(self._made)

    def transcript(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is in a transcript: its parts, its interviewers' questions, who speaks, what is named.

        Raises:
            NoSuchTranscript: the library has none of that id.
        """
        snapshot = self._store.snapshot()
        return self._overview(snapshot.info(str(request["source"])).id, snapshot.generation)

    def library(self, _request: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is in the library: people, topics, dates."""
        return self._overview("", self._store.snapshot().generation)

    def _made(self, source: str, _generation: int) -> dict[str, Any]:
        """Make the overview of a transcript, of the library where `source` is empty."""
        snapshot = self._store.snapshot()
        return (transcript_overview(snapshot, source) if source else library_overview(snapshot)).as_data()
