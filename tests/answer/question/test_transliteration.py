"""Latin names in Chinese characters."""

import random
from pathlib import Path

import pytest

import training
from answer.question.people import PeopleIndex
from corpus.catalogue import Catalogue, Person
from corpus.language import cjk_share

ASKED = Path(training.__file__).parent / "questions" / "interviews.tsv"

SPEAKERS = ["Bartosz Kowalski", "Wilma Torgersen", "Marguerite Duval", "Jackson", "James Lindqvist", "John Lindqvist"]
PEOPLE = PeopleIndex(Catalogue(), SPEAKERS)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("科瓦尔斯基为什么离开那家公司？", {"科瓦尔斯基": "Bartosz Kowalski"}),
        ("為什麼科瓦爾斯基離開了？", {"科瓦爾斯基": "Bartosz Kowalski"}),
        ("威尔玛·托格森怎么看？", {"威尔玛·托格森": "Wilma Torgersen"}),
        ("瑪格麗特·杜瓦爾是哪裡人？", {"瑪格麗特·杜瓦爾": "Marguerite Duval"}),
        ("玛格丽特·安娜·杜瓦尔说了什么？", {"玛格丽特·安娜·杜瓦尔": "Marguerite Duval"}),
        ("杰克逊和科瓦尔斯基谈了什么？", {"杰克逊": "Jackson", "科瓦尔斯基": "Bartosz Kowalski"}),
        ("詹姆斯·林德奎斯特怎么说？", {"詹姆斯·林德奎斯特": "James Lindqvist"}),  # there are two of that family
        ("林德奎斯特怎么说？", {}),
        ("彼得·林德奎斯特怎么说？", {}),
        ("卡罗尔·科瓦尔斯基是谁？", {}),  # another of that family
        ("安德鲁·杰克逊是谁？", {"杰克逊": "Jackson"}),  # who is called no more than that
        ("为什么这家公司的网站三年前就关了？", {}),
        ("他們什麼時候開始用開放原始碼的軟體？", {}),
    ],
)
def test_a_latin_name_is_found_as_it_sounds_in_chinese(question: str, found: dict[str, str]) -> None:
    mentions = PEOPLE.mentions(question)
    assert {question[one.start : one.end]: one.person.name for one in mentions} == found


def test_a_name_of_the_catalogue_goes_before_one_that_sounds_like_it() -> None:
    people = PeopleIndex(Catalogue((Person("Jan Kowalsky", ("科瓦尔斯基",)),)), SPEAKERS)
    assert [one.person.name for one in people.mentions("科瓦尔斯基是谁？")] == ["Jan Kowalsky"]


NAMES = [line.split() for line in (Path(__file__).parent / "names.txt").read_text("utf-8").splitlines()]
"""Written when the model and its bounds were there already."""


def test_most_names_are_found_and_few_that_are_not_meant() -> None:
    found = [bool(PeopleIndex(Catalogue(), [latin.title()]).mentions(chinese)) for chinese, latin in NAMES]
    assert sum(found) >= 0.9 * len(NAMES)
    latin = [name.title() for _, name in NAMES]
    people = PeopleIndex(Catalogue(), [" ".join(pair) for pair in zip(latin, [*latin[1:], latin[0]], strict=True)])
    lines = ASKED.read_text("utf-8").splitlines()
    questions = sorted({part for line in lines for part in line.split("\t") if cjk_share(part) > 0.5})
    drawn = random.Random(0).sample(questions, 2000)
    assert sum(bool(people.mentions(question)) for question in drawn) <= 0.01 * len(drawn)
