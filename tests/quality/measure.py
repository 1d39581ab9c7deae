"""Measure answer quality on the questions beside this file: `python -m tests.quality.measure`."""

import argparse
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from answer import Answerer, Request
from corpus.settings import DEFAULT_MODEL
from tests.quality.libraries import FITTED, FIVE, JUDGED, TESTED, Libraries, QuestionSet
from tests.quality.scoring import GoldQuestion, Table, score

ON_ANOTHER_TOPIC = "questions.jsonl"
"""The set whose questions are asked again, after two others of the set: these must not drag them to their topics."""
KEPT = ("hit@1", "hit@5", "point_recall", "account_coverage", "answers_when_it_should", "abstains_when_it_should")
_REACHED_FILE = Path(__file__).with_name("reached.json")


def reached() -> dict[str, dict[str, float]]:
    """Return the figures that were reached when they were last written, by set."""
    return dict(json.loads(_REACHED_FILE.read_text("utf-8")))


def after_others(asked: QuestionSet) -> str:
    """Return what the figures of a set are called when each question is asked after others."""
    return f"{asked.name} after others"


def measured(libraries: Libraries, asked: QuestionSet) -> Table:
    """Ask every question of a set and score the answers."""
    return answers_scored(libraries.of(asked.transcripts), list(libraries.requests(asked)))


def measured_after_others(libraries: Libraries, asked: QuestionSet) -> Table:
    """The same, each question asked after two that stand a third and half of the set before it."""
    gold = libraries.questions(asked)
    texts, count = [question.text for question in gold], len(gold)
    later = [replace(q, history=(texts[i - count // 3], texts[i - count // 2])) for i, q in enumerate(gold)]
    return answers_scored(libraries.of(asked.transcripts), [(q, Request(q.text, q.history)) for q in later])


def answers_scored(answerer: Answerer, requests: list[tuple[GoldQuestion, Request]]) -> Table:
    """Ask questions and score the answers."""
    return Table([score(question, answerer.answer(request).as_data()) for question, request in requests])


def main() -> None:
    """Print the tables, and with --misses the questions whose first quote is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", type=Path, help="a folder for the libraries, built if they are not there")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--only", help="sets whose names contain this")
    parser.add_argument("--misses", action="store_true", help="print each question whose first quote is wrong")
    parser.add_argument("--write", action="store_true", help="what is found is what tests hold the program to")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        libraries = Libraries(given.stores or Path(temporary), given.model)
        for asked in (one for one in (*JUDGED, *FIVE, *FITTED) if (given.only or "") in one.name):
            tables = {asked.name: measured(libraries, asked)}
            if asked.name == ON_ANOTHER_TOPIC:
                tables[after_others(asked)] = measured_after_others(libraries, asked)
            for name, table in tables.items():
                _print(name, table, misses=given.misses)
                if given.write and asked in TESTED:
                    _write(name, table)


def _write(name: str, table: Table) -> None:
    figures = {figure: round(value, 3) for figure, value in table.figures().items() if figure in KEPT}
    if all(row.coverage is None for row in table.rows):
        del figures["account_coverage"]
    _REACHED_FILE.write_text(json.dumps({**reached(), name: figures}, indent=2) + "\n", "utf-8")


def _print(name: str, table: Table, *, misses: bool) -> None:
    sys.stdout.write(f"\n{name}\n\n{table.markdown()}\n")
    wrong = [r for r in table.rows if r.answered != r.question.answerable or (r.answered and r.first != 0)]
    for row in wrong if misses else []:
        sys.stdout.write(f"{row.question.id} first={row.first} answered={row.answered} {row.question.text}\n")


if __name__ == "__main__":
    main()
