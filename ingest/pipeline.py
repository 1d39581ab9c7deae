"""The whole way of files into the store."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.alignment import update
from corpus.catalogue import CATALOGUE_NAME, Catalogue, load_catalogue
from corpus.database import Snapshot, Store
from corpus.errors import BadCatalogue, UnreadableFile
from corpus.recordings import is_address
from corpus.transcript import Transcript, TranscriptInfo
from corpus.vectors.packing import PackedVectors
from ingest.fetching.addresses import Addresses
from ingest.fetching.fetcher import Fetcher
from ingest.fetching.video import find_video
from ingest.files import Incoming, find
from ingest.metadata import Metadata, metadata_from, read_side_file, side_file
from ingest.naming import Naming, name_for
from ingest.progress import Progress, Silent
from ingest.readers import read
from ingest.recordings import described, is_missing, own
from ingest.transcribing.heard import is_recording, of_recording
from ingest.transcripts import Reader, file_hash, make_transcript, version_of
from ingest.vectors import PassageEncoder, encode, known_vectors


@dataclass(slots=True)
class Summary:
    """What became of the files. `failed` holds (name, reason); `turns` and `passages` count what is new."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    turns: int = 0
    passages: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        counts = (("added", self.added), ("replaced", self.replaced), ("unchanged", self.unchanged))
        parts = [f"{len(names)} {what}" for what, names in counts if names]
        parts += [f"{len(self.failed)} failed"] if self.failed else []
        files = len(self.added) + len(self.replaced) + len(self.unchanged) + len(self.failed)
        return (
            f"{files} file{'s' * (files != 1)} ({', '.join(parts) or 'nothing to do'}), "
            f"{self.turns} turns, {self.passages} passages, {self.seconds:.1f} s"
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """How files are added."""

    overrides: Metadata = field(default_factory=Metadata)
    """What is said of every file; it counts more than side files and catalogues."""
    progress: Progress = field(default_factory=Silent)
    """Is told how far things are."""
    reader: Reader = read
    """Decodes bytes."""
    lock_timeout: float = 600.0
    """Seconds to wait for other writers."""
    fetcher: Fetcher = field(default_factory=Fetcher)
    """Asks for what stands at addresses."""
    whisper: str | None = None
    """The model that hears recordings: a folder, or a name on the hub."""
    diariser: str | None = None
    """What tells who speaks in them: the name that a package gives it."""


@dataclass(frozen=True, slots=True)
class _IngestContext:
    """What adding a file needs beside the file."""

    store: Store
    encoder: PassageEncoder
    settings: Settings


def add(
    paths: Sequence[str | Path],
    store: Store,
    encoder: PassageEncoder,
    settings: Settings | None = None,
) -> Summary:
    """Add files to the store; what is there already and has not changed is left alone.

    Args:
        paths: Files, folders, globs, zip archives, recordings, addresses of the web, or `-` for standard input.
        store: Where they go.
        encoder: Makes the vectors; asked for nothing where no passage is new.
        settings: How; None for the defaults.

    Returns:
        What became of each. A file that cannot be read is in `failed` and does not stop the others.

    Raises:
        BadCatalogue: A folder's catalogue is not what it should be; nothing was added.
        ModelMismatch: The store was built by another model.
        StoreBusy, StoreUnavailable: The store cannot be written; what was added before stays.
    """
    started = time.monotonic()
    summary = Summary()
    context = _IngestContext(store, encoder, settings or Settings())
    progress, before = context.settings.progress, store.snapshot().infos.values()
    incoming = _found(paths, context, summary)
    catalogues = _catalogues(incoming, context)
    progress.begin(len(incoming))
    for file in incoming:
        catalogue = catalogues.get(file.path.parent, Catalogue()) if file.path else Catalogue()
        try:
            message = _add_file(file, catalogue, context, summary)
            if file.added:
                file.added()
        except (UnreadableFile, BadCatalogue) as error:
            summary.failed.append((file.name, str(error)))
            message = ""
        progress.done(message)
    progress.end()
    ids = {*summary.added, *summary.replaced, *summary.unchanged}
    touched = [info.conversation for info in [*before, *store.snapshot().infos.values()] if info.id in ids]
    update(store, touched, lock_timeout=context.settings.lock_timeout)
    summary.seconds = time.monotonic() - started
    return summary


def _found(paths: Sequence[str | Path], context: _IngestContext, summary: Summary) -> list[Incoming]:
    found: dict[str, Incoming] = {}
    for path in paths:
        try:
            found.update({file.origin: file for file in _named(path, context)})
        except UnreadableFile as error:
            summary.failed.append((str(path), str(error)))
    return list(found.values())


def _named(path: str | Path, context: _IngestContext) -> list[Incoming]:
    """Return what somebody names: an address, a recording, else files as they are."""
    if is_address(str(path)):
        return _fetched(str(path), context)
    if is_recording(Path(path)):
        settings = context.settings
        heard_by = settings.whisper, settings.diariser
        return [of_recording(Path(path), context.store.folder, *heard_by, settings.progress)]
    return find([path])


def _fetched(address: str, context: _IngestContext) -> list[Incoming]:
    """Ask for an address, and say what is there; what a feed names is fetched one by one, when its turn comes."""
    progress = context.settings.progress
    progress.begin(1, "address")
    try:
        found = Addresses(context.store.folder, context.settings.fetcher, find_video).find(address)
        progress.done(found.note)
    finally:
        progress.end()
    return found.files


def _catalogues(incoming: Sequence[Incoming], context: _IngestContext) -> dict[Path, Catalogue]:
    """Read the catalogues of the folders that files come from, and keep what they say of people in the store."""
    folders = dict.fromkeys(file.path.parent for file in incoming if file.path)
    paths = {folder: folder / CATALOGUE_NAME for folder in folders}
    catalogues = {folder: load_catalogue(path) if path.is_file() else None for folder, path in paths.items()}
    kept = context.store.snapshot().catalogues
    for folder, catalogue in catalogues.items():
        known = kept.get(str(folder.resolve()))
        if (known and known.as_data()) != (catalogue and catalogue.as_data()):
            with context.store.writing(context.settings.lock_timeout) as writer:
                writer.put_catalogue(str(folder.resolve()), catalogue)
    return {folder: catalogue for folder, catalogue in catalogues.items() if catalogue is not None}


def _said(file: Incoming, catalogue: Catalogue, options: Metadata) -> Metadata:
    """Return what is said of a file outside of it: by its side file, the catalogue, the options; later ones count."""
    beside = side_file(file.path) if file.path else None
    said = read_side_file(beside) if beside else Metadata()
    listed = catalogue.transcripts.get(file.name, {})
    said = said.updated(metadata_from(listed, CATALOGUE_NAME, strict=True)).updated(options)
    return replace(said, media=described(said.media, file.path))


def _add_file(file: Incoming, catalogue: Catalogue, context: _IngestContext, summary: Summary) -> str:
    """Add one file, described by its folder's catalogue; return a message where it is not simply added."""
    data, said = file.read(), _said(file, catalogue, context.settings.overrides)
    while True:
        snapshot = context.store.snapshot()
        naming = name_for(file.name, file.origin, file_hash(data), snapshot.infos)
        version = version_of(naming.id, file_hash(data), said, catalogue)
        if naming.same or (naming.held and naming.held.version == version):
            summary.unchanged.append(naming.id)
            return f"{file.origin}: its contents are in the library as {naming.id}" if naming.same else ""
        people = snapshot.catalogue.merged(catalogue)
        transcript = make_transcript(naming.id, data, said, people, reader=context.settings.reader)
        overrides = context.settings.overrides.as_data()
        media = own(transcript.info.media, file.path)
        info = replace(transcript.info, version=version, origin=file.origin, overrides=overrides, media=media)
        transcript = replace(transcript, info=info)
        vectors = _vectors(transcript, naming, snapshot, context)
        with context.store.writing(context.settings.lock_timeout) as writer:
            now = context.store.snapshot().infos
            if name_for(file.name, file.origin, info.hash, now) == naming:  # else another process has taken its place
                writer.put(transcript, vectors, snapshot.model or context.encoder.name)
                break
    (summary.replaced if naming.held else summary.added).append(naming.id)
    summary.turns += info.turns
    summary.passages += len(vectors)
    return _note(file, naming, info)


def _note(file: Incoming, naming: Naming, info: TranscriptInfo) -> str:
    """Return what is to be known of a file that was added."""
    if naming.id != file.name and naming.held is None:
        return f"{file.origin}: another {file.name} is there; added as {naming.id}"
    if is_missing(info.media):
        return f"{file.name}: its recording is not at {info.media}; put it there and it can be listened to"
    return "" if info.encoding.startswith("utf-8") else f"{file.name}: read as {info.encoding}"


def _vectors(
    transcript: Transcript, naming: Naming, snapshot: Snapshot, context: _IngestContext
) -> list[PackedVectors]:
    known = known_vectors(snapshot, naming.id) if naming.held else {}
    if any((passage.text, passage.context) not in known for passage in transcript.speech()):
        snapshot.require_model(context.encoder.name)
    return encode(transcript, context.encoder, known, context.settings.progress)
