"""Recordings as files to be added: each is heard once, and what was heard is kept in the store's folder.

While a recording is heard, every piece is written at once, a line each: stopped at any moment, the next time goes on
behind the last whole line.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import StoreUnavailable, UnreadableFile
from corpus.files import write_text
from ingest.files import Incoming
from ingest.metadata import side_file
from ingest.progress import Progress
from ingest.transcribing.diarising import diarise, with_speakers
from ingest.transcribing.whisper import Sound, Whisper, sound_of

FOLDER = "heard"
"""In the store's folder: keeps what was heard."""
RECORDED = frozenset(
    (".mp3", ".m4a", ".wav", ".flac", ".ogg", ".opus", ".aac", ".aiff", ".wma", ".mp4", ".mkv", ".webm", ".mov", ".avi")
)
"""Suffixes of recordings; like tables they are read where somebody names them, a folder's are left alone."""


def is_recording(path: Path) -> bool:
    """Whether a path that somebody named is one of a recording."""
    return path.suffix.casefold() in RECORDED and path.is_file()


def of_recording(
    path: Path, store_folder: Path, model: str | None, diariser: str | None, progress: Progress
) -> Incoming:
    """Return what is heard in a recording as a file to be added; it is listened to when its bytes are asked for.

    Args:
        path: The recording.
        store_folder: Keeps what is heard.
        model: Of Whisper, by folder or name; None where it was heard before.
        diariser: Tells who speaks, by its name; None: as it was told before, else nobody is named.
        progress: Is told how many seconds are heard.

    Raises:
        UnreadableFile: The recording cannot be read.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read ({error.strerror or error}); check its permissions") from error
    place = store_folder / FOLDER / digest[:16] / f"{path.stem}.json"
    hearing = _Hearing(path, place, model, diariser, progress)
    return Incoming(place.name, str(place.resolve()), hearing, place, takes_long=True)


@dataclass(frozen=True, slots=True)
class _Hearing:
    """Hears a recording, or goes on, where what was heard is not there in full; then tells who speaks."""

    path: Path
    place: Path
    model: str | None
    diariser: str | None
    progress: Progress

    def __call__(self) -> bytes:
        try:
            if not self._is_done():
                self._hear()
            if self.diariser:
                self._tell_speakers(self.diariser)
            return self.place.read_bytes()
        except OSError as error:
            raise StoreUnavailable(
                f"{self.place}: cannot be written ({error.strerror or error}); make room there"
            ) from error

    def _is_done(self) -> bool:
        """Whether it was heard in full, by the model that is asked for."""
        if not self.place.is_file():
            return False
        return self.model is None or json.loads(self.place.read_text("utf-8")).get("model") == self.model

    def _hear(self) -> None:
        whisper, sound = Whisper(self.model), sound_of(self.path)
        self.place.parent.mkdir(parents=True, exist_ok=True)
        growing = self.place.with_name(".growing.jsonl")
        pieces = self._pieces_in(growing)
        write_text(growing, "".join(map(_line, [{"model": self.model}, *pieces])))
        with growing.open("a", encoding="utf-8") as file:
            for piece in self._further(whisper, sound, pieces):
                file.write(_line(piece))
                file.flush()
                pieces.append(piece)
        if not pieces:
            raise UnreadableFile(f"{self.path.name}: nothing is said in it that {self.model} hears")
        self._finish(pieces, sound)
        growing.unlink()

    def _tell_speakers(self, diariser: str) -> None:
        heard = json.loads(self.place.read_text("utf-8"))
        if heard.get("diariser") != diariser:
            pieces = with_speakers(heard["segments"], diarise(diariser, self.path))
            write_text(self.place, json.dumps({**heard, "diariser": diariser, "segments": pieces}, ensure_ascii=False))

    def _further(self, whisper: Whisper, sound: Sound, pieces: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        last: dict[str, Any] = pieces[-1] if pieces else {"end": 0.0, "language": None}
        for piece in whisper.hear(sound, last["end"], last["language"]):
            self.progress.heard(self.path.name, piece["end"], sound.seconds)
            yield piece

    def _pieces_in(self, growing: Path) -> list[dict[str, Any]]:
        """Return the pieces that were heard before by the same model; a line that was cut off is none."""
        if not growing.is_file():
            return []
        head, *lines = growing.read_text("utf-8").split("\n")[:-1] or ["{}"]
        return list(map(json.loads, lines)) if json.loads(head).get("model") == self.model else []

    def _finish(self, pieces: list[dict[str, Any]], sound: Sound) -> None:
        if side_file(self.place) is None:
            said = {"title": self.path.stem, "kind": "machine", "media": str(self.path.resolve())}
            beside = self.place.with_name(f"{self.place.name}.yaml")
            write_text(beside, yaml.safe_dump(said, allow_unicode=True, sort_keys=False))
        heard = {"model": self.model, "seconds": round(sound.seconds, 2), "segments": pieces}
        write_text(self.place, json.dumps(heard, ensure_ascii=False))


def _line(piece: dict[str, Any]) -> str:
    return json.dumps(piece, ensure_ascii=False) + "\n"
