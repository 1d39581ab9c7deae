"""What readers think of answers, kept in the database and given out as a question set."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa

from answer.model import Answer
from corpus.database.connection import Database
from corpus.database.tables import verdicts

Verdict = Literal["good", "bad"]
LONGEST_WORD = 2_000
"""Characters of a reader's comment that are kept."""


class Feedback:
    """One reader's verdict for each answer; a later one replaces it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def say(self, key: str, answer: Answer, verdict: Verdict, word: str = "") -> None:
        """Keep a verdict on an answer, and a word on why.

        Raises:
            StoreUnavailable: the database cannot be written.
        """
        row = {
            "key": key,
            "said": datetime.now(UTC).isoformat(timespec="seconds"),
            "verdict": verdict,
            "word": word.strip()[:LONGEST_WORD],
            "answer": json.dumps(answer.as_data(), ensure_ascii=False),
        }
        with self._database.change() as connection:
            connection.execute(verdicts.delete().where(verdicts.c.key == key))
            connection.execute(verdicts.insert(), row)

    def questions(self) -> Iterator[dict[str, Any]]:
        """Yield a question for each verdict, oldest first, in the form of the quality suite's question sets.

        A good answer's quotes are the evidence. What was bad comes without evidence and with `todo`, the
        reader's word, for someone to complete.
        """
        query = sa.select(verdicts).order_by(verdicts.c.said)
        for row in self._database.read(lambda connection: connection.execute(query).all()):
            yield _question(row.key, row.verdict, row.word, json.loads(row.answer))


def question_lines(feedback: Feedback) -> str:
    """Return the question set as JSON lines."""
    return "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in feedback.questions())


def _question(key: str, verdict: str, word: str, answer: dict[str, Any]) -> dict[str, Any]:
    question = {
        "id": f"feedback-{key}",
        "lang": answer["language"],
        "type": "feedback",
        "question": answer["question"],
        "answerable": answer["answered"],
        "points": [],
    }
    if verdict == "bad":
        return {**question, "todo": word or "a reader found this answer bad"}
    quotes = {quote["n"]: quote for quote in answer["quotes"]}
    points = [[quotes[n] for n in point["quotes"]] for point in answer["points"]]
    question["points"] = [
        {"point": word or cited[0]["text"], "evidence": [_evidence(quote) for quote in cited]} for cited in points
    ]
    return question


def _evidence(quote: dict[str, Any]) -> dict[str, str]:
    return {"doc": Path(quote["source"]).stem, "quote": quote["text"]}
