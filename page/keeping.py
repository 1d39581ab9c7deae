"""The answers that were shown lately, so that they can be exported and judged without trusting the browser's copy."""

import secrets
import threading
from collections import OrderedDict

from answer.model import Answer
from corpus.errors import InterviewQAError

KEPT = 2_000
"""Answers: at some 10 KB each."""


class AnswerGone(InterviewQAError):
    """Raised for an answer that is no longer kept, after many others or a restart."""


class Keeping:
    """Keeps the latest answers under keys that cannot be guessed."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, answer: Answer) -> str:
        """Keep an answer and return its key."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            self._answers[key] = answer
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return key

    def get(self, key: str) -> Answer:
        """Return the answer kept under a key.

        Raises:
            AnswerGone: it is no longer kept.
        """
        with self._lock:
            if key not in self._answers:
                raise AnswerGone("this answer is no longer kept; ask the question again")
            return self._answers[key]
