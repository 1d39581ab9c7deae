"""Group statements that say the same, in whichever account and language, into points."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.choose import Statement
from answer.ranking import mutual_similarity
from answer.vectors import VectorCache

SAME = 0.80
"""Late interaction, both ways averaged, above which two statements say the same."""


@dataclass(slots=True)
class Group:
    """Statements that say the same, best first, at most one of each account."""

    statements: list[Statement]

    def has_account(self, source: str) -> bool:
        """Whether a statement of this transcript is among them."""
        return any(s.span.transcript == source for s in self.statements)


def groups(statements: Sequence[Statement], vectors: VectorCache) -> list[Group]:
    """Return the points that statements make, in the order of their best statement.

    A statement that repeats one of the same account is dropped: it adds nothing to read.
    """
    if not statements:
        return []
    alike = mutual_similarity([v.tokens for v in vectors.get([s.text for s in statements])])
    found: list[tuple[Group, list[int]]] = []
    for i, statement in enumerate(statements):
        likeness = [alike[i, members].max() * _same_conversation(group, statement) for group, members in found]
        best = int(np.argmax(likeness)) if likeness else -1
        if best < 0 or likeness[best] < SAME:
            found.append((Group([statement]), [i]))
        elif not found[best][0].has_account(statement.span.transcript):
            found[best][0].statements.append(statement)
            found[best][1].append(i)
    return [group for group, _ in found]


def _same_conversation(group: Group, statement: Statement) -> bool:
    first = group.statements[0].candidate.found.info
    return first.conversation == statement.candidate.found.info.conversation
