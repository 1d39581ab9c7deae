"""Transcripts as JSON: Whisper's, and those of the common transcript services.

They differ in names, not in kind: somewhere lies a list of segments with text, a beginning and perhaps a
speaker. Of the lists under the names in `_LISTS` the best is taken: one that names speakers before one that
does not, then by the order below. Read so far: Whisper, WhisperX, whisper.cpp, OpenAI, AssemblyAI, Deepgram,
Rev, AWS Transcribe, Google, Azure, Speechmatics, Otter, Fireflies, Sonix, the podcast namespace, and the
YouTube transcript API.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from corpus.errors import UnreadableFile
from ingest.names import Likeness, likeness
from ingest.readers.cues import Cue, attribute, flow, source_of
from ingest.readers.json_segments import (
    SENTENCE_END,
    Segment,
    objects,
    sentence,
    sentences,
    start_of,
    text_of,
    unit_of,
)
from ingest.readers.text import decode
from ingest.source import Source

_LISTS = (
    *("utterances", "monologues", "audio_segments", "paragraphs", "segments", "sentences", "recognizedPhrases"),
    *("captions", "transcripts", "transcript", "transcription", "chunks", "events", "speech", "speakers", "results"),
    *("items", "words", "messages"),
)
_SPEAKERS = (
    *("speaker_name", "speakerName", "speaker", "speaker_label", "speakerLabel", "speaker_id", "speakerId"),
    *("participantRole", "participantId", "real_name", "sender", "author", "user", "from", "role"),
)
_OF_CHATS = frozenset(("sender", "author", "user", "from", "role"))
"""Of these, what may stand for something else: "from" is a time in some files."""
_DEEPEST = 8
"""Levels of the document that are searched for lists."""
_LONGEST = 300
"""Characters of words joined to one sentence where no punctuation ends it."""


def read(data: bytes, name: str) -> Source:
    """Read a JSON transcript: turns, with a mark of time and speaker wherever a segment begins.

    Raises:
        UnreadableFile: The bytes are not JSON, or hold no segments that say something.
    """
    document = _plain_keys(parse(data, name))
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


def source_of_segments(segments: Sequence[Segment]) -> Source | None:
    """Return the speech of segments whose keys say when, who and what; None where none says anything."""
    spoken = [segment for segment in segments if text_of(segment)]
    timed = _has_time(spoken) or any(_speaker(segment) is not None for segment in spoken)
    return source_of(attribute(_cues(spoken, {}))) if timed else None


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


def _plain_keys(node: Any, depth: int = 0) -> Any:
    """Return the document with keys that begin in lower case: some services write Content, others content."""
    if depth > 2 * _DEEPEST:
        return node
    if isinstance(node, dict):
        return {key[:1].lower() + key[1:]: _plain_keys(value, depth + 1) for key, value in node.items()}
    return [_plain_keys(value, depth + 1) for value in node] if isinstance(node, list) else node


def _best(document: Any) -> list[Segment]:
    """Return the segments to read, empty where there are none."""
    found = list(_lists(document, "segments", _word_speakers(document)))
    best = min(found, key=lambda one: (_speaker(one[1][0]) is None, not _has_time(one[1]), one[0]), default=None)
    return best[1] if best else []


def _has_time(segments: Sequence[Segment]) -> bool:
    return any(start_of(segment, 1.0) is not None for segment in segments)


def _lists(node: Any, key: str, speakers: Mapping[str, Any], depth: int = 0) -> Iterator[tuple[int, list[Segment]]]:
    """Yield the lists of spoken segments and the rank of the name they stand under, not what lies in them."""
    if isinstance(node, list):
        flat = [_flat(member, speakers) for member in node if isinstance(member, dict)]
        spoken = [segment for segment in flat if text_of(segment)] if key in _LISTS else []
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
    for segment in objects(segments):
        for item in objects(segment.get("items")):
            found[str(item.get("start_time"))] = item.get("speaker_label", segment.get("speaker_label"))
    return found


def _speaker(segment: Segment) -> str | None:
    """Return who speaks, a bare number or letter as `Speaker 1`; None where the segment does not say."""
    for key in _SPEAKERS:
        value = segment.get(key)
        if isinstance(value, dict):
            value = value.get("name", value.get("username", value.get("id")))
        if key in _OF_CHATS and not (isinstance(value, str) and likeness(value) >= Likeness.LOOSE):
            continue
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10_000:
            return f"Speaker {value}"
        if isinstance(value, str) and value.strip():
            name = flow(value)
            return f"Speaker {name}" if name.isdecimal() or (len(name) == 1 and name.isascii()) else name or None
    words = objects(segment.get("words"))
    return _speaker(words[0]) if words and "words" not in words[0] else None


def _names(document: Any) -> dict[str, str]:
    """Return the names of numbered speakers where the document lists them."""
    listed = document.get("speakers", document.get("users")) if isinstance(document, dict) else None
    pairs: list[tuple[Any, Any]] = list(listed.items()) if isinstance(listed, dict) else []
    for entry in objects(listed):
        name = entry.get("real_name", entry.get("name"))
        pairs.append((entry.get("id", entry.get("speaker", entry.get("label"))), name))
    found = {_speaker({"speaker": number}): name for number, name in pairs if isinstance(name, str) and name.strip()}
    return {number: flow(name) for number, name in found.items() if number}


def _cues(segments: list[Segment], names: Mapping[str, str]) -> list[Cue]:
    """Turn segments into cues. Single words, as some services list them, become sentences."""
    unit = unit_of(segments)
    cues: list[Cue] = []
    for segment in segments:
        speaker = _speaker(segment)
        last = cues[-1] if cues else None
        if last and segment.get("type") == "punctuation":
            cues[-1] = replace(last, text=last.text + text_of(segment))
            continue
        for said, start in sentences(segment, unit):
            cue = Cue(said, start, names.get(speaker or "", speaker))
            last = cues[-1] if cues else None
            if last and last.speaker == cue.speaker and _is_word(segment) and not _is_sentence(last.text):
                cues[-1] = replace(last, text=sentence([last.text, said]))
            else:
                cues.append(cue)
    return cues


def _is_sentence(text: str) -> bool:
    return len(text) > _LONGEST or bool(SENTENCE_END.search(text[-3:]))


def _is_word(segment: Segment) -> bool:
    return segment.get("type") in ("word", "pronunciation") or "word" in segment


def _metadata(document: Any) -> dict[str, str]:
    fields = document.items() if isinstance(document, dict) else ()
    return {key: flow(value) for key, value in fields if key in {"title", "date", "url"} and isinstance(value, str)}
