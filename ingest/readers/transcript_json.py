"""Transcripts as JSON: Whisper's, and those of the common transcript services.

They differ in names, not in kind: somewhere lies a list of segments with text, a beginning and perhaps a
speaker. Of the lists that hold nearly all that is said the best is taken: one that names speakers before one that does
not, then one with times, then by its name (`json_lists`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from corpus.entities import decoded
from corpus.errors import UnreadableFile
from ingest.readers.cue import Cue
from ingest.readers.cues import attribute, clean, flow, source_of
from ingest.readers.json_fields import Segment, plain_key, speaker_of, start_of, text_of
from ingest.readers.json_lists import best_list, names_in, spans_in, with_plain_keys
from ingest.readers.json_segments import are_words, runs, sentences, unit_of
from ingest.readers.json_spans import told_by_spans
from ingest.readers.subtitles import is_sound
from ingest.readers.text import decode
from ingest.source import Source

_FEW = 0.1
"""Of a table's rows without a speaker: fewer are rows whose speaker is not known, not a way to write who goes on."""


def read(data: bytes, name: str) -> Source:
    """Read a JSON transcript: turns, with a mark of time and speaker wherever a segment begins.

    Raises:
        UnreadableFile: The bytes are not JSON, or hold no segments that say something.
    """
    document = with_plain_keys(parse(data, name))
    source = source_of(_attributed(_spoken(document)), _metadata(document))
    if not source.text:
        raise UnreadableFile(
            f"{name}: JSON without a transcript; expected a list of segments with text, "
            f'such as Whisper\'s {{"segments": [{{"start": 0.0, "text": …}}]}}'
        )
    return source


def source_of_segments(rows: Sequence[Segment]) -> Source | None:
    """Return the speech of rows whose keys say when, who and what; None where none says anything. A row without a
    speaker goes on, but is nobody's where nearly all rows have one, a speaker's next row has one, too, or
    it is a sound.
    """
    segments = [{plain_key(key): value for key, value in row.items()} for row in rows]
    spoken = [segment for segment in segments if text_of(segment)]
    speakers = [speaker_of(segment) for segment in spoken]
    if not any(speakers) and all(start_of(segment, 1.0) is None for segment in spoken):
        return None
    each = any(name is not None and name == after for name, after in pairwise(speakers))
    bare = [text_of(one) for one, name in zip(spoken, speakers, strict=True) if name is None]
    each = each or len(bare) <= _FEW * len(speakers) or all(map(is_sound, bare)) or bool(_returning(speakers))
    cues = _cues(spoken, {}, unit_of(spoken))
    return source_of(_attributed(cues) if each else attribute(cues))


def _returning(speakers: Sequence[str | None]) -> set[str]:
    """Return the speakers who are named again directly behind rows without one: they did not go on in these."""
    known = [name for name, _ in groupby(speakers)]
    between = zip(known, known[1:], known[2:], strict=False)
    return {before for before, name, after in between if name is None and before is not None and before == after}


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


def _spoken(document: Any) -> list[Cue]:
    """Return what the document's transcript says, empty where it has none."""
    listed = best_list(document)
    if listed is None:
        return []
    unit = unit_of(listed.segments)
    spans = [] if listed.named else spans_in(document)
    segments = told_by_spans(listed.segments, spans, unit) if spans else listed.segments
    if are_words(listed.path[-1], segments):
        segments = runs(segments)
    return _cues(segments, names_in(document), unit)


def _cues(segments: Sequence[Segment], names: Mapping[str, str], unit: float) -> list[Cue]:
    """Turn segments into cues, one for each sentence where its words have times."""
    cues: list[Cue] = []
    fresh = False
    for segment in segments:
        speaker = speaker_of(segment)
        said = [Cue(words, start, names.get(speaker or "", speaker)) for words, start in sentences(segment, unit)]
        cues.extend([replace(said[0], fresh=fresh and speaker is None), *said[1:]] if said else [])
        fresh = segment.get("speakerturnnext") is True  # as whisper.cpp writes it
    return cues


def _attributed(cues: Sequence[Cue]) -> list[Cue]:
    """Read who speaks from the texts where no segment says it; where some do, the others are nobody's."""
    if all(cue.speaker is None for cue in cues):
        return attribute(cues)
    before = [None, *(cue.speaker for cue in cues)]
    return [
        replace(cue, text=decoded(clean(cue.text)), fresh=cue.speaker is None and last is not None)
        for last, cue in zip(before, cues, strict=False)
    ]


def _metadata(document: Any) -> dict[str, str]:
    fields = document.items() if isinstance(document, dict) else ()
    return {key: flow(value) for key, value in fields if key in {"title", "date", "url"} and isinstance(value, str)}
