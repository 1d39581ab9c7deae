from itertools import pairwise

from answer.evidence.strictness import strictnesses
from answer.model import ANSWERS_FROM


def test_stricter_answers_less_and_abstains_more_and_the_usual_threshold_is_among_them() -> None:
    rows = strictnesses()
    assert ANSWERS_FROM in [row.answers_from for row in rows]
    for one, stricter in pairwise(rows):
        assert one.answers_from < stricter.answers_from
        assert one.answers >= stricter.answers
        assert one.abstains <= stricter.abstains
