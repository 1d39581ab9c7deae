"""Opens transcripts for the page and hands them out chunk by chunk."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from corpus.database import Snapshot, Store
from corpus.errors import NoSuchTranscript
from corpus.recordings import local_recording
from corpus.transcript import Transcript, TranscriptInfo
from page.finding import find
from page.listening import moments
from page.reading import Layout, lay_out
from page.views import transcript_view

LAYOUTS = 16
"""Transcripts kept laid out."""
LONGEST_FOUND = 200
"""Characters of what is looked for."""
SHOWN = 80
"""Characters of the words that a correction is about."""


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
        snapshot = self._store.snapshot()
        info = snapshot.info(str(request["source"]))
        layout = self._layout(info, snapshot)
        places = [layout.chunk_at(int(start)) for start, _ in request.get("spans", [])]
        first = places[0] if places else 0
        near = [at for at in (first, first + 1, first - 1) if 0 <= at < len(layout.chunks)]
        return {
            "transcript": transcript_view(info, snapshot),
            "speakers": [{"written": name, "name": snapshot.main_name(info, name)} for name in info.speakers],
            "corrections": _corrections(snapshot.read(info.id)),
            "version": info.version,
            "moments": moments(snapshot.read(info.id), layout) if local_recording(info) else [],
            "sizes": layout.sizes(),
            "places": places,
            "chunks": _rows(layout, near),
        }

    def chunks(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return chunks, by their numbers, of the version of a transcript that the page has open.

        Raises:
            NoSuchTranscript: it is no longer that version.
        """
        snapshot = self._store.snapshot()
        info = opened(request, snapshot)
        layout = self._layout(info, snapshot)
        return {"chunks": _rows(layout, [int(at) for at in request["at"] if 0 <= int(at) < len(layout.chunks)])}

    def find(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return where words stand in the version of a transcript that the page has open.

        Raises:
            NoSuchTranscript: it is no longer that version.
        """
        snapshot = self._store.snapshot()
        return find(self._layout(opened(request, snapshot), snapshot), str(request["text"])[:LONGEST_FOUND])

    def _layout(self, info: TranscriptInfo, snapshot: Snapshot) -> Layout:
        with self._lock:
            if info.version not in self._layouts:
                self._layouts[info.version] = lay_out(snapshot.read(info.id), snapshot)
                if len(self._layouts) > LAYOUTS:
                    self._layouts.popitem(last=False)
            return self._layouts[info.version]


def opened(request: Mapping[str, Any], snapshot: Snapshot) -> TranscriptInfo:
    """Return the transcript that the page has open.

    Raises:
        NoSuchTranscript: it is no longer that version.
    """
    info = snapshot.info(str(request["source"]))
    if info.version != request["version"]:
        raise NoSuchTranscript(f"{info.id} has changed since it was opened; open it again")
    return info


def _corrections(transcript: Transcript) -> list[dict[str, Any]]:
    """Return the corrections of a transcript, those of words with how they begin."""
    if not transcript.info.corrections:
        return []
    text = transcript.text
    shown = [text[one["start"] : one["end"]][:SHOWN] if "start" in one else None for one in transcript.info.corrections]
    return [{**one, "text": words} for one, words in zip(transcript.info.corrections, shown, strict=True)]


def _rows(layout: Layout, chunks: list[int]) -> dict[str, list[dict[str, Any]]]:
    return {str(at): [row.as_data() for row in layout.chunks[at]] for at in chunks}
