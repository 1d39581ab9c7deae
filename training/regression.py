"""Regressions of which the weights are small and may be bounded."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, softmax

STRENGTH = 0.003
"""Of the regularisation of a logistic regression."""
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Bounds = tuple[float | None, float | None]
"""The least and the greatest that a weight may be; None: no such bound."""


def listwise(lists: list[tuple[Floats, Booleans, float]], strength: float) -> Floats:
    """Learn weights of features, (features,), that make what hits likely: the softmax over each list.

    This is the listwise loss of Cao and others, "Learning to Rank: From Pairwise Approach to Listwise Approach"
    (2007), with all that hit as one.

    Args:
        lists: features (list, features), which hit (list,), and how much the list counts.
        strength: of the regularisation.
    """
    useful = [one for one in lists if one[1].any() and not one[1].all()]
    spread = np.vstack([features for features, _, _ in useful]).std(axis=0) + 1e-6
    counted = sum(share for _, _, share in useful)

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, gradient = strength * weights @ weights, 2 * strength * weights
        for unscaled, hit, counts in useful:
            features, share = unscaled / spread, counts / counted
            likely, right = softmax(features @ weights), softmax((features @ weights)[hit])
            total -= share * np.log(likely[hit].sum())
            gradient = gradient + share * (likely @ features - right @ features[hit])
        return float(total), gradient

    return np.asarray(minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B").x / spread)


def logistic(signs: Floats, truth: Booleans, counts: Floats, bounds: Sequence[Bounds]) -> tuple[Floats, float]:
    """Learn a logistic regression of what is true, its weights within bounds.

    Args:
        signs: (examples, signs).
        truth: (examples,).
        counts: (examples,), how much each counts.
        bounds: of each sign's weight.

    Returns:
        The weights, (signs,), and the constant.
    """
    middle, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-6
    scaled, shares = (signs - middle) / spread, counts / counts.sum()

    def loss(learned: Floats) -> tuple[float, Floats]:
        values = scaled @ learned[:-1] + learned[-1]
        strength = STRENGTH * learned[:-1]
        total = shares @ np.logaddexp(0, np.where(truth, -values, values)) + strength @ learned[:-1]
        wrong = shares * (expit(values) - truth)
        return float(total), np.append(scaled.T @ wrong + 2 * strength, wrong.sum())

    start = np.zeros(len(bounds) + 1)
    learned = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x
    weights = learned[:-1] / spread
    return weights, float(learned[-1] - weights @ middle)
