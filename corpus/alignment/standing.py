"""What answering needs of several accounts: which say the same, which are silent, where they differ."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.alignment.index import AlignmentIndex, Counterpart
from corpus.alignment.model import Divergence
from corpus.alignment.stored import stored_alignment
from corpus.database import Snapshot
from corpus.transcript import Span, TranscriptInfo

SURE = 0.5
"""From this strength on, two sentences are taken to make the same statement in an answer. One in seven sentences of
transcripts of different conversations reaches it: `python -m tests.quality.links`."""
CONVERSATIONS_IN_MEMORY = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """Which accounts of a conversation make a statement.

    `accounts` counts independent ones among those that make it, `accounts_in_all` those of the conversation: an
    account that derives from another counts with it, and `dependent` names such. `silent` are those without it.
    """

    conversation: str
    accounts: int
    accounts_in_all: int
    silent: tuple[str, ...] = ()
    dependent: tuple[str, ...] = ()


class Alignments:
    """Answers from the alignments of one snapshot; loads one when it is first needed. Safe to use from several
    threads.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._lock = threading.Lock()
        self._indexes: dict[str, AlignmentIndex | None] = {}

    def counterparts(self, span: Span, least: float = SURE) -> list[Counterpart]:
        """Return the best sentence of each other account that says the same as a span, strongest first."""
        index = self._index_of(span.transcript)
        return [one for one in index.counterparts(span) if one.strength >= least] if index else []

    def same_statement(self, one: Span, other: Span, least: float = SURE) -> bool:
        """Whether two spans of one conversation make the same statement."""
        index = self._index_of(one.transcript)
        return index is not None and index.strength(one, other) >= least

    def divergence(self, spans: Sequence[Span]) -> Divergence | None:
        """Return where the accounts differ in what these spans of one conversation say; None where they do not."""
        index = self._index_of(spans[0].transcript) if spans else None
        found = index.divergences(spans) if index else []
        return found[0] if found else None

    def standing(self, spans: Sequence[Span]) -> Standing:
        """Return which accounts of a conversation make the statement of these spans (one or more, of one
        conversation): those the spans are from, and those whose sentences are linked to them.

        Raises:
            NoSuchTranscript: a span's transcript is not in the library.
        """
        conversation = self._snapshot.info(spans[0].transcript).conversation
        infos = {info.id: info for info in self._snapshot.conversations[conversation]}
        making = {span.transcript for span in spans}
        making |= {one.span.transcript for span in spans for one in self.counterparts(span)}
        return Standing(
            conversation,
            len({_origin(source, infos) for source in making}),
            len({_origin(source, infos) for source in infos}),
            tuple(source for source in infos if source not in making),
            tuple(source for source in infos if source in making and _origin(source, infos) != source),
        )

    def doubtful_speaker(self, span: Span) -> str | None:
        """Return who says a span by the other accounts, where its speaker line seems wrong."""
        index = self._index_of(span.transcript)
        if index is None:
            return None
        doubts = index.alignment.doubts
        return next((doubts[at] for at in index.sentences(span) if at in doubts), None)

    def _index_of(self, transcript_id: str) -> AlignmentIndex | None:
        info = self._snapshot.infos.get(transcript_id)
        if info is None or len(self._snapshot.conversations[info.conversation]) < 2:
            return None
        with self._lock:
            if info.conversation not in self._indexes:
                if len(self._indexes) >= CONVERSATIONS_IN_MEMORY:
                    self._indexes = {}
                alignment = stored_alignment(self._snapshot, info.conversation)
                self._indexes[info.conversation] = AlignmentIndex(alignment) if alignment else None
            return self._indexes[info.conversation]


def _origin(source: str, infos: dict[str, TranscriptInfo]) -> str:
    """Return the account that one was made from, through any number of steps; itself where from none here."""
    seen = {source}
    while (before := infos[source].derived_from) in infos and before not in seen:
        source = str(before)
        seen.add(source)
    return source
