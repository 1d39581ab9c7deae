"""Captions copied from a page or printed by a program: a time, some words, a time, some words.

They are captions in a text's clothes: their lines break within sentences, so they are joined as cues are.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from ingest.chats import is_message
from ingest.labels import label_at
from ingest.lines import Line, split_lines
from ingest.readers.cue import Cue
from ingest.stamped_names import stamped_names
from ingest.stamps import Stamp, stamp_at_head

_FEWEST = 3  # times that make a panel
_HEADED = 0.8  # of the lines begin with a time
_ALONE = 0.4  # of the lines are times alone
_SHORT = 120  # characters of a caption, in the mean
_LABELLED = 0.3  # of the captions begin with a name at most
_SPANNED = 0.9  # of the lines begin with a start and an end in seconds
_SPAN = re.compile(r"(\d{1,6}\.\d{1,6})[ \t]{1,4}(\d{1,6}\.\d{1,6})[ \t]{1,4}(.*)")
_ROW = re.compile(r"(\d{1,12})\t\d{1,12}\t(.*)")
_SECONDS = re.compile(
    r"(?:\d{1,3}\s(?:hours?|minutes?|seconds?|hr|min|sec)s?,?\s?)+|\d{1,3}(?:小时|分钟|秒钟?)+.{0,8}", re.IGNORECASE
)


def panel_cues(text: str) -> list[Cue] | None:
    """Return the cues of a panel of captions, the lines above it without a time; None where a text is none."""
    rows = text.splitlines()
    if rows[:1] == ["start\tend\ttext"]:  # Whisper's table, in milliseconds
        return [Cue(found[2], int(found[1]) / 1000) for found in map(_ROW.fullmatch, rows[1:]) if found]
    spanned = _spanned([row.strip() for row in rows if row.strip()])
    if spanned is not None:
        return spanned
    lines = [line for line in split_lines(text) if line.text and not _SECONDS.fullmatch(line.text)]
    stamps = [stamp_at_head(line.text) for line in lines]
    timed = [(line, stamp) for line, stamp in zip(lines, stamps, strict=True) if stamp is not None]
    alone = sum(stamp.end == len(line.text) for line, stamp in timed)
    if len(timed) < _FEWEST or not (alone >= _ALONE * len(lines) or len(timed) - alone >= _HEADED * len(lines)):
        return None
    if any(is_message(line.text) for line in lines) or stamped_names([line.text for line in lines]):
        return None
    cues = list(_cues(lines, stamps))
    said = [cue.text for cue in cues if cue.start is not None]
    return cues if said and _are_captions(said) and _rise(timed) else None


def _spanned(rows: Sequence[str]) -> list[Cue] | None:
    """Return the cues of lines that begin with a start and an end in seconds, as corpora and editors of sounds have
    them; None where most lines do not, or the times do not rise.
    """
    spans = [_SPAN.fullmatch(row) for row in rows]
    found = [span for span in spans if span and any(map(str.isalpha, span[3]))]
    starts = [float(span[1]) for span in found]
    if len(found) < _FEWEST or len(found) < _SPANNED * len(rows) or starts != sorted(starts):
        return None
    if any(float(span[2]) < float(span[1]) for span in found):
        return None
    cues = (Cue(span[3], float(span[1])) if span else Cue(row) for span, row in zip(spans, rows, strict=True))
    return [cue for cue in cues if cue.text.strip()]


def _cues(lines: Sequence[Line], stamps: Sequence[Stamp | None]) -> Iterator[Cue]:
    """Yield a cue for each stretch of lines behind a time."""
    start: float | None = None
    words: list[str] = []
    for line, stamp in zip(lines, stamps, strict=True):
        if stamp is not None or start is None:
            if words:
                yield Cue("\n".join(words), start, fresh=start is None)
            words = []
            start = stamp.seconds if stamp is not None else start
        said = line.text[stamp.end :] if stamp is not None else line.text
        words.extend([said] if said else [])
    if words:
        yield Cue("\n".join(words), start)


def _are_captions(said: Sequence[str]) -> bool:
    """Whether what stands behind the times are short pieces, a line each, that nobody is named for."""
    labels = sum((label := label_at(text)) is not None and label.shape in ("colon", "run-in") for text in said)
    several = sum("\n" in text for text in said)
    short = sum(map(len, said)) <= _SHORT * len(said)
    return short and labels <= _LABELLED * len(said) and several <= _LABELLED * len(said)


def _rise(timed: Sequence[tuple[Line, Stamp]]) -> bool:
    times = [stamp.seconds for _, stamp in timed]
    return all(after >= before for before, after in itertools.pairwise(times))
