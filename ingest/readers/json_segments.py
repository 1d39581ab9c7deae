"""Segments of transcripts in JSON: what is said in one, and when, whatever the service calls it."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.readers.cues import flow, seam

_TEXTS = (
    "text",
    "transcript",
    "body",
    "display",
    "content",
    "punctuated_word",
    "word",
    "value",
    "utf8",
    "caption",
    "displayText",
    "utterance",
    "sentence",
    "message",
    "speech",
    "words",
)
_PARTS = ("sentences", "elements", "segs", "items", "words")
_STARTS = (
    *("start", "start_time", "startTime", "ts", "begin", "from", "offset", "timestamp"),
    *("timestamps", "time", "startSeconds", "startSec", "begin_time", "beginTime"),
)
_MILLISECONDS = ("start_ms", "startMs", "tStartMs", "offsetMilliseconds", "start_time_ms", "beginOffsetMillis")
_ENDS = ("end", "end_time", "endTime", "end_ts")
_OF_SERVICE = ("channel_", "group_")  # how the subtypes of messages begin that say that somebody joined or left
_SLOWEST = 0.15
"""Characters a second: nobody speaks more slowly, so the numbers are milliseconds."""
_CLOCK = re.compile(r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{1,2}(?:[.,][0-9]{1,9})?)")
_AMOUNT = re.compile(r"(?:PT)?(?:([0-9]{1,4})H ?)?(?:([0-9]{1,6})M ?)?([0-9]{1,12}(?:\.[0-9]{1,12})?)[sS]")
_PUNCTUATION = re.compile(r"[.,!?;:%)\]’'…，。！？；：、）」』”]+")
SENTENCE_END = re.compile(r"[.!?。！？…][\"”’)」』]*\Z")


Segment = Mapping[str, Any]


def objects(members: Any) -> list[Segment]:
    """Return the objects among the members of a list, [] where it is none."""
    return [member for member in members if isinstance(member, dict)] if isinstance(members, list) else []


def text_of(segment: Segment) -> str:
    """Return what is said in a segment, empty where it says nothing."""
    if str(segment.get("subtype", "")).startswith(_OF_SERVICE):
        return ""
    for key in _TEXTS:
        value = segment.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, list) and any(isinstance(part, str) for part in value):  # plain and marked runs
            return "".join(
                part if isinstance(part, str) else _part(part) for part in value if isinstance(part, str | dict)
            )
    for key in _PARTS:
        parts = [_part(part) for part in objects(segment.get(key))]
        if any(parts):
            return joined(parts)
    return ""


def _part(part: Segment) -> str:
    return str(next((part[name] for name in _TEXTS if name in part), ""))


def joined(parts: list[str]) -> str:
    """Join words or sentences: as they are where they carry their white space, else with what belongs between."""
    return "".join(parts) if any(part.strip() != part for part in parts) else sentence(parts)


def sentence(words: list[str]) -> str:
    """Join words that carry no white space of their own."""
    joined: list[str] = []
    for word in words:
        between = "" if not joined or _PUNCTUATION.fullmatch(word) else seam(joined[-1], word)
        joined.extend([between, word] if word else [])
    return "".join(joined)


def as_number(value: Any) -> float | None:
    """Return a time as the file counts it, None where it is none."""
    if isinstance(value, str):
        try:
            value = float(value[:40])
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
        return None
    return float(value) if math.isfinite(value) else None


def _seconds(value: Any) -> float | None:
    """Return the time that a text such as `00:01:02.5`, `62.5s`, `1M 2S` or `PT1M2.5S` gives, None without."""
    match = (_CLOCK.fullmatch(value.strip()) or _AMOUNT.fullmatch(value.strip())) if isinstance(value, str) else None
    if not match:
        return None
    return int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + float(match[3].replace(",", "."))


def _raw(segment: Segment, keys: tuple[str, ...]) -> Any:
    value = next((segment[key] for key in keys if segment.get(key) is not None), None)
    if value is None and keys is _STARTS:
        parts = next((parts for parts in (objects(segment.get(key)) for key in _PARTS) if parts), [])
        value = next((part[key] for part in parts[:1] for key in keys if part.get(key) is not None), None)
    if isinstance(value, dict):
        return value.get("from")
    return value[0] if isinstance(value, list) and value else value


def unit_of(segments: list[Segment]) -> float:
    """Return how many seconds one of the file's numbers is: services count in seconds or milliseconds and do
    not say; people's rate of speech does.
    """
    numbers = [as_number(_raw(segment, keys)) for segment in segments for keys in (_STARTS, _ENDS)]
    known = [number for number in numbers if number is not None]
    length = max(known, default=0.0) - min(known, default=0.0)
    characters = sum(len(text_of(segment)) for segment in segments)
    return 0.001 if length and characters / length < _SLOWEST else 1.0


def start_of(segment: Segment, unit: float) -> float | None:
    """Return the second at which a segment or a part of one begins."""
    marked = next((as_number(segment[key]) for key in _MILLISECONDS if key in segment), None)
    if marked is not None:
        return marked / 1000
    value = _raw(segment, _STARTS)
    number = as_number(value)
    return round(number * unit, 3) if number is not None else _seconds(value)


def sentences(segment: Segment, unit: float) -> Iterator[tuple[str, float | None]]:
    """Yield the sentences of a segment with their times, where its words have some; else the whole with its own."""
    said, start = text_of(segment), start_of(segment, unit)
    parts = next((parts for parts in (objects(segment.get(key)) for key in _PARTS) if len(parts) > 1), [])
    words = [_part(part) for part in parts]
    if flow(joined(words)) != flow(said) or not any(start_of(part, unit) is not None for part in parts):
        yield said, start
        return
    waiting: list[str] = []
    for part, word in zip(parts, words, strict=True):
        start = start if waiting and joined(waiting).strip() else start_of(part, unit)
        waiting.append(word)
        if SENTENCE_END.search(word.strip()[-3:]):
            yield joined(waiting), start
            waiting = []
    if waiting:
        yield joined(waiting), start
