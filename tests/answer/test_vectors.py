from pathlib import Path

import numpy as np
import pytest

from answer.going import Going, Stopped, watched
from answer.vectors import FILE_NAME, PORTION, VectorCache
from tests.conftest import TinyEncoder

TEXTS = ["the kiln is hot", "窯很熱", ""]


class Counting(TinyEncoder):
    encoded = 0

    def encode_with_tokens(self, texts, kind):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        self.encoded += len(texts)
        return super().encode_with_tokens(texts, kind)


def test_texts_are_encoded_once() -> None:
    encoder = Counting()
    cache = VectorCache(encoder)
    first, second = cache.get(TEXTS), cache.get([*TEXTS, *TEXTS])
    assert encoder.encoded == len(TEXTS)
    assert all(a is b for a, b in zip(first, second, strict=False))


def test_another_process_finds_them_in_the_file(tmp_path: Path) -> None:
    made = VectorCache(Counting(), tmp_path).get(TEXTS)
    encoder = Counting()
    read = VectorCache(encoder, tmp_path).get(TEXTS)
    assert encoder.encoded == 0
    for one, other in zip(made, read, strict=True):
        np.testing.assert_array_equal(one.tokens, other.tokens)
        np.testing.assert_array_equal(one.pooled, other.pooled)


def test_another_model_makes_its_own(tmp_path: Path) -> None:
    VectorCache(Counting(), tmp_path).get(TEXTS)
    other = Counting()
    other.name = "other@1"
    VectorCache(other, tmp_path).get(TEXTS)
    assert other.encoded == len(TEXTS)


def test_a_broken_file_is_done_without(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 100)
    encoder = Counting()
    assert len(VectorCache(encoder, tmp_path).get(TEXTS)) == len(TEXTS)
    assert encoder.encoded == len(TEXTS)


def test_memory_is_bounded() -> None:
    encoder = Counting()
    cache = VectorCache(encoder, limit=1)
    cache.get(TEXTS)
    cache.get(TEXTS)
    assert encoder.encoded == 2 * len(TEXTS)


def test_stopping_ends_the_work_and_keeps_what_was_encoded() -> None:
    texts = [f"brick {number}" for number in range(3 * PORTION)]
    encoder, going = Counting(), Going()
    encode = encoder.encode_with_tokens
    encoder.encode_with_tokens = lambda *given: (going.stop(), encode(*given))[1]  # type: ignore[method-assign]
    cache = VectorCache(encoder)
    with watched(going), pytest.raises(Stopped):
        cache.get(texts)
    assert (encoder.encoded, going.to_encode) == (PORTION, len(texts))
    cache.get(texts)
    assert encoder.encoded == len(texts)
