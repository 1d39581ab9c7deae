from itertools import pairwise

import numpy as np
import pytest

from answer.overview.stretches import stretches


def _talk(*lengths: int) -> np.ndarray:
    """Passages of as many topics, each a direction of its own, with a little noise."""
    draw = np.random.default_rng(1)
    rows = np.concatenate([np.tile(np.eye(8)[topic], (length, 1)) for topic, length in enumerate(lengths)])
    return (rows + 0.05 * draw.standard_normal(rows.shape)).astype(np.float32)


def test_a_talk_is_divided_where_its_topic_changes() -> None:
    assert stretches(_talk(9, 5, 9, 7), range(1, 30)) == [(0, 9), (9, 14), (14, 23), (23, 30)]


def test_stretches_cover_the_talk_and_begin_where_they_may() -> None:
    starts = [3, 10, 11, 24, 26]
    found = stretches(_talk(9, 14, 7), starts)
    assert found[0][0] == 0
    assert found[-1][1] == 30
    assert all(end == start for (_, end), (start, _) in pairwise(found))
    assert {start for start, _ in found[1:]} <= set(starts)


@pytest.mark.parametrize(("count", "starts", "found"), [(0, [], []), (7, [3], [(0, 7)]), (20, [], [(0, 20)])])
def test_what_is_short_or_of_one_piece_is_one_stretch(
    count: int, starts: list[int], found: list[tuple[int, int]]
) -> None:
    assert stretches(_talk(count), starts) == found
