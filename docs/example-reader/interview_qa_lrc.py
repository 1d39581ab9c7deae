"""A reader for .lrc files: every line has its time, as in `[00:12.40]Ada: The tide turned`."""

import re

from ingest.source import Mark, Source

_LINE = re.compile(r"\[(\d{1,3}):(\d{2}(?:\.\d+)?)\](?:([^:]{1,40}):)?\s*(.+)")


def read(data: bytes, name: str) -> Source:
    """Return the words, with a mark of time and speaker wherever a line begins.

    Raises:
        ValueError: No line has a time; whoever adds the file is told so.
    """
    text, marks = "", []
    for minutes, seconds, speaker, words in _LINE.findall(data.decode("utf-8-sig")):
        marks.append(Mark(len(text), time=60 * int(minutes) + float(seconds), speaker=speaker or None))
        text += f"{words.strip()}\n\n"
    if not text:
        raise ValueError(f"no line of {name} begins with a time such as [00:12.40]")
    return Source(text, tuple(marks))
