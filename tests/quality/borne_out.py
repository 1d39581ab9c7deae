"""Measure how like its quote a true sentence is, and a false one: `python -m tests.quality.borne_out`.

True is a statement beside the same of another account of the conversation, or beside its own translation; false beside
what stands a few sentences from there. No weight is fitted: one threshold is read off (`LEAST_MEANING`).
"""

import sys
from collections.abc import Iterator
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from answer.language_model.checking import LEAST_MEANING, meaning
from corpus.alignment.statements import Statement, statements
from corpus.catalogue import load_catalogue
from corpus.encoder import load_encoder
from corpus.settings import DEFAULT_TRANSCRIPTS
from corpus.transcript import Span, Transcript
from corpus.vectors.text import TextVectors
from tests.quality.account_scores import encoded, places, read_gold, transcript

NEAR = (-6, -4, -2, 2, 4, 6)
"""Sentences from the true one at which the false ones stand."""
SHORTEST = 12
"""Characters of a false one."""
Tokens = NDArray[np.float32]


class Account:
    """One account's statements and the vectors of their tokens."""

    def __init__(self, account: Transcript) -> None:
        self.id, self.statements = account.info.id, statements(account)
        self._text = TextVectors(account.speech(), encoded(account, load_encoder()))

    def tokens(self, span: Span) -> Tokens:
        return self._text.within(span.start, span.end)

    def at(self, marked: list[Span]) -> list[int]:
        """Return the statements that hold some of these words."""
        return [i for i, one in enumerate(self.statements) if any(one.span.overlaps(span) for span in marked)]


def main() -> None:
    """Print the shares of true and of false sentences that would stand."""
    gold = read_gold()
    catalogue = load_catalogue(DEFAULT_TRANSCRIPTS / "catalogue.yaml")
    read = {letter: transcript(name, catalogue) for letter, name in gold["accounts"].items()}
    accounts = {letter: Account(one) for letter, one in read.items()}
    texts = {one.info.id: one.text for one in read.values()}
    true: list[float] = []
    false: list[float] = []
    for group in gold["groups"]:
        marked = {a: accounts[a].at(places(words, accounts[a].id, texts)) for a, words in group.items()}
        for one, other in permutations(marked, 2):
            if marked[one] and marked[other]:
                _compare(accounts[one], accounts[other], marked[one], marked[other], (true, false))
    for name, found in (
        ("other accounts", true),
        ("sentences near by", false),
        ("translations", list(_translated(accounts))),
    ):
        share = float((np.array(found) >= LEAST_MEANING).mean())
        sys.stdout.write(f"{name}: {len(found)}, median {np.median(found):.3f}, at {LEAST_MEANING} stand {share:.3f}\n")


def _compare(
    one: Account, other: Account, said: list[int], there: list[int], found: tuple[list[float], list[float]]
) -> None:
    tokens = one.tokens(one.statements[said[0]].span)

    def alike(statement: Statement) -> float:
        return meaning(tokens, other.tokens(statement.span))

    best = max(there, key=lambda i: alike(other.statements[i]))
    found[0].append(alike(other.statements[best]))
    near = (best + by for by in NEAR if 0 <= best + by < len(other.statements) and best + by not in there)
    found[1].extend(alike(other.statements[i]) for i in near if len(other.statements[i].text) >= SHORTEST)


def _translated(accounts: dict[str, Account]) -> Iterator[float]:
    for account in accounts.values():
        for one in account.statements:
            if one.twin:
                yield meaning(account.tokens(one.twin), account.tokens(one.span))


if __name__ == "__main__":
    main()
