import datetime
import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reader_samples import made

from corpus.errors import UnreadableFile
from ingest.readers import read
from ingest.source import Source

W = nsdecls("w")
LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def replaced(**parts: bytes) -> bytes:
    """The sample with some of its XML replaced; `word__document` stands for word/document.xml."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made("docx"))) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.removesuffix(".xml").replace("/", "__"), old.read(name)))
    return file.getvalue()


def headings(source: Source) -> list[str]:
    return [source.text[mark.start :].split("\n")[0] for mark in source.marks if mark.heading]


def test_headings_are_marked_those_of_own_styles_too() -> None:
    document = docx.Document()
    own = document.styles.add_style("Own", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 2"]
    document.add_heading("A talk", 0)
    document.add_heading("Scale", 1)
    document.add_paragraph("Said.")
    document.add_paragraph("Data", style="Own")
    document.add_paragraph("Said again.")
    source = read(saved(document), "a.docx")
    assert source.text == "A talk\n\nScale\n\nSaid.\n\nData\n\nSaid again."
    assert headings(source) == ["A talk", "Scale", "Data"]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([["Speaker A", "Why?"], ["Speaker B", "Because."]], "Speaker A: Why?\n\nSpeaker B: Because."),
        ([["主持人：", "为什么？"], ["嘉宾：", "因为。"]], "主持人：为什么？\n\n嘉宾：因为。"),
        ([["year", "people"], ["2024", "150"]], "year\tpeople\n\n2024\t150"),
    ],
)
def test_tables_stand_in_their_order_and_may_be_dialogues(rows: list[list[str]], text: str) -> None:
    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(len(rows), 2)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, texts, strict=True):
            cell.text = words
    document.add_paragraph("After.")
    source = read(saved(document), "a.docx")
    assert source.text == f"Before.\n\n{text}\n\nAfter."


def test_insertions_boxes_and_controls_are_read_and_deletions_are_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("One")
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t> two</w:t><w:br/><w:t>three</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>four</w:delText></w:r></w:del>"))
    box = f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    paragraph._p.append(parse_xml(box))
    control = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>controlled</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    assert read(saved(document), "a.docx").text == "One two\nthree\n\nboxed\n\ncontrolled"


def test_title_and_date_come_from_the_properties() -> None:
    document = docx.Document()
    document.add_paragraph("Said.")
    document.core_properties.title = "A talk"
    document.core_properties.created = datetime.datetime(2025, 11, 18, tzinfo=datetime.UTC)
    assert read(saved(document), "a.docx").metadata == {"title": "A talk", "saved": "2025-11-18"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (made("docx")[:-200], "broken"),
        (replaced(word__document=b"<w:document"), "broken Word document (XMLSyntaxError)"),
        (replaced(word__document=b"<other/>"), "broken Word document"),
        (replaced(**{"[Content_Types]": b"<Types/>"}), "broken Word document"),
        (replaced(word__document=bytes(301 * 2**20)), "unpacks to 301 MB, more than 300"),
        (saved(docx.Document()), "without text"),
    ],
)
def test_each_fault_has_its_own_message(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data, "a.docx")
    assert str(caught.value).startswith("a.docx: ")
    assert says in str(caught.value)


def test_a_document_of_entities_within_entities_is_refused() -> None:
    document = f"<w:document {W}><w:body><w:p><w:r><w:t>one</w:t><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
    laughs = f'<!DOCTYPE x [<!ENTITY a "lol">{LAUGHS}]>{document}'
    with pytest.raises(UnreadableFile, match="broken"):
        read(replaced(word__document=laughs.encode()), "a.docx")
