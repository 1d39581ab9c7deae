"""Lessons of the offline encoder."""

import json
from pathlib import Path

from corpus.offline.lessons import ASKED_FILE, WINDOW, Lessons, mark, prepare_lessons

PAIRS = [(f"Loaf number {n} is baked.", f"第{n}个面包烤好了。") for n in range(WINDOW + 3)]
TALK = [f"I baked loaf number {n}." for n in range(WINDOW + 3)]
PARAGRAPH = "面包烤好了。谁都喜欢面包。"
WORDS = {"面包": ["bread"], "烤": ["to bake"], "第": ["number"], "个": ["piece"], "好": ["good"], "谁": ["who"]}


def _prepare(folder: Path, asked: str) -> Lessons:
    paragraph = {"context": PARAGRAPH, "qas": [{"question": "什么好了？", "answers": [{"answer_start": 0}]}]}
    squad, pairs, talk, questions = (folder / name for name in ("squad.json", "pairs.tsv", "talk.tsv", "asked.tsv"))
    squad.write_text(json.dumps({"data": [{"paragraphs": [paragraph]}]}), "utf-8")
    pairs.write_text("".join(f"{english}\t{chinese}\tbakery\n" for english, chinese in PAIRS), "utf-8")
    talk.write_text("".join(f"{sentence}\tbaker.md\n" for sentence in TALK), "utf-8")
    questions.write_text(asked, "utf-8")
    return prepare_lessons([squad], WORDS, pairs, talk, questions)


def test_a_question_about_pairs_is_answered_in_both_languages(tmp_path: Path) -> None:
    lessons = _prepare(tmp_path, f"{mark(*PAIRS[2])}\t3\t谁烤面包？\nnowhere\t0\tWho?\n")
    (question, english, row), (same, chinese, other) = lessons.questions[1:]
    assert (question, row, english, chinese) == (same, other, 1, 2)
    assert [len(window) for window in lessons.paragraphs[1:]] == [WINDOW, WINDOW]
    assert (lessons.paragraphs[english][row], lessons.paragraphs[chinese][row]) == lessons.pairs[2 + 3]


def test_a_question_about_talk_is_answered_by_its_sentence(tmp_path: Path) -> None:
    lessons = _prepare(tmp_path, f"{mark(TALK[1])}\t5\t谁烤面包？\n")
    _, place, row = lessons.questions[-1]
    assert len(lessons.paragraphs) == 2  # the question set's, the window
    later = _prepare(tmp_path, f"{mark(TALK[3])}\t0\t谁？\n").paragraphs[-1]
    assert lessons.paragraphs[place][row] == later[3]  # both are TALK[6]


def test_a_question_about_a_paragraph_joins_those_of_its_set(tmp_path: Path) -> None:
    lessons = _prepare(tmp_path, f"{mark(PARAGRAPH)}\t1\twho likes it\n")
    assert [(place, row) for _, place, row in lessons.questions] == [(0, 0), (0, 1)]
    assert len(lessons.paragraphs) == 1


def test_the_shipped_questions_are_whole() -> None:
    rows = [line.split("\t") for line in ASKED_FILE.read_text("utf-8").splitlines()]
    assert all(len(about) == len(mark("")) and int(row) < 14 and text.strip() for about, row, text in rows)
    assert len({(about, text) for about, _, text in rows}) == len(rows)
