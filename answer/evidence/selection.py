"""What a request's filters leave."""

from collections.abc import Sequence

from answer.evidence.points import Draft
from answer.model import Filters
from answer.writing.citation import Citer
from corpus.database import Snapshot
from corpus.database.snapshot import Among
from corpus.transcript import Span, TranscriptInfo


class Selection:
    """What filters leave of one library.

    Attributes:
        among: the transcripts that fit, and of each the speakers as written; None where all of everything does.
    """

    def __init__(self, filters: Filters, snapshot: Snapshot, citer: Citer) -> None:
        """Take what is left.

        Raises:
            NoSuchTranscript: a transcript or conversation that is chosen is not in the library.
            NoSuchPerson: nobody is called as the speaker that is chosen, or several are.
        """
        for source in filters.sources:
            snapshot.info(source)
        for conversation in filters.conversations:
            snapshot.require_conversation(conversation)
        self._speaker = snapshot.speaker(filters.speaker) if filters.speaker else None
        self._citer = citer
        chosen = selected(list(snapshot.infos.values()), filters)
        self.among: Among | None
        if self._speaker is None:
            self.among = None if chosen is None else dict.fromkeys(chosen)
        else:
            said = snapshot.spoken_by.get(self._speaker, {})
            self.among = {name: ways for name, ways in said.items() if chosen is None or name in chosen}

    def keep_to(self, drafts: Sequence[Draft]) -> None:
        """Drop what other accounts say at the same place where the account or the speaker is left out."""
        for draft in drafts:
            draft.counterparts = [span for span in draft.counterparts if self._holds(span)]

    def _holds(self, span: Span) -> bool:
        if self.among is not None and span.transcript not in self.among:
            return False
        return self._speaker is None or self._citer.speaker_of(span) == self._speaker


def selected(infos: Sequence[TranscriptInfo], filters: Filters) -> frozenset[str] | None:
    """Return the ids of the transcripts that fit; None where nothing is filtered, so that all do."""
    if not (filters.sources or filters.conversations or filters.languages or filters.since or filters.until):
        return None
    return frozenset(info.id for info in infos if _fits(info, filters))


def _fits(info: TranscriptInfo, filters: Filters) -> bool:
    return (
        (not filters.sources or info.id in filters.sources)
        and (not filters.conversations or info.conversation in filters.conversations)
        and (not filters.languages or info.language in filters.languages)
        and (not filters.since or (info.date or "") >= filters.since)
        and (not filters.until or "" < (info.date or "") <= filters.until + "\uffff")
    )
