"""Transcripts that were read lately, kept in memory."""

import threading
from collections import OrderedDict

from corpus.transcript import Transcript

CHARACTERS = 30_000_000
"""Of the transcripts that are kept, together."""


class Memory:
    """Keeps transcripts by the number of their version; those used longest ago go. Safe to use from several threads."""

    def __init__(self, limit: int = CHARACTERS) -> None:
        """`limit` is in characters."""
        self._limit = limit
        self._held = 0
        self._transcripts: OrderedDict[int, Transcript] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, version: int) -> Transcript | None:
        """Return a transcript, None where it is not kept."""
        with self._lock:
            found = self._transcripts.get(version)
            if found is not None:
                self._transcripts.move_to_end(version)
            return found

    def keep(self, version: int, transcript: Transcript) -> None:
        """Keep a transcript."""
        with self._lock:
            if version not in self._transcripts:
                self._transcripts[version] = transcript
                self._held += transcript.info.characters
            while self._held > self._limit and len(self._transcripts) > 1:
                _, dropped = self._transcripts.popitem(last=False)
                self._held -= dropped.info.characters
