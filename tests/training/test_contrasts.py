"""Two versions of a sentence, read from their file."""

from pathlib import Path

from training.contrasts import CONTRASTS, Contrast, read_contrasts, words_within
from training.windows import Window, mark

WINDOW = Window("talk", ["The mill was old.", "My father ran it."], [])


def test_a_line_is_read_for_the_window_that_it_is_about(tmp_path: Path) -> None:
    file, about = tmp_path / "contrasts.tsv", mark(*WINDOW.sentences)
    rows = [
        [about, "1", "Who ran it?", "My father", "It was [[an uncle]] who ran it.", "Somebody ran it."],
        [about, "0", "How old was it?", "-", "It was [[ninety]].", "It was old."],
        ["0123456789", "0", "Who?", "*", "[[I]].", "You."],
    ]
    file.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    assert list(read_contrasts([WINDOW], file)) == [
        Contrast(0, 1, "Who ran it?", True, (0, 9), "It was an uncle who ran it.", (7, 15), "Somebody ran it."),
        Contrast(0, 0, "How old was it?", False, None, "It was ninety.", (7, 13), "It was old."),
    ]


def test_words_that_are_all_or_nothing_of_a_sentence_stand_nowhere() -> None:
    assert words_within("A*-", "*") is words_within("A-", "-") is words_within("A", "B") is None


def test_every_line_that_is_kept_can_be_read() -> None:
    lines = [line.split("\t") for line in CONTRASTS.read_text("utf-8").splitlines()]
    assert all(len(line) == 6 and line[4].count("[[") == line[4].count("]]") == 1 for line in lines)
    assert len({line[2] for line in lines}) == len(lines)
