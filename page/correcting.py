"""Correcting transcripts from the page: whose words these are, and who is called so."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from corpus.errors import CannotCorrect
from corpus.transcript import TranscriptInfo
from ingest.correcting import correct, take_back
from ingest.corrections import Correction, SpeakerIs, corrections_from
from ingest.metadata import tidy
from page.opening import Library
from page.reader import opened


class Correcting:
    """Corrects the transcripts of a library, one correction at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()  # a side file is read, changed and written

    def correct(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Keep corrections (`{"start", "end", "speaker"}`, `{"written", "name"}`) of the version that is open.

        Raises:
            InterviewQAError: it is another version by now, or they cannot be kept; nothing has changed.
        """
        with self._lock:
            info = opened(request, self._library.store.snapshot())
            corrections = [_checked(one, info) for one in corrections_from(request["corrections"], info.id)]
            correct(self._library.store, self._library.encoder, info.id, corrections)
        return {}

    def take_back(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Take a `correction` back.

        Raises:
            InterviewQAError: it is another version by now, or not to be taken back; nothing has changed.
        """
        with self._lock:
            info = opened(request, self._library.store.snapshot())
            (correction,) = corrections_from([request["correction"]], info.id)
            take_back(self._library.store, self._library.encoder, info.id, correction)
        return {}


def _checked(one: Correction, info: TranscriptInfo) -> Correction:
    """Return a correction with its name tidied, if it says something of this transcript."""
    if isinstance(one, SpeakerIs):
        if one.end > info.characters:
            raise CannotCorrect(f"{info.id}: it has {info.characters} characters; choose words of it")
        return replace(one, speaker=tidy(one.speaker or "") or None)
    if one.written not in info.speakers:
        raise CannotCorrect(f"{info.id}: nobody is called {one.written!r} in it; choose one of its speakers")
    if not tidy(one.name):
        raise CannotCorrect(f"{info.id}: say who {one.written!r} is")
    return replace(one, name=tidy(one.name))
