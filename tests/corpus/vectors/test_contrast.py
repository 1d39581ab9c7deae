"""How far a similarity stands out from that of unrelated texts."""

import numpy as np
import pytest

from corpus.vectors.contrast import of_unrelated, standing_out


@pytest.mark.parametrize("level", [0.0, 0.1, 0.4, 0.7])
def test_encoders_that_find_all_texts_more_alike_say_the_same(level: float) -> None:
    plain = np.array([[0.8, 0.1, 0.0], [0.0, 0.9, 0.1], [0.1, 0.0, 0.7]], np.float32)
    raised = level + (1 - level) * plain
    assert np.allclose(standing_out(raised, of_unrelated(raised)), standing_out(plain, of_unrelated(plain)), atol=1e-6)


def test_unrelated_is_what_is_nobodys_best() -> None:
    assert of_unrelated(np.array([[0.9, 0.2], [0.4, 0.8]], np.float32)) == pytest.approx(0.3)


@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (0, 3)])
def test_of_too_few_pairs_nothing_is_known(shape: tuple[int, int]) -> None:
    assert of_unrelated(np.full(shape, 0.6, np.float32)) == 0.0


def test_equal_texts_are_1_and_none_is_below_0() -> None:
    found = standing_out(np.array([0.2, 0.5, 0.75, 1.0], np.float32), 0.5)
    assert found.tolist() == pytest.approx([0, 0, 0.5, 1])


def test_the_scale_holds_where_all_are_equal() -> None:
    assert np.isfinite(standing_out(np.ones(2, np.float32), 1.0)).all()
