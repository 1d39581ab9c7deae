"""How much, how often, yes or no."""

import pytest

from corpus.alignment.degrees import clauses


@pytest.mark.parametrize(
    ("text", "much", "often", "denials"),
    [
        ("因為管理層大多有研究背景", "most", None, 0),
        ("因为所有的领导层都有研究背景", "all", None, 0),
        ("数学考试从来不用特意复习", None, "never", 0),
        ("我幾乎不用複習", None, "hardly", 0),
        ("雾号并没有更换", None, None, 1),
        ("这不仅不贵", None, None, 1),
        ("未来几年", None, None, 0),
        ("Most of them hardly ever came", "most", "hardly", 0),
        ("it was not replaced", None, None, 1),
        ("not only was it replaced", None, None, 0),
    ],
)
def test_a_clause_is_understood(text: str, much: str | None, often: str | None, denials: int) -> None:
    (clause,) = clauses(text)
    found = (clause.much and clause.much[0], clause.often and clause.often[0], clause.denials)
    assert found == (much, often, denials)
