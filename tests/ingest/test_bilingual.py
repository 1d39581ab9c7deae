"""Paragraphs and their translations are each other's parallel text."""

import pytest

from corpus.transcript import Passage
from ingest.source import Source
from ingest.structure import understand

ENGLISH = [
    ("Matt", "How do you see the future of these models?"),
    ("Bob", "I think that they will grow and grow, and then they will stop."),
    ("Matt", "And what comes after that?"),
    ("Bob", "Nobody knows that, and I do not know it either."),
]
CHINESE = [
    "你如何看待这些模型的未来？",
    "我认为它们会越来越大，然后就会停下来。",
    "那之后呢，会发生什么？",
    "没人知道，我也不知道。",
]
LAYOUTS = {
    "labels on both": "{name}: {english}\n{name}：{chinese}\n\n",
    "labels on both, apart": "{name}: {english}\n\n{name}: {chinese}\n\n",
    "lines": "{name}: {english}\n{chinese}\n\n",
    "paragraphs": "{name}\n{english}\n\n{chinese}\n\n",
    "Chinese first": "{name}：{chinese}\n{english}\n\n",
}


def speech(text: str) -> list[Passage]:
    return [p for p in understand(Source(text)).passages if p.role == "speech"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_turn_has_its_twin(layout: str) -> None:
    said = zip(ENGLISH, CHINESE, strict=True)
    found = speech("".join(LAYOUTS[layout].format(name=n, english=e, chinese=c) for (n, e), c in said))
    assert [(p.turn, p.parallel) for p in found] == [(at, at ^ 1) for at in range(8)]
    assert [p.speaker for p in found] == ["Matt", "Matt", "Bob", "Bob"] * 2
    assert [p.language[:2] for p in found[:2]] == (["zh", "en"] if layout == "Chinese first" else ["en", "zh"])
    assert [p.question for p in found] == [True, True, False, False] * 2
    assert found[6].context == found[4].text.strip()
    assert found[7].context == found[5].text.strip()


@pytest.mark.parametrize("layout", ["lines", "paragraphs"])
def test_twins_in_any_two_scripts(layout: str) -> None:
    russian = [
        "Каким вам видится будущее этих моделей?",
        "Я думаю, они будут расти и расти, а потом остановятся.",
        "А что будет после этого?",
        "Этого никто не знает, и я тоже этого не знаю.",
    ]
    said = zip(ENGLISH, russian, strict=True)
    found = speech("".join(LAYOUTS[layout].format(name=n, english=e, chinese=r) for (n, e), r in said))
    assert [(p.language, p.parallel) for p in found] == [(("en", "ru")[at % 2], at ^ 1) for at in range(8)]


def test_a_few_words_in_another_language_are_no_twin() -> None:
    text = "".join(f"{name}: {words}\n\n" for name, words in ENGLISH * 2) + "Bob: 我也不知道，没有人知道。\n"
    assert {p.parallel for p in speech(text)} == {None}
