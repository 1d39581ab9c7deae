"""The second at which a character of a passage is said."""

import pytest

from corpus.database.rows import passage_from, passage_row
from corpus.transcript import Passage

TEXT = "It burned. Later it was rebuilt."
PASSAGE = Passage(0, 100, 100 + len(TEXT), TEXT, "speech", turn=0, time=5.0, times=((0, 5.0), (11, 30.0)))


@pytest.mark.parametrize(("offset", "second"), [(100, 5.0), (110, 5.0), (111, 30.0), (131, 30.0)])
def test_the_time_of_an_offset_is_that_of_the_last_mark_before_it(offset: int, second: float) -> None:
    assert PASSAGE.time_at(offset) == second


def test_without_marks_a_passage_has_one_time_or_none() -> None:
    assert Passage(0, 0, 2, "So", "speech", time=5.0).time_at(1) == 5.0
    assert Passage(0, 0, 2, "So", "speech").time_at(1) is None
    assert Passage(0, 0, 9, "So it was", "speech", times=((3, 7.0),)).time_at(2) is None


def test_times_are_kept() -> None:
    for passage in (PASSAGE, Passage(0, 0, 2, "So", "speech", turn=0)):
        assert passage_from(passage_row(passage, 1)) == passage  # type: ignore[arg-type]
