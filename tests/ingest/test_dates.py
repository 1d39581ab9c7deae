"""The date of a talk where only its title or its file's name says it."""

import io

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.catalogue import Catalogue
from ingest.dates import date_of_name, date_of_title
from ingest.metadata import Metadata
from ingest.transcripts import make_transcript


@pytest.mark.parametrize(
    ("stem", "date"),
    [
        ("2018-03-30-conversation", "2018-03-30"),
        ("talk_20180330", "2018-03-30"),
        ("talk_2018_03_30_b", None),
        ("episode-20181330", None),
        ("take-120180330", None),
    ],
)
def test_a_name_tells_the_date(stem: str, date: str | None) -> None:
    assert date_of_name(stem) == date


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("2018-03-30 Conversation with Jane Doe", "2018-03-30"),
        ("Interview with Jane Doe, March 3, 1998", "1998-03-03"),
        ("Jane Doe (1998-03-03)", "1998-03-03"),
        ("Remembering September 11, 2001", None),
        ("What 3 March 1998 changed", None),
    ],
)
def test_a_title_tells_the_date_at_its_ends(title: str, date: str | None) -> None:
    assert date_of_title(title) == date


def pdf_of_a_later_day(*lines: str) -> bytes:
    writer, made, drawn = pypdf.PdfWriter(), io.BytesIO(), io.BytesIO()
    canvas = Canvas(drawn)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 40 * number, line)
    canvas.save()
    writer.append(drawn)
    writer.add_metadata({"/CreationDate": "D:20190901093000"})
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "head", "date"),
    [
        ("20140502_harbour.pdf", "A talk at the harbour", "2014-05-02"),
        ("harbour.pdf", "May 2, 2014", "2014-05-02"),
        ("harbour.pdf", "A talk at the harbour", "2019-09-01"),
    ],
)
def test_the_day_on_which_a_file_was_saved_counts_least(name: str, head: str, date: str) -> None:
    data = pdf_of_a_later_day(head, "Amy Lund: Who built the mill?", "Carl Stone: My father did.")
    assert make_transcript(name, data, Metadata(), Catalogue()).info.date == date


def test_the_title_tells_the_date() -> None:
    text = b"# 2018-03-30 Conversation with Jane Doe\n\n### Jane Doe:\n\nHello.\n\n### Bob Ray:\n\nHello.\n"
    assert make_transcript("talk.md", text, Metadata(), Catalogue()).info.date == "2018-03-30"


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2018-03-25 00:00:00", "2018-03-25"),
        ("2018-03-25T09:30:00+02:00", "2018-03-25"),
        ("'2018-03-25T09:30'", "2018-03-25"),
        ("March 25, 2018", "2018-03-25"),
        ("2018年3月25日", "2018-03-25"),
        ("2018-03", "2018-03"),
        ("2018", "2018"),
        ("Spring 2018", "Spring 2018"),
    ],
)
def test_front_matter_tells_the_day_in_many_ways(said: str, date: str) -> None:
    text = f"---\ndate: {said}\n---\n\n**Jane Doe**: Hello.\n\n**Bob Ray**: Hello.\n"
    assert make_transcript("talk.md", text.encode(), Metadata(), Catalogue()).info.date == date
