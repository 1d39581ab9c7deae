"""The list of transcripts, kept beside the store so that listing them need not open it.

Opening Chroma takes about a second. What is kept counts only as long as the store has not changed.
"""

import json
from collections.abc import Sequence
from contextlib import suppress

from corpus.files import write_text
from corpus.records import info_document, info_from
from corpus.store import Store
from corpus.transcript import TranscriptInfo

_FILE = "listing.json"


def read_listing(store: Store) -> tuple[Sequence[TranscriptInfo], str | None]:
    """Return what is known about each transcript, and the model's name (None: no vectors yet)."""
    generation = store.generation()
    if store.folder is not None and generation:
        try:
            kept = json.loads((store.folder / _FILE).read_text("utf-8"))
            if kept["generation"] == generation:
                return [info_from(document) for document in kept["transcripts"]], kept["model"]
        except (OSError, ValueError, KeyError, TypeError):
            pass  # not there or written by another version: it is only a copy
    return keep_listing(store)


def keep_listing(store: Store) -> tuple[Sequence[TranscriptInfo], str | None]:
    """Write the list beside the store, if that can be written, and return it."""
    view = store.view()
    infos = list(view.infos.values())
    if store.folder is not None and view.generation:
        documents = [info_document(info) for info in infos]
        kept = {"generation": view.generation, "model": view.model, "transcripts": documents}
        with suppress(OSError):  # a store that may only be read is listed more slowly
            write_text(store.folder / _FILE, json.dumps(kept, ensure_ascii=False))
    return infos, view.model
