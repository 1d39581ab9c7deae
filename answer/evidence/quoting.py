"""How likely it is that a quote answers, and which of its words do."""

from collections.abc import Sequence
from typing import NamedTuple

from answer.evidence.statements import Statement
from answer.question.expected import Expected, places
from answer.search.features import log_odds, sigmoid, weights
from corpus.transcript import Span

SURE = 0.4
"""How likely words must be the ones that answer, to be marked."""
MOST_OF_SENTENCE = 0.6
"""Of a sentence's characters, that may be marked: more do not stand out."""
_WHOLE = frozenset({"reason", "yes-no"})  # what is asked for: whole statements answer it


class QuoteSigns(NamedTuple):
    """What is known of a statement that may be quoted."""

    answering: float
    """Log odds of there being an answer at all (`abstaining.log_odds`)."""
    behind: float
    """How much better the best statement ranks: >= 0."""
    answers: float
    """Log odds, as read, of its own answering; those of the worst that was read where it was not, 0 if none was."""


def quote_signs(answering: float, statements: Sequence[Statement]) -> list[QuoteSigns]:
    """Return the signs of statements that were found for one question."""
    best = max((s.score for s in statements), default=0.0)
    read = [s.candidate.reading.answers for s in statements if s.candidate.reading]
    least = min(read, default=0.0)
    return [
        QuoteSigns(answering, best - s.score, s.candidate.reading.answers if s.candidate.reading else least)
        for s in statements
    ]


def answer_probabilities(answering: float, statements: Sequence[Statement]) -> dict[Span, float]:
    """Return for each statement how likely it is that it answers, 0 to 1: comparable between questions."""
    learned = weights()["quoting"]
    return {
        statement.span: sigmoid(log_odds(signs._asdict(), learned))
        for statement, signs in zip(statements, quote_signs(answering, statements), strict=True)
    }


def answering_words(expected: Expected, statement: Statement) -> tuple[int, int] | None:
    """Return where in the transcript the words stand that answer, [start, end): the number, date or sum that was asked
    for, where the sentence that was found, or else the statement, holds just one; else those that were read in the
    sentence, where they surely answer. None where no part stands out.
    """
    for text, start in ((statement.candidate.text, statement.candidate.start), (statement.text, statement.start)):
        found = places(expected, text)
        if len(found) == 1:
            return start + found[0][0], start + found[0][1]
        if found:
            break
    reading = statement.candidate.rereading
    if reading is None or reading.words is None or reading.certainty < SURE or expected in _WHOLE:
        return None
    start, end = reading.words
    return (start, end) if end - start <= MOST_OF_SENTENCE * len(statement.candidate.text) else None
