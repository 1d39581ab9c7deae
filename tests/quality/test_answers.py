"""Floors of answer quality: what was reached (README.md beside this file), less 0.03."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from answer import Answerer
from tests.quality.measure import after_others, gold, library, measured
from tests.quality.scoring import Table

FLOORS = {
    "questions.jsonl": {
        "hit@1": 0.644,
        "hit@5": 0.905,
        "point_recall": 0.905,
        "precision@5": 0.261,
        "account_coverage": 0.728,
        "answers_when_it_should": 0.97,
        "abstains_when_it_should": 0.684,
    },
    "dialogues.jsonl": {"hit@1": 0.583, "hit@5": 0.873, "point_recall": 0.905, "answers_when_it_should": 0.97},
    "questions-2.jsonl": {
        "hit@1": 0.414,
        "hit@5": 0.701,
        "point_recall": 0.669,
        "account_coverage": 0.579,
        "answers_when_it_should": 0.896,
        "abstains_when_it_should": 0.565,
    },
    "dialogues-2.jsonl": {"hit@1": 0.459, "hit@5": 0.659, "answers_when_it_should": 0.926},
}


AFTER_OTHERS = {
    "questions.jsonl": {"hit@1": 0.644, "hit@5": 0.905, "abstains_when_it_should": 0.684},
    "questions-2.jsonl": {"hit@1": 0.414, "hit@5": 0.72, "abstains_when_it_should": 0.565},
}


@pytest.fixture(scope="session")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return library(Path(tmp_path_factory.mktemp("quality")) / "store")


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_quality_stays_above_its_floors(answerer: Answerer, name: str) -> None:
    assert _below(FLOORS[name], measured(answerer, gold(answerer, name))) == {}


@pytest.mark.parametrize("name", sorted(AFTER_OTHERS))
def test_questions_are_not_dragged_to_the_topics_before_them(answerer: Answerer, name: str) -> None:
    assert _below(AFTER_OTHERS[name], measured(answerer, after_others(gold(answerer, name)))) == {}


def _below(floors: Mapping[str, float], table: Table) -> dict[str, float]:
    print(f"\n{table.markdown()}")
    return {figure: value for figure, value in table.figures().items() if value < floors.get(figure, value)}
