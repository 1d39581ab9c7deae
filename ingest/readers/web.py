"""Saved web pages (.html): the main text, found by trafilatura, without the page's furniture.

Headings are marks. Names that the page sets apart, in bold above or at the head of a paragraph or in a list
of terms, become labels, `Name: …`, as other transcripts have them. Where trafilatura finds no main text, or
only the words of it, all of the body is read. Nothing is fetched.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from corpus.errors import UnreadableFile
from ingest.dates import date_in
from ingest.head_scan import COLONS
from ingest.names import Likeness, likeness
from ingest.readers.cues import Layout, clean, flow, labelled, names_among
from ingest.readers.main_text import Block, chosen, clock_of
from ingest.readers.tables import add_rows
from ingest.readers.text import decode, source_of_text
from ingest.remarks import is_remark
from ingest.source import Mark, Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin1": "cp1252", "x-sjis": "shift_jis"}
_TRUSTED = re.compile(r"gb18030|big5(-?hkscs)?|shift[_-]jis|euc-(jp|kr)|iso-8859-\d+|(windows-|cp)\d+|koi8-[ru]|utf-16")
_HEADINGS = frozenset({"head", "h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    *("p", "item", "row", "table", "list", "quote", "code", "div", "main", "body", "html", "article", "section"),
    *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "tr", "thead", "tbody", "figure", "figcaption"),
    *("header", "details", "summary", "td", "th", "cell", "center", "address", "form", "fieldset"),
}
_FURNITURE = (
    *("script", "style", "noscript", "template", "head", "nav", "footer", "aside", "button", "svg", "iframe"),
    *("object", "select", "textarea", "audio", "video", "canvas"),
)
_FURNITURE_CLASSES = frozenset(
    "breadcrumb breadcrumbs share sharing social cookie cookies pagination pager newsletter comments".split()
)
_NAMING_CLASS = re.compile(r"(?P<part>[\w-]{0,30}?)[_-]?(?:name|author|participant|who)")
_SAYING_CLASS = re.compile(r"(?P<part>[\w-]{0,30}?)[_-]?(?:text|words|content|message|speech|line|utterance|body)")
_BEGINS = ("begin", "data-begin", "data-start", "data-time", "data-timestamp")
_CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?!\d|:\d)")
_LONGEST_NAME = 40
_DASHES = re.compile(r"[-–—―─]{1,3}")
_RECURRING = 0.5  # of the terms of a page recur, where they are who speaks
_EDITED = re.compile(
    r"last (?:edited|modified|updated|changed)(?: on|:)?|zuletzt (?:bearbeitet|geändert|aktualisiert)(?: am)?"
    r"|dernière modification(?: le|:)?|última (?:modificación|edición|modificação)(?: el| em|:)?"
    r"|ultima modifica(?: il|:)?|最后(?:编辑|修改|更新)(?:于|：|:)?|最後(?:編輯|修改|更新)(?:於|：|:)?",
    re.IGNORECASE,
)
_ONLY = 0.9
"""Of a page's characters, in preformatted text: the page is a text in a browser's clothes."""


def read(data: bytes, name: str) -> Source:
    """Read a web page: paragraphs, with marks for headings; title, date, url and publisher.

    Raises:
        UnreadableFile: The bytes are not text, or a page without text.
    """
    html, encoding = _decoded(data, name)
    plain = _preformatted(html)
    if plain is not None:
        return source_of_text(plain, encoding)
    main, metadata = _main(html)
    source = _laid_out(chosen(main, _said(_body(html)))).source(metadata, encoding)
    if not re.search(r"\w", source.text):
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
        for element in list(tree.iter("div", "ul", "ol", "p", "section")):
            if _FURNITURE_CLASSES.intersection(element.get("class", "").casefold().split()):
                element.drop_tree()
    return tree


def _preformatted(html: str) -> str | None:
    """Return the text of a page that only wraps a plain text, None where there is more around it."""
    body = _body(html)
    found = [] if body is None else list(body.iter("pre"))
    text = "\n\n".join(clean("".join(element.itertext())) for element in found)
    return (
        text if len(text) > 200 and _letters_count(text) >= _ONLY * _letters_count("".join(body.itertext())) else None
    )


def _letters_count(text: str) -> int:
    return sum(map(str.isalnum, text))


def _main(html: str) -> tuple[list[Block], dict[str, str]]:
    """Return the blocks of the main text, none where trafilatura finds none, and the page's metadata."""
    import trafilatura
    from lxml import etree

    tree = _parsed(html)
    page = None
    if tree is not None:
        etree.strip_elements(tree, "noscript", "template", with_tail=False)
        for anchor in [anchor for anchor in tree.iter("a") if anchor.get("name") and not anchor.get("href")]:
            anchor.drop_tag()  # a place on the page: trafilatura takes it for a link
        page = trafilatura.bare_extraction(
            tree,
            include_formatting=True,
            include_comments=False,
            with_metadata=True,
            favor_recall=True,
            date_extraction_params={"extensive_search": False},  # no years that are only spoken of
        )
    if page is None:
        return [], {}
    day = "saved" if _is_of_edit(html, page.date) else "date"
    known = {"title": page.title, day: page.date, "url": page.url, "publisher": page.sitename}
    metadata = {key: flow(value) for key, value in known.items() if isinstance(value, str) and flow(value)}
    return _said(page.body), metadata


def _is_of_edit(html: str, date: str | None) -> bool:
    """Whether a page's date is only that of its last change: nobody says then when the talk was."""
    return any(date_in(html[found.end() : found.end() + _LONGEST_NAME]) == date for found in _EDITED.finditer(html))


def _said(element: Any) -> list[Block]:
    """Return the blocks of an element that say something, none where there is no element."""
    blocks = () if element is None else _blocks(element)
    return [block for block in blocks if block.rows or block.label or block.text.strip()]


def _blocks(element: Any) -> Iterator[Block]:
    """Yield the blocks in an element in their order: what stands between block elements is a block too."""
    if element.tag == "table" and element.find(".//table") is None:  # one that holds another only lays out
        rows = [[flow(_words(cell)) for cell in row.iter("td", "th", "cell")] for row in element.iter("tr", "row")]
        yield Block(rows=rows)
        return
    term, keep = "", element.tag in ("pre", "code")
    block = Block(
        _plain(element.text, keep),
        heading=element.tag in _HEADINGS,
        italic=_is_italic(element),
        clock=_begun(element),
    )
    for child in element:
        tag = str(child.get("rend", "item")) if child.tag == "item" else str(child.tag)
        if child.tag not in _BLOCKS:
            _run_on(block, child)
            block.text += _plain(child.tail, keep)
            continue
        yield from (block, Block(term if tag.startswith("dt") else ""))
        if tag.startswith("dt"):
            term = flow(_words(child))
        else:
            yield from _explained(_blocks(child), term)
            term = ""
        block = Block(_plain(child.tail, keep), heading=block.heading)
    yield from (block, Block(term))


def _begun(element: Any) -> str:
    """Return the time that an attribute of a paragraph gives it, whole seconds; empty without."""
    found = next((_CLOCK.match(element.get(key, "")) for key in _BEGINS if element.get(key)), None)
    return found.group() if found else ""


def _is_italic(element: Any) -> bool:
    """Whether an element holds one in italics and nothing beside it."""
    inner = element[0] if len(element) == 1 else None
    italic = inner is not None and (inner.tag in ("em", "i") or (inner.tag == "hi" and inner.get("rend") == "#i"))
    return bool(italic) and not (element.text or "").strip() and not (element[0].tail or "").strip()


def _plain(text: str | None, keep: bool = False) -> str:
    """Return text as a browser shows it: line ends are spaces, except in preformatted text."""
    return (text or "") if keep else (text or "").replace("\n", " ")


def _run_on(block: Block, child: Any) -> None:
    """Add to a block what stands in an inline element; bold at its head is its label, as is a speaker."""
    is_bold = child.tag in ("b", "strong") or (child.tag == "hi" and child.get("rend") == "#b")
    is_cited = child.tag == "cite" and _words(child).rstrip().endswith(tuple(COLONS))
    is_told = _is_named_beside(child)
    block.told = block.told or is_told
    is_name = is_bold or is_cited or is_told or "speaker" in child.get("class", "").lower()
    if is_name and not block.text.strip() and not block.label:
        block.label = flow(_words(child))
    elif is_bold and not block.text.strip() and _ends_a_name(block.label, _words(child), child.tail):
        block.label, block.text = flow(block.label + block.text + _words(child)), ""  # a name in several runs
    else:
        block.text += _words(child)


def _is_named_beside(child: Any) -> bool:
    """Whether an element's class says that it names somebody, and that of one behind it that it is what is said:
    `ts-name`, `ts-text`.
    """
    named = _NAMING_CLASS.fullmatch(child.get("class", "").casefold())
    said = (_SAYING_CLASS.fullmatch(other.get("class", "").casefold()) for other in child.itersiblings())
    return named is not None and any(found is not None and found["part"] == named["part"] for found in said)


def _ends_a_name(before: str, words: str, after: str | None) -> bool:
    """Whether a bold run ends with the colon of a name that the bold run before it begins, or stands before it."""
    ends = words.rstrip().endswith(tuple(COLONS)) or (after or "").lstrip().startswith(tuple(COLONS))
    return ends and not before.endswith(tuple(COLONS)) and len(before + words) <= _LONGEST_NAME


def _explained(blocks: Iterator[Block], term: str) -> Iterator[Block]:
    """Give the first block that says something the term that it explains as its label."""
    for block in blocks:
        if term and block.text.strip() and not block.label:
            if _DASHES.fullmatch(term):  # who asks has no name
                block.text, term = f"{term} {block.text.lstrip()}", ""
            else:
                block.label, block.text, block.term, term = term, "\n" + block.text, True, ""
        yield block
    if term:
        yield Block(term)


def _words(element: Any) -> str:
    """Return all the words in an element, its breaks as line ends."""
    if not isinstance(element.tag, str):
        return ""
    found = ["\n" if element.tag in ("br", "lb") else _plain(element.text)]
    for child in element:
        apart = "\n" if child.tag in _BLOCKS else ""
        found.extend([apart, _words(child), apart, _plain(child.tail)])
    return "".join(found)


def _speaking(blocks: list[Block]) -> set[str]:
    """Return the terms of a page that may be names, where most of them recur: who speaks once, too, is one of them."""
    terms = [block.label.rstrip(":： ") for block in blocks if block.term]
    recurring = sum(count for count in Counter(terms).values() if count > 1)
    enough = terms and recurring >= _RECURRING * len(terms)
    return {term for term in terms if likeness(term) >= Likeness.SINGLE} if enough else set()


def _laid_out(blocks: list[Block]) -> Layout:
    """Put blocks together, who speaks before what they say, as transcripts are written."""
    layout, speaker, clock = Layout(), "", ""
    labels = [block.label.rstrip(":： ") for block in blocks if not block.heading]
    names = names_among(label for label in labels if len(label) <= _LONGEST_NAME) | _speaking(blocks)
    called = {label for label in labels if likeness(label) >= Likeness.SINGLE}
    for block in [*blocks, Block(heading=True)]:
        label = block.label.rstrip(":： ")
        is_named = label in names and not block.heading
        text = block.text.lstrip(":： \n") if is_named else block.label + block.text
        text = "\n".join(filter(None, map(flow, text.split("\n"))))
        text = f"*{text}*" if block.italic and not is_named and is_remark(text, called) else text
        if block.heading or block.rows or is_named:
            layout.paragraph(speaker)  # who said nothing
            speaker, clock = (label, clock_of(text)) if is_named else ("", "")
        if block.heading:
            layout.paragraph(flow(text), Mark(0, heading=True))
        elif text and text != clock:
            clock = clock or block.clock
            layout.paragraph(f"[{clock}] {labelled(speaker, text)}" if clock else labelled(speaker, text))
            speaker = clock = ""
        add_rows(layout, block.rows)
    return layout
