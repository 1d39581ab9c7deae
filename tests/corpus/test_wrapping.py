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
PROPORTIONAL = (
    "The mill had stood\nby the harbour since the year of the flood, and when my father took it over he did not want "
    "to live\nthere at all, so the [whole house was let to the] pilots and their wives, who had nobody to talk to\n"
    "and [paid him with] herring. My mother kept the books of the house, and whatever the pilots owed to us stood\n"
    "[in those books] for years. He went to sea."
)
VERSES = (
    "the water rose in the night and it took the boats that lay in the harbour since the autumn of that year\n"
    "Nobody knew what to do about the mill and the pilots and all of the wives who waited for them on the hill\n"
    "We sang\nThe mill is gone"
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
        (
            PROPORTIONAL,
            [
                PROPORTIONAL[: PROPORTIONAL.index(" My mother")],
                PROPORTIONAL[PROPORTIONAL.index("My mother") : PROPORTIONAL.index(" He went")],
                "He went to sea.",
            ],
        ),
        (VERSES, VERSES.split("\n")),
        (LIST, LIST.split("\n")),
        (POEM, POEM.split("\n")),
        ("One line.\nAnother line.", ["One line.", "Another line."]),
    ],
)
def test_a_line_filled_to_the_width_of_the_others_goes_on(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == sentences
