"""Which recording belongs to a transcript: the one that its description names, else the file of its name beside it."""

from pathlib import Path, PurePath

from corpus.errors import BadCatalogue
from corpus.recordings import MEDIA_TYPES, is_address, media_type
from ingest.transcribing.heard import RECORDED

_LONGEST_LANGUAGE = 8
"""Characters of what stands for a language in names such as talk.zh-Hant.srt, beside talk.mp4."""


def described(named: str | None, path: Path | None) -> str | None:
    """Return the recording that is said, outside of its file, to belong to a transcript; None where there is none.

    Args:
        named: a path, absolute or seen from the transcript's folder, or an address; None: look beside the transcript.
        path: the transcript; None where it lies in no folder.

    Raises:
        BadCatalogue: what is named is nothing that browsers play.
    """
    if named is None:
        return beside(path) if path else None
    if is_address(named):
        return named
    if media_type(Path(named)) is None:
        if Path(named).suffix.casefold() in RECORDED:
            return None  # it can be heard by a recogniser, but no browser plays it
        raise BadCatalogue(f"media: {named!r} is no recording; these are played: {' '.join(sorted(MEDIA_TYPES))}")
    return str((path.parent / named).resolve()) if path else None


def beside(path: Path) -> str | None:
    """Return the recording of the same name in a transcript's folder: talk.mp3 for talk.srt and for talk.en.srt."""
    stem, _, language = path.stem.rpartition(".")
    stems = [path.stem, *([stem] if stem and len(language) <= _LONGEST_LANGUAGE else [])]
    there = {file.name: file for file in path.parent.iterdir() if media_type(file) and file.is_file()}
    names = (f"{name}{suffix}" for name in stems for suffix in MEDIA_TYPES)
    found = next((there[name] for name in names if name in there), None)
    return str(found.resolve()) if found else None


def own(named: str | None, path: Path | None) -> str | None:
    """Return the recording that a transcript itself names. Whoever wrote it may not open files of this machine: only an
    address, or a recording in its own folder or below, is taken.
    """
    if named is None or is_address(named) or PurePath(named).is_absolute():  # absolute ones were described elsewhere
        return named
    if path is None or media_type(Path(named)) is None:
        return None
    folder, place = path.parent.resolve(), (path.parent / named).resolve()
    return str(place) if place.is_relative_to(folder) else None


def is_missing(media: str | None) -> bool:
    """Whether a recording should be on this machine and is not."""
    return media is not None and not is_address(media) and not Path(media).is_file()
