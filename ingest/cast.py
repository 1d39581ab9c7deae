"""Lists of who is there that run on over lines in the head of a hearing: SPEAKERS: NAME, OFFICE; NAME, OFFICE; …."""

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.language import fold
from ingest.lines import Line
from ingest.names import Likeness, likeness

_KEY = re.compile(r"(?P<key>[^\W\d_][\w ]{3,30}):\s*(?=\S)")
_KEYS = frozenset("speakers witnesses panelists panellists participants members attendees present".split())
_LONGEST = 160  # characters of an entry


def mark_cast(block: Sequence[Line]) -> list[str]:
    """Take the lists in a stretch of lines for furniture, and what stands in capitals just above; return the full names
    in them, as written. A list of one line is none, but that of witnesses.
    """
    names: list[str] = []
    at = 0
    while at < len(block):
        entries = _entries(block[at:])
        above = takewhile(_is_head, reversed(block[:at])) if entries else ()
        for line in (*above, *(line for line, _ in entries)):
            line.role = "furniture"
        names += [name for _, name in entries]
        at += max(1, len(entries))
    return names


def _is_head(line: Line) -> bool:
    """Whether a line above a list is part of the head: in capitals, and nobody says it."""
    return line.text.isupper() and ":" not in line.text and not line.ends_sentence


def _entries(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """Return the lines of the list that the first one begins, each with its name; [] where it begins none."""
    key = _KEY.match(lines[0].text) if lines[0].open else None
    if key is None or fold(key["key"]) not in _KEYS:
        return []
    found: list[tuple[Line, str]] = []
    for line in lines:
        words = line.text[key.end() :] if line is lines[0] else line.text
        name = words.partition(",")[0].strip()
        said = line.ends_sentence and not words.isupper()  # NAME, R-S.C.
        listed = "," in words and len(words) <= _LONGEST and ":" not in words and not said
        if not listed or likeness(name) is not Likeness.FULL:
            break
        found.append((line, name))
    return found if len(found) > 1 or fold(key["key"]) == "witnesses" else []
