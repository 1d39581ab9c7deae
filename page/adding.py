"""Adding transcripts from the page: what is understood of a file, its corrections, and putting it in."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, cast

from corpus.catalogue import Catalogue, Person
from corpus.errors import UnreadableFile
from corpus.transcript import ACCOUNT_KINDS, Transcript
from ingest import add
from ingest.files import Incoming
from ingest.metadata import Metadata, read_side_file, side_file
from ingest.progress import Silent
from ingest.readers import SUPPORTED
from ingest.settings import Settings
from ingest.transcripts import file_hash, make_transcript
from page.fetching import Fetching
from page.opening import Library
from page.uploads import Uploads

SHOWN_SECTIONS = 60
SHOWN_WORDS = 400
"""Characters of a file's beginning that are shown."""
_HASH_LENGTH = 16

_ROLE = re.compile(
    r"(?:speaker|interviewer|interviewee|host|guest|narrator|moderator|q|a|主持人|嘉[宾賓]|[说說][话話]人|发言人|發言人|[记記]者)"
    r"[\s_-]*\w{0,2}",
    re.IGNORECASE,
)
"""What stands on speaker lines in place of a name: it means someone else in every transcript."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file that a reader adds: its own name, where it lies, and whether it came from an address and stays there."""

    name: str
    path: Path
    fetched: Incoming | None = None

    def said(self) -> Metadata:
        """Return what is said of it beside it."""
        beside = side_file(self.path) if self.fetched else None
        return read_side_file(beside) if beside else Metadata()


class Adding:
    """Adds files to a library; what is added is kept in `kept`, so that it can be read again. `fetching` asks for
    addresses, None for a usual one.
    """

    def __init__(self, library: Library, uploads: Path, kept: Path, fetching: Fetching | None = None) -> None:
        self._library = library
        self.uploads = Uploads(uploads)
        self._kept = kept
        self._fetching = fetching or Fetching(library.store.folder)
        self.find = self._fetching.find
        self._encoded: dict[str, tuple[int, int]] = {}

    def understand(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Read a file without adding it; return what was understood, for correction.

        Raises:
            UnreadableFile: it is no transcript.
        """
        chosen = self._chosen(request)
        catalogue = self._library.store.snapshot().catalogue
        transcript = make_transcript(chosen.name, chosen.path.read_bytes(), chosen.said(), catalogue)
        info = transcript.info
        speech = re.sub(r"\s*\n\s*", "\n", "".join(passage.text for passage in transcript.speech()).strip())
        return {
            "name": chosen.name,
            "title": info.title,
            "kind": info.kind,
            "conversation": info.conversation,
            "date": info.date,
            "language": info.language,
            "characters": info.characters,
            "turns": info.turns,
            "speakers": _speakers(transcript, catalogue),
            "sections": _sections(transcript)[:SHOWN_SECTIONS],
            "beginning": speech if len(speech) <= SHOWN_WORDS else f"{speech[:SHOWN_WORDS]}…",
        }

    def add(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Add a file with its corrections: `said` (title, kind, conversation, date), `names` (as written → right).

        Raises:
            InterviewQAError: it is no transcript, or the store cannot be written; nothing was added.
        """
        chosen = self._chosen(request)
        overrides, people = _corrections(request)
        place, is_new = (chosen.path, False) if chosen.fetched else self._keep(chosen)
        if people:
            with self._library.store.writing() as writer:
                writer.merge_catalogue(Catalogue(people=people))
        settings = Settings(overrides=overrides, progress=_Counting(self._encoded))
        try:
            summary = add([place], self._library.store, self._library.encoder, settings)
            for _, reason in summary.failed:
                raise UnreadableFile(reason)
        except BaseException:
            if is_new:
                shutil.rmtree(place.parent)
            raise
        finally:
            self._encoded.pop(chosen.name, None)
        if chosen.fetched and chosen.fetched.added:
            chosen.fetched.added()
        (name,) = (*summary.added, *summary.replaced, *summary.unchanged)
        state = "added" if summary.added else "replaced" if summary.replaced else "unchanged"
        return {"source": name, "state": state}

    def _keep(self, upload: Chosen) -> tuple[Path, bool]:
        """Keep the file in a folder named for its contents, so that no other of its name is replaced; return where, and
        whether it was not there.
        """
        folder = self._kept / file_hash(upload.path.read_bytes())[:_HASH_LENGTH]
        place = folder / upload.name
        is_new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            shutil.copy(upload.path, place)
        return place, is_new

    def progress(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return how many passages of a file are encoded, of how many."""
        done, of = self._encoded.get(str(request["name"]), (0, 0))
        return {"done": done, "of": of}

    def _chosen(self, request: Mapping[str, Any]) -> Chosen:
        """Return the file that is meant, if it is one that was uploaded or fetched: a browser may name any path."""
        if request.get("key"):
            found = self._fetching.file(str(request["key"]))
            if found.path is None or not found.path.is_file():
                found.read()
            return Chosen(found.name, cast(Path, found.path), found)
        upload = self.uploads.upload(request)
        if PurePath(upload.name).suffix.casefold() not in SUPPORTED:
            raise UnreadableFile(f"{upload.name}: not a kind of file that is read ({' '.join(sorted(SUPPORTED))})")
        return Chosen(upload.name, upload.path)


class _Counting(Silent):
    """Notes how far each file is."""

    def __init__(self, encoded: dict[str, tuple[int, int]]) -> None:
        self._encoded = encoded

    def encoded(self, name: str, done: int, of: int) -> None:
        """Note it."""
        self._encoded[name] = (done, of)


def _speakers(transcript: Transcript, catalogue: Catalogue) -> list[dict[str, Any]]:
    turns = transcript.turns()
    return [
        {
            "written": name,
            "name": catalogue.canonical(name),
            "turns": sum(turn.speaker == name for turn in turns),
        }
        for name in transcript.info.speakers
    ]


def _sections(transcript: Transcript) -> list[str]:
    headings = (passage.section or passage.text for passage in transcript.passages if passage.role == "heading")
    return [" ".join(heading.split()) for heading in headings]


def _corrections(request: Mapping[str, Any]) -> tuple[Metadata, tuple[Person, ...]]:
    """Return what is said of the file, and people under the names that its speaker lines have for them."""
    said = {key: " ".join(str(value).split()) for key, value in request.get("said", {}).items() if value}
    names = {str(a).strip(): " ".join(str(b).split()) for a, b in request.get("names", {}).items()}
    changed = {written: name for written, name in names.items() if name and name != written}
    voices = {written: name for written, name in changed.items() if _ROLE.fullmatch(written)}
    people = tuple(Person(name, (written,)) for written, name in changed.items() if written not in voices)
    metadata = Metadata(
        title=said.get("title"), conversation=said.get("conversation"), date=said.get("date"), voices=voices
    )
    kind = next((kind for kind in ACCOUNT_KINDS if kind == said.get("kind")), None)
    return replace(metadata, kind=kind), people
