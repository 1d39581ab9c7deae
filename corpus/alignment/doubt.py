"""Speaker lines that seem wrong: an interviewer's question inside the turn of whoever is asked."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpus.alignment.statements import Statement
from corpus.sentences import QUESTION_MARKS

_QUESTION = re.compile(rf"[{QUESTION_MARKS}][\"'”’」』*]*$")
_YOU = re.compile(r"[你您妳]|\b(?:you|your|you're|you've)\b", re.IGNORECASE)


def asker(statements: Sequence[Statement]) -> str | None:
    """Return who asks most in an account, as written; None where nobody does."""
    asking = Counter(s.passage.speaker for s in statements if s.passage.question and s.passage.speaker)
    return asking.most_common(1)[0][0] if asking else None


def questions_to_the_speaker(statements: Sequence[Statement]) -> Iterator[list[int]]:
    """Yield runs of sentences, by index, in which someone who is asked seems to ask: from a paragraph's first
    question to its last that says "you".
    """
    paragraphs: dict[int, list[int]] = {}
    for index, statement in enumerate(statements):
        if statement.passage.speaker and not statement.passage.question:
            paragraphs.setdefault(statement.paragraph, []).append(index)
    for indices in paragraphs.values():
        asked = [i for i in indices if _QUESTION.search(statements[i].text)]
        to_you = [i for i in asked if _YOU.search(statements[i].text)]
        if to_you:
            yield list(range(asked[0], to_you[-1] + 1))


def doubts(
    statements: Sequence[Statement], said_by_others: Mapping[int, Sequence[str | None]], speakers: Mapping[str, str]
) -> dict[int, str]:
    """Return who seems to say which sentence (by index), where its speaker line seems wrong.

    Args:
        statements: the sentences of one account.
        said_by_others: for linked sentences, who says the same in the other accounts (main names, None for a writer).
        speakers: the main name of each speaker as written.
    """
    host = asker(statements)
    found: dict[int, str] = {}
    for run in questions_to_the_speaker(statements) if host else ():
        written = statements[run[0]].passage.speaker or ""
        others = [name for index in run for name in said_by_others.get(index, ())]
        if others and any(name != speakers.get(written, written) for name in others):
            found.update(dict.fromkeys(run, speakers.get(host or "", host or "")))
    return found
