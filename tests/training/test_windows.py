"""Windows of talk, translations, question sets and interviews, with what was asked about them."""

import json
from pathlib import Path

from training.windows import (
    AskedAbout,
    article_windows,
    interview_windows,
    mark,
    pair_windows,
    read_asked,
    talk_windows,
)

TALK = [f"I baked loaf number {n}." for n in range(11)]
PAIRS = [(f"Loaf number {n} is baked.", f"第{n}个面包烤好了。") for n in range(11)]
PARAGRAPH = "面包烤好了。谁都喜欢面包。"


def _lines(file: Path, rows: list[tuple[str, ...]]) -> Path:
    file.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    return file


def test_talk_is_found_by_its_first_sentence_in_the_order_of_what_was_asked(tmp_path: Path) -> None:
    file = _lines(tmp_path / "talk.tsv", [(sentence, "baker.md") for sentence in TALK])
    asked = {
        mark(TALK[3]): AskedAbout([("Which?", 7), ("Beyond?", 8)], ["What did it cost?"]),
        mark(TALK[0]): AskedAbout([("First?", 0)]),
        "nowhere": AskedAbout([("Who?", 0)]),
    }
    late, early = talk_windows(file, asked)
    assert (late.sentences, late.questions) == (TALK[3:11], [("Which?", 7)])
    assert (early.sentences, early.questions) == (TALK[:8], [("First?", 0)])
    assert (late.near_misses, early.near_misses) == (["What did it cost?"], [])


def test_a_question_about_translations_is_answered_in_both_languages(tmp_path: Path) -> None:
    file = _lines(tmp_path / "pairs.tsv", [(*pair, "bakery") for pair in PAIRS])
    english, chinese = pair_windows(file, {mark(*PAIRS[2]): AskedAbout([("谁烤面包？", 3)], ["面包多少钱？"])})
    assert (english.sentences[3], chinese.sentences[3]) == PAIRS[2 + 3]
    assert english.questions == chinese.questions == [("谁烤面包？", 3)]
    assert english.near_misses == chinese.near_misses == ["面包多少钱？"]
    assert english.translation is chinese
    assert chinese.translation is english


def test_a_question_about_a_paragraph_joins_those_of_its_set(tmp_path: Path) -> None:
    asked = {"question": "什么好了？", "answers": [{"answer_start": 0, "text": "面包"}]}
    paragraph = {"context": PARAGRAPH, "qas": [asked]}
    file = tmp_path / "set.json"
    file.write_text(json.dumps({"data": [{"paragraphs": [paragraph]}]}), "utf-8")
    (window,) = article_windows(file, {mark(PARAGRAPH): AskedAbout([("who likes it", 1)])})
    assert window.questions == [("什么好了？", 0), ("who likes it", 1)]
    assert window.answers == {"什么好了？": "面包"}


def test_passages_of_interviews(tmp_path: Path) -> None:
    file = tmp_path / "interviews.jsonl"
    passage = {"sentences": ["Yes."], "context": "Is it hot?", "questions": [["hot?", 0]], "near_misses": ["How hot?"]}
    file.write_text(json.dumps(passage) + "\n", "utf-8")
    (window,) = interview_windows(file)
    assert (window.sentences, window.context, window.questions) == (["Yes."], "Is it hot?", [("hot?", 0)])
    assert window.near_misses == ["How hot?"]


def test_the_questions_of_the_project_are_whole() -> None:
    asked = read_asked()
    assert all(len(about) == len(mark("")) for about in asked)
    for one in asked.values():
        assert all(text.strip() and 0 <= number < 40 for text, number in one.questions)
        texts = [*(text for text, _ in one.questions), *one.near_misses]
        assert len(set(texts)) == len(texts)
    assert sum(len(one.near_misses) for one in asked.values()) > 1000
