"""Which transcripts a filter leaves."""

from collections.abc import Sequence

from answer.model import Filters
from corpus.transcript import TranscriptInfo


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
