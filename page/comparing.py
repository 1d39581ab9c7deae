"""What the page shows of several accounts of one conversation."""

from collections.abc import Mapping
from typing import Any

from corpus.alignment.comparison import Told, compare
from corpus.alignment.model import Divergence
from corpus.database import Snapshot
from page.opening import Library
from page.views import account_view

AROUND = 36
"""Characters of the source shown on each side of a reading."""


class ComparisonApi:
    """Compares accounts."""

    def __init__(self, library: Library) -> None:
        self._store = library.store

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
                "before": text[max(0, reading.start - AROUND) : reading.start].rpartition("\n")[2],
                "after": text[reading.end : reading.end + AROUND].partition("\n")[0],
            }
        )
    return {"kind": divergence.kind, "readings": readings}


def _told(told: Told) -> dict[str, Any]:
    return {"source": told.source, "start": told.start, "end": told.end, "text": told.text}
