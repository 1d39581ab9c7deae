"""What the page shows of several accounts of one conversation, and of a quotation that is checked."""

from collections.abc import Mapping
from typing import Any

from answer.check import check_quote
from corpus.accounts import Divergence
from ingest.accounts.compare import Told, compare
from page.opening import Library
from page.views import account_view

AROUND = 36
"""Characters of the source shown on each side of a reading."""


class AccountsDesk:
    """Compares accounts and checks quotations."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._store = library.store

    def compare(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return where the accounts of a conversation differ, what only one has and what one leaves out.

        Raises:
            NoSuchTranscript: the library has no two accounts of it.
        """
        comparison = compare(self._store, str(request["conversation"]))
        return {
            "accounts": [account_view(self._store.info(source)) for source in comparison.titles],
            "divergences": [self._divergence(one) for one in comparison.divergences],
            "alone": {source: [self._told(one) for one in told] for source, told in comparison.alone.items()},
            "left_out": {source: [self._told(one) for one in told] for source, told in comparison.left_out.items()},
        }

    def check(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Say whether and where a quotation stands in the library.

        Raises:
            BadQuestion: there are no words in it, or too many.
        """
        checked = check_quote(str(request["text"]), self._store, self._library.encoder)
        places = [{**place, **self._where(place["source"])} for place in checked.as_data()["places"]]
        return {**checked.as_data(), "places": places}

    def _divergence(self, divergence: Divergence) -> dict[str, Any]:
        readings = []
        for reading in divergence.readings:
            text = self._store.read(reading.source).text
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

    def _told(self, told: Told) -> dict[str, Any]:
        return {"source": told.source, "start": told.start, "end": told.end, "text": told.text}

    def _where(self, source: str) -> dict[str, Any]:
        return {"account": account_view(self._store.info(source))}
