"""What is missing on this machine, and mending what can be mended: `python -m page doctor`."""

import importlib.util
import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.database import Location, Store
from corpus.errors import InterviewQAError, StoreUnavailable
from corpus.location import location_from
from corpus.settings import DEFAULT_MODEL

_ROOM = 1_000_000_000  # bytes that a library of some hundred hours and what is kept for speed take


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and how it is: None is well, else what is wrong and what to do."""

    what: str
    wrong: str | None = None

    def __str__(self) -> str:
        return f"{'well' if self.wrong is None else 'MISSING':8} {self.what}{f': {self.wrong}' if self.wrong else ''}"


def examine(options: Namespace, say: Callable[[str], None]) -> int:
    """Look at all that the program needs, saying how each is; return how many things are wrong.

    `options` are those of a store's location, `host` and `port` of the page, and `mend`: whether what can be mended is.
    """
    location = location_from(options)
    wrong = 0
    for finding in _findings(location, options):
        say(str(finding))
        wrong += finding.wrong is not None
    return wrong


def _findings(location: Location, options: Namespace) -> Iterator[Finding]:
    yield Finding(f"Python {sys.version.split()[0]} at {sys.executable}")
    yield _tried("the model that comes with the program", _require_model)
    yield _tried(f"the folder {location.folder}", lambda: _require_folder(location.folder, mend=options.mend))
    yield _tried(f"the database {location}", lambda: _require_library(location, mend=options.mend))
    heard = "there" if importlib.util.find_spec("faster_whisper") else "not installed, only recordings want it"
    yield Finding(f"faster-whisper: {heard}")
    from page.serving import require_free

    yield _tried(f"{options.host} port {options.port} for the page", lambda: require_free(options.host, options.port))


def _tried(what: str, require: Callable[[], str | None]) -> Finding:
    """Return the finding of something that says more of what is well, or raises where it is not."""
    try:
        more = require()
    except InterviewQAError as error:
        return Finding(what, " ".join(str(error).split()))
    return Finding(f"{what}, {more}" if more else what)


def _require_model() -> str:
    from corpus.encoder.base_file import BaseFile, find_base_file

    path = find_base_file()
    BaseFile(path)
    missing = [name for name in ("torch", "sentence_transformers") if importlib.util.find_spec(name) is None]
    if missing:
        raise StoreUnavailable(
            f"{' and '.join(missing)} cannot be imported; install the program again with what it needs"
        )
    return str(path)


def _require_folder(folder: Path, *, mend: bool) -> str:
    try:
        if mend:
            folder.mkdir(parents=True, exist_ok=True)
        there = next(place for place in (folder, *folder.parents) if place.exists())
        with tempfile.TemporaryFile(dir=there):
            free = shutil.disk_usage(there).free
    except OSError as error:
        raise StoreUnavailable(
            f"cannot be written ({error.strerror or error}); make it writable, or name another: --store DIR"
        ) from error
    if free < _ROOM:
        raise StoreUnavailable(
            f"only {free / 1e6:,.0f} MB are free on its disk; make room, or name another: --store DIR"
        )
    return f"{free / 1e9:,.0f} GB free"


def _require_library(location: Location, *, mend: bool) -> str:
    from ingest.checking import check

    store = Store(location)
    try:
        if not store.exists:
            return "not made yet: the first start of the page does it, or python -m ingest add"
        found = check(store)
        if found and mend:
            found = _repaired(store)
        if found:
            hint = "add these files again" if mend else "mend it: python -m page doctor --mend"
            raise StoreUnavailable(f"{len(found)} faults, the first: {found[0]}; {hint}")
        snapshot = store.snapshot()
        return f"{len(snapshot.infos)} transcripts, whole, model {snapshot.model or DEFAULT_MODEL}"
    finally:
        store.close()


def _repaired(store: Store) -> list[str]:
    from corpus.encoder import load_encoder
    from ingest.checking import repair
    from ingest.progress import Bar

    return repair(store, load_encoder(store.snapshot().model or DEFAULT_MODEL), Bar())
