"""Texts in the pieces of the published model."""

import pytest

from corpus.encoder.base_file import BaseFile, find_base_file
from corpus.encoder.pieces import PieceTokenizer


@pytest.fixture(scope="module")
def tokenizer() -> PieceTokenizer:
    file = BaseFile(find_base_file())
    return PieceTokenizer(file.pieces(), file.unknown)


def test_ids_are_those_of_the_published_model(tokenizer: PieceTokenizer) -> None:
    # the model's own example: "how much protein should a female eat"
    assert tokenizer.encode("query: how much protein").ids == [0, 41, 1294, 12, 3642, 5045, 21308, 2]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ünïted  states", ["Ünïted", "states"]),
        ("ﬁve １２", ["ﬁve", "１２"]),  # wider or narrower once they are normalised
        ("你好，\u200b世界", ["你好", "，", "世界"]),
    ],
)
def test_pieces_lie_where_they_stand_in_the_text(tokenizer: PieceTokenizer, text: str, parts: list[str]) -> None:
    ids, offsets = tokenizer.encode(text, add_special_tokens=False)
    assert len(ids) == len(offsets)
    cut = {bound for bounds in offsets for bound in bounds}
    for part in parts:
        start = text.index(part)
        assert start + len(part) in cut
    assert "".join(text[a:b] for a, b in offsets) == text


def test_what_looks_like_a_special_piece_is_text(tokenizer: PieceTokenizer) -> None:
    assert not {0, 1, 2, 250001} & set(tokenizer.encode("<s> </s> <mask> <pad>", add_special_tokens=False).ids)
