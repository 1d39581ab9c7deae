"""Answer quality stays near what was reached: `python -m tests.quality.measure --write` wrote reached.json.

The figures of the judged interviews say most: nothing is fitted on them. Machines round differently, so a set may lose
a question or 0.04, whichever is more.
"""

from collections.abc import Iterator

import pytest

from tests.quality.libraries import TESTED, Libraries
from tests.quality.measure import ON_ANOTHER_TOPIC, after_others, measured, measured_after_others, reached
from tests.quality.scoring import Table

SPARE = 0.04
SETS = {asked.name: asked for asked in TESTED}


@pytest.fixture(scope="session")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Libraries:
    return Libraries(tmp_path_factory.mktemp("quality"))


@pytest.mark.parametrize("name", sorted(SETS))
def test_quality_stays_where_it_was(libraries: Libraries, name: str) -> None:
    assert list(_below(name, measured(libraries, SETS[name]))) == []


def test_questions_are_not_dragged_to_the_topics_before_them(libraries: Libraries) -> None:
    asked = SETS[ON_ANOTHER_TOPIC]
    assert list(_below(after_others(asked), measured_after_others(libraries, asked))) == []


def _below(name: str, table: Table) -> Iterator[str]:
    print(f"\n{table.markdown()}")
    figures = table.figures()
    answerable = sum(row.question.answerable for row in table.rows)
    for figure, value in reached()[name].items():
        questions = len(table.rows) - answerable if figure.startswith("abstains") else answerable
        floor = value - max(SPARE, 1 / questions) - 0.001  # which is how the figures are rounded
        if figures[figure] < floor:
            yield f"{figure} {figures[figure]:.3f} < {floor:.3f}"
