"""Several accounts of one conversation, laid beside each other: which sentences say the same, and where they differ.

An alignment is computed when transcripts are ingested, from all accounts of a conversation, and stored. It names the
versions of the transcripts that it was made from, so that one that is out of date is not taken for a new one.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from corpus.transcript import Span, TranscriptInfo

DivergenceKind = Literal["number", "name", "date", "place", "negation"]

FORM = 3
"""Counts changes of how alignments are made or written; after one, they are made again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one account says at a place where accounts differ, as written there."""

    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Divergence:
    """Accounts of one conversation that differ in a number, name, date, place or negation.

    `readings` holds at least two, of at least two accounts, in order of account and place.
    """

    kind: DivergenceKind
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Sentences of several accounts that say the same: the one it was asked for first, then those of the others.

    `strength` is that of the weakest link in it, 0 to 1.
    """

    conversation: str
    spans: tuple[Span, ...]
    strength: float

    @property
    def accounts(self) -> tuple[str, ...]:
        """The transcripts that make the statement, each once."""
        return tuple(dict.fromkeys(span.transcript for span in self.spans))


@dataclass(frozen=True, slots=True)
class Link:
    """Two sentences of different accounts that say the same. `strength` is 0 to 1."""

    first: int
    second: int
    strength: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """All accounts of one conversation, sentence by sentence.

    `versions` are those of the transcripts it was made from. `sentences` are in order of transcript and place,
    `twins` says for some of them (by index) where the same stands in the account's other language. `links`
    names sentences by index. `doubts` names, for sentences whose speaker line seems wrong, who says them by the
    other accounts.
    """

    conversation: str
    versions: Mapping[str, str]
    sentences: tuple[Span, ...]
    twins: Mapping[int, Span] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    divergences: tuple[Divergence, ...] = ()
    doubts: Mapping[int, str] = field(default_factory=dict)


def alignment_key(infos: Iterable[TranscriptInfo], model: str | None) -> str:
    """Return a name for the alignment of these transcripts by this model: equal names, equal alignments."""
    parts = [FORM, model, sorted((info.id, info.version, info.derived_from) for info in infos)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def alignment_document(alignment: Alignment) -> str:
    """Write an alignment as JSON."""
    sources = sorted(alignment.versions)
    at = {source: index for index, source in enumerate(sources)}
    rows: list[list[Any]] = [["account", source, alignment.versions[source]] for source in sources]
    for index, span in enumerate(alignment.sentences):
        twin = alignment.twins.get(index)
        rows.append(["s", at[span.transcript], span.start, span.end, *((twin.start, twin.end) if twin else ())])
    rows += [["l", link.first, link.second, round(link.strength, 3)] for link in alignment.links]
    rows += [["q", index, speaker] for index, speaker in alignment.doubts.items()]
    for divergence in alignment.divergences:
        readings = [[at[r.source], r.start, r.end, r.text] for r in divergence.readings]
        rows.append(["d", divergence.kind, readings])
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def alignment_from(conversation: str, document: str) -> Alignment:
    """Build an alignment from its JSON."""
    rows = json.loads(document)
    versions = {source: version for kind, source, version in (r for r in rows if r[0] == "account")}
    sources = sorted(versions)
    sentences = [row for row in rows if row[0] == "s"]
    return Alignment(
        conversation,
        versions,
        tuple(Span(sources[row[1]], row[2], row[3]) for row in sentences),
        {i: Span(sources[row[1]], row[4], row[5]) for i, row in enumerate(sentences) if len(row) > 4},
        tuple(Link(*row[1:]) for row in rows if row[0] == "l"),
        tuple(
            Divergence(row[1], tuple(Reading(sources[r[0]], *r[1:]) for r in row[2])) for row in rows if row[0] == "d"
        ),
        {row[1]: row[2] for row in rows if row[0] == "q"},
    )
