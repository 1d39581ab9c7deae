"""Statement groups: what an alignment says of a sentence, found fast and kept in memory."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.alignment.model import Alignment, Divergence, Reading, StatementGroup
from corpus.transcript import Span

BEST_BESIDE = 0.1
"""How far a second sentence of one account may be behind the first and still belong to the group."""
MOST_OF_ONE = 2


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The sentence of another account that says the same best. `twin` is where it stands in that account's other
    language, None where it does not. `strength` is 0 to 1.
    """

    span: Span
    twin: Span | None
    strength: float


class AlignmentIndex:
    """Answers questions about one alignment. A group is built around a sentence: groups overlap, because one
    sentence of a digest may hold what three of a transcript say.
    """

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment
        self._partners: dict[int, list[tuple[float, int]]] = {}
        for link in alignment.links:
            self._partners.setdefault(link.first, []).append((link.strength, link.second))
            self._partners.setdefault(link.second, []).append((link.strength, link.first))
        places = [(span, index) for index, span in enumerate(alignment.sentences)]
        places += [(span, index) for index, span in alignment.twins.items()]
        self._places: dict[str, list[tuple[int, int, int]]] = {}
        for span, index in places:
            self._places.setdefault(span.transcript, []).append((span.start, span.end, index))
        for rows in self._places.values():
            rows.sort()

    def sentences(self, span: Span) -> list[int]:
        """Return the indices of the sentences that a span lies in or covers, in whichever language."""
        rows = self._places.get(span.transcript, [])
        first = max(0, bisect_right(rows, (span.start, 0, 0)) - 2)
        found: list[int] = []
        for start, end, index in rows[first:]:
            if start >= span.end:
                break
            if end > span.start and index not in found:
                found.append(index)
        return found

    def partners(self, index: int) -> list[tuple[float, int]]:
        """Return the sentences linked to one as (strength, index), strongest first."""
        return sorted(self._partners.get(index, []), key=lambda partner: (-partner[0], partner[1]))

    def around(self, index: int) -> StatementGroup | None:
        """Return the group around a sentence, None where no other account has it."""
        members: dict[str, list[tuple[float, int]]] = {}
        for strength, other in self.partners(index):
            beside = members.setdefault(self.alignment.sentences[other].transcript, [])
            if len(beside) < MOST_OF_ONE and (not beside or strength >= beside[0][0] - BEST_BESIDE):
                beside.append((strength, other))
        chosen = [partner for beside in members.values() for partner in beside]
        if not chosen:
            return None
        spans = sorted(self.alignment.sentences[other] for _, other in chosen)
        weakest = min(beside[0][0] for beside in members.values())
        return StatementGroup(self.alignment.conversation, (self.alignment.sentences[index], *spans), weakest)

    def counterparts(self, span: Span) -> list[Counterpart]:
        """Return the best sentence of each other account for a span, strongest first."""
        best: dict[str, Counterpart] = {}
        for index in self.sentences(span):
            for strength, other in self.partners(index):
                sentence = self.alignment.sentences[other]
                held = best.get(sentence.transcript)
                if held is None or held.strength < strength:
                    best[sentence.transcript] = Counterpart(sentence, self.alignment.twins.get(other), strength)
        return sorted(best.values(), key=lambda one: -one.strength)

    def strength(self, one: Span, other: Span) -> float:
        """Return how surely two spans say the same, 0 where they are not linked; 1 within one sentence."""
        first, second = self.sentences(one), set(self.sentences(other))
        if second & set(first):
            return 1.0
        strengths = (s for index in first for s, partner in self._partners.get(index, []) if partner in second)
        return max(strengths, default=0.0)

    def distinct(self) -> Iterator[StatementGroup]:
        """Yield groups that share no sentence, those with most accounts first."""
        found = [group for index in range(len(self.alignment.sentences)) if (group := self.around(index))]
        taken: set[Span] = set()
        for group in sorted(found, key=lambda group: (-len(group.accounts), -group.strength, group.spans)):
            if not taken & set(group.spans):
                taken |= set(group.spans)
                yield group

    def divergences(self, spans: Sequence[Span]) -> list[Divergence]:
        """Return the divergences with a reading in the sentences of these spans, those with most such first."""
        sentences = [self.alignment.sentences[i] for span in spans for i in self.sentences(span)]
        counted = [
            (sum(_touches(reading, sentences) for reading in divergence.readings), divergence)
            for divergence in self.alignment.divergences
        ]
        return [divergence for count, divergence in sorted(counted, key=lambda pair: -pair[0]) if count]


def _touches(reading: Reading, spans: Sequence[Span]) -> bool:
    here = Span(reading.source, reading.start, reading.end)
    return any(here.overlaps(span) for span in spans)
