"""How much and how often a clause says: all or most, never or hardly, and whether it denies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.language import fold, words

_HOW_MUCH = (
    ("all", r"所有|全部|全都|一切|\ball\b|\bevery(?:one|body)?\b"),
    ("most", r"大多数?|大部分|大都|多半|绝大多数|\bmost of\b|\bmost\b(?!\s\w+ly)|\bmajority\b"),
    ("none", r"没有人|无人|没有一个|\bnone\b|\bno one\b|\bnobody\b"),
)
_HOW_OFTEN = (
    ("never", r"从来?[不没未]\w?|从未|\bnever\b"),
    ("hardly", r"几乎不|几乎没|很少|\bhardly\b|\brarely\b|\bseldom\b"),
    ("always", r"总是|始终|\balways\b"),
)
_DENIAL = re.compile(r"[不没未无非]|\bnot?\b|n['’]t\b|\bnever\b|\bwithout\b|\bcannot\b")
_NO_DENIAL = re.compile(
    r"不仅|不只|不但|不光|不断|不同|不过|不管|不论|不少|不错|不久|不足|不如|不良|不得不|不免|不禁|不妨|不可或缺|差不多|了不起|"
    r"没想到|没准|未来|未免|无论|无数|无限|无疑|无非|非常|非得|除非|(\w)[不没]\1|"
    r"\bnot only\b|\bno doubt\b|\bno longer\b|\bno matter\b"
)
_CLAUSE = re.compile(r"[^,，;；。.!?！？:：—\n]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause at [start, end) of a sentence: its words, and what it says of how much, how often and yes or no.

    `much` and `often` are (what, start, end), None where it says nothing of it. `denials` counts its negations.
    """

    start: int
    end: int
    words: frozenset[str]
    much: tuple[str, int, int] | None
    often: tuple[str, int, int] | None
    denials: int

    def same_but(self, other: "Clause", least: int, share: float) -> bool:
        """Whether both share at least `least` words, and `share` of the words of the one with more."""
        shared = len(self.words & other.words)
        return shared >= least and shared >= share * max(len(self.words), len(other.words))


def clauses(text: str) -> Iterator[Clause]:
    """Yield the clauses of a sentence."""
    folded = fold(text)
    for match in _CLAUSE.finditer(folded):
        start, clause = match.start(), match.group()
        much, often = _first(_HOW_MUCH, clause, start), _first(_HOW_OFTEN, clause, start)
        rest = clause
        for _, begin, end in (found for found in (much, often) if found):
            rest = rest.replace(folded[begin:end], " ")
        denials = len(_DENIAL.findall(_NO_DENIAL.sub(" ", rest)))
        yield Clause(start, match.end(), frozenset(words(rest)), much, often, denials)


def _first(kinds: tuple[tuple[str, str], ...], clause: str, start: int) -> tuple[str, int, int] | None:
    for kind, pattern in kinds:
        match = re.search(pattern, clause)
        if match:
            return kind, start + match.start(), start + match.end()
    return None
