"""The date of a talk where only its title or its file's name says it."""

import pytest

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


def test_the_title_tells_the_date() -> None:
    text = b"# 2018-03-30 Conversation with Jane Doe\n\n### Jane Doe:\n\nHello.\n\n### Bob Ray:\n\nHello.\n"
    assert make_transcript("talk.md", text, Metadata(), Catalogue()).info.date == "2018-03-30"
