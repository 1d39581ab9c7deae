"""Word documents (.docx): paragraphs and tables in their order, headings marked.

python-docx opens the package and knows the styles. Its `Paragraph.text` leaves out what stands in tracked
insertions and content controls, so the words are gathered here from the paragraph's own elements.
"""

import datetime
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from corpus.errors import UnreadableFile
from ingest.readers.cues import Layout, clean, flow
from ingest.readers.tables import add_rows
from ingest.source import Mark, Source

_LARGEST = 300 * 2**20
"""Bytes that the document may take unpacked."""
_MAIN = "word/document.xml"
_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEMPLATE_MADE = datetime.datetime(2013, 12, 23, 23, 15, tzinfo=datetime.UTC)
"""When python-docx made its template: every file written from it says so."""
_SEPARATORS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SKIPPED = frozenset({"del", "moveFrom", "pPr", "rPr", "txbxContent", "Fallback", "instrText"})


_BROKEN_ZIP = (zipfile.BadZipFile, ValueError, RuntimeError, OSError)
"""What zipfile raises for a directory that it cannot read; RuntimeError: a method of packing that is not there."""


def is_document(data: bytes) -> bool:
    """Whether the bytes are a zip with a Word document in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _MAIN in package.namelist()
    except _BROKEN_ZIP:
        return False


def read(data: bytes, name: str) -> Source:
    """Read a Word document: a paragraph of the text for each of the document, a mark for each heading.

    Rows of a table whose first column names speakers become speech with a label, `Name: …`; other rows are
    lines with tabs. Title and date come from the document's properties.

    Raises:
        UnreadableFile: The bytes are no Word document, a broken one, one that unpacks to more than 300 MB,
            or one without words.
    """
    _check_size(data, name)
    layout = Layout()
    try:
        metadata = _fill(layout, data)
    except _broken() as error:
        raise UnreadableFile(
            f"{name}: broken Word document ({type(error).__name__}); save it again as .docx"
        ) from error
    source = layout.source(metadata)
    if not source.text.strip():
        raise UnreadableFile(f"{name}: a Word document without text; nothing to read")
    return source


def _broken() -> tuple[type[Exception], ...]:
    """What python-docx raises for a damaged package, besides its own errors: it checks little of what it reads."""
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    damaged = (*_BROKEN_ZIP, zlib.error, EOFError)
    return (PythonDocxError, OpcError, LxmlError, *damaged, LookupError, AttributeError, TypeError)


def _check_size(data: bytes, name: str) -> None:
    """Refuse a zip bomb before anything is unpacked; no entry unpacks to more than its header says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
    except _BROKEN_ZIP as error:
        raise UnreadableFile(f"{name}: not a Word document or a broken one; save it again as .docx") from error
    if unpacked > _LARGEST:
        raise UnreadableFile(
            f"{name}: unpacks to {unpacked // 2**20} MB, more than {_LARGEST // 2**20}; take the pictures out of it"
        )


def _fill(layout: Layout, data: bytes) -> dict[str, str]:
    """Put the document's blocks into the layout and return its metadata."""
    import docx

    document = docx.Document(io.BytesIO(data))
    headings = _headings(document)
    for block in _blocks(document.element.body):
        if _tag(block) == "tbl":
            add_rows(layout, [[_cell(cell) for cell in _own(row, "tc", "tr")] for row in _own(block, "tr", "tbl")])
        else:
            heading = _style(block) in headings
            text = _words(block)
            layout.paragraph(flow(text) if heading else _trimmed(text), Mark(0, heading=heading))
    properties = document.core_properties
    created = properties.created if properties.created != _TEMPLATE_MADE else None
    found = {"title": flow(properties.title or ""), "saved": created.date().isoformat() if created else ""}
    return {key: value for key, value in found.items() if value}


def _headings(document: Any) -> frozenset[str]:
    """Return the ids of the styles that are headings, or made from one."""
    found = set()
    for style in document.styles:
        base, steps = style, 0
        while base is not None and steps < 10:
            if (base.name or "").startswith(("Heading", "heading", "Title")):
                found.add(style.style_id)
            base, steps = getattr(base, "base_style", None), steps + 1
    return frozenset(found)


def _tag(element: Any) -> str:
    """Return the local name of an element, empty for comments and entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _style(paragraph: Any) -> str | None:
    style = paragraph.find(f"{_NAMESPACE}pPr/{_NAMESPACE}pStyle")
    return None if style is None else style.get(f"{_NAMESPACE}val")


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield paragraphs and tables in order, those in content controls, insertions and text boxes too."""
    for element in parent:
        tag = _tag(element)
        if tag in ("p", "tbl"):
            yield element
            if tag == "p":
                for box in element.iter(f"{_NAMESPACE}txbxContent"):
                    if not any(_tag(outer) == "Fallback" for outer in box.iterancestors()):
                        yield from _blocks(box)
        elif tag not in ("sectPr", *_SKIPPED):
            yield from _blocks(element)


def _words(parent: Any) -> str:
    """Return the words of a paragraph, without what was deleted and without what stands in boxes."""
    found = []
    for element in parent:
        tag = _tag(element)
        if tag == "t":
            found.append(element.text or "")
        elif tag in _SEPARATORS:
            found.append(_SEPARATORS[tag])
        elif tag not in _SKIPPED:
            found.append(_words(element))
    return "".join(found)


def _trimmed(text: str) -> str:
    """Return a paragraph's text, its line breaks kept, without blank lines and space at the edges."""
    return "\n".join(line for line in (line.strip() for line in clean(text).split("\n")) if line)


def _own(parent: Any, tag: str, parent_tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, not those of a table within it."""
    for element in parent.iter(_NAMESPACE + tag):
        if next(element.iterancestors(_NAMESPACE + parent_tag)) is parent:
            yield element


def _cell(cell: Any) -> str:
    return flow("\n".join(_words(paragraph) for paragraph in cell.iter(f"{_NAMESPACE}p")))
