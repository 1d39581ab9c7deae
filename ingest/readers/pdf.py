"""PDF: the text of its pages as paragraphs, with a mark where each page begins.

pypdf gives words and where they stand; `pdf_rows` makes lines of them, `pdf_lines` paragraphs.
"""

import io
import logging
import re
import struct
import time
import zlib
from typing import Any

from corpus.errors import UnreadableFile
from ingest.readers.cues import Layout, clean, flow
from ingest.readers.pdf_furniture import without_furniture
from ingest.readers.pdf_lines import paragraphs
from ingest.readers.pdf_rows import Line, lines_of
from ingest.source import Mark, Source

_MOST_PAGES = 5_000
_LONGEST = 300.0
"""Seconds that reading may take."""
_STRAY = re.compile("[\ue000-\uf8ff\ufffd]|/g[0-9]+|\\(cid:[0-9]+\\)")
_STRAY_SHARE = 0.2
_DATE = re.compile(r"D?:?\s*([0-9]{4})-?([0-9]{2})-?([0-9]{2})")


def read(data: bytes, name: str) -> Source:
    """Read a PDF: paragraphs, a mark with the page wherever one begins, headings marked by their size.

    Raises:
        UnreadableFile: The PDF is broken, encrypted, without pages, without text (scanned), without a map
            from its glyphs to characters, or larger than can be read.
    """
    pages, metadata = _pages(data, name)
    if not any(pages):
        raise UnreadableFile(f"{name}: no text on its {len(pages)} pages (scanned?); run it through OCR first")
    layout = Layout()
    for paragraph in paragraphs(without_furniture(pages)):
        for index, (page, text) in enumerate(paragraph.pieces):
            add = layout.run_on if index else layout.paragraph
            add(text, Mark(0, page=page, heading=paragraph.heading))
    source = layout.source(metadata)
    if not re.search(r"\w", source.text):
        raise UnreadableFile(f"{name}: no text but page numbers on its {len(pages)} pages (scanned?); run OCR first")
    if sum(len(stray) for stray in _STRAY.findall(source.text)) > _STRAY_SHARE * len(source.text):
        raise UnreadableFile(f"{name}: its fonts do not say which characters they show; run it through OCR first")
    return source


def _broken() -> tuple[type[Exception], ...]:
    """What pypdf raises for a damaged file: its documentation says that others than its own errors may come,
    and its parsers convert what they read without checking it.
    """
    from pypdf.errors import PyPdfError

    careless = (LookupError, AttributeError, TypeError, ValueError, ArithmeticError, AssertionError, RuntimeError)
    return (PyPdfError, zlib.error, struct.error, EOFError, OSError, *careless)


def _pages(data: bytes, name: str) -> tuple[list[list[Line]], dict[str, str]]:
    """Return the lines of every page, and the metadata."""
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each oddity; one error says enough
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise FileNotDecryptedError
        count = len(document.pages)
        if not 0 < count <= _MOST_PAGES:
            raise UnreadableFile(f"{name}: a PDF of {count} pages; 1 to {_MOST_PAGES} are read")
        return _lines(document, name), _metadata(document)
    except (FileNotDecryptedError, DependencyError) as error:  # a cipher that is not installed
        raise UnreadableFile(f"{name}: encrypted; save it without a password") from error
    except _broken() as error:
        raise UnreadableFile(f"{name}: broken PDF ({type(error).__name__}); save or export it again") from error


def _lines(document: Any, name: str) -> list[list[Line]]:
    until = time.monotonic() + _LONGEST
    pages = []
    for number, page in enumerate(document.pages, 1):
        if time.monotonic() > until:
            raise UnreadableFile(f"{name}: reading took over {_LONGEST:.0f} s, up to page {number}; split it")
        pages.append(lines_of(page, number))
    return pages


def _metadata(document: Any) -> dict[str, str]:
    """Return the title, and the day on which the file was saved; many programs write a file's name or nothing for a
    title.
    """
    found = document.metadata or {}
    title = flow(clean(str(found.get("/Title") or "")))
    written = _DATE.match(str(found.get("/CreationDate") or ""))
    saved = "-".join(written.groups()) if written else ""
    metadata = {"title": "" if title.casefold() in ("untitled", "(anonymous)") else title, "saved": saved}
    return {key: value for key, value in metadata.items() if value}
