"""What the page shows of a transcript and of the library before anything is asked."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from answer.overview.overview import library_overview, transcript_overview
from corpus.database import Store

KEPT = 64
"""Overviews that are kept."""


class OverviewApi:
    """Makes overviews, each once in a generation of the library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: OrderedDict[tuple[str, int], dict[str, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def transcript(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is in a transcript: its parts, its interviewers' questions, who speaks, what is named.

        Raises:
            NoSuchTranscript: the library has none of that id.
        """
        snapshot = self._store.snapshot()
        info = snapshot.info(str(request["source"]))
        return self._made((info.id, snapshot.generation), lambda: transcript_overview(snapshot, info.id).as_data())

    def library(self, _request: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is in the library: people, topics, dates."""
        snapshot = self._store.snapshot()
        return self._made(("", snapshot.generation), lambda: library_overview(snapshot).as_data())

    def _made(self, key: tuple[str, int], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made
