"""The sentences of one account, each with the sentence of the account's other language beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.sentences import split
from corpus.transcript import Passage, Span, Transcript, Turn

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an account. `twin` is where the same stands in the account's other language, if it does.

    `paragraph` is the same for sentences of one paragraph of a turn.
    """

    span: Span
    text: str
    passage: Passage
    paragraph: int
    twin: Span | None = None
    twin_text: str = ""


def statements(transcript: Transcript) -> list[Statement]:
    """Return the sentences of a transcript in the order of the text; of turns that say the same in two
    languages, those in the transcript's main language, with the others as their twins.
    """
    turns = {turn.index: turn for turn in transcript.turns()}
    found: list[Statement] = []
    for turn in turns.values():
        other = turns.get(turn.passages[0].parallel) if turn.passages[0].parallel is not None else None
        if other is None:
            found.extend(_sentences(turn, transcript.info.id))
        elif _is_main(turn, other, transcript):
            found.extend(_paired(turn, other, transcript.info.id))
    return found


def _is_main(turn: Turn, other: Turn, transcript: Transcript) -> bool:
    main = transcript.info.language
    own, others = turn.passages[0].language, other.passages[0].language
    return own == main or (others != main and turn.index < other.index)


def _sentences(turn: Turn, source: str) -> Iterator[Statement]:
    paragraph = 0
    last_end: int | None = None
    for passage in turn.passages:
        for start, end in split(passage.text):
            here = Span(source, passage.start + start, passage.start + end)
            if last_end is None or "\n" in _between(turn, last_end, here.start):
                paragraph = here.start
            last_end = here.end
            yield Statement(here, passage.text[start:end], passage, paragraph)


def _between(turn: Turn, start: int, end: int) -> str:
    base = turn.start
    return "".join(passage.text for passage in turn.passages)[start - base : end - base]


def _paired(turn: Turn, other: Turn, source: str) -> Iterator[Statement]:
    """Yield the sentences of a turn with those of the other language that stand beside them by their lengths."""
    own, others = list(_sentences(turn, source)), list(_sentences(other, source))
    beside: dict[int, list[Statement]] = {}
    for i, j in pair_by_length([len(s.text) for s in own], [len(s.text) for s in others]):
        beside.setdefault(i, []).append(others[j])
    text = "".join(passage.text for passage in other.passages)
    for i, statement in enumerate(own):
        twins = beside.get(i)
        if not twins:
            yield statement
            continue
        twin = Span(source, twins[0].span.start, twins[-1].span.end)
        twin_text = text[twin.start - other.start : twin.end - other.start]
        yield Statement(statement.span, statement.text, statement.passage, statement.paragraph, twin, twin_text)


def pair_by_length(first: Sequence[int], second: Sequence[int]) -> list[Pair]:
    """Align two lists of sentence lengths that say the same in order (after Gale and Church, 1993).

    Returns the pairs of indices; steps of 1:1, 1:2, 2:1 and 2:2 are tried, and the split whose parts have the
    most similar shares of their texts is taken. Empty where one list is empty.
    """
    total_first, total_second = sum(first), sum(second)
    if not total_first or not total_second:
        return []
    best: dict[Pair, tuple[float, Pair]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(first) + 1):
        for j in range(len(second) + 1):
            if (i, j) not in best:
                continue
            for step_i, step_j, penalty in _STEPS:
                to = (i + step_i, j + step_j)
                if to[0] > len(first) or to[1] > len(second):
                    continue
                share = sum(first[i : to[0]]) / total_first - sum(second[j : to[1]]) / total_second
                cost = best[i, j][0] + abs(share) + penalty
                if to not in best or cost < best[to][0]:
                    best[to] = (cost, (i, j))
    return _walk_back(best, (len(first), len(second)))


_STEPS = ((1, 1, 0.0), (1, 2, 0.08), (2, 1, 0.08), (2, 2, 0.2), (1, 0, 0.3), (0, 1, 0.3))
"""How many sentences of each side are taken together, and what that costs beside their difference in length."""


def _walk_back(best: dict[Pair, tuple[float, Pair]], end: Pair) -> list[Pair]:
    pairs: list[Pair] = []
    while end != (0, 0):
        before = best[end][1]
        pairs += [(i, j) for i in range(before[0], end[0]) for j in range(before[1], end[1])]
        end = before
    return sorted(pairs)
