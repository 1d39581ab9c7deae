"""Floors of answer quality: what was reached (README.md beside this file), less 0.03."""

from pathlib import Path

import pytest

from answer import Answerer
from tests.quality.measure import gold, library, measured

FLOORS = {
    "questions.jsonl": {
        "hit@1": 0.557,
        "hit@5": 0.861,
        "point_recall": 0.876,
        "precision@5": 0.241,
        "account_coverage": 0.747,
        "answers_when_it_should": 0.948,
        "abstains_when_it_should": 0.613,
    },
    "dialogues.jsonl": {"hit@1": 0.583, "hit@5": 0.841, "point_recall": 0.873, "answers_when_it_should": 0.97},
    "questions-2.jsonl": {
        "hit@1": 0.396,
        "hit@5": 0.637,
        "point_recall": 0.634,
        "account_coverage": 0.577,
        "answers_when_it_should": 0.859,
        "abstains_when_it_should": 0.47,
    },
    "dialogues-2.jsonl": {"hit@1": 0.437, "hit@5": 0.703, "answers_when_it_should": 0.926},
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
