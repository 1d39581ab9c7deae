"""Batches: every text once, of like length, none too long, and several at once."""

import threading
from collections.abc import Sequence

import pytest

from corpus.encoder.batches import TOKENS, in_batches


@pytest.mark.parametrize("at_once", [1, 2])
@pytest.mark.parametrize("lengths", [[], [7], [3, 3, 3], [500, 20, 480, 30, 1500, 2, 2500]])
def test_every_text_is_in_one_batch_of_like_length(lengths: list[int], at_once: int) -> None:
    seen: list[list[int]] = []
    in_batches(lambda numbers: seen.append(list(numbers)), lengths, at_once)
    assert sorted(number for batch in seen for number in batch) == list(range(len(lengths)))
    for batch in seen:
        sizes = [lengths[number] for number in batch]
        assert len(batch) == 1 or len(batch) * max(sizes) <= min(TOKENS, sum(lengths) // at_once + 1)
        assert sorted(sizes, reverse=True) == sizes


def test_batches_are_worked_on_at_once_and_an_error_is_told() -> None:
    together = threading.Barrier(2, timeout=10)

    def meet(numbers: Sequence[int]) -> None:
        together.wait()
        if 1 in numbers:
            raise ValueError("second")

    with pytest.raises(ValueError, match="second"):
        in_batches(meet, [5, 5], 2)
