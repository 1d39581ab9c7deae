"""Sentences of recorded talk, for training."""

from pathlib import Path

from training.talk import read_talk


def test_what_was_said_remains_without_speakers_times_and_remarks(tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(
        "# A talk about bread\n\n**Ann Baker:** \\[06:09\\] Yeah. It rises because the yeast makes gas in the dough."
        " \\[laughs\\]\n\n**Break:** \\[07:00\\]\n\n### 面包师：\n"
        "面团会长大，因为里面的酵母一直在产生气体。好。\n\n> (笑)\n",
        "utf-8",
    )
    assert list(read_talk(file)) == [
        "It rises because the yeast makes gas in the dough.",
        "面团会长大，因为里面的酵母一直在产生气体。",
    ]
