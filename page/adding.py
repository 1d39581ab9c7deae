"""Adding transcripts from the page: what is understood of an uploaded file, its corrections, and putting it in."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from corpus.catalogue import Catalogue, Person
from corpus.errors import UnreadableFile
from corpus.transcript import ACCOUNT_KINDS, Transcript
from ingest import add
from ingest.metadata import Metadata
from ingest.pipeline import Settings
from ingest.progress import Silent
from ingest.readers import SUPPORTED
from ingest.transcripts import make_transcript
from ingest.writing import writing
from page.opening import Library

SHOWN_SECTIONS = 60
SHOWN_WORDS = 400
"""Characters of a file's beginning that are shown."""

_ROLE = re.compile(
    r"(?:speaker|interviewer|interviewee|host|guest|narrator|moderator|q|a|主持人|嘉[宾賓]|[说說][话話]人|发言人|發言人|[记記]者)"
    r"[\s_-]*\w{0,2}",
    re.IGNORECASE,
)
"""What stands on speaker lines in place of a name: it means someone else in every transcript."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the browser sent: where it lies, and its own name."""

    path: Path
    name: str


class Adding:
    """Adds uploaded files to a library. `uploads` is the only folder that files are taken from; what is added is
    kept in `kept`, so that it can be read again.
    """

    def __init__(self, library: Library, uploads: Path, kept: Path) -> None:
        self._library = library
        self._uploads = uploads.resolve()
        self._kept = kept
        self._encoded: dict[str, tuple[int, int]] = {}

    def understand(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Read a file without adding it; return what was understood, for correction.

        Raises:
            UnreadableFile: it is no transcript.
        """
        upload = self._upload(request)
        catalogue = self._library.store.catalogue()
        transcript = make_transcript(upload.name, upload.path.read_bytes(), Metadata(), catalogue)
        info = transcript.info
        speech = re.sub(r"\s*\n\s*", "\n", "".join(passage.text for passage in transcript.speech()).strip())
        return {
            "name": upload.name,
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
        upload = self._upload(request)
        said, people = _corrections(request)
        self._kept.mkdir(parents=True, exist_ok=True)
        place = self._kept / upload.name
        shutil.copy(upload.path, place)
        if people:
            with writing(self._library.store) as writer:
                writer.merge_catalogue(Catalogue(people=people))
        settings = Settings(said=said, progress=_Counting(self._encoded))
        summary = add([place], self._library.store, self._library.encoder, settings)
        self._encoded.pop(upload.name, None)
        for _, reason in summary.failed:
            raise UnreadableFile(reason)
        (name,) = (*summary.added, *summary.replaced, *summary.unchanged)
        state = "added" if summary.added else "replaced" if summary.replaced else "unchanged"
        return {"source": name, "state": state}

    def progress(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return how many passages of a file are encoded, of how many."""
        done, of = self._encoded.get(str(request["name"]), (0, 0))
        return {"done": done, "of": of}

    def _upload(self, request: Mapping[str, Any]) -> Upload:
        """Return the file that is meant, if it is one that was uploaded: a browser may name any path."""
        path = Path(str(request["path"])).resolve()
        name = PurePath(str(request["name"]).replace("\\", "/")).name
        if not path.is_relative_to(self._uploads) or not path.is_file() or name in {"", "..", "."}:
            raise UnreadableFile(f"{name}: it was not uploaded; choose the file again")
        if PurePath(name).suffix.casefold() not in SUPPORTED:
            raise UnreadableFile(f"{name}: not a kind of file that is read ({' '.join(sorted(SUPPORTED))})")
        return Upload(path, name)


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
