"""The arithmetic of the figures."""

import pytest

from tests.quality.scoring import calibration_error


def test_probabilities_are_off_by_how_far_they_are_from_what_hits() -> None:
    assert calibration_error([0.8] * 5, [True, True, True, True, False]) == pytest.approx(0)
    assert calibration_error([0.8, 0.8, 0.1, 0.1], [True, False, False, False]) == pytest.approx(0.2)
    assert calibration_error([1.0], [True]) == 0
    assert calibration_error([], []) == 0
