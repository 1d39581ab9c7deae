"""Citations to keep: an address for every quote, which finds its words again after the transcript was changed."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from corpus.database import Snapshot
from corpus.database.revisions import HASH_LENGTH, follow
from corpus.errors import BadAddress, CitationGone, NoSuchTranscript
from corpus.transcript import Passage, Span, Transcript, TranscriptInfo

_ADDRESS = re.compile(rf"(?P<source>.+)@(?P<hash>[0-9a-f]{{{HASH_LENGTH}}}):(?P<start>\d{{1,12}})-(?P<end>\d{{1,12}})")


@dataclass(frozen=True, slots=True)
class Cited:
    """What an address names: the words and where they stand today.

    `address` is today's; it differs from the one asked for where the transcript was changed (`moved`).
    """

    address: str
    span: Span
    text: str
    title: str
    speaker: str | None
    section: str | None
    moved: bool

    def as_data(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        data = asdict(self)
        place = data.pop("span")
        return {**data, "source": place["transcript"], "start": place["start"], "end": place["end"]}

    def as_text(self) -> str:
        """Return it for reading in a terminal."""
        where = " · ".join(part for part in (self.title, self.speaker, self.section) if part)
        moved = f"\nThe transcript was changed since; the words now stand at {self.address}" if self.moved else ""
        return f"{self.text}\n— {where} ({self.span.transcript}, {self.span.start}-{self.span.end}){moved}"


def address(info: TranscriptInfo, start: int, end: int) -> str:
    """Return the citation of a span: the transcript, the beginning of its text's hash, the place."""
    return f"{info.id}@{info.text_hash[:HASH_LENGTH]}:{start}-{end}"


def resolve(written: str, snapshot: Snapshot) -> Cited:
    """Return what an address names.

    Raises:
        BadAddress: it is not of the form `transcript@hash:start-end`, or outside of its transcript.
        NoSuchTranscript: the library has no such transcript.
        CitationGone: the transcript was changed and the words do not stand in it any more, or the library never
            held the version that the address names.
    """
    match = _ADDRESS.fullmatch(written.strip())
    if match is None or int(match["start"]) >= int(match["end"]):
        raise BadAddress(f"{_short(written)}: not an address; one looks like interview.txt@1a2b3c4d:812-874")
    info = _named(match["source"], match["hash"], snapshot)
    start, end = int(match["start"]), int(match["end"])
    if not info.text_hash.startswith(match["hash"]):
        start, end = _moved(info, (match["hash"], start, end), snapshot)
    transcript = snapshot.read(info.id)
    if end > info.characters:
        raise BadAddress(f"{_short(written)}: {info.id} has only {info.characters:,} characters")
    found = address(info, start, end)
    passage = _passage_at(transcript, start)
    return Cited(
        found,
        Span(info.id, start, end),
        transcript.text[start:end],
        info.title,
        passage.speaker if passage else None,
        passage.section if passage else None,
        moved=found != written.strip(),
    )


def _named(source: str, text_hash: str, snapshot: Snapshot) -> TranscriptInfo:
    """Return the transcript of that id; where there is none, the one with that text, if it was only renamed."""
    infos = snapshot.infos
    if source in infos:
        return infos[source]
    renamed = [info for info in infos.values() if info.text_hash.startswith(text_hash)]
    if not renamed:
        raise NoSuchTranscript(f"no transcript {_short(source)} in the library; see python -m ingest list")
    return renamed[0]


def _moved(info: TranscriptInfo, place: tuple[str, int, int], snapshot: Snapshot) -> tuple[int, int]:
    revisions = snapshot.revisions(info.id)
    found = follow(revisions, place, info.text_hash)
    if found is not None:
        return found
    known = any(text.startswith(place[0]) for r in revisions for text in (r.before, r.after))
    reason = "these words do not stand in it any more" if known else "the library does not know that version of it"
    raise CitationGone(f"{info.id} was changed: {reason}; look for them with python -m answer --check")


def _passage_at(transcript: Transcript, start: int) -> Passage | None:
    return next((p for p in transcript.passages if p.start <= start < p.end), None)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= 80 else f"{text[:80]}…")
