"""Opens transcripts for the page and hands them out chunk by chunk."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from corpus.errors import NoSuchTranscript
from corpus.store import Store
from corpus.transcript import TranscriptInfo
from page.reading import Layout, lay_out
from page.views import transcript_view

LAYOUTS = 16
"""Transcripts kept laid out."""


class Reader:
    """Lays transcripts out when they are opened; a transcript that changed is laid out anew."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._layouts: OrderedDict[str, Layout] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return what stands above a transcript, its chunks' sizes, where the spans asked for are, and the
        chunks around the first of them. `spans` are [start, end] pairs, the one to open at first.
        """
        info = self._store.info(str(request["source"]))
        layout = self._layout(info)
        places = [layout.chunk_at(int(start)) for start, _ in request.get("spans", [])]
        first = places[0] if places else 0
        near = [at for at in (first, first + 1, first - 1) if 0 <= at < len(layout.chunks)]
        return {
            "transcript": transcript_view(info, self._store),
            "version": info.version,
            "sizes": layout.sizes(),
            "places": places,
            "chunks": _rows(layout, near),
        }

    def chunks(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return chunks, by their numbers, of the version of a transcript that the page has open.

        Raises:
            NoSuchTranscript: it is no longer that version.
        """
        info = self._store.info(str(request["source"]))
        if info.version != request["version"]:
            raise NoSuchTranscript(f"{info.id} has changed since it was opened; open it again")
        layout = self._layout(info)
        return {"chunks": _rows(layout, [int(at) for at in request["at"] if 0 <= int(at) < len(layout.chunks)])}

    def _layout(self, info: TranscriptInfo) -> Layout:
        with self._lock:
            if info.version not in self._layouts:
                self._layouts[info.version] = lay_out(self._store.read(info.id), self._store.catalogue())
                if len(self._layouts) > LAYOUTS:
                    self._layouts.popitem(last=False)
            return self._layouts[info.version]


def _rows(layout: Layout, chunks: list[int]) -> dict[str, list[dict[str, Any]]]:
    return {str(at): [row.as_data() for row in layout.chunks[at]] for at in chunks}
