"""Segments of transcripts in JSON: cut into sentences, and into runs of words of one speaker."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.readers.cues import flow
from ingest.readers.json_fields import (
    PARTS,
    Segment,
    joined,
    numbers_of,
    objects,
    own_speaker,
    part_text,
    parts_of,
    speaker_of,
    start_of,
    text_of,
)

SENTENCE_END = re.compile(r"[.!?。！？…][\"”’)」』]*\Z")
_SLOWEST = 0.15
"""Characters a second: nobody speaks more slowly, so the numbers are milliseconds."""
_LONGEST = 300
"""Characters of words joined to one sentence where no punctuation ends it."""
_GAP = 3
"""Words in a row whose speaker is left out between two of one speaker: they are theirs."""
_WORDS = frozenset(("words", "tokens", "wordsegments"))
_NO_LETTER = re.compile(r"\W+")


def letters(text: str) -> str:
    """Return the letters and digits of a text in small letters: what tells whether two texts say the same."""
    return _NO_LETTER.sub("", text.casefold())


def unit_of(segments: Sequence[Segment]) -> float:
    """Return how many seconds one of the file's numbers is: services count in seconds or milliseconds and do
    not say; people's rate of speech does.
    """
    known = [number for segment in segments for number in numbers_of(segment)]
    length = max(known, default=0.0) - min(known, default=0.0)
    characters = sum(len(text_of(segment)) for segment in segments)
    return 0.001 if length and characters / length < _SLOWEST else 1.0


def are_words(name: str, segments: Sequence[Segment]) -> bool:
    """Whether the members of a list, which stands under a name, are single words."""
    marked = sum(one.get("type") in ("word", "pronunciation", "punctuation") or "word" in one for one in segments)
    return name in _WORDS or marked > 0.5 * len(segments)


def runs(words: Sequence[Segment]) -> list[Segment]:
    """Join words to segments, one for each stretch of one speaker."""
    said = zip(_speakers(words), words, strict=True)
    groups = ((speaker, [word for _, word in group]) for speaker, group in groupby(said, key=lambda one: one[0]))
    return [{"speaker": speaker, "words": group} for speaker, group in groups]


def _speakers(words: Sequence[Segment]) -> list[str | None]:
    """Return who says each word; a punctuation mark is the word's before it."""
    known = [own_speaker(word) for word in words]
    at = 0
    while at < len(known):
        end = at + 1
        while known[at] is None and end < len(known) and known[end] is None:
            end += 1
        if known[at] is None and at:
            marks = all(word.get("type") == "punctuation" for word in words[at:end])
            between = end < len(known) and end - at <= _GAP and known[end] == known[at - 1]
            known[at:end] = [known[at - 1] if marks or between else None] * (end - at)
        at = end
    return known


def by_words(segment: Segment) -> list[Segment]:
    """Return the runs of a segment whose words are of several speakers, else the segment."""
    words = parts_of(segment)
    if own_speaker(segment) is not None or len({own_speaker(word) for word in words} - {None}) < 2:
        return [segment]
    covers = letters(text_of(segment)) in letters(joined([part_text(word) for word in words]))
    return runs(words) if covers else [segment]


def once(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments without those of nobody where they only say, once more, what the named ones say."""
    named = [segment for segment in segments if speaker_of(segment) is not None]
    others = letters("".join(text_of(segment) for segment in segments if speaker_of(segment) is None))
    said = letters("".join(map(text_of, named)))
    again = others and (others == said or (len(others) >= 20 and others in said))
    return named if again else list(segments)


def sentences(segment: Segment, unit: float) -> Iterator[tuple[str, float | None]]:
    """Yield the sentences of a segment with their times, where its words have some; else the whole with its own."""
    said, start = text_of(segment), start_of(segment, unit)
    parts = next((parts for parts in (objects(segment.get(key)) for key in PARTS) if len(parts) > 1), [])
    words = [part_text(part) for part in parts]
    if flow(joined(words)) != flow(said) or not any(start_of(part, unit) is not None for part in parts):
        yield said, start
        return
    waiting: list[str] = []
    length = 0
    for part, word in zip(parts, words, strict=True):
        start = start if length else start_of(part, unit)
        waiting.append(word)
        length += len(word.strip())
        if length > _LONGEST or SENTENCE_END.search(word.strip()[-3:]):
            yield joined(waiting), start
            waiting, length = [], 0
    if waiting:
        yield joined(waiting), start
