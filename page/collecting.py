"""Collecting on the page: quotes are kept with labels and notes, and shown where they stand."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from answer.model import Quote
from answer.writing.addresses import resolve
from corpus.collection import Codebook, Collected, Collection, Label, can_undo, undo
from corpus.database import Snapshot, Store
from corpus.transcript import SPOKEN
from page.importing import read_codebook
from page.uploads import Uploads

Payload = Mapping[str, Any]
View = dict[str, Any]


class Collecting:
    """Keeps what readers collect from one library."""

    def __init__(self, store: Store, uploads: Uploads) -> None:
        self._store, self._uploads = store, uploads
        self._collection, self._codebook = Collection(store.database), Codebook(store.database)
        self.handlers = {
            "collected": self.collected,
            "collect": self.collect,
            "annotate": self.annotate,
            "uncollect": self.uncollect,
            "undo_removal": self.undo_removal,
            "put_label": self.put_label,
            "remove_label": self.remove_label,
            "import_codebook": self.import_codebook,
        }

    def collected(self, _request: Payload) -> View:
        """Return all that is collected, the labels, and whether a removal can be taken back."""
        snapshot = self._store.snapshot()
        items = [collected_view(one, snapshot) for one in self._collection.all(snapshot)]
        return {"items": items, "labels": self.labels(), "can_undo": can_undo(self._store.database)}

    def collect(self, request: Payload) -> View:
        """Collect the words at an `address`.

        Raises:
            InterviewQAError: they do not stand there any more, or cannot be collected.
        """
        snapshot = self._store.snapshot()
        span = resolve(str(request["address"]), snapshot).span
        found = self._collection.collect(span, snapshot)
        return {"item": self._item(span.transcript, found, snapshot)}

    def annotate(self, request: Payload) -> View:
        """Replace the labels and the note of a collected quote (`id`, `source`).

        Raises:
            NotCollected: it was removed meanwhile.
        """
        labels = [str(label) for label in request["labels"]]
        self._collection.annotate(str(request["id"]), labels, str(request["note"]))
        return {"item": self._item(str(request["source"]), str(request["id"]), self._store.snapshot())}

    def uncollect(self, request: Payload) -> View:
        """Remove a collected quote; it can be brought back until the next removal."""
        self._collection.remove(str(request["id"]))
        return {}

    def undo_removal(self, request: Payload) -> View:
        """Bring back what the last removal took."""
        undo(self._store.database)
        return self.collected(request)

    def put_label(self, request: Payload) -> View:
        """Add or change a label; return it and all of them.

        Raises:
            BadLabel: it is not as it should be.
        """
        said = request["label"]
        texts = {name: str(said.get(name) or "") for name in ("id", "name", "colour", "description")}
        label = self._codebook.put(Label(**texts, parent=str(said["parent"]) if said.get("parent") else None))
        return {"label": asdict(label), "labels": self.labels()}

    def remove_label(self, request: Payload) -> View:
        """Remove a label and those under it; what has it stays collected."""
        self._codebook.remove(str(request["id"]))
        return {"labels": self.labels()}

    def import_codebook(self, request: Payload) -> View:
        """Add the codes of an uploaded codebook (`path`, `name`) as labels; return all labels, and how many were added,
        were known already, or were left out as they are nameless.

        Raises:
            BadLabel: there would be too many labels.
            UnreadableFile: it was not uploaded, or is no codebook.
        """
        upload = self._uploads.upload(request)
        read = read_codebook(upload.path.read_bytes(), upload.name)
        merged = self._codebook.merge(read.labels, upload.name)
        return {"labels": self.labels(), "nameless": read.nameless, **asdict(merged)}

    def labels(self) -> list[View]:
        """Return the labels, each with those under it after it."""
        return [asdict(label) for label in self._codebook.all()]

    def of_transcript(self, source: str, snapshot: Snapshot) -> list[View]:
        """Return what is collected from a transcript and stands in it."""
        items = self._collection.all(snapshot, source)
        return [collected_view(one, snapshot) for one in items if one.state == "here"]

    def counts(self) -> Counter[str]:
        """Return how many quotes are collected from each transcript."""
        return Counter(one.transcript for one in self._collection.all(self._store.snapshot()))

    def among(self, quotes: Iterable[Quote], snapshot: Snapshot) -> list[View]:
        """Return which of an answer's quotes are collected."""
        places = {(quote.source, quote.start, quote.end) for quote in quotes}
        items = [item for source in {place[0] for place in places} for item in self.of_transcript(source, snapshot)]
        return [item for item in items if (item["source"], item["start"], item["end"]) in places]

    def _item(self, source: str, collected_id: str, snapshot: Snapshot) -> View:
        items = self._collection.all(snapshot, source)
        return next(collected_view(one, snapshot) for one in items if one.id == collected_id)


def collected_view(one: Collected, snapshot: Snapshot) -> View:
    """Return a collected quote as the page shows a quote, with what readers gave it."""
    said, speakers = one.said, speaker_names(one, snapshot)
    is_speech = said["kind"] in SPOKEN
    return {
        "id": one.id,
        "source": one.transcript,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "address": one.address,
        "state": one.state,
        "labels": list(one.labels),
        "note": one.note,
        "added": one.added,
        **{name: said[name] for name in ("title", "kind", "publisher", "language", "section", "page", "time")},
        "speakers": [name for name in speakers if name],
        "speaker": ", ".join(name or "…" for name in speakers) if any(speakers) else None,
        "voice": "speaker" if any(speakers) else "unnamed" if is_speech else "writer",
    }


def speaker_names(one: Collected, snapshot: Snapshot) -> list[str | None]:
    """Return the main names of whoever says a collected quote, each once; None for who is not named."""
    names = (snapshot.canonical(name) if name else None for name in one.said["speakers"])
    return [*dict.fromkeys(names)]
