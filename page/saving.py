"""Saving answers on the page, and which quotes are new where a saved one is asked again."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from answer.model import Answer
from answer.writing.addresses import resolve
from corpus.collection import SavedAnswers
from corpus.database import Snapshot, Store
from corpus.errors import BadAddress, CitationGone, NoSuchTranscript
from corpus.transcript import Span
from page.keeping import AnswerCache

Payload = Mapping[str, Any]
View = dict[str, Any]


class Saving:
    """Saves the answers of one library."""

    def __init__(self, store: Store, kept: AnswerCache) -> None:
        self._store, self._kept = store, kept
        self._saved = SavedAnswers(store.database)
        self.handlers = {
            "saved": self.saved,
            "save_answer": self.save_answer,
            "rename_saved": self.rename_saved,
            "remove_saved": self.remove_saved,
        }

    def saved(self, _request: Payload) -> View:
        """Return what is saved, without the quotes."""
        return {"saved": [{**asdict(one), "quotes": len(one.quotes)} for one in self._saved.all()]}

    def save_answer(self, request: Payload) -> View:
        """Save the answer of a `key`, asked with `history` and `filters`, perhaps in place of a saved one (`id`).

        Raises:
            AnswerGone: it is no longer kept.
        """
        answer = self._kept.get(str(request["key"]))
        history = [str(one) for one in request.get("history", [])]
        filters = {str(name): value for name, value in request.get("filters", {}).items()}
        quotes = [(quote.address, quote.text) for quote in answer.quotes]
        saved = self._saved.save((answer.question, history, filters), quotes, str(request.get("id") or ""))
        return {"id": saved.id, "name": saved.name}

    def rename_saved(self, request: Payload) -> View:
        """Give a saved answer another name."""
        self._saved.rename(str(request["id"]), str(request["name"]))
        return self.saved(request)

    def remove_saved(self, request: Payload) -> View:
        """Remove a saved answer; it can be brought back until the next removal."""
        self._saved.remove(str(request["id"]))
        return self.saved(request)

    def new_quotes(self, answer: Answer, saved_id: str, snapshot: Snapshot) -> list[int]:
        """Return the numbers of an answer's quotes that a saved one does not have, where those stand now.

        Raises:
            NotCollected: it was removed.
        """
        before = self._saved.get(saved_id)
        places = [span for address, _ in before.quotes if (span := _place(address, snapshot))]
        words = {text for _, text in before.quotes}
        return [
            quote.n
            for quote in answer.quotes
            if quote.text not in words and not any(quote.span.overlaps(place) for place in places)
        ]


def _place(address: str, snapshot: Snapshot) -> Span | None:
    """Return where a quote stands now, None where it does not any more."""
    try:
        return resolve(address, snapshot).span
    except (BadAddress, CitationGone, NoSuchTranscript):
        return None
