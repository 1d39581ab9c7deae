"""Names: found in both scripts, and when two of them are one."""

import pytest

from corpus.alignment.names import Gazetteer, Name, gazetteer, names, unknown_to
from corpus.catalogue import Catalogue, Person


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return gazetteer(Catalogue(people=(Person("Ada Byron", ("Lovelace", "埃达·拜伦")),)))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("入選了 Meta 的研究員榜單", ["meta"]),
        ("同时也是**Metis名单**成员", ["metis"]),
        ("Gemini3 和 Gemini 3", ["gemini 3", "gemini 3"]),
        ("而对于谷歌的项目", ["google"]),
        ("他出生在荷兰，搬到瑞士", ["holland", "switzerland"]),
        ("埃达·拜伦说", ["ada byron"]),
        ("Then Lovelace wrote to Paris.", ["ada byron", "paris"]),
        ("Models grow. The tests fail.", []),
        ("用 TPU 和 agent 做实验", []),
    ],
)
def test_names_are_found(known: Gazetteer, text: str, keys: list[str]) -> None:
    assert [name.key for name in names(text, known)] == keys


def test_places_are_known_in_both_languages(known: Gazetteer) -> None:
    assert [name.is_place for text in ("在意大利", "he moved to Italy") for name in names(text, known)] == [True, True]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("deep think", "deepthink", True),
        ("meta", "metis", True),
        ("anti-gravity", "gravity", True),
        ("halvorsen foundation", "halvorson", True),
        ("halvorsen", "halvorson", True),
        ("gemini 1.5", "gemini 2.5", False),
        ("google", "deepmind", False),
        ("agent", "agents", False),
    ],
)
def test_names_that_may_be_one_look_alike(one: str, other: str, alike: bool) -> None:
    assert Name(0, 1, one).spelled_like(Name(0, 1, other)) is alike


def test_a_fuller_name_is_known() -> None:
    assert unknown_to([Name(0, 1, "gemini"), Name(0, 1, "atari")], [Name(0, 1, "gemini 3")]) == [Name(0, 1, "atari")]
