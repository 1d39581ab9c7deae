"""Which files a person means: paths, folders, globs, zip archives, standard input."""

import glob
import hashlib
import lzma
import struct
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import BinaryIO

from corpus.errors import UnreadableFile
from corpus.recordings import media_type
from ingest.readers import SUPPORTED

LARGEST_FILE = 100_000_000
"""Bytes of one file, also of one in an archive once it is unpacked."""
LARGEST_ARCHIVE = 1_000_000_000
"""Bytes of everything in an archive, unpacked."""
MOST_MEMBERS = 10_000

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(RuntimeError, ValueError, LookupError),  # a password, a method that is not there, numbers that cannot be
)
"""What zipfile raises for archives that it cannot read."""
_IGNORED = {"readme", "license", "changelog"}
_DESCRIBE = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that is to be added: its name without folders, where it comes from, and how to get its bytes.

    `path` is None where it lies in no folder (standard input, an archive). `read` raises UnreadableFile. `added` is
    told when the file is in the library. `takes_long`: its bytes come over the network, or out of a recording.
    """

    name: str
    origin: str
    read: Callable[[], bytes]
    path: Path | None = None
    added: Callable[[], None] | None = None
    takes_long: bool = False


def find(arguments: Sequence[str | Path]) -> list[Incoming]:
    """Return the files that the arguments name, each once, in order.

    Raises:
        UnreadableFile: An argument names nothing, or a folder or archive with no transcript in it.
    """
    found: dict[str, Incoming] = {}
    for argument in arguments:
        for incoming in _of_argument(str(argument)):
            found.setdefault(incoming.origin, incoming)
    return list(found.values())


def _of_argument(argument: str) -> list[Incoming]:
    if argument == "-":
        return [_standard_input()]
    path = Path(argument)
    if path.is_dir():
        files = [of_path(file) for file in files_in(path)]
        if not files:
            raise UnreadableFile(
                f"{argument}: no transcript in this folder; supported are {', '.join(sorted(SUPPORTED))}"
            )
        return files
    if path.suffix.casefold() in _DESCRIBE:
        raise UnreadableFile(f"{argument}: describes transcripts and is none; add the transcript beside it")
    if path.exists():
        return _archived(path) if path.suffix.casefold() == ".zip" else [of_path(path)]
    matches = [
        match
        for match in sorted(glob.glob(argument, recursive=True))  # noqa: PTH207  # absolute patterns, too
        if Path(match).is_dir() or Path(match).suffix == ".zip" or is_transcript(Path(Path(match).name))
    ]
    if not matches:
        raise UnreadableFile(f"{argument}: no such file or folder; check the path")
    return [incoming for match in matches for incoming in _of_argument(match)]


def of_path(path: Path) -> Incoming:
    """Return one file of a folder."""
    return Incoming(path.name, str(path.resolve()), lambda: _read(path), path)


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the transcripts in a folder and those below it. Hidden files, read-mes and whatever a symbolic link
    leads to outside of the folder are left out.
    """
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if is_transcript(inside) and path.is_file() and path.resolve().is_relative_to(root):
            yield path


def left_alone(path: Path) -> list[str]:
    """Return the names of files in a folder or a zip archive that are of no kind that is read, in order.

    What is hidden or speaks of transcripts (read-mes, side files) is not among them, nor a recording beside its
    transcript.
    """
    if path.is_dir():
        inside = [PurePosixPath(file.relative_to(path)) for file in sorted(path.rglob("*")) if file.is_file()]
    elif path.suffix.casefold() == ".zip" and path.is_file():
        with zipfile.ZipFile(path) as archive:
            inside = [PurePosixPath(member.filename) for member in archive.infolist() if not member.is_dir()]
    else:
        return []
    heard = {file.with_suffix("") for file in inside if is_transcript(file)}
    others = [file for file in inside if file.suffix.casefold() not in SUPPORTED and not _is_passed_over(file)]
    return [file.name for file in others if not (media_type(file) and file.with_suffix("") in heard)]


def is_transcript(path: PurePath) -> bool:
    """Whether a path within a folder or an archive is one that is read without being named."""
    return path.suffix.casefold() in SUPPORTED and not _is_passed_over(path)


def _is_passed_over(path: PurePath) -> bool:
    """Whether a path within a folder or an archive is hidden, or speaks of transcripts and is none."""
    hidden = any(part.startswith(".") and part != ".." for part in path.parts)
    return hidden or path.suffix.casefold() in _DESCRIBE or path.stem.casefold() in _IGNORED


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableFile(f"{path}: not a file; name a file or a folder")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableFile(_too_large(str(path), size))
        with path.open("rb") as file:
            return _limited(file, str(path))
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read ({error.strerror or error}); check its permissions") from error


def _limited(file: BinaryIO, name: str) -> bytes:
    data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise UnreadableFile(_too_large(name, len(data)))
    return data


def _too_large(name: str, size: int) -> str:
    return f"{name}: {size / 1e6:,.0f} MB or more; at most {LARGEST_FILE // 1_000_000} MB are read, split it"


def _standard_input() -> Incoming:
    data = _limited(sys.stdin.buffer, "standard input")
    name = f"stdin-{hashlib.sha256(data).hexdigest()[:8]}.txt"
    return Incoming(name, f"-/{name}", lambda: data)


def _archived(path: Path) -> list[Incoming]:
    """Return the transcripts in a zip archive. Nothing is unpacked to the disk, so names cannot lead anywhere."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir() and is_transcript(PurePosixPath(m.filename))]
    except _BROKEN as error:
        raise UnreadableFile(f"{path}: a broken zip archive ({error}); pack it again") from error
    if not members:
        raise UnreadableFile(f"{path}: no transcript in this archive; supported are {', '.join(sorted(SUPPORTED))}")
    size = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or size > LARGEST_ARCHIVE:
        raise UnreadableFile(
            f"{path}: {len(members):,} files, {size / 1e6:,.0f} MB unpacked; at most {MOST_MEMBERS:,} files and "
            f"{LARGEST_ARCHIVE // 1_000_000:,} MB are read, unpack it and add parts"
        )
    return [_member(path, member.filename) for member in members]


def _member(path: Path, member: str) -> Incoming:
    def read() -> bytes:
        try:
            with _opened.archive(path).open(member) as file:
                return _limited(file, f"{path}!{member}")  # type: ignore[arg-type]
        except _BROKEN as error:
            raise UnreadableFile(f"{path}!{member}: cannot be unpacked ({error}); pack it again") from error

    name = member.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return Incoming(name, f"{path.resolve()}!{member}", read)


class _OpenedArchive:
    """The archive that was read last, kept open: its table of contents is read once for all of its members."""

    def __init__(self) -> None:
        self._state = threading.local()

    def archive(self, path: Path) -> zipfile.ZipFile:
        """Return an archive, opened; anew where its file has changed."""
        stat = path.stat()
        key = (path.resolve(), stat.st_mtime_ns, stat.st_size)
        if getattr(self._state, "key", None) != key:
            self._state.archive = zipfile.ZipFile(path)
            self._state.key = key
        found: zipfile.ZipFile = self._state.archive
        return found


_opened = _OpenedArchive()


def is_still_there(origin: str) -> bool:
    """Whether a file is where a transcript was read from: in a folder, or in an archive that lies in one."""
    path, mark, member = origin.rpartition(".zip!")
    if not mark:
        return Path(origin).exists()
    try:
        with zipfile.ZipFile(f"{path}.zip") as archive:
            return member in archive.namelist()
    except _BROKEN:
        return Path(origin).exists()
