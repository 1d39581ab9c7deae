"""Questions inside the turns of whoever is asked."""

import pytest

from corpus.alignment.doubt import doubts
from corpus.alignment.statements import Statement
from corpus.transcript import Passage, Span


def told(text: str, *, speaker: str, paragraph: int, question: bool = False) -> Statement:
    passage = Passage(0, 0, len(text), text, "speech", speaker=speaker, question=question)
    return Statement(Span("talk", 0, len(text)), text, passage, paragraph)


TALK = [
    told("How did it begin?", speaker="Matt", paragraph=0, question=True),
    told("With a small team.", speaker="Seb", paragraph=1),
    told("People often ask about data: is it running out?", speaker="Seb", paragraph=2),
    told("There is less every year.", speaker="Seb", paragraph=2),
    told("What do you make of it?", speaker="Seb", paragraph=2),
    told("Who would have thought so?", speaker="Seb", paragraph=3),
]
NAMES = {"Seb": "Sebastian", "Matt": "Matthew"}


@pytest.mark.parametrize(
    ("said_by_others", "found"),
    [
        ({3: ["The Show"]}, {2: "Matthew", 3: "Matthew", 4: "Matthew"}),
        ({2: [None]}, {2: "Matthew", 3: "Matthew", 4: "Matthew"}),
        ({3: ["Sebastian"]}, {}),  # the other account lets him say it too
        ({}, {}),
    ],
)
def test_a_question_is_doubted_where_another_account_says_so(
    said_by_others: dict[int, list[str | None]], found: dict[int, str]
) -> None:
    assert doubts(TALK, said_by_others, NAMES) == found


def test_nobody_is_doubted_where_nobody_asks() -> None:
    assert doubts(TALK[1:], {2: [None]}, NAMES) == {}
