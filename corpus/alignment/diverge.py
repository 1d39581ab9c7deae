"""Where accounts of one conversation differ: in numbers and dates, names and places, how much and whether at all."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from corpus.alignment.degrees import Clause, clauses
from corpus.alignment.links import links
from corpus.alignment.model import Divergence, DivergenceKind, Reading
from corpus.alignment.names import Gazetteer, Name, names, unknown_to
from corpus.alignment.quantities import Quantity, quantities
from corpus.alignment.similarity import Matrix
from corpus.alignment.statements import Statement
from corpus.language import fold
from corpus.transcript import Span

ALIKE_AT_LEAST = 0.15
"""Sentences less alike than this are never compared. Unrelated ones are alike by 0, equal ones by 1; from .12 to .18,
with ALIKE_COUNTS at .15 to .23, `python -m pytest tests/quality/test_accounts.py` finds the same."""
ALIKE_COUNTS = 0.2
"""From here on, sentences that count the same thing in a similar number are compared, linked or not."""
LEAST_COUNT = 20
SIMILAR_COUNT = 3.0
NEARLY_BEST = 0.3
"""Numbers and names are compared in sentences whose score is at most this much below the best of either."""
SAME_WORDS = 0.17
"""Cosine of shared words from which two names may have changed places in one sentence."""
SURE = 0.6
"""Score from which they may have, without shared words, after the same preposition: one in twenty sentences of
transcripts of different conversations reaches it (`python -m tests.quality.links`)."""
_ROLE = re.compile(r"(?:(在|于|自|从|到|\b(?:at|in|near|from|to|into) )|^|[\s,，。;；:：*“”\"'、(（])[*“\"']*$")
_PREPOSITIONS = {"在": "in", "于": "in", "at": "in", "near": "in", "自": "from", "从": "from", "到": "to", "into": "to"}


@dataclass(frozen=True, slots=True)
class Facts:
    """One account: its sentences and what can differ in each."""

    statements: Sequence[Statement]
    quantities: Sequence[Sequence[Quantity]]
    names: Sequence[Sequence[Name]]
    clauses: Sequence[Sequence[Clause]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two accounts. `alike`, `words` and `scores` have a row for each sentence of the first, a column for each
    of the second.
    """

    first: Facts
    second: Facts
    alike: Matrix
    words: Matrix
    scores: Matrix
    known: Gazetteer = field(default_factory=Gazetteer)

    def turned(self) -> "Comparison":
        """Return the same with the second account first."""
        return Comparison(self.second, self.first, self.alike.T, self.words.T, self.scores.T, self.known)


Difference = tuple[DivergenceKind, Span, Span]


def facts(statements: Sequence[Statement], known: Gazetteer) -> Facts:
    """Find what can differ in each sentence of an account."""
    texts = [statement.text for statement in statements]
    return Facts(
        statements,
        [list(quantities(text)) for text in texts],
        [names(text, known) for text in texts],
        [list(clauses(text)) for text in texts],
    )


def divergences(comparisons: Iterable[Comparison], texts: Mapping[str, str]) -> list[Divergence]:
    """Return where accounts differ; differences that share a reading become one divergence.

    `texts` holds the decoded source of each account.
    """
    groups = grouped(difference for comparison in comparisons for difference in differences(comparison))
    return [
        Divergence(kind, tuple(_reading(span, texts[span.transcript]) for span in sorted(spans)))
        for kind, spans in sorted(groups, key=lambda group: min(group[1]))
    ]


def grouped(found: Iterable[Difference]) -> list[tuple[DivergenceKind, set[Span]]]:
    """Return what differs, each with all its readings: differences of a kind that share one are one."""
    groups: list[tuple[DivergenceKind, set[Span]]] = []
    for kind, one, other in sorted(set(found)):
        touched = [group for group in groups if group[0] == kind and group[1] & {one, other}]
        groups = [group for group in groups if group not in touched]
        groups.append((kind, {one, other}.union(*(spans for _, spans in touched))))
    return groups


def _reading(span: Span, text: str) -> Reading:
    return Reading(span.transcript, span.start, span.end, text[span.start : span.end])


def differences(comparison: Comparison) -> Iterator[Difference]:
    """Yield where two accounts differ."""
    yield from replaced(comparison, [(i, j) for i, j, _ in links(comparison.scores)])
    yield from _counts(comparison)
    yield from _spellings(comparison)


def replaced(comparison: Comparison, linked: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    """Yield where sentences that say the same, `linked`, have one number or name in place of another, and where clauses
    of any sentences that are alike say how much, how often or yes and no otherwise.
    """
    yield from _numbers(comparison, linked)
    yield from _replaced_names(comparison, linked)
    yield from _degrees(comparison)


def _around(rows: Sequence[Sequence[Quantity]], at: int) -> list[Quantity]:
    return [item for row in rows[max(0, at - 1) : at + 2] for item in row]


def _numbers(comparison: Comparison, linked: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    """Compare the numbers of linked sentences that none around the other's partners agrees with: each with the one
    that its best partner has.
    """
    first, second = comparison.first, comparison.second
    by_first, by_second = _partners(linked), _partners([(j, i) for i, j in linked])
    found: list[tuple[float, tuple[int, Quantity], tuple[int, Quantity]]] = []
    for i, j in _strongest(comparison, linked):
        there = [q for k in by_first[i] for q in _around(second.quantities, k)]
        here = [q for k in by_second[j] for q in _around(first.quantities, k)]
        for one, other in product(first.quantities[i], second.quantities[j]):
            if _disagree(one, other) and not _agrees(one, there) and not _agrees(other, here):
                found.append((float(comparison.scores[i, j]), (i, one), (j, other)))
    taken: set[tuple[int, Quantity, bool]] = set()
    for _, one_at, other_at in sorted(found, key=lambda pair: -pair[0]):
        if (*one_at, True) not in taken and (*other_at, False) not in taken:
            taken |= {(*one_at, True), (*other_at, False)}
            yield _number(comparison, one_at, other_at)


def _strongest(comparison: Comparison, linked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the links that are not far behind the best of either sentence."""
    scores, by_first, by_second = comparison.scores, _partners(linked), _partners([(j, i) for i, j in linked])
    for i, j in linked:
        best = max(*(scores[i, k] for k in by_first[i]), *(scores[k, j] for k in by_second[j]))
        if scores[i, j] >= best - NEARLY_BEST:
            yield i, j


def _partners(linked: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    partners: dict[int, list[int]] = {}
    for one, other in linked:
        partners.setdefault(one, []).append(other)
    return partners


def _disagree(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and one.differs(other)


def _agrees(one: Quantity, others: Iterable[Quantity]) -> bool:
    return any(one.unit == other.unit and not one.differs(other) for other in others)


def _counts(comparison: Comparison) -> Iterator[Difference]:
    """Compare large counts of the same, of similar size, in sentences that are alike but may not be linked, unless
    the other account has the same count anywhere.
    """
    first, second = comparison.first, comparison.second
    here, there = ([q for row in facts.quantities for q in row if q.bound != "vague"] for facts in (first, second))
    for i, j in zip(*np.nonzero(comparison.alike >= ALIKE_COUNTS), strict=True):
        for one, other in product(first.quantities[i], second.quantities[j]):
            settled = _agrees(one, there) or _agrees(other, here)
            if _disagree(one, other) and _similar_counts(one, other) and not settled:
                yield _number(comparison, (int(i), one), (int(j), other))


def _similar_counts(one: Quantity, other: Quantity) -> bool:
    if one.is_date or one.unit in {"age", "percent"}:
        return False
    low, high = min(one.low, other.low), max(one.low, other.low)
    return low >= LEAST_COUNT and high <= SIMILAR_COUNT * low


def _number(comparison: Comparison, one: tuple[int, Quantity], other: tuple[int, Quantity]) -> Difference:
    kind: DivergenceKind = "date" if one[1].is_date else "number"
    return kind, _span(comparison.first, *one), _span(comparison.second, *other)


def _span(facts: Facts, index: int, place: Quantity | Name | Clause) -> Span:
    here = facts.statements[index].span
    return Span(here.transcript, here.start + place.start, here.start + place.end)


def _spellings(comparison: Comparison) -> Iterator[Difference]:
    """Compare names that are spelled alike where neither account ever writes the other's form."""
    first, second = comparison.first, comparison.second
    everywhere = [[name for row in facts.names for name in row] for facts in (first, second)]
    for i, row in enumerate(first.names):
        for one in unknown_to(row, everywhere[1]):
            for j, others in enumerate(second.names):
                if comparison.alike[i, j] < ALIKE_AT_LEAST:
                    continue
                for other in unknown_to(others, everywhere[0]):
                    if one.spelled_like(other):
                        yield "name", _span(first, i, one), _span(second, j, other)


def _replaced_names(comparison: Comparison, linked: Sequence[tuple[int, int]]) -> Iterator[Difference]:
    """Compare names that stand in the same role of linked sentences with the same words."""
    for i, j in _strongest(comparison, linked):
        one, other = _only_unknown(comparison, i, j), _only_unknown(comparison.turned(), j, i)
        if one is None or other is None or one.is_person != other.is_person:
            continue
        role = _role(comparison.first, i, one)
        if role is None or role != _role(comparison.second, j, other):
            continue
        if comparison.words[i, j] >= SAME_WORDS or (role and comparison.scores[i, j] >= SURE):
            kind: DivergenceKind = "place" if one.is_place or other.is_place else "name"
            yield kind, _span(comparison.first, i, one), _span(comparison.second, j, other)


def _only_unknown(comparison: Comparison, i: int, j: int) -> Name | None:
    """Return the one name of the first's sentence that the second does not have around, None if not one."""
    around = [name for row in comparison.second.names[max(0, j - 1) : j + 2] for name in row]
    text = fold(comparison.second.statements[j].text)
    found = [
        name
        for name in unknown_to(comparison.first.names[i], around)
        if not any(term in text for term in comparison.known.terms.get(name.key, ()))
    ]
    return found[0] if len({name.key for name in found}) == 1 else None


def _role(facts: Facts, index: int, name: Name) -> str | None:
    """Return the preposition before a name, in English, "" at the beginning of a clause, None elsewhere."""
    match = _ROLE.search(fold(facts.statements[index].text)[: name.start])
    if match is None:
        return None
    preposition = (match[1] or "").strip()
    return _PREPOSITIONS.get(preposition, preposition)


def _degrees(comparison: Comparison) -> Iterator[Difference]:
    """Compare clauses that say almost the same in the same words, but of all or of most, never or hardly, yes or no."""
    first, second = comparison.first, comparison.second
    for i, j in np.argwhere(comparison.alike >= ALIKE_AT_LEAST).tolist():
        for one, other in product(first.clauses[i], second.clauses[j]):
            kind = differs(one, other)
            if kind:
                yield kind, _span(first, i, one), _span(second, j, other)


def differs(one: Clause, other: Clause) -> DivergenceKind | None:
    """Return in what two clauses differ that say almost the same; None where they do not."""
    if one.much and other.much and one.much[0] != other.much[0]:
        return "number" if one.same_but(other, 2, 0.5) else None
    if one.often and other.often and one.often[0] != other.often[0]:
        return "negation" if one.same_but(other, 2, 0.5) else None
    if one.denials % 2 != other.denials % 2 and not one.often and not other.often:
        return "negation" if one.same_but(other, 3, 0.75) else None
    return None
