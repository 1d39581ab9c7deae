"""Which reader reads a file: the one its suffix names, unless its first bytes say that the suffix lies.

Packages bring readers of further forms by entry points: docs/plugins.md.
"""

import importlib
import re
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePath
from typing import cast

from corpus.errors import UnreadableFile
from ingest.readers import subtitles, talkbank, textgrid, timed_text, word
from ingest.readers.json_fields import names_columns
from ingest.source import Source

_READERS = {
    ".txt": "text",
    ".md": "text",
    ".rst": "text",
    ".text": "text",
    ".pdf": "pdf",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".sbv": "subtitles",
    ".ass": "subtitles",
    ".ssa": "subtitles",
    ".ttml": "timed_text",
    ".dfxp": "timed_text",
    ".cha": "talkbank",
    ".textgrid": "textgrid",
    ".docx": "word",
    ".html": "web",
    ".htm": "web",
    ".json": "transcript_json",
}
_TABLES = {".csv": "delimited_files", ".tsv": "delimited_files"}
_FROM_PACKAGES = {
    point.name.casefold(): point
    for point in entry_points(group="interview_qa.readers")
    if re.fullmatch(r"\.\w+", point.name) and point.name.casefold() not in {**_READERS, **_TABLES}
}
SUPPORTED = frozenset({**_READERS, **_FROM_PACKAGES})
"""The suffixes of files that are read, in lower case. Tables are, too, where somebody asks for one: in a folder they
mostly hold other things.
"""

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html[\s>])", re.I | re.S
)
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Word file; save it as .docx"),
    (b"{\\rtf", "rich text (.rtf); save it as .docx or .txt"),
    (b"PK\x03\x04", "a zip without a Word document in it; unpack it, or save the document as .docx"),
)


def read(data: bytes, name: str) -> Source:
    """Read a file of any format that is supported; `name` gives the suffix and stands in the messages.

    Raises:
        UnreadableFile: The file cannot be read; the text says what is wrong with it and what to do.
    """
    name = re.sub(r"[\x00-\x1f\x7f]+", " ", name)  # a file's name may hold line ends, a message is one line
    if not data.strip():
        raise UnreadableFile(f"{name}: empty, there is nothing to read")
    suffix = PurePath(name).suffix.lower()
    if suffix in _FROM_PACKAGES:
        return _read_by_package(_FROM_PACKAGES[suffix], data, name)
    by_suffix = "delimited_files" if _is_table(data, suffix) else {**_READERS, **_TABLES}.get(suffix, "text")
    reader = _by_content(data, suffix) or by_suffix
    other = next((what for start, what in _OTHERS if data.startswith(start)), None)
    if other and reader != "word":
        raise UnreadableFile(f"{name}: {other}")
    module = importlib.import_module(f"ingest.readers.{reader}")
    return cast(Callable[[bytes, str], Source], module.read)(data, name)


def _read_by_package(point: EntryPoint, data: bytes, name: str) -> Source:
    """Read a file with a package's reader; whatever goes wrong there is told of the file, and stops no other."""
    try:
        source = point.load()(data, name)
    except UnreadableFile:
        raise
    except Exception as error:  # of code that is not ours
        raise UnreadableFile(f"{name}: the reader {point.value} cannot read it ({_one_line(error)})") from error
    if not isinstance(source, Source):
        raise UnreadableFile(f"{name}: the reader {point.value} gave no Source but {type(source).__name__}")
    return source


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _is_table(data: bytes, suffix: str) -> bool:
    """Whether a plain text's first line names the columns of a table of speech between tabs."""
    first = data[:2048].decode("utf-8-sig", "replace").partition("\n")[0].split("\t")
    return suffix == ".txt" and len(first) > 2 and names_columns(first)


def _by_content(data: bytes, suffix: str) -> str | None:
    """Return the reader that the first bytes ask for, None where they leave it to the suffix."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") and (suffix == ".docx" or word.is_document(data)):
        return "word"
    if _PAGE.match(data[:2048]):
        return "web"
    head = data[:2048].decode("utf-8", "replace")
    is_object = suffix not in SUPPORTED and re.match(r'\ufeff?\s*(?:\{\s*"|\[\s*\{)', head)
    begins = {
        "talkbank": talkbank.begins_like(head),
        "timed_text": timed_text.begins_like(data[:4096].decode("utf-8", "replace")),
        "textgrid": textgrid.begins_like(data[:2048]),
        "subtitles": suffix != ".json" and subtitles.begins_like(head),
        "transcript_json": is_object,
    }
    return next((reader for reader, is_meant in begins.items() if is_meant), None)
