"""Regressions: what they find where it is known what is there."""

import numpy as np
from scipy.special import expit

from training.regression import listwise, logistic

RNG = np.random.default_rng(3)


def test_a_list_is_ordered_by_what_hits() -> None:
    lists = []
    for _ in range(40):
        features = RNG.normal(size=(12, 2))
        lists.append((features, features[:, 0] == features[:, 0].max(), 1.0))
    first, second = listwise(lists, 0.001)
    assert first > 3
    assert abs(second) < first / 5


def test_odds_are_found_within_bounds() -> None:
    signs = RNG.normal(size=(3000, 2))
    truth = RNG.random(3000) < expit(2 * signs[:, 0] - signs[:, 1] + 0.5)
    counts = np.ones(3000)
    weights, constant = logistic(signs, truth, counts, [(None, None), (None, None)])
    assert weights[0] > 1
    assert weights[1] < -0.4
    assert constant > 0.2
    bounded, _ = logistic(signs, truth, counts, [(0, None), (0, None)])
    assert bounded[1] == 0
