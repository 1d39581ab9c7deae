import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import detect, fold, segment, simplify, words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How big is the team?", "en"),
        ("预训练团队有多少人？", "zh-Hans"),
        ("預訓練團隊有多少人?", "zh-Hant"),
        ("vibe coding 這種本事", "zh-Hant"),
        ("", "en"),
    ],
)
def test_language_is_told_from_the_characters(text: str, language: str) -> None:
    assert detect(text) == language


def test_a_text_without_telling_characters_takes_the_default() -> None:
    assert detect("人工智能", "zh-Hant") == "zh-Hant"


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_scripts_and_widths_fold_together() -> None:
    assert fold("訓練ＡＩ") == fold("训练ai")


def test_taiwanese_terms_meet_mainland_ones() -> None:
    assert simplify("訓練資料") == "训练数据"
    assert words("大量合成資料") == words("大量合成数据")


def test_segments_keep_numbers_and_split_scripts() -> None:
    assert segment("Gemini3和GPT-5.2，2,800人") == ["gemini", "3", "和", "gpt", "5.2", "2,800", "人"]


def test_search_words_are_stemmed_without_function_words() -> None:
    assert words("How did the teams differ?") == ["team", "differ"]


@pytest.fixture
def _threads_take_turns_often() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("_threads_take_turns_often")
def test_several_threads_stem_as_one_does() -> None:
    unheard = ["".join(parts) for parts in product("bdfkmprtvz", "aeiou", "dgnt", ("ational", "ings", "iveness", "ed"))]
    stemmer = snowballstemmer.stemmer("english")
    expected = [[stemmer.stemWord(word)] for word in unheard]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(words, unheard)) == expected
