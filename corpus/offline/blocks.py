"""The paragraphs, headings and cells of a page and of its translation, side by side."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.offline.translations import Pair

XML = {".page", ".docbook", ".xml"}
HTML = {".html", ".utf8"}
MARKDOWN = {".md", ".mdx"}

_BLOCKS = set("caption dd desc dt figcaption h1 h2 h3 h4 h5 h6 item li p para simpara td th title".split())
_NOT_PROSE = set("footer head nav noscript pre screen script style".split())
_SAFE_RUN = 6  # equal blocks in a row; fewer may be equal by chance

_MARKDOWN = MarkdownIt("commonmark").enable("table")

Block = tuple[tuple[str, str], str]
"""What a block is (its tag, and an attribute or what it holds that is not prose), and its text."""


def _text(element: Any) -> str:
    """Return the text of an element without that of blocks inside it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append(" ")
        elif etree.QName(child).localname not in _BLOCKS:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _read_markup(file: Path, attribute: str) -> list[Block]:
    parser = etree.XMLParser(recover=True) if file.suffix in XML else etree.HTMLParser(encoding="utf-8")
    page = etree.fromstring(file.read_bytes(), parser)
    if page is None:
        return []
    etree.strip_elements(page, etree.Comment, etree.PI, etree.Entity, with_tail=False)
    etree.strip_elements(page, *(f"{{*}}{tag}" for tag in _NOT_PROSE), with_tail=False)
    blocks = [element for element in page.iter() if etree.QName(element).localname in _BLOCKS]
    return [
        ((etree.QName(block).localname, block.get(attribute, "")), " ".join(_text(block).split())) for block in blocks
    ]


def _inline_text(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": " "}
    return "".join(breaks.get(child.type, child.content) for child in token.children or [] if child.type != "image")


def _read_markdown(file: Path) -> list[Block]:
    """Return blocks of prose, and of code without a text: being the same in both languages, it keeps them in step."""
    tokens = _MARKDOWN.parse(file.read_text("utf-8", "replace"))
    blocks = []
    tag = ""
    for token in tokens:
        tag = token.tag or tag
        if token.type == "inline":
            blocks.append(((tag, str(token.level)), _inline_text(token)))
        elif token.type == "fence":
            blocks.append((("pre", token.content), ""))
    return blocks


def _read_blocks(file: Path) -> list[Block]:
    return _read_markdown(file) if file.suffix in MARKDOWN else _read_markup(file, "class")


def join_numbered(english: Path, chinese: Path) -> Iterator[Pair]:
    """Pair the blocks of two pages by their numbers, which are the same in both."""
    translations = dict(_read_markup(chinese, "id"))
    for key, text in _read_markup(english, "id"):
        if key[1] and key in translations:
            yield text, translations[key]


def align(english: Path, chinese: Path) -> Iterator[Pair]:
    """Pair the blocks of two pages where a run of them is alike in both."""
    ours, theirs = _read_blocks(english), _read_blocks(chinese)
    matcher = SequenceMatcher(None, [key for key, _ in ours], [key for key, _ in theirs], autojunk=False)
    for start, other_start, size in matcher.get_matching_blocks():
        if size >= _SAFE_RUN or size == len(ours) == len(theirs):
            for place in range(size):
                yield ours[start + place][1], theirs[other_start + place][1]
