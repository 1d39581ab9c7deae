"""Headings of Markdown and of plain text."""

import pytest

from ingest.source import Mark, Source
from ingest.structure import understand

PROSE = "This is a paragraph of the article, and it says something. It goes on for a while.\n\n"
ABSATZ = "这是文章的一个段落，它说了一些事情，而且还很长很长。它继续说了一会儿，然后就结束了，没有别的。\n\n"
TALK = "Jane Doe\nHow did it all begin? Tell us more.\n\nBob Ray\nIt began with a small team of ten.\n\n"


def sections(text: str) -> list[str | None]:
    found: list[str | None] = []
    for passage in understand(Source(text)).passages:
        if passage.role == "speech" and passage.section not in found:
            found.append(passage.section)
    return found


def test_a_heading_is_named_as_it_is_read() -> None:
    assert sections(f"# A talk\n\n## R&amp;D at the mill\n\n{TALK}") == ["R&D at the mill"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("## The beginning", "The beginning"),
        ("### The beginning ###", "The beginning"),
        ("**The beginning**", "The beginning"),
        ("**一、开始的时候**", "一、开始的时候"),
        ("一、开始的时候", "一、开始的时候"),
        ("（二）后来的事情", "（二）后来的事情"),
        ("第三章 后来的事情", "第三章 后来的事情"),
        ("1. The beginning", "1. The beginning"),
        ("| 天才往往搬家", "天才往往搬家"),
        ("The beginning", "The beginning"),
        ("团队的起源与融合", "团队的起源与融合"),
        ("The beginning\n-----", "The beginning"),
    ],
)
@pytest.mark.parametrize("prose", [PROSE, ABSATZ])
def test_a_heading_between_paragraphs(line: str, words: str, prose: str) -> None:
    assert sections(f"{prose}{line}\n\n{prose}") == [None, words]


@pytest.mark.parametrize(
    "line",
    [
        "This is a sentence.",
        "And he said:",
        "I think so",
        "we did it all in one year",
        "我觉得是这样",
        "- an item of a list",
        "This line is so long that nobody would ever make a heading of it, not even in a scientific article",
    ],
)
def test_lines_that_are_no_headings(line: str) -> None:
    assert sections(f"{PROSE}{line}\n\n{PROSE}") == [None]


@pytest.mark.parametrize(
    "line", ["The team and its work", "What comes next?", "团队的起源与融合", "最先发生变化的是什么?"]
)
def test_a_heading_in_a_dialogue_stands_above_a_speaker(line: str) -> None:
    assert sections(f"{TALK}{line}\n\n{TALK}") == [None, line]


@pytest.mark.parametrize("line", ["What do you think comes next?", "是什么让你相信它正在变强?", "I could not say"])
def test_the_last_words_of_a_turn_are_no_heading(line: str) -> None:
    assert sections(f"{TALK}{line}\n\n{TALK}") == [None]


@pytest.mark.parametrize(("plain", "asked", "is_heading"), [(3, True, True), (3, False, False), (0, True, False)])
def test_a_question_at_the_end_of_an_interviewers_turn(plain: int, asked: bool, is_heading: bool) -> None:
    talk = "".join(f"The beginning of part {n}\n\n{TALK}" if n < plain else TALK for n in range(4))
    turn = f"Jane Doe\nThat was a long time. {'What was it like?' if asked else 'It was hard.'}\n\n"
    text = f"{TALK}{talk}{turn}What comes next?\n\nBob Ray\nNobody can say that today.\n"
    assert (sections(text)[-1] == "What comes next?") is is_heading


def test_short_words_directly_below_a_speaker_are_no_heading() -> None:
    assert sections(f"{TALK}Bob Ray\n\nThe team and its work\n\n{TALK}") == [None]


def test_without_punctuation_nothing_is_guessed() -> None:
    captions = "".join(f"and then we went on to build number {n} of those systems\n\n" for n in range(9))
    assert sections(f"{captions}Yeah exactly\n\n{captions}") == [None]


def test_two_headings_in_a_row_are_both_context() -> None:
    found = understand(Source(f"{PROSE}## The team\n\n### Its work\n\n{PROSE}")).passages[-1]
    assert (found.section, found.context) == ("Its work", "The team Its work")


def test_headings_of_the_format() -> None:
    text = f"{PROSE}our work in 2025\n{PROSE}"
    found = understand(Source(text, (Mark(0, page=1), Mark(len(PROSE), page=1, heading=True)))).passages
    assert [p.role for p in found] == ["speech", "heading", "speech"]


def test_the_title_is_no_section() -> None:
    structure = understand(Source(f"# The talk\n\n{PROSE}"))
    assert structure.title == "The talk"
    assert [p.section for p in structure.passages] == [None, None]


def test_a_line_that_leads_into_a_list_is_context_of_its_items() -> None:
    item = "something that is said about it at some length, so that it makes a passage of its own, long enough for that"
    items = "".join(f"  - {n}: {item} {item}\n" for n in ("one", "two"))
    found = understand(Source(f"{PROSE}There were two reasons for it:\n\n{items}")).passages
    assert [p.context for p in found if p.text.lstrip().startswith("- ")] == ["There were two reasons for it:"] * 2
