"""Lessons of the offline encoder."""

from pathlib import Path

from corpus.offline.lessons import ASKED_FILE, WINDOW, mark, prepare_lessons

PAIRS = [(f"Loaf number {n} is baked.", f"第{n}个面包烤好了。") for n in range(WINDOW + 3)]
WORDS = {"面包": ["bread"], "烤": ["to bake"], "第": ["number"], "个": ["piece"], "好": ["good"], "谁": ["who"]}


def test_a_written_question_is_answered_in_both_languages(tmp_path: Path) -> None:
    pairs, asked = tmp_path / "pairs.tsv", tmp_path / "asked.tsv"
    pairs.write_text("".join(f"{english}\t{chinese}\tbakery\n" for english, chinese in PAIRS), "utf-8")
    asked.write_text(f"{mark(*PAIRS[2])}\t3\t谁烤面包？\nnowhere\t0\tWho?\n", "utf-8")
    lessons = prepare_lessons([], WORDS, pairs, asked)
    (question, english, row), (same, chinese, other) = lessons.questions
    assert (question, row, english, chinese) == (same, other, 0, 1)
    assert [len(window) for window in lessons.paragraphs] == [WINDOW, WINDOW]
    assert (lessons.paragraphs[english][row], lessons.paragraphs[chinese][row]) == lessons.pairs[2 + 3]


def test_the_shipped_questions_are_whole() -> None:
    rows = [line.split("\t") for line in ASKED_FILE.read_text("utf-8").splitlines()]
    assert all(len(window) == len(mark("", "")) and int(row) < WINDOW and text.strip() for window, row, text in rows)
    assert len({(window, text) for window, _, text in rows}) == len(rows)
