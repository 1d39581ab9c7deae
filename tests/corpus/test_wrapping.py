import pytest

from corpus.sentences import split

WRAPPED = (
    "I began in a cellar in 1998 with my brother, and the\noven that we had came out of a bakery that was closed by\n"
    "the flood. We kept it for eleven years. Nobody wanted it\nafterwards."
)
CHINESE = (
    "我一九九八年在地下室开始做面包，那时候只有一个炉子，而且\n"
    "炉子还是从一家关门的面包房里搬来的。后来我们才有了第\n二个炉子。"
)
LABELLED = (
    "I was not as early as she was, but now it's been years. At\nmy last company we began to use it for what we made, "
    "and when I\ncame across the chance to work on it I left all (no pun was\nintended). I joined them in 2018."
)
LIST = "A very long line that is a whole thing of its own, in a list\nshort\nAnother one\nand one more"
POEM = "The water rose\nand no one knew\nwhat to do about the boats that lay in the harbour in winter\nThey waited"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            WRAPPED,
            [WRAPPED[: WRAPPED.index(" We kept")], "We kept it for eleven years.", "Nobody wanted it\nafterwards."],
        ),
        (CHINESE, [CHINESE[: CHINESE.index("后来")], CHINESE[CHINESE.index("后来") :]]),
        (
            LABELLED,
            [
                "I was not as early as she was, but now it's been years.",
                LABELLED[LABELLED.index("At\n") : LABELLED.index(" I joined")],
                "I joined them in 2018.",
            ],
        ),
        (LIST, LIST.split("\n")),
        (POEM, POEM.split("\n")),
        ("One line.\nAnother line.", ["One line.", "Another line."]),
    ],
)
def test_a_line_filled_to_the_width_of_the_others_goes_on(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == sentences
