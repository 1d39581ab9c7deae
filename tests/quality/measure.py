"""Measure answer quality on the questions beside this file: `python -m tests.quality.measure`."""

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from answer import Answerer, Request
from corpus.encoder import load_encoder
from corpus.settings import DEFAULT_TRANSCRIPTS
from corpus.store import Store
from ingest import add
from tests.quality.scoring import GoldQuestion, Table, questions, score

SETS = ("questions.jsonl", "dialogues.jsonl", "questions-2.jsonl", "dialogues-2.jsonl", "questions-3.jsonl")
ON_ANOTHER_TOPIC = ("questions.jsonl", "questions-2.jsonl")
"""Sets whose questions are asked again, after two others of the set: these must not drag them to their topics."""


def library(folder: Path, model: str = "offline") -> Answerer:
    """Build a store of the five transcripts in a folder, unless it is there, and open it for asking."""
    encoder, store = load_encoder(model), Store(folder)
    add([DEFAULT_TRANSCRIPTS], store, encoder)
    answerer = Answerer(store, encoder)
    answerer.warm()
    return answerer


def gold(answerer: Answerer, name: str) -> list[GoldQuestion]:
    """Return a question set with its evidence placed in the library's transcripts."""
    texts = {info.id: answerer.store.read(info.id).text for info in answerer.store.infos()}
    return list(questions(name, texts))


def measured(answerer: Answerer, asked: list[GoldQuestion]) -> Table:
    """Ask every question and score the answers."""
    table = Table()
    for question in asked:
        answer = answerer.answer(Request(question.text, question.history))
        table.rows.append(score(question, answer.as_data()))
    return table


def after_others(asked: list[GoldQuestion]) -> list[GoldQuestion]:
    """Return the questions, each after two that stand a third and half of the set before it."""
    texts, count = [question.text for question in asked], len(asked)
    return [replace(q, history=(texts[i - count // 3], texts[i - count // 2])) for i, q in enumerate(asked)]


def main() -> None:
    """Print the tables, and with --misses the questions whose first quote is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store of the five transcripts, built if it is not there")
    parser.add_argument("--model", default="offline")
    parser.add_argument("--misses", action="store_true", help="print each question whose first quote is wrong")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        answerer = library(given.store or Path(temporary) / "store", given.model)
        sets = [(name, gold(answerer, name)) for name in SETS]
        sets += [(f"{name} after others", after_others(asked)) for name, asked in sets if name in ON_ANOTHER_TOPIC]
        for name, asked in sets:
            table = measured(answerer, asked)
            sys.stdout.write(f"\n{name}, model {answerer.model_name}\n\n{table.markdown()}\n")
            if given.misses:
                wrong = [r for r in table.rows if r.answered != r.question.answerable or (r.answered and r.first != 0)]
                sys.stdout.writelines(
                    f"{r.question.id} first={r.first} answered={r.answered} {r.question.text}\n" for r in wrong
                )


if __name__ == "__main__":
    main()
