"""Asking while a transcript is replaced without pause: every answer is of one snapshot, and none fails."""

import threading
from pathlib import Path

from answer import Answerer, Request
from corpus.database import Store
from ingest import add
from tests.conftest import TinyEncoder

TALK = """# The kiln

Host: How hot does the kiln get in round {n}, and who built it?

Ada: The kiln reaches {n} degrees after nine hours. My father laid every brick of it in round {n}.

Host: And the chimney?

Ada: The chimney fell in round {n} of the storm. We built it again with the bricks of the old mill.
"""
ROUNDS = 25


def test_every_question_is_answered(tmp_path: Path, tiny_encoder: TinyEncoder) -> None:
    path, location = tmp_path / "kiln.md", tmp_path / "store"
    path.write_text(TALK.format(n=0), "utf-8")
    add([path], Store(location), tiny_encoder)
    answerer = Answerer(Store(location), tiny_encoder)
    is_over = threading.Event()
    failures: list[BaseException] = []
    quoted: list[str] = []

    def ask() -> None:
        while not is_over.is_set():
            try:
                answer = answerer.answer(Request("Which brick did my father lay in that round?"))
                answerer.check("My father laid every brick of it")
            except Exception as error:
                failures.append(error)
                return
            quoted.extend(quote.text for quote in answer.quotes)

    askers = [threading.Thread(target=ask, daemon=True) for _ in range(2)]
    for asker in askers:
        asker.start()
    try:
        for n in range(1, ROUNDS):
            path.write_text(TALK.format(n=n), "utf-8")
            add([path], Store(location), tiny_encoder)
    finally:
        is_over.set()
    for asker in askers:
        asker.join()
    assert failures == []
    assert quoted
