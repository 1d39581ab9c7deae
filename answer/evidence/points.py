"""Group statements that say the same, in whichever account and language, into points; add the other accounts' words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from answer.evidence.statements import Statement
from answer.model import Point, Quote
from answer.search.ranking import mutual_similarity
from corpus.alignment.standing import Alignments
from corpus.language import Language
from corpus.sentences import LONGEST
from corpus.transcript import Span

SAME = 0.80
"""Late interaction, both ways averaged, above which two statements of different conversations' files say the same."""
MOST_POINTS = 5
LEADS, NEAR = 3, 2.5
"""Points whose lead comes before the other accounts of the first point: so many, and all whose score lacks no more than
this of the best, as each of them may be the answer."""
QUOTED_FROM = 0.03
"""How likely what is found of a point behind the first must answer, for it to be quoted."""
ALIKE = 1.0
"""Score that a statement in the question's language may lack of the best of its point, and still lead it."""
COUNTERPART_FROM = 0.55
"""Strength of the alignment from which another account's sentence is quoted beside the one that was found. One in
eleven sentences of transcripts of different conversations reaches it: `python -m tests.quality.links`."""


@dataclass(slots=True)
class Draft:
    """A point in the making: the statements found that make it, best first, and the same in other accounts."""

    statements: list[Statement]
    counterparts: list[Span] = field(default_factory=list)

    @property
    def spans(self) -> list[Span]:
        """All its spans, what was found before what was added."""
        return [*(s.span for s in self.statements), *self.counterparts]

    @property
    def conversation(self) -> str:
        """The conversation it is from."""
        return self.statements[0].candidate.hit.info.conversation

    def lead_in(self, language: Language) -> None:
        """Put first what an account in that language says, where it answers about as well as the best."""
        enough = self.statements[0].score - ALIKE
        spoken = [s for s in self.statements if s.candidate.hit.speaks(language) and s.score >= enough]
        self.statements.sort(key=lambda s: s not in spoken[:1])


class PointMaker:
    """Makes points with one library's alignments."""

    def __init__(self, accounts: Alignments) -> None:
        self._accounts = accounts

    def drafts(self, statements: Sequence[Statement], language: Language) -> list[Draft]:
        """Return the first MOST_POINTS points that statements make, in the order of their best statement; what the
        question's language says almost as well leads its point.

        A statement that repeats one of the same account in a point is dropped: it adds nothing to read.
        """
        if not statements:
            return []
        alike = mutual_similarity([_tokens(statement) for statement in statements]) >= SAME
        found: list[tuple[Draft, list[int]]] = []
        for i, statement in enumerate(statements):
            home = next((f for f in found if self._same(f[0], statement, bool(alike[i, f[1]].any()))), None)
            if home is None:
                found.append((Draft([statement]), [i]))
            elif not any(s.span.transcript == statement.span.transcript for s in home[0].statements):
                home[0].statements.append(statement)
                home[1].append(i)
        drafts = [draft for draft, _ in found[:MOST_POINTS]]
        for draft in drafts:
            draft.lead_in(language)
        self._complete(drafts)
        return drafts

    def points(self, drafts: Sequence[Draft], quotes: Sequence[Quote]) -> tuple[Point, ...]:
        """Return the points of which something is quoted, each with how its accounts stand to each other."""
        spans = [quote.span for quote in quotes]
        numbered = ((draft, order_of(draft.spans, spans)) for draft in drafts)
        quoted = {quote.source for quote in quotes}
        return tuple(self._point(draft, numbers, quoted) for draft, numbers in numbered if numbers)

    def _point(self, draft: Draft, numbers: Sequence[int], quoted: Collection[str]) -> Point:
        standing = self._accounts.standing(draft.spans)
        return Point(
            tuple(numbers),
            standing.accounts,
            standing.accounts_in_all,
            standing.conversation,
            # an account that is quoted may say it in words that were not linked to these
            tuple(source for source in standing.silent if source not in quoted),
            standing.dependent,
            self._accounts.divergence(draft.spans),
        )

    def _same(self, draft: Draft, statement: Statement, alike: bool) -> bool:
        lead = draft.statements[0]
        if lead.candidate.hit.info.conversation != statement.candidate.hit.info.conversation:
            return False
        return alike or self._accounts.same_statement(lead.span, statement.span)

    def _complete(self, drafts: Sequence[Draft]) -> None:
        """Add what the accounts that were not found say at the same place, no span to two points."""
        taken = [span for draft in drafts for span in draft.spans]
        for draft in drafts:
            sources = {span.transcript for span in draft.spans}
            for other in self._accounts.counterparts(draft.statements[0].span, COUNTERPART_FROM):
                span = other.span
                fits = span.end - span.start <= LONGEST and span.transcript not in sources
                if fits and not any(span.overlaps(one) for one in taken):
                    draft.counterparts.append(span)
                    taken.append(span)


def _tokens(statement: Statement) -> NDArray[np.float32]:
    """Return the vectors of a statement's tokens: (tokens, dimension)."""
    at = statement.passage.start
    return statement.candidate.hit.vectors.within(statement.start - at, statement.end - at)


def worth_quoting(drafts: Sequence[Draft], probabilities: Mapping[Span, float]) -> list[Draft]:
    """Return the first point, and those of the others that may answer, by how likely their statements do."""
    rest = (one for one in drafts[1:] if max(probabilities[s.span] for s in one.statements) >= QUOTED_FROM)
    return [*drafts[:1], *rest]


def arranged(drafts: Sequence[Draft], top: int) -> list[Span]:
    """Return the spans to quote, best first, at most `top`: the lead of each of the first points, then the other
    accounts of these points, point by point.
    """
    leads = [draft.spans[0] for draft in drafts]
    others = [span for draft in drafts for span in draft.spans[1:]]
    scores = [draft.statements[0].score for draft in drafts]
    first = max(LEADS, sum(score >= scores[0] - NEAR for score in scores))
    return [*leads[:first], *others, *leads[first:]][:top]


def order_of(spans: Sequence[Span], quoted: Sequence[Span]) -> list[int]:
    """Return the numbers, from 1, under which spans are quoted; those not quoted are left out."""
    numbers = {span: number for number, span in enumerate(quoted, 1)}
    return [numbers[span] for span in spans if span in numbers]
