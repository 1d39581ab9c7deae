import io
from typing import Any

import pypdf
import pytest
from reader_samples import made, pdf, style
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph

from corpus.errors import UnreadableFile
from ingest.readers import read
from ingest.source import Source

LONG = "We trained the model on more data than ever before, and all of us who had worked on it were surprised. "
ZH = "我们在这里谈论很多关于模型的事情，比如规模、数据和训练方法，Gemini 3 Pro 也在其中，还有 large language models。"


def drawn(*pages: list[str], **options: Any) -> bytes:
    """A PDF whose lines are drawn one by one, as hard-wrapped text is."""
    made = io.BytesIO()
    canvas = Canvas(made, **options)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def paragraphs(data: bytes) -> list[str]:
    return read(data, "a.pdf").text.split("\n\n")


def at_page(source: Source, page: int) -> str:
    start = next(mark.start for mark in source.marks if mark.page == page)
    return source.text[start : start + 20]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_mark_says_where_each_page_begins(language: str) -> None:
    source = read(made("pdf", language), "a.pdf")
    assert [mark.page for mark in source.marks] == [1, 2]
    assert at_page(source, 2).startswith("Speaker A: Was it" if language == "en" else "主持人：这样就够了吗")


@pytest.mark.parametrize("text", [LONG * 3, ZH * 3])
def test_wrapped_lines_are_joined_and_paragraphs_kept(text: str) -> None:
    said = [f"{name}: {text.strip()}" for name in ("MATT", "SEBASTIAN") * 4]
    assert paragraphs(pdf([Paragraph(one, style(text)) for one in said])) == said


def test_indented_paragraphs_in_two_columns_are_kept_apart() -> None:
    made = io.BytesIO()
    document = BaseDocTemplate(made)
    frames = [Frame(40, 60, 250, 700), Frame(305, 60, 250, 700)]
    document.addPageTemplates([PageTemplate(frames=frames)])
    said = [f"Paragraph {number}. " + (LONG * (1 + number % 3)).strip() for number in range(30)]
    indented = ParagraphStyle("Indented", fontSize=10, leading=12, firstLineIndent=12)
    document.build([Paragraph(text, indented) for text in said])
    assert paragraphs(made.getvalue()) == said


def test_running_heads_and_page_numbers_are_left_out() -> None:
    def decorate(canvas: Any, document: Any) -> None:
        canvas.drawString(72, 810, "The Big Interview" if document.page % 2 else f"Issue 12, page {document.page}")
        canvas.drawCentredString(300, 25, str(document.page))

    said = [f"Speaker {'AB'[number % 2]}: Turn {number}. {LONG}So it was {'abcd'[number]}." for number in range(4)]
    flowables = [part for text in said for part in (Paragraph(text, style(text)), PageBreak())]
    assert paragraphs(pdf(flowables, decorate)) == said


def test_heads_in_parts_and_feet_of_several_lines_are_left_out() -> None:
    def decorate(canvas: Any, document: Any) -> None:
        canvas.drawString(72, 810, ("The bakers", "The smiths", "The millers")[document.page - 1])
        canvas.drawCentredString(300, 810, "Voices of the Valley")
        canvas.drawRightString(520, 810, str(document.page + 40))
        for row, words in enumerate(("Disclaimer: this copy is for information", "only. A certified one", "is sold.")):
            canvas.drawString(72, 48 - 11 * row, words)

    said = [f"Speaker {'AB'[number % 2]}: Turn {number}. {LONG}So it was {'abc'[number]}." for number in range(3)]
    flowables = [part for text in said for part in (Paragraph(text, style(text)), PageBreak())]
    assert paragraphs(pdf(flowables, decorate)) == said


def test_what_is_said_again_at_the_heads_of_pages_stays() -> None:
    pages = [["Speaker A: Yes.", f"Speaker B: Was it {word} there?", f"Speaker A: It was {word}."] for word in "abc"]
    said = [line for page in pages for line in page]
    assert paragraphs(drawn(*pages)) == said


def test_words_cut_at_the_end_of_a_line_or_page_are_made_whole() -> None:
    source = read(
        drawn(
            ["A state-of-the-art model was the subject of all of these inter-", "views, and not of any state-of-the-"],
            ["art system, says one who was there for the whole of the conver-", "sation. It is hard-won."],
        ),
        "a.pdf",
    )
    whole = "these interviews, and not of any state-of-the-art system, says one who was there for the whole of the"
    assert whole in source.text
    assert "conversation. It is hard-won." in source.text


def test_large_type_is_a_heading() -> None:
    styles = getSampleStyleSheet()
    said = [("A talk", "Heading1"), (LONG, "Normal"), ("Scale", "Heading1"), ("Data", "Heading1"), (LONG, "Normal")]
    source = read(pdf([Paragraph(text, styles[name]) for text, name in said]), "a.pdf")
    headings = [source.text[mark.start :].split("\n")[0] for mark in source.marks if mark.heading]
    assert headings == ["A talk", "Scale", "Data"]


def test_names_on_their_own_line_stay_on_it() -> None:
    assert paragraphs(drawn(["Speaker A", "Why?", "Speaker B", "Because."])) == [
        "Speaker A",
        "Why?",
        "Speaker B",
        "Because.",
    ]


def test_metadata_has_title_and_date() -> None:
    writer, made = pypdf.PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(drawn(["Hello there."])))
    writer.add_metadata({"/Title": "A talk\x00", "/CreationDate": "D:20251118093000+01'00'"})
    writer.write(made)
    assert read(made.getvalue(), "a.pdf").metadata == {"title": "A talk", "saved": "2025-11-18"}


def _blank(pages: int) -> bytes:
    writer, made = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (_blank(0), "a PDF of 0 pages"),
        (_blank(5001), "a PDF of 5001 pages"),
        (_blank(2), "no text on its 2 pages (scanned?); run it through OCR first"),
        (drawn(["Page 1"], ["Page 2"]), "no text"),
        (drawn(["Secret"], encrypt="password"), "encrypted; save it without a password"),
        (made("pdf")[:900], "broken PDF"),
        (b"%PDF-1.7\n" + b"[" * 100_000, "broken PDF"),
    ],
)
def test_each_fault_has_its_own_message(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data, "a.pdf")
    assert str(caught.value).startswith("a.pdf: ")
    assert says in str(caught.value)


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    assert paragraphs(drawn(["Hello there."], encrypt=StandardEncryption("", ownerPassword="owner"))) == [
        "Hello there."
    ]
