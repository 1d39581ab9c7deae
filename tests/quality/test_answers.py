"""Floors of answer quality: what was reached (README.md beside this file), less 0.03."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from answer import Answerer
from tests.quality.measure import after_others, gold, library, measured
from tests.quality.scoring import Table

FLOORS = {
    "questions.jsonl": {
        "hit@1": 0.666,
        "hit@5": 0.927,
        "point_recall": 0.901,
        "precision@5": 0.261,
        "account_coverage": 0.757,
        "answers_when_it_should": 0.97,
        "abstains_when_it_should": 0.899,
    },
    "dialogues.jsonl": {"hit@1": 0.68, "hit@5": 0.841, "point_recall": 0.841, "answers_when_it_should": 0.938},
    "questions-2.jsonl": {
        "hit@1": 0.553,
        "hit@5": 0.785,
        "point_recall": 0.77,
        "account_coverage": 0.675,
        "answers_when_it_should": 0.905,
        "abstains_when_it_should": 0.637,
    },
    "dialogues-2.jsonl": {"hit@1": 0.526, "hit@5": 0.703, "answers_when_it_should": 0.903},
    "questions-3.jsonl": {
        "hit@1": 0.419,
        "hit@5": 0.675,
        "point_recall": 0.673,
        "account_coverage": 0.642,
        "answers_when_it_should": 0.893,
        "abstains_when_it_should": 0.649,
    },
}
AFTER_OTHERS = {
    "questions.jsonl": {"hit@1": 0.666, "hit@5": 0.927, "abstains_when_it_should": 0.899},
    "questions-2.jsonl": {"hit@1": 0.553, "hit@5": 0.785, "abstains_when_it_should": 0.637},
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
