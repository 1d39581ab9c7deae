"""The commands of python -m ingest, one function each; they return the exit code."""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.database import Store
from corpus.errors import UnreadableFile
from corpus.location import location_from
from corpus.settings import DEFAULT_MODEL, as_typed
from ingest import show
from ingest.progress import Bar

if TYPE_CHECKING:
    from corpus.vectors.packing import PassageVectors
    from ingest.settings import Settings
    from ingest.vectors import PassageEncoder


def run(options: Namespace) -> int:
    """Run the command that was asked for."""
    store = Store(location_from(options), must_exist=options.command != "add")
    try:
        return _COMMANDS[options.command](store, options)
    finally:
        store.close()


class Model:
    """An encoder that is loaded when it is first needed: loading takes seconds and most files do not change."""

    def __init__(self, name: str) -> None:
        self._wanted = name

    @cached_property
    def _encoder(self) -> "PassageEncoder":
        from corpus.encoder import load_encoder

        return load_encoder(self._wanted)

    @property
    def name(self) -> str:
        """The model with a hash of its weights."""
        return self._encoder.name

    def encode_passages(self, texts: Sequence[str], contexts: Sequence[str]) -> "list[PassageVectors]":
        """Return the vectors of passages, each encoded with what stands above it."""
        return self._encoder.encode_passages(texts, contexts)


def _model(store: Store, asked: str | None) -> Model:
    """Return the model that is asked for, else the one that built the store.

    Raises:
        ModelMismatch: another one built the store.
    """
    built = store.snapshot().model
    if asked is None:
        return Model(built or DEFAULT_MODEL)
    if built and asked not in (built, built.rpartition("@")[0]):
        store.snapshot().require_model(asked)
    return Model(asked)


def _add(store: Store, options: Namespace) -> int:
    from ingest.metadata import Metadata
    from ingest.pipeline import add
    from ingest.settings import Settings

    overrides = Metadata(
        title=options.title,
        date=options.date,
        url=options.url,
        conversation=options.conversation,
        kind=options.kind,
        speaker=options.speaker,
    )
    settings = Settings(overrides=overrides, progress=Bar(), whisper=options.whisper, diariser=options.diariser)
    model = _model(store, options.model)
    if options.watch:
        return _watch(store, model, settings, options.paths)
    summary = add(options.paths, store, model, settings)
    for name, reason in summary.failed:
        sys.stderr.write(f"error: {' '.join(reason.split())}\n" if name in reason else f"error: {name}: {reason}\n")
    _say(str(summary))
    return 1 if summary.failed else 0


def _watch(store: Store, model: Model, settings: "Settings", paths: Sequence[str]) -> int:
    from ingest.watching import follow

    folders = [Path(path) for path in paths]
    other = next((folder for folder in folders if not folder.is_dir()), None)
    if other is not None:
        raise UnreadableFile(f"{other}: not a folder; --watch follows folders")
    follow(folders, store, model, settings, _say)
    return 0


def _list(store: Store, options: Namespace) -> int:
    snapshot = store.snapshot()
    text = (show.listed_as_json if options.json else show.listed)(list(snapshot.infos.values()), snapshot.model)
    if text:
        _say(text)
    return 0


def _show(store: Store, options: Namespace) -> int:
    transcript = store.snapshot().read(options.id)
    if options.structure:
        _say(show.structure(transcript))
    else:
        sys.stdout.write(transcript.text)
    return 0


def _remove(store: Store, options: Namespace) -> int:
    from ingest.removing import remove, removed

    for transcript_id in options.ids:
        _say(removed(transcript_id, remove(store, transcript_id)))
    return 0


def _compare(store: Store, options: Namespace) -> int:
    from corpus.alignment.changes import changes
    from corpus.alignment.comparison import compare

    snapshot = store.snapshot()
    found = changes(snapshot, options.person) if options.person else compare(snapshot, options.conversation)
    _say(json.dumps(found.as_data(), ensure_ascii=False) if options.json else found.as_markdown())
    return 0


def _rebuild(store: Store, options: Namespace) -> int:
    from ingest.carrying import carry_over
    from ingest.rebuilding import rebuild

    model = Model(options.model or DEFAULT_MODEL)
    if store.exists:
        transcripts, passages = rebuild(store, model, Bar())
    else:  # it is one of the form before databases
        transcripts, passages = carry_over(store.folder, model, Bar())
    _say(f"{transcripts} transcripts, {passages} passages encoded with {model.name}")
    return 0


def _check(store: Store, options: Namespace) -> int:
    from ingest.checking import check, repair

    faults = repair(store, _model(store, None), Bar()) if options.repair else check(store)
    for fault in faults:
        _say(fault)
    if faults and options.repair:
        _say("these cannot be mended from here: add their files again, or python -m ingest remove ID")
    infos = store.snapshot().infos
    passages = sum(info.passages for info in infos.values())
    _say(f"{len(infos)} transcripts, {passages} passages: {f'{len(faults)} faults' if faults else 'whole'}")
    return 1 if faults else 0


def _say(text: str) -> None:
    sys.stdout.write(as_typed(text) + "\n")
    sys.stdout.flush()


_COMMANDS = {
    "add": _add,
    "list": _list,
    "show": _show,
    "remove": _remove,
    "compare": _compare,
    "rebuild": _rebuild,
    "check": _check,
}
