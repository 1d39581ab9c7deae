"""What a request's filters leave."""

from collections.abc import Sequence

from answer.citation import Citer
from answer.model import Filters
from answer.points import Draft
from answer.retrieve import Found
from corpus.transcript import Span, TranscriptInfo
from corpus.view import View


class Selection:
    """What filters leave of one library. `transcripts` are the ids of those that fit; None: all do."""

    def __init__(self, filters: Filters, view: View, citer: Citer) -> None:
        self.transcripts = selected(list(view.infos.values()), filters)
        self._speaker = view.catalogue.canonical(filters.speaker) if filters.speaker else None
        self._citer = citer

    def of(self, found: Sequence[Found]) -> list[Found]:
        """Return what the speaker says of what was found in these transcripts."""
        if self._speaker is None:
            return list(found)
        return [f for f in found if self._citer.speaker(f.info, f.passage) == self._speaker]

    def keep_to(self, drafts: Sequence[Draft]) -> None:
        """Drop what other accounts say at the same place where the account or the speaker is left out."""
        for draft in drafts:
            draft.counterparts = [span for span in draft.counterparts if self._holds(span)]

    def _holds(self, span: Span) -> bool:
        if self.transcripts is not None and span.transcript not in self.transcripts:
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
