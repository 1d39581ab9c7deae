"""What is on a page but was not said is kept, and never retrieved."""

import pytest

from ingest.source import Source
from ingest.structure import understand

PROSE = "This is a paragraph of the article, and it says something. It goes on for a while.\n\n"
TALK = "Jane Doe: How did it all begin? Tell us.\n\nBob Ray: It began with a small team of ten people.\n\n"
MORE = "Jane Doe: And what was the hardest part of it?\n\nBob Ray: The data, of which we had far too little.\n\n"


def roles(text: str, title: str | None = None) -> dict[str, str]:
    """The role of every line that is not blank; the last one where a line occurs twice."""
    found = {}
    for passage in understand(Source(text), title).passages:
        for line in passage.text.splitlines():
            if line.strip():
                found[line.strip()] = passage.role
    return found


@pytest.mark.parametrize(
    "line",
    [
        "---",
        "* * *",
        "[model=some-model,0]",
        "https://example.org/a?b=c",
        "[a link](https://example.org/a_(b))",
        "![](picture.png)",
        "6639点击    2025-12-22 11:44",
        "1,024 views · 2025-12-22",
        "2025-12-22 11:44",
        "[Music]",
        "(applause)",
        "•",
        "<!-- a comment -->",
    ],
)
def test_lines_that_are_no_speech_anywhere(line: str) -> None:
    assert roles(f"{PROSE}{line}\n\n{PROSE}")[line] == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "In 2025 we had 6,639 views a day, which was a lot for us then.",
        "See https://example.org/a for the paper that we wrote.",
        "[Music] was what I studied first.",
        "References to other work are what made it famous, I believe.",
        "The end of the year was the hardest time for the team.",
        "好的，我来回答这个问题。",
        "文章里说的那些数字，其实都不对。",
    ],
)
def test_speech_that_looks_like_furniture(line: str) -> None:
    assert roles(f"{PROSE}{line}\n\n{PROSE}")[line] == "speech"


def test_front_matter() -> None:
    found = roles(f"---\ntitle: A talk\ntags:\n  - x\n---\n{PROSE}")
    assert [found[line] for line in ("title: A talk", "- x", PROSE.strip())] == ["furniture", "furniture", "speech"]


def test_a_rule_and_text_are_not_front_matter() -> None:
    assert roles("---\nNothing here is YAML: it is\n  - text: [\n---\n")["Nothing here is YAML: it is"] == "speech"


@pytest.mark.parametrize(
    "preamble", ["好的，这是一份采访的专业整理稿。", "Sure, here is the cleaned transcript you asked for."]
)
def test_the_preamble_of_a_language_model(preamble: str) -> None:
    found = roles(f"{preamble}\n\n---\n\n{TALK}")
    assert found[preamble] == "furniture"


def test_a_speaker_who_begins_with_sure_is_speech() -> None:
    text = f"{TALK}{MORE}Jane Doe: Sure, here is the version that we made.\n"
    last = understand(Source(text)).passages[-1]
    assert (last.role, last.text) == ("speech", "Sure, here is the version that we made.\n")


def test_a_site_header_and_the_repeated_title() -> None:
    title = "They tell us how it all began and what comes next"
    block = f"NEWS SITE: the best news there is\n# Hot searches #\n{title}\n12点击  2025-12-22 11:44"
    header = f"{title}\n\n{block}\n\n{title}\n\n"
    passages = understand(Source(f"{header}{PROSE}{title}\n\n{TALK}")).passages
    assert [p.text.strip() for p in passages if p.role == "heading"] == [title]
    assert next(p.text for p in passages if p.role == "speech") == PROSE
    assert not any(p.speaker == "NEWS SITE" for p in passages)


def test_what_follows_the_end() -> None:
    end = "参考链接:\n\nhttps://example.org/x\n\n文章来自于某网站。\n\n某网站资源拓展\n\n【免费】某工具是一个工具。它很好用。\n"
    found = understand(Source((TALK + MORE) * 5 + end)).passages
    assert found[-1].role == "furniture"
    assert found[-1].text == end


def test_an_end_before_the_last_speaker_is_none() -> None:
    last = understand(Source(f"{TALK}参考链接:\n\n{MORE}")).passages[-1]
    assert (last.role, last.text.strip()) == ("speech", "The data, of which we had far too little.")


def test_a_publisher_in_brackets_at_the_end() -> None:
    passages = understand(Source(f"{TALK}Jane Doe: Thank you very much. (Some News Site)")).passages
    assert (passages[-1].role, passages[-1].text) == ("furniture", " (Some News Site)")


def test_twins_in_another_language_are_linked() -> None:
    def pair(chinese: str, english: str) -> str:
        tags = "<details>\n<summary>Original English</summary>\n\n**Host**: {}\n\n</details>\n\n"
        return f"**主持人**: {chinese}\n\n" + tags.format(english)

    text = pair("我们今天来聊聊这个故事。", "We talk about this story today.") + pair("后来呢？", "And then?")
    speech = [p for p in understand(Source(text)).passages if p.role == "speech"]
    assert [(p.turn, p.parallel, p.language[:2]) for p in speech] == [
        (0, 1, "zh"),
        (1, 0, "en"),
        (2, 3, "zh"),
        (3, 2, "en"),
    ]


def test_a_table_of_contents() -> None:
    contents = "0:00 – Introduction\n2:10 – Games\n15:22 – Biology\n"
    passages = understand(Source(f"{PROSE}Chapters of the talk\n{contents}\n{TALK}{MORE}")).passages
    assert [p.text.strip() for p in passages if p.role == "furniture"] == [contents.strip()]


@pytest.mark.parametrize("lines", [5, 200])
def test_text_without_any_punctuation_is_speech(lines: int) -> None:
    text = "".join(f"and then we went on to build number {n}\n" for n in range(lines))
    assert {p.role for p in understand(Source(text)).passages} == {"speech"}
    assert {p.role for p in understand(Source(f"{text * 20}\n{PROSE}")).passages} == {"speech"}


def test_guesses_that_hide_nearly_everything_are_taken_back() -> None:
    text = "".join(f"{n}. Number {n} of the list\n\n" for n in range(1, 30))
    assert {p.role for p in understand(Source(f"---\ntitle: x\n---\n{text}")).passages} == {"furniture", "speech"}
