"""Floors of answer quality: what was reached (README.md beside this file), less 0.03."""

from pathlib import Path

import pytest

from answer import Answerer
from tests.quality.measure import gold, library, measured

FLOORS = {
    "questions.jsonl": {
        "hit@1": 0.535,
        "hit@5": 0.731,
        "point_recall": 0.763,
        "account_coverage": 0.571,
        "answers_when_it_should": 0.948,
        "abstains_when_it_should": 0.684,
    },
    "dialogues.jsonl": {"hit@1": 0.518, "hit@5": 0.905, "point_recall": 0.905, "answers_when_it_should": 0.938},
}


@pytest.fixture(scope="session")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return library(Path(tmp_path_factory.mktemp("quality")) / "store")


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_quality_stays_above_its_floors(answerer: Answerer, name: str) -> None:
    table = measured(answerer, gold(answerer, name))
    print(f"\n{name}\n{table.markdown()}")
    figures = table.figures()
    assert {k: v for k, v in figures.items() if v < FLOORS[name].get(k, v)} == {}
