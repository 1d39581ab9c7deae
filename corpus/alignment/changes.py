"""Then and now: where one person says the same in different conversations with another number, date or name, or denies
what was said before.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.alignment.comparison import shown
from corpus.alignment.diverge import Comparison, Difference, Facts, differs, facts, grouped, replaced
from corpus.alignment.model import DivergenceKind
from corpus.alignment.names import Gazetteer, Name, gazetteer
from corpus.alignment.quantities import Quantity
from corpus.alignment.similarity import (
    Account,
    Matrix,
    Side,
    mutual_similarity,
    shared_words,
    similarity,
    word_weights,
)
from corpus.database import Snapshot
from corpus.errors import NoSuchPerson
from corpus.language import Language, cjk_share, fold, same_language, words
from corpus.roles import is_role
from corpus.transcript import ACCOUNT_KINDS, Span, TranscriptInfo
from corpus.vectors.contrast import of_unrelated

SAME = 0.4
"""How alike sentences of two conversations are, of about 0 to 1, that are taken for the same statement."""
SHARING = 0.25
"""Cosine of shared words from which sentences are compared that hold no two numbers which differ."""
BESIDE = 2
"""Words that both have to share beside what they count, in one language."""
BUT_A_NAME = 0.6
"""Share of the words beside names and numbers that both have to have where nothing may differ but a name."""
MOST = 30
"""Conversations of a person that are compared."""
SAMPLED = 80
"""Sentences of each conversation that tell how alike unrelated ones are."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words at [start, end) of a transcript; `before` and `after` are the rest of their sentence."""

    source: str
    start: int
    end: int
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one person says otherwise at other times: two sayings at least, the earliest first."""

    kind: DivergenceKind
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a person, by the main name, says otherwise, the most alike first.

    `dates` has the transcripts compared, one of each conversation, with when they are from (ISO 8601; None: not known),
    the earliest first, those without a date last.
    """

    person: str
    dates: dict[str, str | None]
    changes: tuple[Change, ...]

    def as_data(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self)

    def as_markdown(self) -> str:
        """Return it as Markdown."""
        lines = [f"# {self.person}", ""]
        lines += [f"- `{source}`: {date or '(no date)'}" for source, date in self.dates.items()]
        lines += ["", f"## Said otherwise at another time ({len(self.changes)})"]
        for change in self.changes:
            lines += ["", f"- **{change.kind}**"]
            for one in change.sayings:
                said = shown(f"{one.before}{one.text}{one.after}")
                lines.append(
                    f"  - {self.dates[one.source] or '(no date)'}: {said} (`{one.source}`, {one.start}-{one.end})"
                )
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Talk:
    """What the person states in one transcript; `uncounted` are each sentence's words without its quantities, `unnamed`
    without its names either.
    """

    info: TranscriptInfo
    facts: Facts
    side: Side
    uncounted: tuple[frozenset[str], ...]
    unnamed: tuple[frozenset[str], ...]

    def at(self, span: Span) -> int:
        """Return which sentence holds a span."""
        return bisect_right(self.facts.statements, span.start, key=lambda one: one.span.start) - 1

    def saying(self, span: Span) -> Saying:
        """Return a span with the sentence that holds it."""
        sentence = self.facts.statements[self.at(span)]
        start, end = span.start - sentence.span.start, span.end - sentence.span.start
        text = sentence.text
        return Saying(span.transcript, span.start, span.end, text[start:end], text[:start], text[end:])


def in_several(snapshot: Snapshot) -> dict[str, int]:
    """Return who speaks in how many conversations, those who do in two at least, by main name.

    A role, or one word, may be another person in each: who is called so is left out, unless the catalogue knows them.
    """
    where = {
        name: len({snapshot.infos[source].conversation for source in said})
        for name, said in snapshot.spoken_by.items()
        if snapshot.catalogue.person(name) or (not is_role(name) and (" " in name.strip() or cjk_share(name) == 1))
    }
    return {name: count for name, count in where.items() if count > 1}


def changes(snapshot: Snapshot, person: str) -> Changes:
    """Return what a person says otherwise in one conversation than in another; of more than MOST, the latest count.

    Raises:
        NoSuchPerson: nobody of that name speaks in two conversations.
    """
    name = snapshot.speaker(person)
    several = in_several(snapshot)
    if name not in several:
        who = ", ".join(several) or "nobody"
        raise NoSuchPerson(f"{person!r} does not speak in two conversations of the library (who does: {who})")
    infos = _in_order(snapshot, name)[-MOST:]
    known = gazetteer(snapshot.catalogue)
    talks = [_talk(snapshot, info, name, known) for info in infos]
    weights = word_weights([talk.side for talk in talks])
    found: dict[Difference, float] = {}
    for earlier, later in combinations(talks, 2):
        found |= _changed(_compared(earlier, later, weights, known), earlier, later)
    told = [_change(kind, spans, talks) for kind, spans in _surest_first(found)]
    return Changes(name, {info.id: snapshot.date_of(info) for info in infos}, tuple(told))


def _surest_first(found: Mapping[Difference, float]) -> list[tuple[DivergenceKind, set[Span]]]:
    """Return what differs, with all its readings; first where sentences are most alike."""
    alike: dict[Span, float] = {}
    for (_, *spans), value in found.items():
        alike |= {span: max(value, alike.get(span, 0.0)) for span in spans}
    return sorted(grouped(found), key=lambda group: -max(alike[span] for span in group[1]))


def _change(kind: DivergenceKind, spans: set[Span], talks: Sequence[_Talk]) -> Change:
    sayings = [talk.saying(span) for talk in talks for span in sorted(spans) if span.transcript == talk.info.id]
    return Change(kind, tuple(sayings))


def _in_order(snapshot: Snapshot, name: str) -> list[TranscriptInfo]:
    """Return a transcript of each conversation that somebody speaks in, the one nearest to the spoken words."""
    of_each: dict[str, TranscriptInfo] = {}
    for source in snapshot.spoken_by.get(name, {}):
        info = snapshot.infos[source]
        kept = of_each.get(info.conversation)
        if kept is None or _nearness(info) < _nearness(kept):
            of_each[info.conversation] = info
    return sorted(of_each.values(), key=lambda info: (snapshot.date_of(info) or "9999", info.title, info.id))


def _nearness(info: TranscriptInfo) -> tuple[int, int]:
    return ACCOUNT_KINDS.index(info.kind), -info.characters


def _talk(snapshot: Snapshot, info: TranscriptInfo, name: str, known: Gazetteer) -> _Talk:
    stored = snapshot.vectors(info.id)
    account = Account(snapshot.read(info.id), {at: one.unpacked() for at, one in stored.items()})
    own = [
        at
        for at, one in enumerate(account.statements)
        if one.passage.speaker and not one.passage.question and snapshot.main_name(info, one.passage.speaker) == name
    ]
    stated, side = facts([account.statements[at] for at in own], known), _of(account.main, own)
    present = {part for written in info.speakers for part in fold(snapshot.main_name(info, written)).split()}
    spoken_of = [[name for name in row if present.isdisjoint(name.tokens)] for row in stated.names]
    stated = replace(stated, names=spoken_of)  # whoever is there is spoken to
    rows = list(zip(stated.statements, stated.quantities, stated.names, strict=True))
    uncounted = tuple(_words_beside(one.text, counted, side.language) for one, counted, _ in rows)
    unnamed = tuple(_words_beside(one.text, [*counted, *named], side.language) for one, counted, named in rows)
    return _Talk(info, stated, side, uncounted, unnamed)


def _words_beside(text: str, left_out: Iterable[Quantity | Name], language: Language) -> frozenset[str]:
    for one in left_out:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return frozenset(words(text, language))


def _of(side: Side, rows: Sequence[int]) -> Side:
    return Side(tuple(side.words[at] for at in rows), tuple(side.tokens[at] for at in rows), side.language)


def _compared(earlier: _Talk, later: _Talk, weights: dict[str, float], known: Gazetteer) -> Comparison:
    """Compare two talks: sentences are alike by 0 where they are not the same statement, or cannot differ."""
    shared = shared_words(earlier.side, later.side, weights)
    unrelated = _of_unrelated(earlier.side, later.side)
    in_one_language = same_language(earlier.side.language, later.side.language)
    alike: Matrix = np.zeros_like(shared)
    for i, j in np.argwhere((shared >= SHARING) | _both_count(earlier.facts, later.facts)).tolist():
        if in_one_language and len(earlier.uncounted[i] & later.uncounted[j]) < BESIDE:
            continue
        if _may_differ(earlier.facts, i, later.facts, j) or _may_have_another_name(earlier, i, later, j):
            found = similarity(_of(earlier.side, [i]), _of(later.side, [j]), weights, unrelated)[0, 0]
            alike[i, j] = found if found >= SAME else 0.0
    return Comparison(earlier.facts, later.facts, alike, shared, alike, known)


def _both_count(earlier: Facts, later: Facts) -> NDArray[np.bool_]:
    """Return where two sentences count the same thing: (sentences, other sentences)."""
    ours, theirs = ([{one.unit for one in row} for row in talk.quantities] for talk in (earlier, later))
    both = np.zeros((len(ours), len(theirs)), bool)
    for unit in {unit for row in ours for unit in row}:
        both |= np.outer([unit in row for row in ours], [unit in row for row in theirs])
    return both


def _may_differ(earlier: Facts, i: int, later: Facts, j: int) -> bool:
    """Whether two sentences count the same thing or have clauses that say the opposite."""
    return not {one.unit for one in earlier.quantities[i]}.isdisjoint(one.unit for one in later.quantities[j]) or any(
        differs(one, other) for one, other in product(earlier.clauses[i], later.clauses[j])
    )


def _may_have_another_name(earlier: _Talk, i: int, later: _Talk, j: int) -> bool:
    """Whether two sentences name something and say much the same of it."""
    one, other = earlier.unnamed[i], later.unnamed[j]
    named = bool(earlier.facts.names[i] and later.facts.names[j])
    return named and len(one & other) >= max(BESIDE, BUT_A_NAME * max(len(one), len(other)))


def _of_unrelated(one: Side, other: Side) -> float:
    """Return how alike unrelated sentences of two talks are: cosine."""
    some = [side.tokens[:: len(side.tokens) // SAMPLED + 1] for side in (one, other)]
    return of_unrelated(mutual_similarity(*some))


def _changed(comparison: Comparison, earlier: _Talk, later: _Talk) -> dict[Difference, float]:
    """Return what differs, and how alike the sentences are."""
    linked = [(i, j) for i, j in np.argwhere(comparison.alike).tolist()]
    return {
        difference: float(comparison.alike[earlier.at(difference[1]), later.at(difference[2])])
        for difference in replaced(comparison, linked)
    }
