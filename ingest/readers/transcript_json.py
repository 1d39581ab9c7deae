"""Transcripts as JSON: Whisper's, and those of the common transcript services.

They differ in names, not in kind: somewhere lies a list of segments with text, a beginning and perhaps a
speaker. Of the lists under the names in `_LISTS` the best is taken: one that names speakers before one that
does not, then by the order below. Read so far: Whisper, WhisperX, whisper.cpp, OpenAI, AssemblyAI, Deepgram,
Rev, AWS Transcribe, Google, Azure, Speechmatics, Otter, Fireflies, Sonix, the podcast namespace, and the
YouTube transcript API.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import UnreadableFile
from ingest.readers.cues import Cue, attribute, flow, seam, source_of
from ingest.readers.text import decode
from ingest.source import Source

_LISTS = (
    *("utterances", "monologues", "audio_segments", "paragraphs", "segments", "sentences", "recognizedPhrases"),
    *("captions", "transcripts", "transcript", "transcription", "chunks", "events", "speech", "speakers", "results"),
    *("items", "words"),
)
_TEXTS = ("text", "transcript", "body", "display", "content", "punctuated_word", "word", "value", "utf8", "caption")
_PARTS = ("sentences", "elements", "segs", "items", "words")
_STARTS = (
    *("start", "start_time", "startTime", "ts", "begin", "from", "offset", "timestamp"),
    *("timestamps", "time", "startSeconds", "startSec"),
)
_MILLISECONDS = ("start_ms", "startMs", "tStartMs", "offsetMilliseconds", "start_time_ms")
_SPEAKERS = ("speaker_name", "speakerName", "speaker", "speaker_label", "speakerLabel", "speaker_id", "speakerId")
_ENDS = ("end", "end_time", "endTime", "end_ts")
_DEEPEST = 8
"""Levels of the document that are searched for lists."""
_SLOWEST = 0.15
"""Characters a second: nobody speaks more slowly, so the numbers are milliseconds."""
_LONGEST = 300
"""Characters of words joined to one sentence where no punctuation ends it."""
_CLOCK = re.compile(r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{1,2}(?:[.,][0-9]{1,9})?)")
_AMOUNT = re.compile(r"(?:PT(?:([0-9]{1,4})H)?(?:([0-9]{1,6})M)?)?([0-9]{1,12}(?:\.[0-9]{1,12})?)[sS]")
_PUNCTUATION = re.compile(r"[.,!?;:%)\]’'…，。！？；：、）」』”]+")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"”’)」』]*\Z")

Segment = Mapping[str, Any]


def read(data: bytes, name: str) -> Source:
    """Read a JSON transcript: turns, with a mark of time and speaker wherever a segment begins.

    Raises:
        UnreadableFile: The bytes are not JSON, or hold no segments that say something.
    """
    document = parse(data, name)
    segments = _best(document)
    cues = _cues(segments, _names(document))
    if not cues and isinstance(document, dict) and isinstance(document.get("text"), str):
        cues = [Cue(document["text"])]
    source = source_of(attribute(cues), _metadata(document))
    if not source.text:
        raise UnreadableFile(
            f"{name}: JSON without a transcript; expected a list of segments with text, "
            f'such as Whisper\'s {{"segments": [{{"start": 0.0, "text": …}}]}}'
        )
    return source


def parse(data: bytes, name: str) -> Any:
    """Return the document.

    Raises:
        UnreadableFile: The bytes are not JSON, or such as no program writes.
    """
    text, _ = decode(data, name)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"{name}: not valid JSON (line {error.lineno}: {error.msg}); export it again") from error
    except (RecursionError, ValueError) as error:  # nested without end; a number of thousands of digits
        raise UnreadableFile(f"{name}: JSON nested too deeply or with a number too long; export it again") from error


def _best(document: Any) -> list[Segment]:
    """Return the segments to read, empty where there are none."""
    found = list(_lists(document, "segments", _word_speakers(document)))
    best = min(found, key=lambda one: (_speaker(one[1][0]) is None, one[0]), default=None)
    return best[1] if best else []


def _lists(node: Any, key: str, speakers: Mapping[str, Any], depth: int = 0) -> Iterator[tuple[int, list[Segment]]]:
    """Yield the lists of spoken segments and the rank of the name they stand under, not what lies in them."""
    if isinstance(node, list):
        flat = [_flat(member, speakers) for member in node if isinstance(member, dict)]
        spoken = [segment for segment in flat if _text(segment)] if key in _LISTS else []
        if spoken:
            yield _LISTS.index(key), spoken
            return
    members = node.items() if isinstance(node, dict) else ((key, one) for one in node) if isinstance(node, list) else ()
    for name, member in members if depth < _DEEPEST else ():
        yield from _lists(member, name, speakers, depth + 1)


def _flat(segment: Segment, speakers: Mapping[str, Any]) -> Segment:
    """Return the segment with its best alternative's fields as its own, and the speaker listed elsewhere."""
    for key in ("alternatives", "nBest"):
        choices = segment.get(key)
        if isinstance(choices, list) and choices and isinstance(choices[0], dict):
            segment = {**segment, **choices[0]}
    start = segment.get("start_time")
    if isinstance(start, str) and start in speakers and _speaker(segment) is None:
        segment = {**segment, "speaker_label": speakers[start]}
    return segment


def _word_speakers(document: Any) -> dict[str, Any]:
    """Return who speaks at which start, as AWS Transcribe lists it apart from the words."""
    results = document.get("results") if isinstance(document, dict) else None
    labels = results.get("speaker_labels") if isinstance(results, dict) else None
    segments = labels.get("segments") if isinstance(labels, dict) else None
    found: dict[str, Any] = {}
    for segment in _objects(segments):
        for item in _objects(segment.get("items")):
            found[str(item.get("start_time"))] = item.get("speaker_label", segment.get("speaker_label"))
    return found


def _objects(members: Any) -> list[Segment]:
    return [member for member in members if isinstance(member, dict)] if isinstance(members, list) else []


def _text(segment: Segment) -> str:
    """Return what is said in a segment, empty where it says nothing."""
    for key in _TEXTS:
        value = segment.get(key)
        if isinstance(value, str) and value.strip():
            return value
    for key in _PARTS:
        parts = [str(next((part[name] for name in _TEXTS if name in part), "")) for part in _objects(segment.get(key))]
        if any(parts):
            return "".join(parts) if any(part.strip() != part for part in parts) else _sentence(parts)
    return ""


def _sentence(words: list[str]) -> str:
    """Join words that carry no white space of their own."""
    joined: list[str] = []
    for word in words:
        between = "" if not joined or _PUNCTUATION.fullmatch(word) else seam(joined[-1], word)
        joined.extend([between, word] if word else [])
    return "".join(joined)


def _speaker(segment: Segment) -> str | None:
    """Return who speaks, a bare number or letter as `Speaker 1`; None where the segment does not say."""
    for key in _SPEAKERS:
        value = segment.get(key)
        if isinstance(value, dict):
            value = value.get("name", value.get("id"))
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10_000:
            return f"Speaker {value}"
        if isinstance(value, str) and value.strip():
            name = flow(value)
            return f"Speaker {name}" if name.isdecimal() or (len(name) == 1 and name.isascii()) else name or None
    words = _objects(segment.get("words"))
    return _speaker(words[0]) if words and "words" not in words[0] else None


def _names(document: Any) -> dict[str, str]:
    """Return the names of numbered speakers where the document lists them."""
    listed = document.get("speakers") if isinstance(document, dict) else None
    pairs: list[tuple[Any, Any]] = list(listed.items()) if isinstance(listed, dict) else []
    for entry in _objects(listed):
        pairs.append((entry.get("id", entry.get("speaker", entry.get("label"))), entry.get("name")))
    found = {_speaker({"speaker": number}): name for number, name in pairs if isinstance(name, str) and name.strip()}
    return {number: flow(name) for number, name in found.items() if number}


def _number(value: Any) -> float | None:
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
    """Return the time that a text such as `00:01:02.5`, `62.5s` or `PT1M2.5S` gives, None for any other value."""
    match = (_CLOCK.fullmatch(value.strip()) or _AMOUNT.fullmatch(value.strip())) if isinstance(value, str) else None
    if not match:
        return None
    return int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + float(match[3].replace(",", "."))


def _raw(segment: Segment, keys: tuple[str, ...]) -> Any:
    value = next((segment[key] for key in keys if segment.get(key) is not None), None)
    if value is None and keys is _STARTS:
        parts = next((parts for parts in (_objects(segment.get(key)) for key in _PARTS) if parts), [])
        value = next((part[key] for part in parts[:1] for key in keys if part.get(key) is not None), None)
    if isinstance(value, dict):
        return value.get("from")
    return value[0] if isinstance(value, list) and value else value


def _unit(segments: list[Segment]) -> float:
    """Return how many seconds one of the file's numbers is: services count in seconds or milliseconds and do
    not say; people's rate of speech does.
    """
    numbers = [_number(_raw(segment, keys)) for segment in segments for keys in (_STARTS, _ENDS)]
    known = [number for number in numbers if number is not None]
    length = max(known, default=0.0) - min(known, default=0.0)
    characters = sum(len(_text(segment)) for segment in segments)
    return 0.001 if length and characters / length < _SLOWEST else 1.0


def _cues(segments: list[Segment], names: Mapping[str, str]) -> list[Cue]:
    """Turn segments into cues. Single words, as some services list them, become sentences."""
    unit = _unit(segments)
    cues: list[Cue] = []
    for segment in segments:
        said, value, speaker = _text(segment), _raw(segment, _STARTS), _speaker(segment)
        number = _number(value)
        start = round(number * unit, 3) if number is not None else _seconds(value)
        marked = next((_number(segment[key]) for key in _MILLISECONDS if key in segment), None)
        cue = Cue(said, marked / 1000 if marked is not None else start, names.get(speaker or "", speaker))
        last = cues[-1] if cues else None
        if last and segment.get("type") == "punctuation":
            cues[-1] = Cue(last.text + said, last.start, last.speaker)
        elif last and last.speaker == cue.speaker and _is_word(segment) and not _is_sentence(last.text):
            cues[-1] = Cue(_sentence([last.text, said]), last.start, last.speaker)
        else:
            cues.append(cue)
    return cues


def _is_sentence(text: str) -> bool:
    return len(text) > _LONGEST or bool(_SENTENCE_END.search(text[-3:]))


def _is_word(segment: Segment) -> bool:
    return segment.get("type") in ("word", "pronunciation") or "word" in segment


def _metadata(document: Any) -> dict[str, str]:
    fields = document.items() if isinstance(document, dict) else ()
    return {key: flow(value) for key, value in fields if key in {"title", "date", "url"} and isinstance(value, str)}
