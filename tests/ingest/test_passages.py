"""How speech is cut into passages."""

import time

from ingest.passages import LONGEST, cut, size
from ingest.source import Source
from ingest.structure import understand


def texts(text: str) -> list[str]:
    return [p.text.strip() for p in understand(Source(text)).passages if p.role == "speech"]


def test_a_paragraph_is_a_passage() -> None:
    paragraph = "这是一个段落，它说了一些事情，而且说得相当长，所以不会和别的段落放在一起。" * 2
    assert texts(f"{paragraph}\n\n{paragraph}\n") == [paragraph, paragraph]


def test_tiny_neighbours_are_joined() -> None:
    assert texts("好的。\n\n我同意。\n") == ["好的。\n\n我同意。"]


def test_long_paragraphs_are_cut_between_sentences() -> None:
    sentence = "这是一个有二十个字的句子，一共正好是二十个字。"
    found = texts(sentence * 40)
    assert all(words.endswith("。") and size(words) <= LONGEST for words in found)
    assert "".join(found) == sentence * 40
    assert max(map(size, found)) - min(map(size, found)) < 100


def test_english_passages_may_have_more_characters() -> None:
    sentence = "This is a sentence of some fifty characters, it is. "
    assert len(texts(sentence * 16)) == 1
    assert len(texts(sentence * 20)) == 2


def test_lines_of_a_long_block_are_paragraphs() -> None:
    lines = [
        f"这是第{n}个段落，它自己占一行，没有空行，而且说得相当长，所以它自己就是一个完整的段落，不需要和别的段落放在一起。"
        for n in range(12)
    ]
    assert texts("\n".join(line + "真的。" * 5 for line in lines)) == [line + "真的。" * 5 for line in lines]


def test_wrapped_lines_are_not_paragraphs() -> None:
    text = "a sentence that goes on and on and is wrapped by\nan editor at fifty columns, as people once did\n" * 4
    assert len(texts(text + "until it ends here.")) == 1


def test_no_speech_no_passage() -> None:
    assert list(cut("", [])) == []


def test_hostile_texts_take_linear_time() -> None:
    hostile = [
        "a" * 500_000,
        "字" * 300_000,
        ("." * 19_999 + "x") * 10,
        "**" * 300_000,
        "[" * 300_000 + "](" * 100_000,
        "A: x\n" * 30_000,
        "- \n" * 50_000,
        " " * 2_000_000 + "x",
        "\n" * 300_000,
        "<details>\n" * 30_000,
        "1. " * 100_000,
        "(" * 200_000 + ")" * 200_000,
        "# " * 300_000,
        "Name " * 200_000 + ":",
        "——" * 200_000,
        "Jane Doe: " + "Why is it so? " * 20_000 + "\n\nBob Ray: It is so.\n\nAnn Lee: It is." * 8_000,
    ]
    for text in hostile:
        started = time.process_time()
        passages = understand(Source(text)).passages
        assert time.process_time() - started < 40, text[:20]  # what is quadratic takes many minutes
        assert sum(len(p.text) for p in passages) == len(text)
