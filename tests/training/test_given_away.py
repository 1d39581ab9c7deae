"""Which questions have an answer, as far as they are told apart by themselves."""

import json
from pathlib import Path

from training.given_away import questions_of, read_set
from training.windows import Window


def test_a_question_that_some_window_answers_has_an_answer() -> None:
    first = Window("talk", ["It was hot."], [("How was it?", 0)], near_misses=["When was it?", "How much?"])
    second = Window("talk", ["It cost ten."], [("How much?", 0)])
    assert dict(zip(*questions_of([first, second]), strict=True)) == {
        "How was it?": True,
        "When was it?": False,
        "How much?": True,
    }


def test_a_set_says_which_questions_have_an_answer(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"question": "Why?", "answerable": False}) + "\n", "utf-8")
    assert read_set(file) == (["Why?"], [False])
