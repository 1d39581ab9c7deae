"""Pairs of sentences chosen from how alike they are; sentences of one text paired by their lengths."""

import numpy as np
import pytest

from corpus.alignment.links import links, scored
from corpus.alignment.statements import pair_by_length


def alike(rows: int, columns: int, pairs: dict[tuple[int, int], float]) -> np.ndarray:
    matrix = np.full((rows, columns), 0.1, np.float32)
    for pair, value in pairs.items():
        matrix[pair] = value
    return matrix


def test_pairs_that_stand_out_are_linked() -> None:
    found = {(i, j) for i, j, _ in links(scored(alike(6, 6, {(n, n): 0.6 for n in range(6)})))}
    assert found == {(n, n) for n in range(6)}


def test_what_is_like_nothing_is_not_linked() -> None:
    assert list(links(scored(alike(6, 6, {})))) == []


def test_a_pair_counts_more_among_others_in_order() -> None:
    alone = scored(alike(9, 9, {(4, 4): 0.4}))[4, 4]
    among = scored(alike(9, 9, {(3, 3): 0.4, (4, 4): 0.4, (5, 5): 0.4}))
    assert among[4, 4] > alone


def test_one_sentence_may_have_two_partners() -> None:
    found = [(i, j) for i, j, _ in links(scored(alike(6, 8, {(2, 3): 0.6, (2, 4): 0.58})))]
    assert found == [(2, 3), (2, 4)]


@pytest.mark.parametrize(
    ("first", "second", "pairs"),
    [
        ([10, 20, 10], [30, 60, 30], [(0, 0), (1, 1), (2, 2)]),
        ([30, 20], [31, 28, 30], [(0, 0), (0, 1), (1, 2)]),
        ([10], [], []),
    ],
)
def test_sentences_of_two_languages_are_paired_by_length(
    first: list[int], second: list[int], pairs: list[tuple[int, int]]
) -> None:
    assert pair_by_length(first, second) == pairs
