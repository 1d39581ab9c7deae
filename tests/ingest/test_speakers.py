"""Speaker lines in every usual style: the same dialogue is always understood in the same way."""

import pytest

from corpus.transcript import Passage
from ingest.readers import read
from ingest.source import Mark, Source
from ingest.stamps import seconds
from ingest.structure import understand

SAID = [
    ("Jane Doe", "Welcome to the show. How did you begin to build such large systems?"),
    ("Bob Ray", "We began with a small team of ten people. It grew every year after that."),
    ("Jane Doe", "And what was the hardest part of it all?"),
    ("Bob Ray", "The data, without any doubt. We had far too little of it in the first year."),
]
GESAGT = [
    ("李明", "欢迎来到节目。你们一开始是怎么做这么大的系统的？"),
    ("王小红", "我们最初只有十个人的小团队，之后每年都在增长。"),
    ("李明", "那其中最难的部分是什么？"),
    ("王小红", "毫无疑问是数据。第一年我们的数据实在太少了。"),
]
STYLES = {
    "inline": "{name}: {text}\n\n",
    "single newline": "{name}: {text}\n",
    "capitals": "{NAME}: {text}\n\n",
    "wide colon": "{name}：{text}\n\n",
    "bold": "**{name}**: {text}\n\n",
    "bold with colon inside": "**{name}:** {text}\n\n",
    "own line": "{name}\n{text}\n\n",
    "own line, blank line after": "{name}\n\n{text}\n\n",
    "own line with colon": "{name}:\n{text}\n\n",
    "own line in bold": "**{name}**\n\n{text}\n\n",
    "time after": "{name} (00:{time})\n{text}\n\n",
    "time after, bare": "{name}  {time}\n{text}\n\n",
    "time before": "[00:{time}] {name}: {text}\n\n",
    "time before, bare": "{time} {name}: {text}\n",
    "time between": "{name} [00:{time}]: {text}\n\n",
    "time after, slanted": "**{name}** *00:{time}*\n\n{text}\n\n",
    "windows line ends": "{name}: {text}\r\n\r\n",
}


def speech(text: str, marks: tuple[Mark, ...] = (), people: tuple[str, ...] = ()) -> list[Passage]:
    return [p for p in understand(Source(text, marks), people=people).passages if p.role == "speech"]


def written(style: str, said: list[tuple[str, str]]) -> str:
    lines = [
        STYLES[style].format(name=name, NAME=name.upper(), text=text, time=f"1{at}:30")
        for at, (name, text) in enumerate(said)
    ]
    return "".join(lines)


@pytest.mark.parametrize("said", [SAID, GESAGT], ids=["en", "zh"])
@pytest.mark.parametrize("style", STYLES)
def test_every_style_gives_the_same_turns(style: str, said: list[tuple[str, str]]) -> None:
    found = speech(written(style, said))
    assert [(p.turn, p.speaker.title() if p.speaker else None, p.text.strip()) for p in found] == [
        (at, name, text) for at, (name, text) in enumerate(said)
    ]
    assert [p.question for p in found] == [True, False, True, False]
    assert found[3].context == said[2][1]
    if "time" in style:
        assert [p.time for p in found] == [630.0, 690.0, 750.0, 810.0]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [("Q", "A"), ("问", "答"), ("問", "答"), ("Host", "Guest"), ("主持人", "嘉宾"), ("记者", "张三")],
)
@pytest.mark.parametrize("colon", [":", "：", ": "])
def test_roles_are_speakers_even_once(asks: str, answers: str, colon: str) -> None:
    found = speech(f"{asks}{colon}Is it true?\n\n{answers}{colon}It certainly is true.\n\n{asks}{colon}Thank you.\n")
    assert [p.speaker for p in found] == [asks, answers, asks]
    assert found[0].question
    assert not found[1].question


def test_a_known_person_is_a_speaker_even_once() -> None:
    text = "The editor has written this introduction.\n\nBob Ray\nI said it only once.\n"
    assert [p.speaker for p in speech(text, people=("Bob Ray",))] == [None, "Bob Ray"]
    assert [p.speaker for p in speech(text)] == [None]


def test_a_guest_who_speaks_once_is_found_among_others() -> None:
    text = written("inline", SAID) + "Mary Major: I only have one short question for you.\n\n" + written("inline", SAID)
    assert "Mary Major" in [p.speaker for p in speech(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is no speaker at all.\n\nNote: nor is this one here.\n",
        "One thing is clear: we were late.\n\nOne thing is clear: we are late again.\n",
        "他说：今天天气很好。\n\n他说：明天也不错。\n",
        "优点：速度快。\n\n缺点：价格高。\n\n优点：体积小。\n\n缺点：太重了。\n",
        "项目地址:https://example.org/a\n\n正文在这里。\n\n项目地址:https://example.org/b\n",
        "We met at noon.\n\nWith 4:51 left, they ran.\n\nWith 3:51 left, they ran again.\n",
        "1. **Speed:** it is fast.\n2. **Speed:** it is very fast.\n",
        "Results: the first table.\n\nResults: the second table.\n",
    ],
)
def test_other_words_before_colons_are_not_speakers(text: str) -> None:
    assert {p.speaker for p in speech(text)} == {None}


def test_an_unknown_label_alone_is_speech() -> None:
    found = speech("备註:RETRO,一种研究方向,全称很长。\n\n后面是正文,写得很长很长很长。\n")
    assert found[0].text.startswith("备註")


def test_the_introduction_has_no_speaker() -> None:
    found = speech("The editor introduces both of them here.\n\n" + written("own line", SAID))
    assert found[0].speaker is None
    assert [p.turn for p in found] == [0, 1, 2, 3, 4]


def test_speakers_and_times_of_the_format_count() -> None:
    text = "How did it begin?\n\nNote: it began small, and it stayed so."
    marks = (Mark(0, time=1.0, speaker="Jane Doe"), Mark(19, time=4.5, speaker="Bob Ray"))
    assert [(p.speaker, p.time) for p in speech(text, marks)] == [("Jane Doe", 1.0), ("Bob Ray", 4.5)]


def test_pages_of_the_format_count() -> None:
    text = "The first page is here, with a paragraph of some length on it.\n\nThe second page is here."
    assert [p.page for p in speech(text * 1, (Mark(0, page=1), Mark(64, page=2)))] == [1, 2]


def test_a_host_who_narrates_is_no_interviewer() -> None:
    story = "We tell the story of this team today, from its first day to its last day. Is it not odd?"
    text = f"**Host**: {story}\n\n**Bob Ray**: I was there.\n\n**Host**: {story}\n\n**Bob Ray**: I still am.\n\n"
    assert not any(p.question for p in speech(text))


def test_an_interviewer_who_states_something_is_quoted() -> None:
    text = written("inline", SAID) + "Jane Doe: We tested it ourselves, and it was twice as fast as before.\n"
    assert [p.question for p in speech(text)][-1] is False


@pytest.mark.parametrize(
    "style", ["【{name}】{text}\n\n", "[{name}]: {text}\n\n", "### {name}\n\n{text}\n\n", "> **{name}**: {text}\n\n"]
)
@pytest.mark.parametrize("said", [SAID, GESAGT], ids=["en", "zh"])
def test_rarer_styles(style: str, said: list[tuple[str, str]]) -> None:
    found = speech("".join(style.format(name=name, text=text) for name, text in said))
    assert [(p.speaker, p.text.strip()) for p in found] == said


def test_times_without_names_are_kept_apart_from_the_words() -> None:
    text = "".join(f"{name}\n[00:1{at}:30] {words}\n\n" for at, (name, words) in enumerate(SAID))
    found = speech(text)
    assert [(p.speaker, p.text.strip(), p.time) for p in found] == [
        (name, words, 630.0 + 60 * at) for at, (name, words) in enumerate(SAID)
    ]


def test_a_time_in_prose_is_no_stamp() -> None:
    [found] = speech("12:30 was when we met, as we did every day of that year.\n")
    assert (found.time, found.text[:5]) == (None, "12:30")


@pytest.mark.parametrize(
    ("request_", "asks"),
    [
        ("Great. Tell us about the oven you built first.", True),
        ("I'd love to hear how it all began.", True),
        ("那请您跟听众朋友介绍一下最早的那个炉子。", True),
        ("接下來我們聊聊那座老爐子。", True),
        ("Bakers told me that the oven is older than the town.", False),
        ("我在面包房里待过三年。", False),
    ],
)
def test_an_interviewer_asks_without_a_question_mark(request_: str, asks: bool) -> None:
    said = [*SAID, ("Jane Doe", request_), ("Bob Ray", "It is made of brick, and it still stands in our yard.")]
    found = speech(written("inline", said))
    assert found[-2].question is asks
    assert (request_ in found[-1].context) is asks
    same = speech(written("inline", [*said, ("Bob Ray", request_)]))
    assert not same[-1].question  # a guest who says so asks nothing


def test_an_interview_with_questions_in_bold() -> None:
    question = "**" + "How did you begin to build such large systems, " * 2 + "and what did you learn from it?**"
    found = speech(f"{question}\n\nWe began with a small team, and we learned that the data counts most of all.\n")
    assert [p.context for p in found] == [question.strip("*")]


def test_captions_copied_with_their_times_stay_together() -> None:
    lines = [f"0:{at:02}\nand then we went on to build number {at}\n" for at in range(40)]
    source = read("".join(lines).encode(), "a.txt")
    found = speech(source.text, source.marks)
    assert len(found) < 6
    assert found[0].time == 0.0
    assert [found[0].time_at(source.text.index(f"number {at}")) for at in (0, 3)] == [0.0, 3.0]


@pytest.mark.parametrize(
    ("clock", "found"),
    [("12:31", 751), ("[01:02:03.500]", 3723.5), ("**(00:12:31)**", 751), ("00:00:01,000 \x1d", 1)],
)
def test_a_time_is_read_whatever_stands_around_it(clock: str, found: float) -> None:
    assert seconds(clock) == found


@pytest.mark.parametrize(
    "names",
    [("राम शर्मा", "सीता"), ("มาลี", "สมชาย"), ("Ведущий", "Анна Петрова"), ("ليلى", "سامي"), ("진행자", "김민수")],
)
def test_names_in_any_script(names: tuple[str, str]) -> None:
    text = "".join(f"{names[at % 2]}: {said}\n\n" for at, (_, said) in enumerate(SAID))
    assert [p.speaker for p in understand(Source(text)).passages if p.role == "speech"] == list(names * 2)
