"""Quotes with their citations as CSV, Markdown and Word: by label, those of several labels under each of them."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.language import Language
from page.exports.quotes import ExportedQuote
from page.exports.tables import QUOTE, csv_text
from page.exports.xml_text import storable, with_line_feeds
from page.markdown import citation_link, escaped
from page.words import say

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_COLUMNS = ("labels", QUOTE, "who", "title", "kind", "where", "note", "source", "start", "end", "address", "added")
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def csv_table(quotes: Sequence[ExportedQuote]) -> str:
    """Return one line a quote (see `csv_text`)."""
    rows = []
    for quote in quotes:
        said = (quote.who, quote.title, quote.kind, quote.where, quote.note)
        place = (quote.source, quote.start, quote.end, quote.address, quote.added)
        rows.append((" | ".join(quote.labels), quote.text, *said, *place))
    return csv_text(_COLUMNS, rows)


def markdown_text(quotes: Sequence[ExportedQuote], language: Language, base: str) -> str:
    """Return quotes in Markdown, with links that open them in the page at the address `base`."""
    lines = [f"# {say(language, 'tab_collected')}", ""]
    for label, group in by_label(quotes, language):
        lines += [f"## {escaped(label)}", ""]
        for quote in group:
            lines += [f"> {escaped(line)}" for line in quote.text.splitlines()]
            link = f"[{quote.address}]({citation_link(quote.address, base)})"
            lines += [">", f"> — {escaped(quote.citation())} · {link}", ""]
            lines += [escaped(quote.note), ""] if quote.note else []
    return "\n".join(lines)


def word_document(sections: Sequence[tuple[str, Sequence[ExportedQuote]]], title: str, base: str) -> bytes:
    """Return sections of quotes, each under its heading, as a Word document. What Word cannot hold of a text (control
    characters) is a replacement character there.
    """
    from docx import Document

    document = Document()
    document.add_heading(_storable(title), 0)
    for heading, quotes in sections:
        document.add_heading(_storable(heading), 1)
        for quote in quotes:
            document.add_paragraph(_storable(quote.text), "Intense Quote")
            about = document.add_paragraph(f"— {_storable(quote.citation())} · ")
            _add_link(about, citation_link(quote.address, base), _storable(quote.address))
            if quote.note:
                document.add_paragraph(_storable(quote.note))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def by_label(quotes: Sequence[ExportedQuote], language: Language) -> Iterator[tuple[str, list[ExportedQuote]]]:
    """Yield labels in alphabetical order with their quotes; those without a label come last."""
    for label in sorted({label for quote in quotes for label in quote.labels}):
        yield label, [quote for quote in quotes if label in quote.labels]
    without = [quote for quote in quotes if not quote.labels]
    if without:
        yield say(language, "label_none"), without


def _storable(text: str) -> str:
    return storable(with_line_feeds(text))


def _add_link(paragraph: "Paragraph", address: str, text: str) -> None:
    """Append a link; python-docx reads links but does not make them."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, _LINK, is_external=True))
    link.append(paragraph.add_run(text)._r)
    paragraph._p.append(link)
