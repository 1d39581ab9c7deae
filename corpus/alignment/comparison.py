"""How the accounts of one conversation compare: where they differ, what only one has, what one leaves out."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from corpus.alignment.index import AlignmentIndex
from corpus.alignment.model import Alignment, Divergence
from corpus.alignment.stored import stored_alignment
from corpus.database import Snapshot
from corpus.errors import NoSuchTranscript
from corpus.transcript import Span, TranscriptInfo

LEAST_LENGTH = 12
"""Characters: shorter sentences are no statement that another account could leave out."""
_MARKS = str.maketrans("", "", "*#")


@dataclass(frozen=True, slots=True)
class Told:
    """Words of one account."""

    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands differently in the accounts of a conversation.

    `alone` holds what only that account has, `left_out` what at least two others have and it has not (a sentence
    of another account for each).
    """

    conversation: str
    titles: dict[str, str]
    divergences: tuple[Divergence, ...]
    alone: dict[str, tuple[Told, ...]]
    left_out: dict[str, tuple[Told, ...]]

    def as_data(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self)

    def as_markdown(self) -> str:
        """Return it as Markdown."""
        lines = [f"# {self.conversation}", ""]
        lines += [f"- `{source}`: {title}" for source, title in self.titles.items()]
        lines += ["", f"## Where they differ ({len(self.divergences)})", ""]
        for divergence in self.divergences:
            readings = [f"{shown(r.text)} (`{r.source}`, {r.start}-{r.end})" for r in divergence.readings]
            lines.append(f"- **{divergence.kind}**: {' · '.join(readings)}")
        for heading, parts in (("Only in", self.alone), ("Left out by", self.left_out)):
            for source, told in parts.items():
                lines += ["", f"## {heading} `{source}` ({len(told)})", ""]
                lines += [f"- {shown(one.text)} (`{one.source}`, {one.start}-{one.end})" for one in told]
        return "\n".join(lines)


def compare(snapshot: Snapshot, conversation: str) -> Comparison:
    """Compare the accounts of a conversation.

    Raises:
        NoSuchTranscript: the library has no two accounts of it, or they have not been aligned yet.
    """
    infos = snapshot.conversations.get(conversation, ())
    alignment = stored_alignment(snapshot, conversation)
    if alignment is None:
        several = sorted(snapshot.conversations)
        what = "is not aligned yet; run python -m ingest add again" if len(infos) > 1 else "has no two accounts here"
        raise NoSuchTranscript(f"the conversation {conversation!r} {what} (conversations: {', '.join(several)})")
    texts = {info.id: snapshot.read(info.id).text for info in infos}
    groups = AlignmentIndex(alignment)
    return Comparison(
        conversation,
        {info.id: info.title for info in infos},
        alignment.divergences,
        {info.id: tuple(_told(span, texts) for span in _alone(alignment, groups, info)) for info in infos},
        {info.id: tuple(_told(span, texts) for span in _left_out(groups, info, infos)) for info in infos},
    )


def _told(span: Span, texts: dict[str, str]) -> Told:
    return Told(span.transcript, span.start, span.end, texts[span.transcript][span.start : span.end])


def _alone(alignment: Alignment, groups: AlignmentIndex, info: TranscriptInfo) -> list[Span]:
    return [
        span
        for index, span in enumerate(alignment.sentences)
        if span.transcript == info.id and span.end - span.start >= LEAST_LENGTH and not groups.partners(index)
    ]


def _left_out(groups: AlignmentIndex, info: TranscriptInfo, infos: Sequence[TranscriptInfo]) -> list[Span]:
    """Return a sentence for each statement of two independent accounts that this one is silent about."""
    derived = {other.id: other.derived_from for other in infos}
    missing: list[Span] = []
    for group in groups.distinct():
        independent = {derived.get(account) or account for account in group.accounts}
        if info.id not in group.accounts and len(independent) > 1:
            missing.append(group.spans[0])
    return sorted(missing)


def shown(text: str) -> str:
    """Return words of a source in one line, without marks of Markdown."""
    return " ".join(text.translate(_MARKS).split())
