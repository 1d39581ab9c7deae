"""Group statements that say the same, in whichever account and language, into points."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.choose import Statement
from answer.ranking import max_similarity
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
    tokens = [v.tokens for v in vectors.get([s.text for s in statements])]
    found: list[tuple[Group, list[int]]] = []
    for i, statement in enumerate(statements):
        best, likeness = None, SAME
        for group, members in found:
            if group.statements[0].candidate.found.info.conversation != statement.candidate.found.info.conversation:
                continue
            alike = max(_likeness(tokens[i], tokens[j]) for j in members)
            if alike > likeness:
                best, likeness = (group, members), alike
        if best is None:
            found.append((Group([statement]), [i]))
        elif not best[0].has_account(statement.span.transcript):
            best[0].statements.append(statement)
            best[1].append(i)
    return [group for group, _ in found]


def _likeness(first: np.ndarray, second: np.ndarray) -> float:
    one = max_similarity(first.astype(np.float32), [second])[0]
    other = max_similarity(second.astype(np.float32), [first])[0]
    return float(one + other) / 2
