"""What answering needs of several accounts: which say the same, which are silent, where they differ."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.accounts import Divergence
from corpus.groups import Counterpart, Groups
from corpus.store import Store
from corpus.transcript import Span, TranscriptInfo

SURE = 0.45
"""From this strength on, two sentences are taken to make the same statement in an answer."""
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


class Accounts:
    """Answers from the alignments of one store; loads one when it is first needed and again when the store has
    changed. Safe to use from several threads.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._generation = -1
        self._groups: dict[str, Groups | None] = {}
        self._members: dict[str, list[TranscriptInfo]] = {}

    def counterparts(self, span: Span, least: float = SURE) -> list[Counterpart]:
        """Return the best sentence of each other account that says the same as a span, strongest first."""
        groups = self._groups_of(span.transcript)
        return [one for one in groups.counterparts(span) if one.strength >= least] if groups else []

    def same_statement(self, one: Span, other: Span, least: float = SURE) -> bool:
        """Whether two spans of one conversation make the same statement."""
        groups = self._groups_of(one.transcript)
        return groups is not None and groups.strength(one, other) >= least

    def points(self, spans: Sequence[Span], least: float = SURE) -> list[list[int]]:
        """Group spans that make the same statement, as indices; both the groups and their members in the order
        given. Each later span joins the first group whose first span it says the same as.
        """
        grouped: list[list[int]] = []
        for index, span in enumerate(spans):
            home = next((group for group in grouped if self.same_statement(spans[group[0]], span, least)), None)
            if home is None:
                grouped.append([index])
            else:
                home.append(index)
        return grouped

    def divergence(self, spans: Sequence[Span]) -> Divergence | None:
        """Return where the accounts differ in what these spans of one conversation say; None where they do not."""
        groups = self._groups_of(spans[0].transcript) if spans else None
        found = groups.divergences(spans) if groups else []
        return found[0] if found else None

    def standing(self, spans: Sequence[Span]) -> Standing:
        """Return which accounts of a conversation make the statement of these spans (one or more, of one
        conversation): those the spans are from, and those whose sentences are linked to them.

        Raises:
            NoSuchTranscript: a span's transcript is not in the library.
        """
        conversation = self._store.info(spans[0].transcript).conversation
        infos = {info.id: info for info in self._infos(conversation)}
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
        groups = self._groups_of(span.transcript)
        if groups is None:
            return None
        doubts = groups.alignment.doubts
        return next((doubts[index] for index in groups.sentences(span) if index in doubts), None)

    def _infos(self, conversation: str) -> list[TranscriptInfo]:
        with self._lock:
            view = self._store.view()
            if view.generation != self._generation:
                self._generation, self._groups, self._members = view.generation, {}, {}
                for info in view.infos.values():
                    self._members.setdefault(info.conversation, []).append(info)
            return self._members.get(conversation, [])

    def _groups_of(self, transcript_id: str) -> Groups | None:
        info = self._store.view().infos.get(transcript_id)
        if info is None or len(self._infos(info.conversation)) < 2:
            return None
        with self._lock:
            if info.conversation not in self._groups:
                if len(self._groups) >= CONVERSATIONS_IN_MEMORY:
                    self._groups = {}
                alignment = self._store.accounts(info.conversation)
                self._groups[info.conversation] = Groups(alignment) if alignment else None
            return self._groups[info.conversation]


def _origin(source: str, infos: dict[str, TranscriptInfo]) -> str:
    """Return the account that one was made from, through any number of steps; itself where from none here."""
    seen = {source}
    while (before := infos[source].derived_from) in infos and before not in seen:
        source = str(before)
        seen.add(source)
    return source
