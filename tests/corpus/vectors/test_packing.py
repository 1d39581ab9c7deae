"""Vectors in few bits, and the tokens of stretches of a text."""

import numpy as np
import pytest

from corpus.transcript import Passage
from corpus.vectors.packing import PassageVectors, pack, packed, unpack, unpacked
from corpus.vectors.text import TextVectors


def unit(count: int, dimension: int = 64) -> np.ndarray:
    found = np.random.default_rng(1).standard_normal((count, dimension)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.mark.parametrize(("bits", "alike"), [(2, 0.88), (4, 0.98)])
def test_vectors_come_back_nearly_as_they_were(bits: int, alike: float) -> None:
    vectors = unit(200)
    data = pack(vectors, bits)
    back = unpack(data, 200, bits)
    assert len(data) == 200 * 64 * bits // 8
    assert (vectors * back).sum(axis=1).min() > alike
    np.testing.assert_allclose(np.linalg.norm(back, axis=1), 1, rtol=1e-5)


def test_no_vectors() -> None:
    assert pack(unit(0)) == b""
    assert unpack(b"", 0).shape == (0, 0)


def test_what_does_not_fill_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="fill bytes"):
        pack(unit(3, 5))


def test_passages_are_unpacked_together_as_alone() -> None:
    made = [PassageVectors(unit(1)[0], unit(n), np.arange(n) * 7) for n in (3, 0, 5)]
    many = unpacked([packed(one) for one in made])
    assert [len(one.tokens) for one in many] == [3, 0, 5]
    for one, other in zip(made, many, strict=True):
        np.testing.assert_array_equal(one.starts, other.starts)
        np.testing.assert_allclose(other.pooled, one.pooled, atol=1e-3)
        alone = packed(one).unpacked()
        np.testing.assert_array_equal(alone.tokens.reshape(other.tokens.shape), other.tokens)


def test_a_passage_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="characters"):
        packed(PassageVectors(unit(1)[0], unit(1), np.array([70_000])))


def test_the_tokens_of_a_stretch_come_from_the_passages_it_lies_in() -> None:
    passages = [Passage(index, 10 * index, 10 * index + 10, "x" * 10, "speech") for index in range(3)]
    rows = unit(12)
    vectors = {
        index: PassageVectors(rows[0], rows[4 * index : 4 * index + 4], np.array([0, 3, 6, 9])) for index in (0, 2)
    }
    text = TextVectors(passages, vectors)
    np.testing.assert_array_equal(text.within(3, 7), rows[1:3])
    np.testing.assert_array_equal(text.within(9, 24), rows[[3, 8, 9]])  # the passage between has no vectors
    assert text.within(12, 18).shape == (0, 0)
