"""How transcripts are written as Chroma records, and read back.

A passage is one record: its text is the document, everything else metadata; its id is `VERSION:INDEX`, so
that the same contents always give the same ids. A transcript is one small record of its own that names the
version that counts: it is written last, so a transcript is there as a whole or not at all.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, cast

from corpus.language import Language
from corpus.transcript import Passage, Role, TranscriptInfo

LIBRARY_ID = "library"
CATALOGUE_ID = "catalogue"
FOLDER_CATALOGUE = "catalogue/"
"""Begins the id of a folder's own catalogue; ids of transcripts hold no slash."""

Metadata = dict[str, str | int | float | bool]
Place = tuple[str, int]
"""A passage in the store: the version of its transcript and its index there."""


def is_transcript(record_id: str) -> bool:
    """Whether a record among the transcripts is one, and not about the library."""
    return record_id not in {LIBRARY_ID, CATALOGUE_ID} and not record_id.startswith(FOLDER_CATALOGUE)


def passage_id(version: str, index: int) -> str:
    """Return the id of a passage's record; ids of one version sort by index."""
    return f"{version}:{index:07d}"


def passage_place(record_id: str) -> Place:
    """Return (version, index) of a passage's record id."""
    version, _, index = record_id.rpartition(":")
    return version, int(index)


def passage_metadata(passage: Passage, info: TranscriptInfo) -> Metadata:
    """Return what is stored of a passage beside its text; what is None is left out."""
    data = {field.name: getattr(passage, field.name) for field in fields(passage) if field.name != "text"}
    data |= {"version": info.version, "source": info.id, "conversation": info.conversation}
    return {key: value for key, value in data.items() if value is not None}


def passage_from(document: str, data: Mapping[str, Any]) -> Passage:
    """Build a passage from its record."""
    return Passage(
        index=int(data["index"]),
        start=int(data["start"]),
        end=int(data["end"]),
        text=document,
        role=cast(Role, data["role"]),
        turn=_whole(data, "turn"),
        speaker=_text(data, "speaker"),
        section=_text(data, "section"),
        page=_whole(data, "page"),
        time=float(data["time"]) if "time" in data else None,
        language=cast(Language, data["language"]),
        parallel=_whole(data, "parallel"),
        context=str(data.get("context", "")),
        question=bool(data.get("question", False)),
    )


def info_document(info: TranscriptInfo) -> str:
    """Write what is known about a transcript as JSON."""
    return json.dumps(asdict(info), ensure_ascii=False, sort_keys=True)


def info_from(document: str) -> TranscriptInfo:
    """Build what is known about a transcript from JSON."""
    data = json.loads(document)
    data["speakers"] = tuple(data["speakers"])
    return TranscriptInfo(**data)


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    return None if value is None else str(value)


def _whole(data: Mapping[str, Any], key: str) -> int | None:
    value = data.get(key)
    return None if value is None else int(value)
