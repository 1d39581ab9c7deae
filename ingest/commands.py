"""The commands of python -m ingest, one function each; they return the exit code."""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from corpus.encoder import Kind
from corpus.errors import UnreadableFile
from corpus.settings import DEFAULT_MODEL
from corpus.store import Store
from ingest import show
from ingest.accounts import update
from ingest.encoding import PassageEncoder, Vectors
from ingest.listing import keep_listing, read_listing
from ingest.metadata import Metadata
from ingest.pipeline import Settings, add
from ingest.progress import Bar
from ingest.rebuilding import recover
from ingest.writing import writing


def run(options: Namespace) -> int:
    """Run the command that was asked for."""
    if not options.store.startswith(("http://", "https://")):
        recover(Path(options.store))
    return _COMMANDS[options.command](Store(options.store, must_exist=options.command != "add"), options)


class Model:
    """An encoder that is loaded when it is first needed: loading takes seconds and most files do not change."""

    def __init__(self, name: str) -> None:
        self._wanted = name

    @cached_property
    def _encoder(self) -> PassageEncoder:
        from corpus.encoder import load_encoder

        return load_encoder(self._wanted)

    @property
    def name(self) -> str:
        """The model with a hash of its weights."""
        return self._encoder.name

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 for each passage: (texts, dimension)."""
        return self._encoder.encode_passages(texts)

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[Vectors]:
        """Return the vectors of each text's tokens, each of length 1: a (tokens, dimension) per text."""
        return self._encoder.token_vectors(texts, kind)


def _model(store: Store, asked: str | None, *, must_fit: bool = True) -> Model:
    """Return the model that is asked for, else the one that built the store.

    Raises:
        ModelMismatch: `must_fit`, and another one built the store.
    """
    built = store.model()
    if asked is None or asked == DEFAULT_MODEL:
        return Model(built or DEFAULT_MODEL)
    if must_fit and built and asked not in (built, built.rpartition("@")[0]):
        store.require_model(asked)
    return Model(asked)


def _add(store: Store, options: Namespace) -> int:
    said = Metadata(
        title=options.title,
        date=options.date,
        url=options.url,
        conversation=options.conversation,
        kind=options.kind,
        speaker=options.speaker,
    )
    settings = Settings(said=said, progress=Bar())
    model = _model(store, options.model)
    if options.watch:
        return _watch(store, model, settings, options.paths)
    summary = add(options.paths, store, model, settings)
    keep_listing(store)
    for name, reason in summary.failed:
        sys.stderr.write(f"error: {' '.join(reason.split())}\n" if name in reason else f"error: {name}: {reason}\n")
    _say(str(summary))
    return 1 if summary.failed else 0


def _watch(store: Store, model: Model, settings: Settings, paths: Sequence[str]) -> int:
    from ingest.watching import follow

    folders = [Path(path) for path in paths]
    other = next((folder for folder in folders if not folder.is_dir()), None)
    if other is not None:
        raise UnreadableFile(f"{other}: not a folder; --watch follows folders")
    follow(folders, store, model, settings, _say)
    return 0


def _list(store: Store, options: Namespace) -> int:
    text = (show.listed_as_json if options.json else show.listed)(*read_listing(store))
    if text:
        _say(text)
    return 0


def _show(store: Store, options: Namespace) -> int:
    transcript = store.read(options.id)
    if options.structure:
        _say(show.structure(transcript))
    else:
        sys.stdout.write(transcript.text)
    return 0


def _remove(store: Store, options: Namespace) -> int:
    conversations = [info.conversation for info in store.infos() if info.id in options.ids]
    for transcript_id in options.ids:
        with writing(store) as writer:
            writer.remove(transcript_id)
        _say(f"removed {transcript_id}")
    update(store, _model(store, None), conversations)
    keep_listing(store)
    return 0


def _compare(store: Store, options: Namespace) -> int:
    from ingest.accounts.compare import compare, markdown

    comparison = compare(store, options.conversation)
    _say(json.dumps(comparison.as_data(), ensure_ascii=False) if options.json else markdown(comparison))
    return 0


def _rebuild(store: Store, options: Namespace) -> int:
    from ingest.rebuilding import rebuild

    model = _model(store, options.model, must_fit=False)
    transcripts, passages = rebuild(store, model, Bar())
    _say(f"{transcripts} transcripts, {passages} passages encoded with {model.name}")
    return 0


def _check(store: Store, options: Namespace) -> int:
    from ingest.checking import check, repair

    faults = repair(store, _model(store, None), Bar()) if options.repair else check(store)
    for fault in faults:
        _say(fault)
    if faults and options.repair:
        _say("these cannot be mended from here: add their files again, or python -m ingest remove ID")
    infos = store.infos()
    passages = sum(info.passages for info in infos)
    _say(f"{len(infos)} transcripts, {passages} passages: {f'{len(faults)} faults' if faults else 'whole'}")
    return 1 if faults else 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
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
