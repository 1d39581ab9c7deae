"""Correct a transcript of the library: what is said is written beside its source, and it is read again.

All or nothing: where it cannot be read again as it is corrected, its side file stays as it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.database import Store
from corpus.errors import CannotCorrect
from corpus.transcript import TranscriptInfo
from ingest.corrections import Correction, SpeakerIs
from ingest.files import of_path
from ingest.metadata import Metadata, known_of, side_file
from ingest.pipeline import add
from ingest.settings import Settings
from ingest.side_files import corrections_in, place_beside, with_corrections, write
from ingest.transcripts import file_hash
from ingest.vectors import PassageEncoder

Change = Callable[[list[Correction]], list[Correction]]


def correct(store: Store, encoder: PassageEncoder, transcript_id: str, corrections: Sequence[Correction]) -> None:
    """Add corrections to a transcript's; each takes the place of one of exactly the same words or the same label.

    Raises:
        NoSuchTranscript: The library has none of that id.
        CannotCorrect: There is no file to keep them beside, it has changed, or it cannot be written there.
        BadCatalogue, StoreBusy, StoreUnavailable: The transcript could not be read again; nothing has changed.
    """
    about = {_subject(one) for one in corrections}

    def change(kept: list[Correction]) -> list[Correction]:
        return [*(one for one in kept if _subject(one) not in about), *corrections]

    _change(store, encoder, transcript_id, change)


def take_back(store: Store, encoder: PassageEncoder, transcript_id: str, correction: Correction) -> None:
    """Take a correction back, so that the source counts again.

    Raises:
        CannotCorrect: As for `correct`; or it does not stand in the side file.
        NoSuchTranscript, BadCatalogue, StoreBusy, StoreUnavailable: As for `correct`.
    """

    def change(kept: list[Correction]) -> list[Correction]:
        if correction not in kept:
            raise CannotCorrect(f"{transcript_id}: no such correction in its side file; open the transcript again")
        return [one for one in kept if one != correction]

    _change(store, encoder, transcript_id, change)


def _subject(one: Correction) -> tuple[int, int] | str:
    return (one.start, one.end) if isinstance(one, SpeakerIs) else one.written


def _change(store: Store, encoder: PassageEncoder, transcript_id: str, change: Change) -> None:
    info = store.snapshot().info(transcript_id)
    path = _source(info)
    beside, place = side_file(path), place_beside(path)
    try:
        text = beside.read_text("utf-8-sig") if beside else ""
        write(place, with_corrections(text, change(corrections_in(text, str(beside))), str(place)))
        try:
            _read_again(store, encoder, info, path)
        except BaseException:
            write(place, text if beside == place else "")
            raise
    except (OSError, UnicodeError) as error:
        raise CannotCorrect(f"{place}: cannot be changed ({error}); corrections are kept there") from error


def _source(info: TranscriptInfo) -> Path:
    """Return the file of a transcript, as it was when it was read.

    Raises:
        CannotCorrect: It is not there, or it is another by now: where a correction is, is counted in what was read.
    """
    path = Path(info.origin)
    if not path.is_file():
        where = f"corrections are kept beside its file, and there is none at {info.origin}"
        raise CannotCorrect(f"{info.id}: {where}; add it from a folder, then correct it")
    if file_hash(of_path(path).read()) != info.hash:
        raise CannotCorrect(f"{info.id}: {path} has changed since it was added; add it again, then correct it")
    return path


def _read_again(store: Store, encoder: PassageEncoder, info: TranscriptInfo, path: Path) -> None:
    known = replace(known_of(info), corrections=()) if info.overrides is None else Metadata(**info.overrides)
    summary = add([path], store, encoder, Settings(overrides=known))
    for _, reason in summary.failed:
        raise CannotCorrect(reason)
