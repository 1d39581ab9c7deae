"""Follow folders: what is added, changed or deleted there is added, replaced or removed in the library."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from corpus.database import Store
from corpus.errors import InterviewQAError
from corpus.recordings import media_type
from ingest.files import is_still_there, is_transcript
from ingest.pipeline import add
from ingest.removing import remove, removed
from ingest.settings import Settings
from ingest.vectors import PassageEncoder

Say = Callable[[str], None]


def changes(folders: Sequence[Path]) -> Iterator[set[Path]]:
    """Yield the paths that changed, some at a time, until interrupted."""
    from watchfiles import watch

    for batch in watch(*folders, raise_interrupt=False):
        yield {Path(path) for _, path in batch}


def follow(folders: Sequence[Path], store: Store, encoder: PassageEncoder, settings: Settings, say: Say) -> None:
    """Add what is in the folders, then follow them until interrupted or until one of them is gone."""
    roots = [folder.resolve() for folder in folders]
    say(str(add(roots, store, encoder, settings)))
    for changed in changes(roots):
        missing = [root for root in roots if not root.is_dir()]
        if missing:
            say(f"{missing[0]} is gone; nothing was removed from the library, no longer following")
            return
        try:
            for line in react(changed, roots, store, encoder, settings):
                say(line)
        except InterviewQAError as error:  # a catalogue being edited, a store that is busy: the next change may do
            say(f"error: {error}")


def react(
    changed: Iterable[Path], roots: Sequence[Path], store: Store, encoder: PassageEncoder, settings: Settings
) -> Iterator[str]:
    """Bring the library up to date after paths below the roots changed; yield what was done."""
    followed = [
        info
        for info in store.snapshot().infos.values()
        if any(Path(info.origin).is_relative_to(root) for root in roots)
    ]
    gone = [info for info in followed if not is_still_there(info.origin)]
    if len(gone) > 1 and len(gone) == len(followed):
        yield f"all {len(gone)} files are gone at once: the library keeps them; python -m ingest remove ID removes one"
        return
    for info in gone:
        kept = remove(store, info.id, settings.lock_timeout)
        yield f"{removed(info.id, kept)}: its file is deleted"
    changed = set(changed)
    touched: list[Path] = [path for path in changed if path.is_file() and any(_within(path, root) for root in roots)]
    if gone or any(path.suffix == ".yaml" or media_type(path) for path in changed):
        touched = list(roots)  # a file may only have moved; what is said of it may have changed
    if touched:
        summary = add(touched, store, encoder, settings)
        if summary.added or summary.replaced or summary.failed:
            yield str(summary)
        yield from (f"{name}: {reason}" for name, reason in summary.failed)


def _within(path: Path, root: Path) -> bool:
    inside = path.is_relative_to(root) and path.resolve().is_relative_to(root)
    return inside and is_transcript(path.relative_to(root))
