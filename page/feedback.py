"""What readers think of answers, kept in a SQLite file on this machine and given out as a question set."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from answer.model import Answer
from corpus.errors import InterviewQAError

Verdict = Literal["good", "bad"]
LONGEST_WORD = 2_000
"""Characters of a reader's comment that are kept."""

_TABLE = """CREATE TABLE IF NOT EXISTS feedback (
    key TEXT PRIMARY KEY, at TEXT NOT NULL, verdict TEXT NOT NULL, word TEXT NOT NULL, answer TEXT NOT NULL
)"""


class FeedbackUnavailable(InterviewQAError):
    """Raised when the file of verdicts cannot be read or written."""


class Feedback:
    """One reader's verdict for each answer; a later one replaces it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def say(self, key: str, answer: Answer, verdict: Verdict, word: str = "") -> None:
        """Keep a verdict on an answer, and a word on why."""
        row = (key, datetime.now(UTC).isoformat(timespec="seconds"), verdict, word.strip()[:LONGEST_WORD])
        with self._open() as database:
            data = json.dumps(answer.as_data(), ensure_ascii=False)
            database.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)", (*row, data))

    def questions(self) -> Iterator[dict[str, Any]]:
        """Yield a question for each verdict, oldest first, in the form of the quality suite's question sets.

        A good answer's quotes are the evidence. What was bad comes without evidence and with `todo`, the
        reader's word, for someone to complete.
        """
        with self._open() as database:
            rows = database.execute("SELECT key, verdict, word, answer FROM feedback ORDER BY at").fetchall()
        for key, verdict, word, answer in rows:
            yield _question(key, verdict, word, json.loads(answer))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=10)) as database, database:
                database.execute(_TABLE)
                yield database
        except (OSError, sqlite3.Error) as error:
            raise FeedbackUnavailable(
                f"what readers think cannot be kept in {self.path} ({error}); name another file: --feedback FILE"
            ) from error


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
