"""Read a draft: a Word document, a web page, Markdown or plain text becomes text with its block quotes known."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from corpus.errors import UnreadableFile

READ = (".docx", ".htm", ".html", ".md", ".txt")
"""The suffixes of drafts, in lower case."""
LONGEST_DRAFT = 500_000
"""Characters."""
_LARGEST = 300 * 2**20
"""Bytes that a Word document may take unpacked."""
_BLOCK = re.compile(r"(?:^[ \t]{0,3}>[^\n]*(?:\n|$))+", re.MULTILINE)
_QUOTE_STYLES = re.compile(r"quote|quotation|block ?text", re.IGNORECASE)
_FURNITURE = ("script", "style", "noscript", "template", "head", "nav", "footer", "aside", "form", "button", "svg")
_PARAGRAPHS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li blockquote figcaption td th pre section article header main dt dd".split()
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft's text, and where its block quotes stand in it: (start, end), in order."""

    text: str
    blocks: tuple[tuple[int, int], ...] = ()


def draft_from(text: str) -> Draft:
    """Return a draft in Markdown or plain text; lines that begin with `>` are block quotes.

    Raises:
        UnreadableFile: it is longer than LONGEST_DRAFT characters.
    """
    return _checked(Draft(text, tuple(match.span() for match in _BLOCK.finditer(text))), "the draft")


def read_draft(data: bytes, name: str) -> Draft:
    """Read a draft's file; `name` gives the suffix and stands in the messages.

    Raises:
        UnreadableFile: it is of no kind that is read, broken, not UTF-8, too long, or without words.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in READ:
        raise UnreadableFile(f"{name}: not a kind of draft that is read ({' '.join(READ)})")
    if suffix == ".docx":
        draft = _word(data, name)
    elif suffix in {".htm", ".html"}:
        draft = _page(data, name)
    else:
        draft = draft_from(_decoded(data, name))
    if not re.search(r"\w", draft.text):
        raise UnreadableFile(f"{name}: there are no words in it; nothing to check")
    return _checked(draft, name)


def _checked(draft: Draft, name: str) -> Draft:
    if len(draft.text) > LONGEST_DRAFT:
        raise UnreadableFile(f"{name}: {len(draft.text):,} characters; check {LONGEST_DRAFT:,} at a time")
    return draft


def _decoded(data: bytes, name: str) -> str:
    codec = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(codec).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{name}: not UTF-8 text (byte {error.start}); save it as UTF-8 or .docx") from error


def _joined(paragraphs: Iterator[tuple[str, bool]]) -> Draft:
    """Join paragraphs, each with whether it is a block quote, by blank lines; those that follow each other are one."""
    text, blocks, was_block = "", list[tuple[int, int]](), False
    for words, is_block in paragraphs:
        if not words.strip():
            continue
        start = len(text) + 2 * bool(text)
        text = f"{text}\n\n{words.strip()}" if text else words.strip()
        if is_block:
            start = blocks.pop()[0] if was_block else start
            blocks.append((start, len(text)))
        was_block = is_block
    return Draft(text, tuple(blocks))


def _word(data: bytes, name: str) -> Draft:
    """Read a Word document with its tracked insertions and without what was deleted; footnotes are not read."""
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    broken = (PythonDocxError, OpcError, LxmlError, zipfile.BadZipFile, LookupError, ValueError, OSError)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LARGEST:
                raise UnreadableFile(f"{name}: unpacks to more than {_LARGEST // 2**20} MB; take the pictures out")
        return _joined(_word_paragraphs(docx.Document(io.BytesIO(data))))
    except broken as error:
        raise UnreadableFile(f"{name}: no Word document, or a broken one; save it again as .docx") from error


def _word_paragraphs(document: Any) -> Iterator[tuple[str, bool]]:
    quoting = {style.style_id for style in document.styles if _QUOTE_STYLES.search(style.name or "")}
    for paragraph in document.element.body.xpath(".//w:p[not(ancestor::*[local-name()='Fallback'])]"):
        runs = paragraph.xpath(".//w:r[not(ancestor::w:moveFrom)]/*[self::w:t or self::w:tab or self::w:br]")
        words = [one for one in runs if next(one.iterancestors(paragraph.tag)) is paragraph]  # not of a box in it
        yield "".join(one.text or " " for one in words), paragraph.style in quoting


def _page(data: bytes, name: str) -> Draft:
    """Read the article of a web page: what it marks as such, or all of it but its furniture."""
    from lxml import etree, html

    try:
        data.decode("utf-8")
        charset = "utf-8"
    except UnicodeDecodeError:
        charset = None  # as the page says of itself
    parser = html.HTMLParser(encoding=charset, remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile(f"{name}: no web page, or an empty one; save it again as .html") from error
    etree.strip_elements(tree, *_FURNITURE, with_tail=False)
    marked = [*tree.iter("article"), *tree.iter("main")]
    return _joined(_page_paragraphs(marked[0] if len(marked) == 1 else tree))


def _page_paragraphs(tree: Any) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs below an element; `<q>` becomes quotation marks."""
    pieces: list[str] = []
    in_block = [False]

    def ended() -> Iterator[tuple[str, bool]]:
        words = " ".join("".join(pieces).split())
        pieces.clear()
        yield words, in_block[-1]

    def walk(element: Any) -> Iterator[tuple[str, bool]]:
        is_paragraph = element.tag in _PARAGRAPHS
        if is_paragraph:
            yield from ended()
        in_block.append(in_block[-1] or element.tag == "blockquote")
        pieces.append({"q": "“", "br": "\n"}.get(element.tag, "") + (element.text or ""))
        for child in element:
            yield from walk(child)
            pieces.append(child.tail or "")
        pieces.append("”" if element.tag == "q" else "")
        if is_paragraph:
            yield from ended()
        in_block.pop()

    yield from walk(tree)
    yield from ended()
