"""What the command line prints of the library."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from corpus.settings import is_shipped
from corpus.transcript import Passage, Transcript, TranscriptInfo
from ingest.doubts import doubts
from ingest.lines import INVISIBLE

_JOINERS = "\u200c\u200d"  # letters are joined by them, or kept apart, in Persian words, Indian ones and emoji
_INVISIBLE = dict.fromkeys(ord(mark) for mark in INVISIBLE if mark not in _JOINERS)
UNCALIBRATED = "when to answer and when to abstain was not calibrated for this model"
_SAID = (
    "id", "title", "kind", "conversation", "date", "language", "url", "publisher", "media", "encoding", "origin",
    "added",
)  # fmt: skip


def listed(infos: Sequence[TranscriptInfo], model: str | None) -> str:
    """Return a table of the transcripts, and the model that encoded them."""
    head = ("ID", "TURNS", "PASSAGES", "LANGUAGE", "KIND", "TITLE")
    rows = [(i.id, str(i.turns), str(i.passages), i.language, i.kind, i.title[:60]) for i in infos]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(5)]
    lines = ["  ".join([*map(str.ljust, row[:5], widths), row[5]]).rstrip() for row in (head, *rows)]
    count = f"{len(infos)} transcript{'s' * (len(infos) != 1)}, model: {model or 'none yet'}"
    notes = [] if model is None or is_shipped(model) else [UNCALIBRATED]
    return "\n".join([*(lines if infos else ()), count, *notes])


def listed_as_json(infos: Sequence[TranscriptInfo], model: str | None) -> str:
    """Return one JSON object a line and transcript."""
    return "\n".join(
        json.dumps({**asdict(info), "source": info.origin, "model": model}, ensure_ascii=False) for info in infos
    )


def structure(transcript: Transcript) -> str:
    """Return what was understood of a transcript: what is known of it, what is doubtful, a line a passage."""
    info = asdict(transcript.info)
    about = [f"{name}: {info[name]}" for name in _SAID if info[name]]
    about.append(f"speakers: {', '.join(transcript.info.speakers) or 'none named'}")
    about += [f"{label} is {name}" for label, name in transcript.info.names.items()]
    about += [f"corrected: {_corrected(one)}" for one in transcript.info.corrections]
    about += [f"doubtful: {doubt}" for doubt in doubts(transcript)]
    return "\n".join([*about, "", *map(_line, transcript.passages)])


def _corrected(one: Mapping[str, Any]) -> str:
    was = ", ".join(name or "nobody" for name in one["source_says"])
    if "written" in one:
        return f"{one['written']} is {one['name']} (the source says {was})"
    return f"{one['start']} to {one['end']} is {one['speaker'] or 'nobody'} (the source says {was})"


def _line(passage: Passage) -> str:
    words = " ".join(passage.text.translate(_INVISIBLE).split())
    words = words if len(words) <= 60 else words[:59] + "…"
    if passage.role != "speech":
        return f"{passage.start:>7}  {passage.role:<9} {words}"
    said = [f"turn {passage.turn}", passage.speaker or "–"]
    said += ["asks"] if passage.question else []
    said += [f"= turn {passage.parallel}"] if passage.parallel is not None else []
    said += [f"page {passage.page}"] if passage.page is not None else []
    said += [_times(passage)] if passage.time is not None or passage.times else []
    return f"{passage.start:>7}    {' · '.join(said)}: {words}"


def _times(passage: Passage) -> str:
    """Return when a passage begins, and until when its last known time is."""
    known = [time for _, time in passage.times] or [passage.time or 0.0]
    return clock(known[0]) if len(known) == 1 else f"{clock(known[0])}…{clock(known[-1])}"


def clock(seconds: float) -> str:
    """Return a time as people write it: 00:12:31."""
    return f"{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}:{int(seconds) % 60:02}"
