"""Opens the library that the page shows; builds it at the first start from the transcripts of the project."""

import logging
from dataclasses import dataclass
from pathlib import Path

from answer import Answerer
from answer.language_model.settings import LanguageModelSettings
from answer.opening import assistant_of
from corpus.database import Location, Store
from corpus.encoder import Encoder, load_encoder
from corpus.errors import StoreUnavailable
from corpus.settings import DEFAULT_MODEL, DEFAULT_TRANSCRIPTS
from ingest import add
from ingest.progress import Bar
from ingest.settings import Settings

UNFINISHED = "first-build"
"""A file in the store's folder while it is built for the first time: a build that was stopped is taken up again."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Library:
    """What the page works on: one store, the encoder that its vectors come from, and what answers from it."""

    store: Store
    encoder: Encoder
    answerer: Answerer


def open_library(
    location: str | Location,
    model: str | None,
    language_model: LanguageModelSettings | None = None,
    transcripts: Path = DEFAULT_TRANSCRIPTS,
) -> Library:
    """Open a library for asking, building it where there is none.

    Args:
        location: where its store is.
        model: the embedding model, None: the one that it was built with.
        language_model: what writes and translates, None: nothing does.
        transcripts: what it is built from where there is none.

    Raises:
        InterviewQAError: the store, the model or a transcript is not as it should be; the text says what to do.
    """
    store = Store(location)
    if _is_new(store):
        encoder = _build(store, store.folder, model or DEFAULT_MODEL, transcripts)
    else:
        stored = Store(location, must_exist=True).snapshot().model
        encoder = load_encoder(model or stored or DEFAULT_MODEL)
    return Library(store, encoder, Answerer(store, encoder, assistant_of(language_model, store, encoder)))


def _is_new(store: Store) -> bool:
    """Whether a first build is to be made or ended; a database on a server is not filled unasked."""
    folder = store.folder
    if store.location.is_shared:
        return False
    return (folder / UNFINISHED).exists() or not (folder.is_dir() and any(folder.iterdir()))


def _build(store: Store, folder: Path, model: str, transcripts: Path) -> Encoder:
    """Build the library and return the encoder of its vectors."""
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
    return encoder
