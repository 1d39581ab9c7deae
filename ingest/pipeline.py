"""The whole way of files into the store."""

import time
from collections.abc import Sequence
from pathlib import Path

from corpus.alignment import update
from corpus.catalogue import CATALOGUE_NAME, Catalogue, load_catalogue
from corpus.database import Store
from corpus.errors import UnreadableFile
from corpus.recordings import is_address
from ingest.adding import Adding
from ingest.fetching.addresses import Addresses
from ingest.fetching.video import find_video
from ingest.files import Incoming, find, left_alone
from ingest.settings import Settings, Summary
from ingest.transcribing.heard import is_recording, of_recording
from ingest.vectors import PassageEncoder


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
    started, settings = time.monotonic(), settings or Settings()
    summary, progress, before = Summary(), settings.progress, store.snapshot().infos.values()
    incoming = _found(paths, store, settings, summary)
    adding = Adding(store, encoder, settings, _catalogues(incoming, store, settings), summary)
    progress.begin(len(incoming))
    adding.add(incoming)
    progress.end()
    ids = {*summary.added, *summary.replaced, *summary.unchanged}
    touched = [info.conversation for info in [*before, *store.snapshot().infos.values()] if info.id in ids]
    update(store, touched, lock_timeout=settings.lock_timeout)
    summary.seconds = time.monotonic() - started
    return summary


def _found(paths: Sequence[str | Path], store: Store, settings: Settings, summary: Summary) -> list[Incoming]:
    found: dict[str, Incoming] = {}
    for path in paths:
        try:
            found.update({file.origin: file for file in _named(path, store, settings)})
            summary.left_alone += left_alone(Path(path))
        except UnreadableFile as error:
            summary.failed.append((str(path), str(error)))
    return list(found.values())


def _named(path: str | Path, store: Store, settings: Settings) -> list[Incoming]:
    """Return what somebody names: an address, a recording, else files as they are."""
    if is_address(str(path)):
        return _fetched(str(path), store, settings)
    if is_recording(Path(path)):
        heard_by = settings.whisper, settings.diariser
        return [of_recording(Path(path), store.folder, *heard_by, settings.progress)]
    return find([path])


def _fetched(address: str, store: Store, settings: Settings) -> list[Incoming]:
    """Ask for an address, and say what is there; what a feed names is fetched one by one, when its turn comes."""
    progress = settings.progress
    progress.begin(1, "address")
    try:
        found = Addresses(store.folder, settings.fetcher, find_video).find(address)
        progress.done(found.note)
    finally:
        progress.end()
    return found.files


def _catalogues(incoming: Sequence[Incoming], store: Store, settings: Settings) -> dict[Path, Catalogue]:
    """Read the catalogues of the folders that files come from, and keep what they say of people in the store."""
    folders = dict.fromkeys(file.path.parent for file in incoming if file.path)
    paths = {folder: folder / CATALOGUE_NAME for folder in folders}
    catalogues = {folder: load_catalogue(path) if path.is_file() else None for folder, path in paths.items()}
    kept = store.snapshot().catalogues
    for folder, catalogue in catalogues.items():
        known = kept.get(str(folder.resolve()))
        if (known and known.as_data()) != (catalogue and catalogue.as_data()):
            with store.writing(settings.lock_timeout) as writer:
                writer.put_catalogue(str(folder.resolve()), catalogue)
    return {folder: catalogue for folder, catalogue in catalogues.items() if catalogue is not None}
