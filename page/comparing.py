"""What the page shows of several accounts of one conversation, and of several conversations with one person."""

import threading
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from corpus.alignment.changes import changes
from corpus.alignment.comparison import Told, compare
from corpus.alignment.model import Divergence
from corpus.database import Snapshot
from page.opening import Library
from page.views import account_view

AROUND = 36
"""Characters of the source shown on each side of a reading."""
KEPT = 64
"""People whose changes are kept."""


class ComparisonApi:
    """Compares accounts, and what one person says at different times, which is kept for a generation of the library."""

    def __init__(self, library: Library) -> None:
        self._store = library.store
        self._kept = lru_cache(KEPT)(self._changes)
        self._one_at_a_time = threading.Lock()

    def compare(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return where the accounts of a conversation differ, what only one has and what one leaves out.

        Raises:
            NoSuchTranscript: the library has no two accounts of it.
        """
        snapshot = self._store.snapshot()
        comparison = compare(snapshot, str(request["conversation"]))
        return {
            "accounts": [account_view(snapshot.info(source)) for source in comparison.titles],
            "divergences": [_divergence(one, snapshot) for one in comparison.divergences],
            "alone": {source: [_told(one) for one in told] for source, told in comparison.alone.items()},
            "left_out": {source: [_told(one) for one in told] for source, told in comparison.left_out.items()},
        }

    def changes(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return what somebody says otherwise in one conversation than in another.

        Raises:
            NoSuchPerson: nobody of that name speaks in two conversations.
        """
        with self._one_at_a_time:  # asked for again before it is made, it is made once
            return self._kept(str(request["person"]), self._store.snapshot().generation)

    def _changes(self, person: str, _generation: int) -> dict[str, Any]:
        snapshot = self._store.snapshot()
        found = changes(snapshot, person)
        accounts = [{**account_view(snapshot.info(source)), "date": date} for source, date in found.dates.items()]
        told = [{"kind": one.kind, "readings": [asdict(said) for said in one.sayings]} for one in found.changes]
        return {"accounts": accounts, "divergences": told}


def _divergence(divergence: Divergence, snapshot: Snapshot) -> dict[str, Any]:
    readings = []
    for reading in divergence.readings:
        text = snapshot.read(reading.source).text
        readings.append(
            {
                "source": reading.source,
                "start": reading.start,
                "end": reading.end,
                "text": reading.text,
                "before": "…" + text[max(0, reading.start - AROUND) : reading.start].rpartition("\n")[2],
                "after": text[reading.end : reading.end + AROUND].partition("\n")[0] + "…",
            }
        )
    return {"kind": divergence.kind, "readings": readings}


def _told(told: Told) -> dict[str, Any]:
    return {"source": told.source, "start": told.start, "end": told.end, "text": told.text}
