"""Saved web pages (.html): the main text, found by trafilatura, without the page's furniture.

Headings are marks. Who speaks is read where the page sets names apart, in bold at the head of a paragraph or
in a list of terms. Where trafilatura finds no main text, all of the body is read. Nothing is fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import UnreadableFile
from ingest.readers.cues import Layout, add_rows, clean, flow, label_of, names_among
from ingest.readers.text import decode
from ingest.source import Mark, Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin1": "cp1252", "x-sjis": "shift_jis"}
_TRUSTED = re.compile(r"gb18030|big5(-?hkscs)?|shift[_-]jis|euc-(jp|kr)|iso-8859-\d+|(windows-|cp)\d+|koi8-[ru]|utf-16")
_HEADINGS = frozenset({"head", "h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    *("p", "item", "row", "table", "list", "quote", "code", "div", "main", "body", "html", "article", "section"),
    *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "tr", "thead", "tbody", "figure", "figcaption"),
    *("header", "details", "summary", "td", "th", "cell", "center", "address", "fieldset"),
}
_FURNITURE = (
    *("script", "style", "noscript", "template", "head", "nav", "footer", "aside", "form", "button", "svg", "iframe"),
    *("object", "select", "textarea", "audio", "video", "canvas"),
)
_LONGEST_NAME = 40
_PART, _WHOLE, _FLAT = 0.1, 0.8, 0.4


@dataclass(slots=True)
class _Block:
    """A paragraph of a page. `label` is what is set apart at its head, or the term it explains; empty: nothing."""

    text: str = ""
    label: str = ""
    heading: bool = False
    rows: list[list[str]] = field(default_factory=list)


def read(data: bytes, name: str) -> Source:
    """Read a web page: paragraphs, with marks for headings and speakers; title, date, url and publisher.

    Raises:
        UnreadableFile: The bytes are not text, or a page without text.
    """
    html, encoding = _decoded(data, name)
    blocks, metadata = _main(html)
    every = list(_blocks(_body(html)))
    if _is_part(blocks, every) or _is_flattened(blocks, every):
        blocks = every
    source = _laid_out(blocks).source(metadata, encoding)
    if not source.text:
        raise UnreadableFile(f"{name}: a web page without text; save it from the browser once it is shown in full")
    return source


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """Decode a page by what it says of itself, unless it is UTF-8 or says what is not so."""
    declared = _CHARSET.search(data[:4096])
    charset = declared[1].decode("ascii", "ignore").lower() if declared else ""
    codec = _CODECS.get(charset, charset)
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _TRUSTED.fullmatch(codec):
        try:
            return data.decode(codec), codec
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, name)


def _parsed(html: str) -> Any:
    """Return the tree of a page, None where there is no element in it."""
    from lxml import etree
    from lxml.html import HtmlElementClassLookup

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    parser.set_element_class_lookup(HtmlElementClassLookup())
    try:
        return etree.fromstring(clean(html).encode(), parser)
    except etree.XMLSyntaxError:
        return None


def _body(html: str) -> Any:
    """Return the page's tree without scripts, styles and the furniture that is marked as such."""
    from lxml import etree

    tree = _parsed(html)
    if tree is not None:
        etree.strip_elements(tree, *_FURNITURE, with_tail=False)
    return tree


def _main(html: str) -> tuple[list[_Block], dict[str, str]]:
    """Return the blocks of the main text, none where trafilatura finds none, and the page's metadata."""
    import trafilatura

    tree = _parsed(html)
    page = None
    if tree is not None:
        page = trafilatura.bare_extraction(
            tree, include_formatting=True, include_comments=False, with_metadata=True, favor_recall=True
        )
    if page is None:
        return [], {}
    known = {"title": page.title, "date": page.date, "url": page.url, "publisher": page.sitename}
    metadata = {key: flow(value) for key, value in known.items() if isinstance(value, str) and flow(value)}
    return list(_blocks(page.body)), metadata


def _blocks(element: Any) -> Iterator[_Block]:
    """Yield the blocks in an element in their order: what stands between block elements is a block too."""
    if element is None:
        return
    if element.tag == "table" and element.find(".//table") is None:  # one that holds another only lays out
        rows = [[flow(_words(cell)) for cell in row.iter("td", "th", "cell")] for row in element.iter("tr", "row")]
        yield _Block(rows=rows)
        return
    term, keep = "", element.tag in ("pre", "code")
    block = _Block(_plain(element.text, keep), heading=element.tag in _HEADINGS)
    for child in element:
        tag = str(child.get("rend", "item")) if child.tag == "item" else str(child.tag)
        if child.tag not in _BLOCKS:
            _run_on(block, child)
            block.text += _plain(child.tail, keep)
            continue
        yield from (block, _Block(term if tag.startswith("dt") else ""))
        if tag.startswith("dt"):
            term = flow(_words(child))
        else:
            yield from _explained(_blocks(child), term)
            term = ""
        block = _Block(_plain(child.tail, keep), heading=block.heading)
    yield from (block, _Block(term))


def _plain(text: str | None, keep: bool = False) -> str:
    """Return text as a browser shows it: line ends are spaces, except in preformatted text."""
    return (text or "") if keep else (text or "").replace("\n", " ")


def _run_on(block: _Block, child: Any) -> None:
    """Add to a block what stands in an inline element; bold at its head is its label, as is a speaker."""
    is_bold = child.tag in ("b", "strong") or (child.tag == "hi" and child.get("rend") == "#b")
    is_name = is_bold or "speaker" in child.get("class", "").lower()
    if is_name and not block.text.strip() and not block.label:
        block.label = flow(_words(child))
    else:
        block.text += _words(child)


def _explained(blocks: Iterator[_Block], term: str) -> Iterator[_Block]:
    """Give the first block that says something the term that it explains as its label."""
    for block in blocks:
        if term and block.text.strip() and not block.label:
            block.label, block.text, term = term, "\n" + block.text, ""
        yield block
    if term:
        yield _Block(term)


def _words(element: Any) -> str:
    """Return all the words in an element, its breaks as line ends."""
    if not isinstance(element.tag, str):
        return ""
    found = ["\n" if element.tag in ("br", "lb") else _plain(element.text)]
    for child in element:
        apart = "\n" if child.tag in _BLOCKS else ""
        found.extend([apart, _words(child), apart, _plain(child.tail)])
    return "".join(found)


def _is_part(blocks: list[_Block], every: list[_Block]) -> bool:
    """Whether the main text holds so little of the page that a part was mistaken for it."""
    return _size(blocks) <= _PART * _size(every)


def _is_flattened(blocks: list[_Block], every: list[_Block]) -> bool:
    """Whether the main text is the whole page without its paragraphs, as trafilatura's last resort gives it."""
    said, all_said = (sum(bool(flow(block.label + block.text)) for block in found) for found in (blocks, every))
    return _size(blocks) >= _WHOLE * _size(every) and said <= _FLAT * all_said


def _size(blocks: list[_Block]) -> int:
    return sum(
        len(flow(block.label + block.text)) + sum(len(cell) for row in block.rows for cell in row) for block in blocks
    )


def _laid_out(blocks: list[_Block]) -> Layout:
    """Put blocks together. A speaker goes on until another begins, or a heading or table stands between."""
    layout, speaker = Layout(), None
    labels = (block.label.rstrip(":： ") for block in blocks if not block.heading)
    names = names_among(label for label in labels if len(label) <= _LONGEST_NAME)
    for block in blocks:
        label, text = block.label.rstrip(":： "), block.text
        if block.heading or block.rows:
            speaker = None
            layout.paragraph(flow(block.label + text), Mark(0, heading=True))
            add_rows(layout, block.rows)
            continue
        if label in names:
            speaker, text = label, text.lstrip(":： \n")
        else:
            text = block.label + text
            written = label_of(text)
            if written and written[0] in names:
                speaker, text = written[0], text[written[1] :]
        layout.paragraph("\n".join(filter(None, map(flow, text.split("\n")))), Mark(0, speaker=speaker))
    return layout
