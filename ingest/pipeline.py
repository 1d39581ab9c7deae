"""The whole way of files into the store."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.catalogue import CATALOGUE_NAME, Catalogue, load_catalogue
from corpus.errors import BadCatalogue, UnreadableFile
from corpus.store import Store
from corpus.transcript import Transcript
from ingest.accounts import update
from ingest.encoding import PassageEncoder, Vectors, encode, known_vectors
from ingest.files import Incoming, find
from ingest.metadata import Metadata, metadata_from, read_side_file, side_file
from ingest.naming import Naming, name_for
from ingest.progress import Progress, Silent
from ingest.readers import read
from ingest.transcripts import Reader, file_hash, make_transcript, version_of
from ingest.writing import writing


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
    """How files are added: what is said of every one of them (it counts more than side files and catalogues),
    who is told how far things are, what decodes bytes, and how many seconds to wait for other writers.
    """

    said: Metadata = field(default_factory=Metadata)
    progress: Progress = field(default_factory=Silent)
    reader: Reader = read
    patience: float = 600.0


@dataclass(frozen=True, slots=True)
class _Way:
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
        paths: Files, folders, globs, zip archives, or `-` for standard input.
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
    way = _Way(store, encoder, settings or Settings())
    progress, before = way.settings.progress, store.infos()
    incoming = _found(paths, summary)
    catalogues = _catalogues(incoming, way)
    progress.begin(len(incoming))
    for file in incoming:
        catalogue = catalogues.get(file.path.parent, Catalogue()) if file.path else Catalogue()
        try:
            message = _add_file(file, catalogue, way, summary)
        except (UnreadableFile, BadCatalogue) as error:
            summary.failed.append((file.name, str(error)))
            message = ""
        progress.done(message)
    progress.end()
    ids = {*summary.added, *summary.replaced, *summary.unchanged}
    touched = [info.conversation for info in [*before, *store.infos()] if info.id in ids]
    update(store, encoder, touched, patience=way.settings.patience)
    summary.seconds = time.monotonic() - started
    return summary


def _found(paths: Sequence[str | Path], summary: Summary) -> list[Incoming]:
    found: dict[str, Incoming] = {}
    for path in paths:
        try:
            found.update({file.origin: file for file in find([path])})
        except UnreadableFile as error:
            summary.failed.append((str(path), str(error)))
    return list(found.values())


def _catalogues(incoming: Sequence[Incoming], way: _Way) -> dict[Path, Catalogue]:
    """Read the catalogues of the folders that files come from, and keep what they say of people in the store."""
    folders = dict.fromkeys(file.path.parent for file in incoming if file.path)
    paths = {folder: folder / CATALOGUE_NAME for folder in folders}
    catalogues = {folder: load_catalogue(path) if path.is_file() else None for folder, path in paths.items()}
    kept = way.store.view().catalogues
    for folder, catalogue in catalogues.items():
        known = kept.get(str(folder.resolve()))
        if (known and known.as_data()) != (catalogue and catalogue.as_data()):
            with writing(way.store, way.settings.patience) as writer:
                writer.put_catalogue(str(folder.resolve()), catalogue)
    return {folder: catalogue for folder, catalogue in catalogues.items() if catalogue is not None}


def _said(file: Incoming, catalogue: Catalogue, options: Metadata) -> Metadata:
    """Return what is said of a file outside of it: by its side file, the catalogue, the options; later ones count."""
    beside = side_file(file.path) if file.path else None
    said = read_side_file(beside) if beside else Metadata()
    listed = catalogue.transcripts.get(file.name, {})
    return said.updated(metadata_from(listed, CATALOGUE_NAME, strict=True)).updated(options)


def _add_file(file: Incoming, catalogue: Catalogue, way: _Way, summary: Summary) -> str:
    """Add one file, described by its folder's catalogue; return a message where it is not simply added."""
    data, said = file.read(), _said(file, catalogue, way.settings.said)
    known = way.store.catalogue().merged(catalogue)
    while True:
        naming = name_for(file.name, file.origin, file_hash(data), way.store.view().infos)
        version = version_of(naming.id, file_hash(data), said, catalogue)
        if naming.same or (naming.held and naming.held.version == version):
            summary.unchanged.append(naming.id)
            return f"{file.origin}: its contents are in the library as {naming.id}" if naming.same else ""
        transcript = make_transcript(naming.id, data, said, known, reader=way.settings.reader)
        info = replace(transcript.info, version=version, origin=file.origin)
        transcript = replace(transcript, info=info)
        vectors = _vectors(transcript, naming, way)
        if _put(transcript, vectors, file.name, naming, way):
            break
    (summary.replaced if naming.held else summary.added).append(naming.id)
    summary.turns += info.turns
    summary.passages += len(vectors)
    if naming.id != file.name and naming.held is None:
        return f"{file.origin}: another {file.name} is there; added as {naming.id}"
    return "" if info.encoding.startswith("utf-8") else f"{file.name}: read as {info.encoding}"


def _vectors(transcript: Transcript, naming: Naming, way: _Way) -> Vectors:
    known = known_vectors(way.store, naming.id, way.settings.patience) if naming.held else {}
    if any(passage.text.strip() not in known for passage in transcript.speech()):
        way.store.require_model(way.encoder.name)
    return encode(transcript, way.encoder, known, way.settings.progress)


def _put(transcript: Transcript, vectors: Vectors, name: str, naming: Naming, way: _Way) -> bool:
    """Write the transcript of a file of that name; return False where another process has taken its place meanwhile."""
    info = transcript.info
    with writing(way.store, way.settings.patience) as writer:
        if name_for(name, info.origin, info.hash, way.store.view().infos) != naming:
            return False
        if len(vectors) and writer.model() is None:
            writer.set_model(way.encoder.name)
        elif len(vectors):
            way.store.require_model(way.encoder.name)
        writer.put(transcript, vectors)
    return True
