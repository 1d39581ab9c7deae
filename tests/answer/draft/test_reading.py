import io

import docx
import pytest

from answer.draft.quotations import quotations
from answer.draft.reading import read_draft
from corpus.errors import UnreadableFile


def _word() -> bytes:
    document = docx.Document()
    document.add_heading("The crane", 1)
    document.add_paragraph("She said: “We sold the crane.”")
    document.add_paragraph("It went to a museum.", style="Quote")
    document.add_paragraph("By sea, at night.", style="Intense Quote")
    document.add_table(1, 1).cell(0, 0).text = "“And nobody saw it go”"
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


PAGE = """<html><head><title>“Not this one here”</title><style>q {}</style></head><body><nav>“Nor that one there”</nav>
<article><h1>The crane</h1><p>She said: <q>We <b>sold</b> the
crane.</q></p><blockquote><p>It went to a museum.</p><p>By sea, at night.</p></blockquote>
<ul><li>&ldquo;And nobody saw it go&rdquo;</li></ul></article></body></html>"""
SAID = ["We sold the crane.", "It went to a museum.\n\nBy sea, at night.", "And nobody saw it go"]


@pytest.mark.parametrize(("name", "data"), [("a.docx", _word()), ("a.html", PAGE.encode())])
def test_quotations_are_found_in_every_kind_of_draft(name: str, data: bytes) -> None:
    assert [one.text for one in quotations(read_draft(data, name))] == SAID


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_decoded(codec: str) -> None:
    assert read_draft("她说“起重机”".encode(codec), "a.txt").text == "她说“起重机”"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"%PDF", "a.pdf: not a kind of draft"),
        ("a.docx", b"no zip", "a.docx: no Word document"),
        ("a.txt", "她说".encode("gb18030"), "a.txt: not UTF-8"),
        ("a.md", b" \n", "a.md: there are no words"),
        ("a.html", b"", "a.html: no web page"),
        ("a.txt", b"a" * 500_001, "500,001 characters"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_draft(data, name)
