"""Let a language model help to find: whole questions, other wordings, which of numbered statements answer.

It returns questions and numbers, never text that could become a quote; whether anything answers is decided without it.
"""

import re
from collections.abc import Sequence

from answer.evidence.statements import Statement
from answer.language_model.prompts import choice_messages, whole_question_messages, wordings_messages
from answer.language_model.server import LanguageModel, LanguageModelFailed, Message
from corpus.language import Language
from corpus.settings import LONGEST_QUESTION

MOST_WORDINGS = 4
MOST_STATEMENTS = 24
"""Statements among which it chooses."""
_SHORT = 200
"""Most tokens that are written here."""
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+|[\"“”]")


class Finder:
    """Asks one language model, for one question; after its first failure no more is asked of it.

    Attributes:
        failure: what went wrong, in one line; None where nothing did.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.failure: str | None = None

    def whole_question(self, question: str, history: Sequence[str]) -> str:
        """Return a follow-up question as it would be asked alone; the question itself where the model fails."""
        lines = self._lines(whole_question_messages(question, history))
        return lines[0] if lines else question

    def wordings(self, question: str, languages: Sequence[Language]) -> list[str]:
        """Return the question in other words, in the languages of the library: at most MOST_WORDINGS."""
        found = self._lines(wordings_messages(question, languages[:MOST_WORDINGS]))
        return [line for line in dict.fromkeys(found) if line != question][:MOST_WORDINGS]

    def chosen_first(self, question: str, statements: Sequence[Statement]) -> list[Statement]:
        """Return statements, those of the first MOST_STATEMENTS that the model chooses before the others, in its order;
        as they are where it chooses none or fails.
        """
        numbered = statements[:MOST_STATEMENTS]
        text = self._asked(choice_messages(question, [one.text for one in numbered])) if numbered else ""
        numbers = [int(number) - 1 for number in re.findall(r"\d+", text)]
        if text and not numbers and "[]" not in "".join(text.split()):
            self.failure = f"the language model {self._model.name} chose by no number; its choice does not count"
        chosen = [index for index in dict.fromkeys(numbers) if 0 <= index < len(numbered)]
        others = (index for index in range(len(statements)) if index not in chosen)
        return [statements[index] for index in (*chosen, *others)]

    def _lines(self, messages: list[Message]) -> list[str]:
        lines = (" ".join(_BULLET.sub("", line).split()) for line in self._asked(messages).splitlines())
        return [line for line in lines if line and len(line) <= LONGEST_QUESTION]

    def _asked(self, messages: list[Message]) -> str:
        if self.failure:
            return ""
        try:
            return self._model.complete(messages, _SHORT)
        except LanguageModelFailed as error:
            self.failure = str(error)
            return ""
