"""The quote checker: every verdict, in every script, in small libraries and large."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import opencc
import pytest

from answer.check import Check, check_quote
from answer.quotation import changes, says_as_much
from corpus.database import Store
from corpus.encoder import Encoder
from corpus.errors import BadQuestion
from corpus.lexical import LexicalIndex
from corpus.settings import DEFAULT_TRANSCRIPTS
from ingest import add

Checking = Callable[[str], Check]

ELSEWHERE = Path(__file__).with_name("elsewhere.txt").read_text("utf-8").splitlines()
"""Sentences that nobody in the library says."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Store:
    from tests.conftest import TinyEncoder

    store = Store(tmp_path_factory.mktemp("checked") / "store")
    add(sorted(DEFAULT_TRANSCRIPTS.glob("borgeaud-*")), store, TinyEncoder())
    return store


@pytest.fixture(params=["whole", "candidates"])
def check(request: pytest.FixtureRequest, library: Store, tiny_encoder: Any) -> Checking:
    small = 10**9 if request.param == "whole" else 0
    snapshot = library.snapshot()
    words = LexicalIndex(library.folder).at(snapshot)
    return lambda text: check_quote(text, snapshot, words, tiny_encoder, small=small)


TALK = """**Ada Mill**: well, when we started, it was a pretty
big group of people. My mother sang in the choir. We had no money at all for the first winter.

**任先生**: 我们不怕竞争。未来十年。我的女儿在上海的一家医院当医生。员工都持有股份。
"""


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory, shipped: Encoder) -> Checking:
    folder = tmp_path_factory.mktemp("talk")
    (folder / "talk.md").write_text(TALK, "utf-8")
    store = Store(folder / "store")
    add([folder / "talk.md"], store, shipped)
    snapshot = store.snapshot()
    return lambda text: check_quote(text, snapshot, LexicalIndex(store.folder).at(snapshot), shipped)


def samples(library: Store, count: int, least: int = 14, most: int = 60) -> list[tuple[str, int, str]]:
    """Return stretches of speech, wherever they begin and end, as (transcript, start, words)."""
    draw = random.Random(7)
    found: list[tuple[str, int, str]] = []
    while len(found) < count:
        source = draw.choice(list(library.snapshot().infos.values())).id
        text = library.snapshot().read(source).text
        passage = draw.choice(library.snapshot().read(source).speech())
        start = draw.randrange(passage.start, passage.end)
        words = text[start : start + draw.randint(least, most)].strip()
        if sum(map(str.isalnum, words)) >= least - 4 and "<" not in words:  # page markup is not searched
            found.append((source, text.index(words, start), words))
    return found


def test_what_stands_in_the_text_is_exact(library: Store, check: Checking) -> None:
    for source, start, words in samples(library, 100):
        found = check(words)
        assert found.verdict == "exact", words
        assert any(p.source == source and p.start < start + len(words) and start < p.end for p in found.places)
        assert all(library.snapshot().read(p.source).text[p.start : p.end] == p.text for p in found.places)


def test_one_changed_character_is_shown(library: Store, check: Checking) -> None:
    draw = random.Random(8)
    for _, _, words in samples(library, 100):
        at = draw.choice([i for i, character in enumerate(words) if character.isalnum()])
        other = draw.choice([c for c in "鱼Qx7" if c != words[at]])
        found = check(words[:at] + other + words[at + 1 :])
        assert found.verdict == "altered", words
        assert found.difference
        changed = [change for change in found.difference if change.kind != "same"]
        assert any(other in change.quoted for change in changed)


@pytest.mark.parametrize("profile", ["t2s", "tw2sp"])
def test_the_other_script_is_parallel(library: Store, check: Checking, profile: str) -> None:
    convert = opencc.OpenCC(profile).convert
    speech = library.snapshot().read("borgeaud-51cto-interview.txt").speech()
    for passage in random.Random(9).sample(speech, 50):
        words = passage.text.strip()[:50]
        if convert(words) != words:
            found = check(convert(words))
            assert found.verdict == "parallel", words
            assert found.places[0].source == "borgeaud-51cto-interview.txt"


def test_what_was_never_said_is_not_found(check: Checking) -> None:
    assert [text for text in ELSEWHERE if check(text) != Check(text, "not_found")] == []


def test_another_case_is_an_alteration(check: Checking) -> None:
    found = check("同时也是METIS名单成员")
    assert (found.verdict, found.places[0].text) == ("altered", "同时也是**Metis名单**成员")


def test_every_place_is_listed(check: Checking) -> None:
    assert {place.source for place in check("最难的不是决定做什么，而是决定不做什么").places} == {
        "borgeaud-best-partners.md",
        "borgeaud-digest.txt",
    }


def test_marks_and_space_around_do_not_count(check: Checking) -> None:
    found = check("「同时也是Metis名单成员」\n")  # without Markdown's asterisks
    assert (found.verdict, found.places[0].text) == ("exact", "同时也是**Metis名单**成员")


@pytest.mark.parametrize("text", ["", "  “” ", "。。。", "字" * 20_000])
def test_what_cannot_be_checked_is_refused(check: Checking, text: str) -> None:
    with pytest.raises(BadQuestion):
        check(text)


@pytest.mark.parametrize(
    ("quotation", "source"),
    [
        ("The old crane was sold", "the old crane was sold"),
        ("the “old” crane was  sold", "the old crane\nwas sold"),
        ("the old crane was sold", "the **old** ‘crane’ was sold"),
    ],
)
def test_what_every_quotation_changes_is_the_same(quotation: str, source: str) -> None:
    assert {change.kind for change in changes(quotation, source)} == {"same"}


def test_a_break_of_lines_is_not_shown_beside_what_is_altered() -> None:
    told = [
        (c.quoted, c.source) for c in changes("The old crane was lost", "the old \ncrane was sold") if c.kind != "same"
    ]
    assert told == [("lost", "sold")]


def test_a_capital_marks_and_breaks_are_no_alteration(talk: Checking) -> None:
    found = talk("When we started, it was a “pretty” big group of people,")
    assert (found.verdict, found.difference) == ("exact", None)
    assert talk("when we started, it was a tiny big group of people").verdict == "altered"


@pytest.mark.parametrize(
    ("sentence", "much"),
    [
        ("未来十年。", False),
        ("比特币在十年之内一定会跌到零。", True),
        ("Bitcoin falls to zero in ten years.", True),
        ("A sentence goes on and on about many things. " * 5, False),
    ],
)
def test_a_part_of_what_is_quoted_says_less(sentence: str, much: bool) -> None:
    assert says_as_much(sentence, "Bitcoin will surely fall to zero within ten years") is much


def test_a_fragment_near_in_meaning_does_not_say_the_same(talk: Checking) -> None:
    assert talk("Bitcoin will surely fall to zero within ten years").verdict == "not_found"


def test_a_translation_is_found_by_its_meaning(talk: Checking) -> None:
    found = talk("My daughter works as a doctor in a hospital in Shanghai")
    assert (found.verdict, found.places[0].text) == ("parallel", "我的女儿在上海的一家医院当医生。")


def test_differences_put_together_are_both_texts() -> None:
    quoted, source = "We built a large boat of Oak", "We built a small, small boat of oak"
    pieces = changes(quoted, source)
    assert "".join(piece.quoted for piece in pieces) == quoted
    assert "".join(piece.source for piece in pieces) == source
    assert ("Oak", "oak") in {(piece.quoted, piece.source) for piece in pieces if piece.kind == "changed"}


def test_an_answer_is_plain_data_and_readable(check: Checking) -> None:
    found = check("最难的不是决定做什么，而是决定不喝什么")
    assert found.as_data()["verdict"] == "altered"
    assert found.as_data()["places"][0].keys() == {"source", "start", "end", "text"}
    assert "[-做-]{+喝+}" in found.as_text()


def test_an_empty_library_has_nothing(tmp_path: Path, tiny_encoder: Any) -> None:
    snapshot = Store(tmp_path / "store").snapshot()
    words = LexicalIndex(tmp_path / "store").at(snapshot)
    found = check_quote("Anything at all, said by anyone.", snapshot, words, tiny_encoder)
    assert found.verdict == "not_found"
