"""Opens the library that the page shows; builds it at the first start from the transcripts of the project."""

import logging
from dataclasses import dataclass
from pathlib import Path

from answer import Answerer
from corpus.encoder import Encoder, load_encoder
from corpus.errors import StoreUnavailable
from corpus.settings import DEFAULT_MODEL, DEFAULT_TRANSCRIPTS
from corpus.store import Store
from ingest import add
from ingest.pipeline import Settings
from ingest.progress import Bar

UNFINISHED = "first-build"
"""A file in the store's folder while it is built for the first time: a build that was stopped is taken up again."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Library:
    """What the page works on: one store, the encoder that its vectors come from, and what answers from it."""

    store: Store
    encoder: Encoder
    answerer: Answerer


def open_library(location: str, model: str, transcripts: Path = DEFAULT_TRANSCRIPTS) -> Library:
    """Open a library for asking, building it where there is none.

    Raises:
        InterviewQAError: the store, the model or a transcript is not as it should be; the text says what to do.
    """
    store = Store(location)
    folder = store.folder
    if folder is None or not _is_new(folder):
        stored = Store(location, must_exist=True).model()
        encoder = load_encoder(stored if model == DEFAULT_MODEL and stored else model)
        return Library(store, encoder, Answerer(store, encoder))
    return _build(store, folder, model, transcripts)


def _is_new(folder: Path) -> bool:
    return (folder / UNFINISHED).exists() or not (folder.is_dir() and any(folder.iterdir()))


def _build(store: Store, folder: Path, model: str, transcripts: Path) -> Library:
    _log.info("First start: loading the model …")
    encoder = load_encoder(model)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / UNFINISHED).touch()
    except OSError as error:
        raise StoreUnavailable(
            f"a store cannot be made at {folder} ({error.strerror}); choose another place: --store DIR"
        ) from error
    _log.info("Building the library from %s …", transcripts)
    summary = add([transcripts], store, encoder, Settings(progress=Bar()))
    for _, reason in summary.failed:
        _log.warning("left out: %s", reason)
    (folder / UNFINISHED).unlink()
    _log.info("Built: %s", summary)
    answerer = Answerer(store, encoder)
    answerer.warm()  # encodes every sentence: who waits for the build anyway need not wait again
    return Library(store, encoder, answerer)
