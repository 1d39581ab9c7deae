"""From the bytes of one file to a transcript: decoded, understood, described."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import PurePath

from corpus.catalogue import Catalogue
from corpus.errors import UnreadableFile
from corpus.transcript import Transcript, TranscriptInfo, text_hash
from ingest.corrections import corrected, recorded, renamed
from ingest.dates import date_of_name, date_of_title
from ingest.frontmatter import front_matter
from ingest.furniture import is_of_a_tool
from ingest.metadata import Metadata, metadata_from
from ingest.readers import read
from ingest.source import Described, Source
from ingest.structure import MOST_PASSAGES, Structure, TooManyPassages, understand

UNDERSTANDING = 10
"""Counts changes of what is understood of a file; after one, unchanged files are read again."""
MOST_LINES = 300_000
"""Of one transcript."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Reader = Callable[[bytes, str], Source]


def file_hash(data: bytes) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def version_of(transcript_id: str, digest: str, said: Metadata, catalogue: Catalogue) -> str:
    """Return a name for these contents, described and understood this way: equal names, equal records. People of the
    folder's catalogue count, for their names are recognised on speaker lines.
    """
    names = sorted(name for person in catalogue.people for name in person.names)
    parts = [transcript_id, digest, dataclasses.asdict(said), names, UNDERSTANDING]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:20]


def make_transcript(
    transcript_id: str, data: bytes, said: Metadata, catalogue: Catalogue, *, reader: Reader = read
) -> Transcript:
    """Read a file's bytes and understand them; `version` and `origin` of the info are left empty.

    Args:
        transcript_id: The id that it gets.
        data: The file.
        said: What is known beside the file's own front matter; it counts more.
        catalogue: Who is who, to recognise speakers.
        reader: Decodes the bytes.

    Raises:
        UnreadableFile: The bytes are no transcript.
    """
    source = reader(data, transcript_id)
    source = dataclasses.replace(source, text=_UNSTORABLE.sub("\ufffd", source.text))
    if not source.text.strip():
        raise UnreadableFile(f"{transcript_id}: empty; there is nothing to read")
    if source.text.count("\n") > MOST_LINES:
        raise UnreadableFile(f"{transcript_id}: more than {MOST_LINES:,} lines; split it into several files")
    written = {key: value for key, value in source.metadata.items() if key != "title" or not is_of_a_tool(value)}
    own = {**written, **front_matter(source.text)[1]}
    said = metadata_from(own, transcript_id, strict=False).updated(said)
    people = {*said.people, *said.voices, *(name for person in catalogue.people for name in person.names)}
    try:
        understood = understand(source, said.title, people, Described(said.speaker, said.chapters, said.people))
    except TooManyPassages:
        too_many = f"more than {MOST_PASSAGES:,} passages; split it into several files"
        raise UnreadableFile(f"{transcript_id}: {too_many}") from None
    transcript = _described(transcript_id, data, source, said, corrected(understood, said.corrections))
    corrections = recorded(understood, said.corrections)
    return dataclasses.replace(transcript, info=dataclasses.replace(transcript.info, corrections=corrections))


def _described(transcript_id: str, data: bytes, source: Source, said: Metadata, structure: Structure) -> Transcript:
    passages = structure.passages
    speakers = tuple(dict.fromkeys(p.speaker for p in passages if p.role == "speech" and p.speaker))
    stem = PurePath(transcript_id).stem
    title = said.title or structure.title or stem
    info = TranscriptInfo(
        id=transcript_id,
        title=title,
        kind=said.kind or ("transcript" if structure.dialogue or said.speaker else "article"),
        conversation=said.conversation or stem,
        language=structure.language,
        hash=file_hash(data),
        date=said.date or structure.date or date_of_title(title) or date_of_name(stem) or source.metadata.get("saved"),
        url=said.url,
        publisher=said.publisher,
        derived_from=said.derived_from,
        chapters=said.chapters,
        media=said.media,
        encoding=source.encoding,
        added=datetime.now(UTC).isoformat(timespec="seconds"),
        text_hash=text_hash(source.text),
        characters=len(source.text),
        turns=len({p.turn for p in passages if p.role == "speech"}),
        passages=len(passages),
        speakers=speakers,
        voices=renamed(said.voices, said.corrections),
        names=dict(structure.names),
    )
    return Transcript(info, passages)
