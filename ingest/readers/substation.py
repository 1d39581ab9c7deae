"""The events of SubStation Alpha's files (.ass, .ssa) as cues.

`Dialogue: 0,0:00:01.00,0:00:04.00,Default,Jane,0,0,0,,words`; a line before them says which column is what.
They are cut here and not by pysubs2, which the tests hold this against: one bad time, and it gives up the whole file.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.readers.cue import Cue

_EVENTS = re.compile(r"^\[Events\][^\S\n]*$(?P<events>.*?)(?=^\[|\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_COLUMNS = "Layer Start End Style Name MarginL MarginR MarginV Effect Text".split()
_TIME = re.compile(r"(?P<hours>\d{1,3}):(?P<minutes>\d{1,2}):(?P<seconds>\d{1,2}(?:\.\d{1,3})?)")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}.*?(?:\{[^{}]*\\p0[^{}]*\}|$)")
_OVERRIDES = re.compile(r"\{[^{}]*\}")
_BREAK = re.compile(r"\\[Nn]")


def begins_like(head: str) -> bool:
    """Whether a text begins as files of this form do."""
    return head.lstrip("\ufeff\r\n\t ").casefold().startswith("[script info]")


def cues_of(text: str) -> list[Cue]:
    """Return what is shown, in the order of time, each line once; who speaks it where the form's column says so."""
    cues = sorted(_dialogue(text), key=lambda cue: cue.start or 0)
    return list(dict.fromkeys(cues))


def _dialogue(text: str) -> Iterator[Cue]:
    events = _EVENTS.search(text)
    columns = _COLUMNS
    for line in events["events"].splitlines() if events else ():
        kind, _, fields = line.partition(":")
        if kind.strip() == "Format":
            columns = [column.strip() for column in fields.split(",")]
        elif kind.strip() == "Dialogue":
            yield from _cue(columns, fields.strip().split(",", len(columns) - 1))


def _cue(columns: Sequence[str], fields: Sequence[str]) -> Iterator[Cue]:
    """Yield the cue of a line, none where it shows no words or says not when."""
    event = dict(zip(columns, fields, strict=False))
    time = _TIME.match(event.get("Start", "").strip())
    words = _OVERRIDES.sub("", _DRAWING.sub("", event.get("Text", "")))
    words = _BREAK.sub("\n", words).replace("\\h", " ").strip()
    if time and words:
        start = 3600 * int(time["hours"]) + 60 * int(time["minutes"]) + float(time["seconds"])
        yield Cue(words, start, event.get("Name", event.get("Actor", "")).strip() or None)
