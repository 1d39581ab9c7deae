"""Encode a whole library again, with the same model or another, from the store alone.

The new store grows beside the old one, which answers until the new one takes its place. Stopped half-way, the
next rebuild goes on where this one was.
"""

import shutil
from pathlib import Path

from corpus.errors import StoreUnavailable
from corpus.store import Store
from corpus.writer import Writer
from ingest.accounts import update
from ingest.encoding import PassageEncoder, encode
from ingest.progress import Progress
from ingest.writing import writing


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f"{folder.name}.{what}")


def recover(folder: Path) -> None:
    """Put the old store back where a rebuild was killed between taking it away and setting the new one there."""
    replaced = _beside(folder, "replaced")
    if replaced.is_dir() and not folder.exists():
        replaced.rename(folder)


def rebuild(store: Store, encoder: PassageEncoder, progress: Progress) -> tuple[int, int]:
    """Encode every transcript again; return how many transcripts and passages the store has.

    Other writers wait until it is done.

    Raises:
        StoreUnavailable: The store is on a server, or cannot be written.
        StoreBusy: Another process is writing.
    """
    if store.folder is None:
        raise StoreUnavailable(f"{store.connection.location} is a server; rebuild works on a store in a folder")
    folder = store.folder.resolve()
    with writing(store):
        growing = _beside(folder, "rebuilding")
        new = Store(growing)
        if new.model() not in (None, encoder.name):
            new.close()
            shutil.rmtree(growing)
            new = Store(growing)
        counts = _copy(store, new, encoder, progress)
        update(new, encoder, [info.conversation for info in new.infos()])
        with writing(new) as grown:
            _count_on(grown, new, store.generation())
        new.close()
        store.close()
        _exchange(folder, growing)
    return counts


def _copy(store: Store, new: Store, encoder: PassageEncoder, progress: Progress) -> tuple[int, int]:
    infos = store.infos()
    passages = 0
    progress.begin(len(infos), "transcript")
    with writing(new) as writer:
        writer.set_model(encoder.name)
        for place, catalogue in store.view().catalogues.items():
            if place:
                writer.put_catalogue(place, catalogue)
            else:
                writer.merge_catalogue(catalogue)
        done = writer.infos()
        for gone in set(done) - {info.id for info in infos}:
            writer.remove(gone)
        for info in infos:
            transcript = store.read(info.id)
            passages += len(transcript.speech())
            if info.id not in done or done[info.id].version != info.version:
                writer.put(transcript, encode(transcript, encoder, {}, progress))
                for revision in store.revisions(info.id):
                    writer.put_revision(info.id, revision)
            progress.done()
    progress.end()
    return len(infos), passages


def _count_on(writer: Writer, new: Store, generation: int) -> None:
    """Bring the new store's count of changes above the old one's, so that readers notice the exchange."""
    infos = writer.infos()
    while infos and new.generation() <= generation:
        writer.update_info(next(iter(infos.values())))


def _exchange(folder: Path, growing: Path) -> None:
    replaced = _beside(folder, "replaced")
    shutil.rmtree(replaced, ignore_errors=True)
    folder.rename(replaced)
    growing.rename(folder)
    shutil.rmtree(replaced, ignore_errors=True)
