"""The arithmetic of the figures."""

import pytest

from tests.quality.scoring import calibration_error, places


def test_probabilities_are_off_by_how_far_they_are_from_what_hits() -> None:
    assert calibration_error([0.8] * 5, [True, True, True, True, False]) == pytest.approx(0)
    assert calibration_error([0.8, 0.8, 0.1, 0.1], [True, False, False, False]) == pytest.approx(0.2)
    assert calibration_error([1.0], [True]) == 0
    assert calibration_error([], []) == 0


def test_evidence_is_found_between_the_cues_that_part_it() -> None:
    text = "We moved.\n\nI was a\nbaker for years."
    assert places("I was a baker", text) == [(11, 24)]
    assert places("I was\n\n12\n00:00:04,120 --> 00:00:06,000\na baker", text) == [(11, 24)]
    assert places("was\n\n00:04.120 --> 00:06.000 align:start\na baker", text) == [(13, 24)]


def test_evidence_that_is_nowhere_is_an_error() -> None:
    with pytest.raises(ValueError, match="a butcher"):
        places("a butcher", "I was a baker.")
