"""Which questions are suggested."""

from pathlib import Path

import pytest

from answer.writing.examples import examples
from answer.writing.standing_alone import names_something, nearly_same, stands_alone
from corpus.database import Store
from ingest import add
from tests.conftest import TinyEncoder

TALK = """**Bob Stone**: At that point, it was a pretty big group, wasn't it?

**Ada Mill**: Yes, a hundred people, all in one house by the river.

**Bob Stone**: How did people come to live in the old house?

**Ada Mill**: They had nowhere to go after the flood, so they stayed.

**Bob Stone**: When did you leave for Gdansk with your mother?

**Ada Mill**: In the autumn of 1961, with the last boat of the year.

**Bob Stone**: And then you came back home, didn't you?

**Ada Mill**: After two years, yes.
"""


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("When did you leave for Gdansk with your mother?", "en"),
        ("In 1961, did you leave the harbour?", "en"),
        ("To step back, where did you grow up?", "en"),
        ("上市是不是有助于缓解美国的担心？", "zh-Hans"),
        ("你上任已經兩個多月了，有什麼心得嗎？", "zh-Hant"),
        ("Wann wurde der alte Kran am Hafen verkauft?", "de"),
    ],
)
def test_a_question_of_its_own(question: str, language: str) -> None:
    assert stands_alone(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("At that point, it was a pretty big group, wasn't it?", "en"),
        ("But that's only part of it, isn't it?", "en"),
        ("So you came home in 1961, right?", "en"),
        ("Then what did your mother say?", "en"),
        ("What did she say about the house?", "en"),
        ("Your mother came with you to Gdansk?", "en"),
        ("-- what happened during the crisis?", "en"),
        ("Would you like to rise, please?", "en"),
        ("還有跨部會協調工作？", "zh-Hant"),
        ("但是公司上市有什么好处呢？", "zh-Hans"),
        ("您在部队里待过很多年，对吗？", "zh-Hans"),
        ("那个时候公司有多少人？", "zh-Hans"),
        ("华为的员工都持有股份？", "zh-Hans"),
        ("Das war vor dem Krieg, nicht wahr?", "de"),
    ],
)
def test_one_that_leans_or_only_asks_for_a_nod(question: str, language: str) -> None:
    assert not stands_alone(question, language)


def test_names_and_nearly_the_same() -> None:
    assert names_something("When did you leave for Gdansk?")
    assert not names_something("When did you leave the house?")
    assert nearly_same("When did you leave for Gdansk?", "when did you leave for gdansk", "en")
    assert not nearly_same("When did you leave for Gdansk?", "How did people live in Gdansk?", "en")


def test_what_names_something_is_suggested_first_and_never_what_was_asked(
    tmp_path: Path, tiny_encoder: TinyEncoder
) -> None:
    (tmp_path / "talk.md").write_text(TALK, "utf-8")
    store = Store(tmp_path / "store")
    add([tmp_path / "talk.md"], store, tiny_encoder)
    left, house = "When did you leave for Gdansk with your mother?", "How did people come to live in the old house?"
    assert examples(store.snapshot(), "en", 3) == [left, house]
    assert examples(store.snapshot(), "en", 3, ["When did you leave for Gdansk, with your mother?"]) == [house]
