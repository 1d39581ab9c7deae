"""What a reader sees of the store at one moment: its transcripts' descriptions, its catalogues, its model."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any

from corpus.catalogue import Catalogue, catalogue_from
from corpus.records import CATALOGUE_ID, LIBRARY_ID, info_from, is_transcript
from corpus.transcript import TranscriptInfo


class View:
    """What the store holds at one generation: live transcripts, the catalogue, the model's name."""

    def __init__(
        self, generation: int, model: str | None, catalogues: Mapping[str, Catalogue], infos: Iterable[TranscriptInfo]
    ) -> None:
        """`catalogues` are by the folder that they lie in, "" for what was added without a folder."""
        self.generation = generation
        self.model = model
        self.catalogues = catalogues
        self.catalogue = reduce(Catalogue.merged, catalogues.values(), Catalogue())
        self.infos = {info.id: info for info in sorted(infos, key=lambda info: info.id)}
        self.versions = {info.version: info for info in self.infos.values()}

    def after(self, generation: int, changes: Mapping[str, TranscriptInfo | None]) -> "View":
        """Return the view after these transcripts were put or (None) removed."""
        infos = {**self.infos, **changes}.values()
        return View(generation, self.model, self.catalogues, (info for info in infos if info is not None))


def view_of(generation: int, records: Sequence[tuple[str, str, dict[str, Any]]]) -> View:
    """Build the view from the records about transcripts and the library, each (id, document, metadata)."""
    documents = {record_id: document for record_id, document, _ in records}
    library = json.loads(documents.pop(LIBRARY_ID, "{}"))
    catalogues = {
        name.removeprefix(CATALOGUE_ID).removeprefix("/"): catalogue_from(json.loads(documents[name]), "the store")
        for name in sorted(documents)
        if not is_transcript(name)
    }
    infos = (info_from(document) for name, document in documents.items() if is_transcript(name))
    return View(generation, library.get("model"), catalogues, infos)
